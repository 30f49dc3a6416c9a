/* Prints messages about mistakes in templates, with an excerpt of the line and a caret. */
#include "base/arena.h"
#include "base/buf.h"
#include "base/die.h"
#include "base/end.h"
#include "base/utf8.h"
#include "tmpl/parse/node.h"

/* The excerpt of a longer line is SHOWN bytes, SHOWN_BEFORE of them before the mistake. */
enum { SHOWN_BEFORE = 60, SHOWN = 100 };

/* The excerpt shows a tab and a NUL as one column, so that the caret is in the right place. An
   empty line has none. */
static void
excerpt(struct arena *a, const struct source *s, uint32_t pos)
{
	struct buf line = {.arena = a}, caret = {.arena = a};
	size_t start = pos, end = pos, i;

	while (start > 0 && s->text.p[start - 1] != '\n' && pos - start < SHOWN_BEFORE)
		start--;
	while (start < pos && (s->text.p[start] & 0xC0) == 0x80)
		start++;
	while (end < s->text.n && s->text.p[end] != '\n' && end - start < SHOWN)
		end++;
	if (start == end)
		return;
	buf_add(&line, STR("    "));
	for (i = start; i < end; i++) {
		char c = s->text.p[i];

		if (c != '\r')
			buf_addc(&line, c == '\t' ? ' ' : c == '\0' ? '?' : c);
	}
	buf_pad(&caret, ' ', 4 + utf8_count(str_sub(s->text, start, pos - start)));
	buf_addc(&caret, '^');
	die_note(buf_cstr(&line));
	die_note(buf_cstr(&caret));
}

void
fault_parse(struct arena *a, const struct source *s, uint32_t pos, const char *fmt, va_list ap)
{
	struct buf message = {.arena = a};

	buf_vprintf(&message, fmt, ap);
	warn_at((struct pos){0}, "template: %s:%u: %s", s->name, node_place(s, pos).line,
	    buf_cstr(&message));
	excerpt(a, s, pos);
}

void
fault_exec(
    struct arena *a, const struct source *s, uint32_t pos, const char *message, const char *note)
{
	struct pos place = node_place(s, pos);

	warn_at((struct pos){0}, "template: %s:%u:%u: %s", s->name, place.line, place.col, message);
	excerpt(a, s, pos);
	if (note)
		die_note(note);
	end_input();
}
