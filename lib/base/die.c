/* Prints messages and ends the run. Each message is formatted, escaped and written by one
   write(2). */
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

/* A die_try at work; outer is the one around it. */
struct attempt {
	jmp_buf jump;
	struct buf *message;
	struct attempt *outer;
};

static const char *name = "vcluster-orchestrator";
static jmp_buf *trapped;
static struct attempt *attempt;
static int input_status = DIE_INPUT;

void
die_name(const char *argv0)
{
	const char *slash = strrchr(argv0, '/');

	name = slash ? slash + 1 : argv0;
}

const char *
die_tool(void)
{
	return name;
}

void
die_input_status(int status)
{
	input_status = status;
}

void
die_trap(jmp_buf *trap)
{
	trapped = trap;
}

/* Adds a line to the message of the innermost attempt. */
static void
collect(str line)
{
	struct buf *message = attempt->message;

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

/* Writes a message to stderr. During an attempt, collects the message instead, unless the machine
   is at fault. */
static void
say(int status, struct pos pos, const char *fmt, va_list ap)
{
	static char text[MESSAGE_MAX];
	struct arena arena = {0};
	struct buf line = {.arena = &arena};
	bool collected = attempt && status != DIE_CALL;
	int saved = errno;
	size_t n = strlen(fmt);

	if (trapped && !collected)
		return;
	vsnprintf(text, sizeof text, fmt, ap);
	if (!collected) {
		escape_line(&line, str_of(name));
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
		collect(buf_str(&line));
	else
		put_line(&line);
	arena_free(&arena);
	errno = saved;
}

static _Noreturn void
leave(int status)
{
	if (attempt && status == DIE_INPUT)
		longjmp(attempt->jump, 1);
	attempt = NULL;
	if (trapped)
		longjmp(*trapped, status);
	exit(status == DIE_INPUT ? input_status : status);
}

bool
die_try(void (*work)(void *context), void *context, struct buf *message)
{
	struct attempt here = {.message = message, .outer = attempt};

	if (setjmp(here.jump) != 0) {
		attempt = here.outer;
		return false;
	}
	attempt = &here;
	work(context);
	attempt = here.outer;
	return true;
}

void
die(int status, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	say(status, (struct pos){0}, fmt, ap);
	va_end(ap);
	leave(status);
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

	if (trapped && !attempt)
		return;
	escape_line(&line, str_of(text));
	if (attempt)
		collect(buf_str(&line));
	else
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
	say(DIE_INPUT, pos, fmt, ap);
	va_end(ap);
	leave(DIE_INPUT);
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
