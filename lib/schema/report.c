/* Keeps findings in a list until report_flush sorts and writes them. */
#include "schema/report.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/escape.h"
#include "data/path.h"

/* The maximum bytes of a key in a path, and of a path. Without them hostile keys could make the
   findings gigabytes long. */
enum { KEY_MAX = 128, PATH_MAX_SHOWN = 4096 };

struct report_meant {
	struct report_meant *next;
	str path;
};

static void
place_path(struct buf *b, const struct place *place)
{
	if (!place->parent) {
		buf_add(b, place->key);
		return;
	}
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

bool
report_counts(struct report *r)
{
	bool full = r->n == REPORT_MAX;

	r->total++;
	r->left_out += full;
	return !full;
}

void
report_add(
    struct report *r, struct pos pos, const char *path, const char *rule, const char *message)
{
	struct finding *f;

	r->findings = arena_room(r->arena, r->findings, r->n, &r->cap, sizeof *f);
	f = &r->findings[r->n++];
	*f = (struct finding){pos, r->n, path, rule, safe_line(r->arena, str_of(message))};
	if (strcmp(rule, "unknown-kind") == 0)
		f->order = 0;
}

void
report_text(struct report *r, struct pos pos, str path, const char *rule, const char *message)
{
	if (report_counts(r))
		report_add(r, pos, safe_line(r->arena, escape_cut(r->arena, path, PATH_MAX_SHOWN)),
		    rule, message);
}

const char *
report_path(const struct report *r, const struct place *place)
{
	struct buf path = {.arena = r->arena};

	place_path(&path, place);
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
	const struct finding *x = a, *y = b;
	int by_place = compare_places(x, y);

	return by_place != 0 ? by_place : x->order < y->order ? -1 : 1;
}

/* Returns whether a finding says enough about a value that another one, f, is not shown. A pattern
   and a length are two mistakes, and "alternatives" only introduces other findings. */
static bool
is_enough(const struct finding *shown, const struct finding *f)
{
	bool length, pattern;

	if (strcmp(shown->path, f->path) != 0 || strcmp(shown->rule, "alternatives") == 0)
		return false;
	length = strcmp(shown->rule, "length") == 0 || strcmp(f->rule, "length") == 0;
	pattern = strcmp(shown->rule, "pattern") == 0 || strcmp(f->rule, "pattern") == 0;
	return !(length && pattern);
}

/* Returns whether an earlier finding is about the same value as f. */
static bool
is_repeated(const struct report *r, const struct finding *f)
{
	const struct finding *before;

	for (before = f; before-- > r->findings && compare_places(before, f) == 0;)
		if (is_enough(before, f))
			return true;
	return false;
}

/* Returns whether f says that a field is missing, and another finding explains why: its name is
   misspelled, or the kind is unknown, which is the first finding then. */
static bool
is_explained(const struct report *r, const struct finding *f)
{
	const struct report_meant *meant;

	if (strcmp(f->rule, "missing-field") != 0)
		return false;
	for (meant = r->meant; meant; meant = meant->next)
		if (path_within(str_of(f->path), meant->path))
			return true;
	return strcmp(r->findings->rule, "unknown-kind") == 0;
}

void
report_flush(struct report *r)
{
	struct finding rest = {.path = ".", .rule = "too-many"};
	size_t i;

	if (r->n == 0)
		return;
	qsort(r->findings, r->n, sizeof *r->findings, compare);
	for (i = 0; i < r->n; i++)
		if (!is_repeated(r, &r->findings[i]) && !is_explained(r, &r->findings[i]))
			r->write(r->sink, &r->findings[i]);
	if (r->left_out) {
		rest.pos.file = r->findings->pos.file;
		rest.message = buf_format(
		    r->arena, "%zu more findings in this document are not shown", r->left_out);
		r->write(r->sink, &rest);
	}
	r->findings = NULL;
	r->meant = NULL;
	r->n = r->cap = r->left_out = 0;
}
