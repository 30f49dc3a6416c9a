/* Collects, reads, writes and prints the notes of a document. */
#include "data/note.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/end.h"
#include "base/escape.h"
#include "base/num.h"

/* Longer texts are cut, as messages are (base/die.c). */
enum { TEXT_MAX = 4096 };

static const str mark[] = {{"#! ", 3}, {"#? ", 3}};

static void
append(struct notes *notes, enum note_kind kind, str text)
{
	struct note *note = arena_alloc(notes->arena, sizeof *note);

	*note = (struct note){NULL, kind, text};
	if (notes->last)
		notes->last->next = note;
	else
		notes->first = note;
	notes->last = note;
}

/* Returns whether the document already has this note. */
static bool
is_there(const struct notes *notes, enum note_kind kind, str text)
{
	const struct note *note;

	for (note = notes->first; note; note = note->next)
		if (note->kind == kind && str_eq(note->text, text))
			return true;
	return false;
}

void
note_line(struct notes *notes, enum note_kind kind, str text)
{
	size_t *count = kind == NOTE_FINDING ? &notes->findings : &notes->warnings;
	struct buf safe = {.arena = notes->arena};

	escape_line(&safe, text);
	buf_cstr(&safe);
	text = buf_str(&safe);
	if (*count > NOTES_MAX || is_there(notes, kind, text))
		return;
	if (++*count > NOTES_MAX)
		text = kind == NOTE_FINDING ? STR("more than 1000 findings; the rest is left out")
					    : STR("more than 1000 warnings; the rest is left out");
	append(notes, kind, text);
}

static void vadd(struct notes *notes, enum note_kind kind, struct pos pos, const char *fmt,
    va_list ap) __attribute__((format(printf, 4, 0)));

static void
vadd(struct notes *notes, enum note_kind kind, struct pos pos, const char *fmt, va_list ap)
{
	struct buf b = {.arena = notes->arena};
	static char text[TEXT_MAX];

	vsnprintf(text, sizeof text, fmt, ap);
	if (pos.file) {
		pos_show(&b, pos);
		buf_add(&b, STR(": "));
	}
	buf_add(&b, str_of(text));
	note_line(notes, kind, buf_str(&b));
}

void
note_add(struct notes *notes, enum note_kind kind, struct pos pos, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	vadd(notes, kind, pos, fmt, ap);
	va_end(ap);
}

void
note_fault(struct notes *notes, struct pos pos, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	if (notes->keep)
		vadd(notes, NOTE_FINDING, pos, fmt, ap);
	else
		vwarn_at(pos, fmt, ap);
	va_end(ap);
	if (!notes->keep)
		end_input();
}

bool
note_try(struct notes *notes, void (*work)(void *context), void *context)
{
	struct buf message = {.arena = notes->arena};

	if (!notes->keep)
		work(context);
	else if (!end_try(work, context, &message)) {
		if (message.n > 0) /* else the mistake has been reported */
			note_line(notes, NOTE_FINDING, buf_str(&message));
		return false;
	}
	return true;
}

size_t
note_drop_missing(struct notes *notes, const char *prefix)
{
	struct note **at = &notes->first, *note;
	struct buf reference = {.arena = notes->arena};
	size_t n = 0;

	buf_printf(&reference, "\"${%s", prefix);
	notes->last = NULL;
	while ((note = *at)) {
		if (note->kind == NOTE_FINDING &&
		    str_find(note->text, buf_str(&reference)) < note->text.n &&
		    str_find(note->text, STR("}\"" NOTE_MISSING)) < note->text.n) {
			*at = note->next;
			n++;
		} else {
			notes->last = note;
			at = &note->next;
		}
	}
	notes->findings -= n;
	return n;
}

bool
note_read(struct notes *notes, str line)
{
	int kind;

	line = str_trim(line);
	for (kind = NOTE_FINDING; kind <= NOTE_WARNING; kind++)
		if (str_starts(line, mark[kind])) {
			note_line(notes, (enum note_kind)kind, str_trim(str_from(line, 3)));
			return true;
		}
	return false;
}

void
note_write(struct buf *b, const struct notes *notes)
{
	const struct note *note;

	for (note = notes->first; note; note = note->next) {
		buf_add(b, mark[note->kind]);
		buf_add(b, note->text);
		/* To jq 1.7 a comment that ends in a backslash continues on the next line. */
		if (str_ends(note->text, STR("\\")))
			buf_addc(b, ' ');
		buf_addc(b, '\n');
	}
}

/* Parses a colon and a number at s[*i] and moves *i past them. Returns 0 if they are missing. */
static uint32_t
colon_number(str s, size_t *i)
{
	size_t end = *i + 1;
	int64_t n;

	if (*i >= s.n || s.p[*i] != ':')
		return 0;
	while (end < s.n && s.p[end] >= '0' && s.p[end] <= '9')
		end++;
	if (!num_int(str_sub(s, *i + 1, end - *i - 1), &n) || n < 1 || n > UINT32_MAX)
		return 0;
	*i = end;
	return (uint32_t)n;
}

/* Cuts the place off the front of a text. */
static struct pos
cut_place(struct arena *a, str *text)
{
	struct pos pos = {0};
	size_t i, end;

	for (i = 0; i < text->n; i++) {
		end = i;
		if (!(pos.line = colon_number(*text, &end)))
			continue;
		pos.col = colon_number(*text, &end);
		if (str_starts(str_from(*text, end), STR(": "))) {
			pos.file = arena_str(a, str_sub(*text, 0, i)).p;
			*text = str_from(*text, end + 2);
			return pos;
		}
	}
	return (struct pos){0};
}

struct pos
note_place(struct arena *a, str text)
{
	return cut_place(a, &text);
}

void
note_say(const struct note *note)
{
	struct arena a = {0};
	str text = note->text;
	struct pos pos = cut_place(&a, &text);

	warn_at(pos, "%s%s", note->kind == NOTE_WARNING ? "warning: " : "", text.p);
	arena_free(&a);
}
