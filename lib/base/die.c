/* Messages and the end of a run. A message is made whole, escaped, and written by one write(2). */
#include "base/die.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/escape.h"

/* Longer messages are cut: a hostile name must not flood a log. */
enum { MESSAGE_MAX = 4096 };

static const char *name = "vcluster-orchestrator";
static jmp_buf *trapped;

void
die_name(const char *argv0)
{
	const char *slash = strrchr(argv0, '/');

	name = slash ? slash + 1 : argv0;
}

void
die_trap(jmp_buf *trap)
{
	trapped = trap;
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

static void
say(struct pos pos, const char *fmt, va_list ap)
{
	static char text[MESSAGE_MAX];
	struct arena arena = {0};
	struct buf line = {.arena = &arena};
	int saved = errno;
	size_t n = strlen(fmt);

	if (trapped)
		return;
	vsnprintf(text, sizeof text, fmt, ap);
	escape_line(&line, str_of(name));
	buf_add(&line, STR(": "));
	if (pos.file) {
		pos_show(&line, pos);
		buf_add(&line, STR(": "));
	}
	escape_line(&line, str_of(text));
	if (n > 0 && fmt[n - 1] == ':')
		buf_printf(&line, " %s", strerror(saved));
	put_line(&line);
	arena_free(&arena);
	errno = saved;
}

static _Noreturn void
leave(int status)
{
	if (trapped)
		longjmp(*trapped, status);
	exit(status);
}

void
die(int status, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	say((struct pos){0}, fmt, ap);
	va_end(ap);
	leave(status);
}

void
die_note(const char *text)
{
	struct arena arena = {0};
	struct buf line = {.arena = &arena};

	if (trapped)
		return;
	escape_line(&line, str_of(text));
	put_line(&line);
	arena_free(&arena);
}

void
die_now(int status)
{
	leave(status);
}

void
die_memory(void)
{
	static const char text[] = ": out of memory\n";

	if (!trapped && write(STDERR_FILENO, name, strlen(name)) > 0 &&
	    write(STDERR_FILENO, text, sizeof text - 1) < 0)
		_exit(DIE_CALL);
	leave(DIE_CALL);
}

void
die_at(struct pos pos, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	say(pos, fmt, ap);
	va_end(ap);
	leave(DIE_INPUT);
}

void
vwarn_at(struct pos pos, const char *fmt, va_list ap)
{
	say(pos, fmt, ap);
}

void
warn_at(struct pos pos, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	say(pos, fmt, ap);
	va_end(ap);
}
