/* Collects, reads, writes and prints the notes of a document and of a run. */
#include "data/note.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/end.h"
#include "base/escape.h"
#include "data/path.h"

/* Longer texts are cut, as messages are (base/die.c). */
enum { TEXT_MAX = 4096 };

static const str mark[] = {{"#! ", 3}, {"#? ", 3}};

static const str comma = {", ", 2}, via = {" via ", 5};

/* Finds the origin at the beginning of the note's text, and its first place. */
static void
find_origin(struct arena *a, struct note *note)
{
	struct pos at;
	str rest, file;
	size_t i;

	for (i = 0; i < note->text.n; i++) {
		rest = str_from(note->text, i);
		file = str_sub(note->text, 0, i);
		if (!str_starts(rest, STR(": ")) && !str_starts(rest, comma) &&
		    !str_starts(rest, via))
			continue;
		if (!pos_cut(&file, &at))
			continue;
		if (!note->pos.file) {
			note->pos = at;
			note->pos.file = arena_str(a, file).p;
		}
		if (rest.p[0] == ':') {
			note->origin = str_sub(note->text, 0, i);
			return;
		}
	}
	note->pos = (struct pos){0};
}

/* Returns the path at the beginning of a text, or an empty string. */
static str
find_path(struct arena *a, str text)
{
	struct path_segment segment;
	str rest = text;

	if (str_starts(text, STR(".: ")))
		return str_sub(text, 0, 1);
	while (!str_starts(rest, STR(": ")))
		if (path_next(a, &rest, rest.n == text.n, &segment))
			return (str){0};
	return str_sub(text, 0, text.n - rest.n);
}

/* Returns whether a note is about a default that refers to the value at `place`. */
static bool
is_made_from(const struct note *note, str place)
{
	str list = note_from(note->origin);
	size_t end;

	if (list.n == note->origin.n || place.n == 0)
		return false;
	for (; list.n > 0; list = str_from(list, end + comma.n)) {
		end = str_find(list, comma);
		if (str_eq(str_sub(list, 0, end), place))
			return true;
	}
	return false;
}

/* Returns whether `notes` already has this note, or another finding about the same mistake. */
static bool
is_known(const struct notes *notes, const struct note *new)
{
	const struct note *note;

	for (note = notes->first; note; note = note->next)
		if (note->kind == new->kind &&
		    (str_eq(note->text, new->text) ||
			(note->kind == NOTE_FINDING && is_made_from(new, note->origin))))
			return true;
	return false;
}

/* Removes the findings that test selects. */
static void
drop(struct notes *notes, bool (*test)(const struct note *note, str subject), str subject)
{
	struct note **at = &notes->first, *note;

	notes->last = NULL;
	while ((note = *at)) {
		if (note->kind == NOTE_FINDING && test(note, subject)) {
			*at = note->next;
			notes->findings--;
		} else {
			notes->last = note;
			at = &note->next;
		}
	}
}

static void
add(struct notes *notes, enum note_kind kind, str text, bool read)
{
	size_t *count = kind == NOTE_FINDING ? &notes->findings : &notes->warnings;
	struct note note = {.kind = kind, .read = read}, *new;

	note.text = str_of(escape_name(notes->arena, text));
	find_origin(notes->arena, &note);
	note.path =
	    find_path(notes->arena, str_from(note.text, note.origin.n ? note.origin.n + 2 : 0));
	if (*count > NOTES_MAX || is_known(notes, &note))
		return;
	if (kind == NOTE_FINDING)
		drop(notes, is_made_from, note.origin);
	if (++*count > NOTES_MAX)
		note = (struct note){.kind = kind,
		    .text = kind == NOTE_FINDING
			? STR("more than 1000 findings; the rest is left out")
			: STR("more than 1000 warnings; the rest is left out")};
	new = arena_take(notes->arena, sizeof *new);
	*new = note;
	*(notes->last ? &notes->last->next : &notes->first) = new;
	notes->last = new;
}

void
note_line(struct notes *notes, enum note_kind kind, str text)
{
	add(notes, kind, text, false);
}

