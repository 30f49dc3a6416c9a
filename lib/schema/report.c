/* Keeps findings in a list until report_flush sorts and writes them. */
#include "schema/report.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/escape.h"
#include "data/path.h"

/* The maximum bytes of a message, of a key in a path, and of a path. Without them hostile keys
   could make the findings gigabytes long. */
enum { MESSAGE_MAX = 4096, KEY_MAX = 128, PATH_MAX_SHOWN = 4096 };

struct report_meant {
	struct report_meant *next;
	str path;
};

static void
place_path(struct buf *b, const struct place *place)
{
	if (!place || !place->parent)
		return;
	place_path(b, place->parent);
	if (place->key.p)
		path_key(b, escape_cut(b->arena, place->key, KEY_MAX));
	else
		path_index(b, place->index);
}

static const char *
safe_line(struct arena *a, str s)
{
	struct buf safe = {.arena = a};

	escape_line(&safe, s);
	return buf_cstr(&safe);
}

static void
add(struct report *r, struct pos pos, const char *path, const char *rule, const char *message)
{
	struct finding *f = arena_alloc(r->arena, sizeof *f);
	size_t order = strcmp(rule, "unknown-kind") == 0 ? 0 : r->n;

	*f = (struct finding){NULL, pos, order, path, rule, safe_line(r->arena, str_of(message))};
	if (!r->first)
		r->last = &r->first;
	*r->last = f;
	r->last = &f->next;
}

/* Counts a finding. Returns whether it is one of the first, which are reported. */
static bool
count(struct report *r)
{
	r->total++;
	return r->n++ < REPORT_MAX;
}

void
report_vat(struct report *r, struct pos pos, const struct place *place, const char *rule,
    const char *fmt, va_list ap)
{
	static char text[MESSAGE_MAX];
	struct buf path = {.arena = r->arena};

	if (!count(r))
		return;
	vsnprintf(text, sizeof text, fmt, ap);
	place_path(&path, place);
	add(r, pos, path_text(&path), rule, text);
}

void
report_text(struct report *r, struct pos pos, str path, const char *rule, const char *message)
{
	if (count(r))
		add(r, pos, safe_line(r->arena, escape_cut(r->arena, path, PATH_MAX_SHOWN)), rule,
		    message);
}

const char *
report_path(const struct report *r, const struct place *outer, str key)
{
	struct place place = {.parent = outer, .key = key};
	struct buf path = {.arena = r->arena};

	place_path(&path, &place);
	return path_text(&path);
}

void
report_meant(struct report *r, const char *path)
{
	struct report_meant *meant = arena_alloc(r->arena, sizeof *meant);

	*meant = (struct report_meant){r->meant, str_of(path)};
	r->meant = meant;
}

/* Orders findings by their places; an unknown file is like any other. */
static int
compare_places(const struct finding *x, const struct finding *y)
{
	int by_file = x->pos.file && y->pos.file ? strcmp(x->pos.file, y->pos.file) : 0;

	if (by_file != 0)
		return by_file;
	if (x->pos.line != y->pos.line)
		return x->pos.line < y->pos.line ? -1 : 1;
	return (x->pos.col > y->pos.col) - (x->pos.col < y->pos.col);
}

static int
compare(const void *a, const void *b)
{
	const struct finding *x = *(struct finding *const *)a, *y = *(struct finding *const *)b;
	int by_place = compare_places(x, y);

	return by_place != 0 ? by_place : x->order < y->order ? -1 : 1;
}

/* Returns whether an earlier finding is about the same value. "alternatives" only introduces
   other findings. */
static bool
repeats(struct finding *const *list, size_t i)
{
	size_t j;

	for (j = i; j-- > 0 && compare_places(list[j], list[i]) == 0;)
		if (strcmp(list[j]->path, list[i]->path) == 0 &&
		    strcmp(list[j]->rule, "alternatives") != 0)
			return true;
	return false;
}

/* Returns whether f says that a field is missing, and another finding explains why: its name is
   misspelled, or the kind is unknown, which is the first finding then. */
static bool
is_explained(const struct report *r, const struct finding *first, const struct finding *f)
{
	const struct report_meant *meant;

	if (strcmp(f->rule, "missing-field") != 0)
		return false;
	for (meant = r->meant; meant; meant = meant->next)
		if (path_within(str_of(f->path), meant->path))
			return true;
	return strcmp(first->rule, "unknown-kind") == 0;
}

static void
write_rest(const struct report *r, const char *file, size_t count)
{
	struct finding more = {.pos.file = file, .path = ".", .rule = "too-many"};
	struct buf b = {.arena = r->arena};

	buf_printf(&b, "%zu more findings in this document are not shown", count);
	more.message = buf_cstr(&b);
	r->write(r->sink, &more);
}

void
report_flush(struct report *r)
{
	size_t n = r->n < REPORT_MAX ? r->n : REPORT_MAX, i = 0;
	struct finding **list, *f;

	if (n == 0)
		return;
	list = arena_array(r->arena, n, sizeof *list);
	for (f = r->first; f; f = f->next)
		list[i++] = f;
	qsort(list, n, sizeof *list, compare);
	for (i = 0; i < n; i++)
		if (!repeats(list, i) && !is_explained(r, list[0], list[i]))
			r->write(r->sink, list[i]);
	if (r->n > n)
		write_rest(r, list[0]->pos.file, r->n - n);
	r->first = NULL;
	r->meant = NULL;
	r->n = 0;
}
