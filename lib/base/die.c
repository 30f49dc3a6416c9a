/* Prints messages and ends the run. Each message is formatted, escaped and written, mostly by one
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

const char *
pos_text(struct arena *a, struct pos pos)
{
	struct buf b = {.arena = a};

	escape_line(&b, str_of(pos.file));
	pos_numbers(&b, pos);
	return buf_cstr(&b);
}

void
pos_numbers(struct buf *b, struct pos pos)
{
	if (pos.line) {
		buf_addc(b, ':');
		buf_uint(b, pos.line);
	}
	if (pos.line && pos.col) {
		buf_addc(b, ':');
		buf_uint(b, pos.col);
	}
}

int
pos_compare(struct pos a, struct pos b)
{
	int order = str_cmp(str_of(a.file), str_of(b.file));

	if (order == 0)
		order = (a.line > b.line) - (a.line < b.line);
	return order ? order : (a.col > b.col) - (a.col < b.col);
}

/* Cuts a colon and a number off the end of s. Returns 0 if they are missing. */
static uint32_t
cut_number(str *s)
{
	uint64_t n = 0, unit = 1;
	size_t i = s->n;

	for (; i > 0 && char_is_digit(s->p[i - 1]) && unit <= UINT32_MAX; unit *= 10)
		n += (uint64_t)(s->p[--i] - '0') * unit;
	if (i == 0 || s->p[i - 1] != ':' || n < 1 || n > UINT32_MAX)
		return 0;
	s->n = i - 1;
	return (uint32_t)n;
}

bool
pos_cut(str *text, struct pos *pos)
{
	uint32_t last = cut_number(text), line = last ? cut_number(text) : 0;

	if (last)
		*pos = line ? (struct pos){NULL, line, last} : (struct pos){NULL, last, 0};
	return last;
}

/* Writes a line of a message to stderr. Inside end_try, a line with status DIE_INPUT is added to
   the message of end_try instead. */
static void
put(int status, struct buf *line)
{
	struct buf *message = status == DIE_INPUT ? end_message() : NULL;
	size_t done = 0;
	ssize_t w = 1;

	if (message) {
		if (message->n > 0)
			buf_addc(message, '\n');
		buf_add(message, buf_str(line));
	} else {
		buf_addc(line, '\n');
		for (; done < line->n && w > 0; done += (size_t)w)
			w = write(STDERR_FILENO, line->p + done, line->n - done);
	}
	arena_free(line->arena);
}

void
die_say(int status, struct pos pos, const char *fmt, va_list ap)
{
	static char text[MESSAGE_MAX];
	struct arena arena = {0};
	struct buf line = {.arena = &arena};
	const char *error = str_ends(str_of(fmt), STR(":")) ? strerror(errno) : NULL;

	vsnprintf(text, sizeof text, fmt, ap);
	if (status != DIE_INPUT || !end_message()) {
		escape_line(&line, str_of(end_tool()));
		buf_add(&line, STR(": "));
	}
	if (pos.file)
		buf_printf(&line, "%s: ", pos_text(&arena, pos));
	escape_line(&line, str_of(text));
	if (error)
		buf_printf(&line, " %s", error);
	put(status, &line);
}

void
die_note(const char *text)
{
	struct arena arena = {0};
	struct buf line = {.arena = &arena};

	escape_line(&line, str_of(text));
	put(DIE_INPUT, &line);
}

void
die(int status, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	die_say(status, (struct pos){0}, fmt, ap);
	va_end(ap);
	if (status == DIE_INPUT)
		end_input();
	if (status == DIE_LAST)
		_exit(DIE_CALL);
	end_call();
}

void
die_at(struct pos pos, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	die_say(DIE_INPUT, pos, fmt, ap);
	va_end(ap);
	end_input();
}

void
warn_at(struct pos pos, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	die_say(DIE_INPUT, pos, fmt, ap);
	va_end(ap);
}