static __attribute__((format(printf, 4, 0))) void
vadd(struct notes *notes, enum note_kind kind, struct pos pos, const char *fmt, va_list ap)
{
	static char text[TEXT_MAX];

	vsnprintf(text, sizeof text, fmt, ap);
	note_line(notes, kind,
	    str_of(buf_format(notes->arena, "%s%s%s", pos.file ? pos_text(notes->arena, pos) : "",
		pos.file ? ": " : "", text)));
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
		die_say(DIE_INPUT, pos, fmt, ap);
	va_end(ap);
	if (!notes->keep)
		end_input();
}

static bool
refers_to_missing(const struct note *note, str reference)
{
	return str_find(note->text, reference) < note->text.n &&
	    str_find(note->text, STR("}\"" NOTE_MISSING)) < note->text.n;
}

void
note_drop_missing(struct notes *notes, const char *prefix)
{
	drop(notes, refers_to_missing, str_of(buf_format(notes->arena, "\"${%s", prefix)));
}

bool
note_is_about(const struct notes *notes, str path, unsigned how)
{
	const struct note *note;

	for (note = notes->first; note; note = note->next)
		if (note->kind == NOTE_FINDING && path_within(note->path, path) &&
		    (how & NOTE_BELOW || note->path.n == path.n) &&
		    (note->read || !(how & NOTE_READ)))
			return true;
	return false;
}

void
note_read(struct notes *notes, str line)
{
	int kind;

	line = str_trim(line);
	for (kind = NOTE_FINDING; kind <= NOTE_WARNING; kind++)
		if (str_starts(line, mark[kind]))
			add(notes, (enum note_kind)kind, str_trim(str_from(line, 3)), true);
}

void
note_write(struct buf *b, const struct notes *notes)
{
	const struct note *note;

	for (note = notes->first; note; note = note->next) {
		buf_add(b, mark[note->kind]);
		buf_add(b, note->text);
		/* In jq 1.7 a comment that ends in a backslash continues on the next line. */
		if (str_ends(note->text, STR("\\")))
			buf_addc(b, ' ');
		buf_addc(b, '\n');
	}
}

str
note_from(str origin)
{
	return str_sub(origin, 0, str_find(origin, via));
}

const char *
note_via(struct arena *a, str from, const char *file)
{
	return buf_format(a, "%.*s%s%s", (int)from.n, from.p, via.p, file);
}

void
note_say(const struct note *note)
{
	const char *warning = note->kind == NOTE_WARNING ? "warning: " : "";
	size_t n = note->origin.n ? note->origin.n + 2 : 0;

	warn_at((struct pos){0}, "%.*s%s%s", (int)n, note->text.p, warning, note->text.p + n);
}

/* A note of the run. */
struct collected {
	str all;          /* the key in the map */
	struct note note; /* its text is the first line */
	bool own;         /* it is about the document's own file */
	size_t order;
};

void
note_collect(struct map *all, enum note_kind kind, str text, const char *file)
{
	struct collected *c;

	if (map_get(all, text))
		return;
	c = arena_alloc(all->arena, sizeof *c);
	c->all = arena_str(all->arena, text);
	c->order = all->n;
	map_add(all, c);
	c->note =
	    (struct note){.kind = kind, .text = arena_str(all->arena, str_split(&text, '\n'))};
	find_origin(all->arena, &c->note);
	c->own = file && c->note.pos.file && strcmp(file, c->note.pos.file) == 0;
}

static int
by_place(const void *a, const void *b)
{
	const struct collected *x = *(struct collected *const *)a,
			       *y = *(struct collected *const *)b;
	int order = !x->note.pos.file - !y->note.pos.file;

	if (order == 0)
		order = y->own - x->own;
	if (order == 0)
		order = pos_compare(x->note.pos, y->note.pos);
	return order ? order : x->order < y->order ? -1 : 1;
}

void
note_say_all(const struct map *all)
{
	struct collected **sorted = arena_array(all->arena, all->n, sizeof *sorted);
	size_t i, n = 0;
	str rest;

	for (i = 0; i < all->cap; i++)
		if (all->slots[i])
			sorted[n++] = all->slots[i];
	qsort(sorted, n, sizeof *sorted, by_place);
	for (i = 0; i < n; i++) {
		rest = sorted[i]->all;
		note_say(&sorted[i]->note);
		str_split(&rest, '\n');
		while (rest.n > 0)
			die_note(arena_str(all->arena, str_split(&rest, '\n')).p);
	}
}
