/* Finds values that two documents have at the same path: remembers the place of each value. */
#include "validate/distinct.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/die.h"
#include "base/escape.h"
#include "data/path.h"
#include "data/val.h"
#include "net/ip.h"
#include "schema/report.h"

/* Returns whether a value is in the document's file, or refers to a value there ("a.yaml:7:9 via
   base.yaml"). */
static bool
is_own(const struct val *doc, const struct val *v)
{
	size_t n;

	if (!v->file || !doc->file)
		return false;
	n = strlen(doc->file);
	return strncmp(v->file, doc->file, n) == 0 && (!v->file[n] || v->file[n] == ':');
}

/* Returns the place of a value, or a place near it if it was computed. If another file has the
   value (a default), it returns the place of the document: documents can share a default's
   place. */
static struct pos
place_of(struct arena *a, const struct val *doc, const struct val *v, str path)
{
	if (v->line == 0)
		return path_pos(a, doc, path);
	return val_pos(is_own(doc, v) ? v : doc);
}

static void
report_repeated(struct report *r, str path, const struct val *v, struct pos at, struct pos first)
{
	struct buf b = {.arena = r->arena};

	buf_printf(
	    &b, "must be unique, found %s, which is also at ", escape_show(r->arena, val_text(v)));
	if (first.file)
		pos_show(&b, first);
	report_text(r, at, path, "not-unique", buf_cstr(&b));
}

/* Returns the text of v; all spellings of an IP address become one. */
static str
spelling(struct arena *a, const struct val *v)
{
	struct ip ip;

	return v->kind == VAL_STRING && !ip_parse(val_text(v), &ip) ? str_of(ip_text(a, &ip))
								    : val_text(v);
}

static void
check(struct distinct *d, struct report *r, size_t i, const struct val *doc, const struct val *v)
{
	struct buf id = {.arena = r->arena};
	struct pos at, first;

	if (!v || !val_is_scalar(v) || v->kind == VAL_NULL || v->n == 0)
		return;
	/* The mark distinguishes 1 and "1". */
	buf_printf(&id, "%zu%c", i, v->kind == VAL_STRING ? '"' : '=');
	buf_add(&id, spelling(r->arena, v));
	at = place_of(r->arena, doc, v, d->paths[i]);
	if (seen_add(&d->seen, buf_str(&id), at, &first))
		report_repeated(r, d->paths[i], v, at, first);
}

void
distinct_add(struct distinct *d, const char *path)
{
	struct arena scratch = {0};
	size_t size = sizeof *d->paths;

	path_find(&scratch, val_new(&scratch, VAL_NULL), str_of(path));
	arena_free(&scratch);
	d->paths = arena_grow(d->seen.arena, d->paths, d->n * size, (d->n + 1) * size);
	d->paths[d->n++] = str_of(path);
}

void
distinct_check(struct distinct *d, struct report *r, struct val *doc)
{
	size_t i;

	for (i = 0; i < d->n; i++)
		check(d, r, i, doc, path_find(r->arena, doc, d->paths[i]));
}
