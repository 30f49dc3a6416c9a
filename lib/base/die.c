/* Prints messages and ends the run. Each message is formatted, escaped and written by one
   write(2). */
#include "base/die.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/end.h"
#include "base/escape.h"

/* Longer messages are cut: a hostile name must not flood a log. */
enum { MESSAGE_MAX = 4096 };

/* Adds a line to the message of an end_try. */
static void
collect(struct buf *message, str line)
{
	if (message->n > 0)
		buf_addc(message, '\n');
	buf_add(message, line);
}

static void
put_line(struct buf *line)
{
	size_t done;
	ssize_t w;

	buf_addc(line, '\n');
	for (done = 0; done < line->n; done += (size_t)w)
		if ((w = write(STDERR_FILENO, line->p + done, line->n - done)) <= 0)
			break;
}

void
pos_show(struct buf *b, struct pos pos)
{
	escape_line(b, str_of(pos.file));
	if (pos.line)
		buf_printf(b, ":%u", (unsigned)pos.line);
	if (pos.line && pos.col)
		buf_printf(b, ":%u", (unsigned)pos.col);
}

/* Writes a message to stderr. During an end_try, collects the message instead, unless status is
   DIE_CALL. */
static void
say(int status, struct pos pos, const char *fmt, va_list ap)
{
	static char text[MESSAGE_MAX];
	struct arena arena = {0};
	struct buf line = {.arena = &arena};
	struct buf *collected = status == DIE_CALL ? NULL : end_message();
	int saved = errno;
	size_t n = strlen(fmt);

	if (end_is_trapped() && !collected)
		return;
	vsnprintf(text, sizeof text, fmt, ap);
	if (!collected) {
		escape_line(&line, str_of(end_tool()));
		buf_add(&line, STR(": "));
	}
	if (pos.file) {
		pos_show(&line, pos);
		buf_add(&line, STR(": "));
	}
	escape_line(&line, str_of(text));
	if (n > 0 && fmt[n - 1] == ':')
		buf_printf(&line, " %s", strerror(saved));
	if (collected)
		collect(collected, buf_str(&line));
	else
		put_line(&line);
	arena_free(&arena);
	errno = saved;
}

static _Noreturn void
end(int status)
{
	if (status == DIE_INPUT)
		end_input();
	end_call();
}

void
die(int status, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	say(status, (struct pos){0}, fmt, ap);
	va_end(ap);
	end(status);
}

void
die_last(const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	say(DIE_CALL, (struct pos){0}, fmt, ap);
	va_end(ap);
	_exit(DIE_CALL);
}

void
die_note(const char *text)
{
	struct arena arena = {0};
	struct buf line = {.arena = &arena};

	if (end_is_trapped() && !end_message())
		return;
	escape_line(&line, str_of(text));
	if (end_message())
		collect(end_message(), buf_str(&line));
	else
		put_line(&line);
	arena_free(&arena);
}

void
die_at(struct pos pos, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	say(DIE_INPUT, pos, fmt, ap);
	va_end(ap);
	end_input();
}

void
vwarn_at(struct pos pos, const char *fmt, va_list ap)
{
	say(DIE_INPUT, pos, fmt, ap);
}

void
warn_at(struct pos pos, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	say(DIE_INPUT, pos, fmt, ap);
	va_end(ap);
}
