/* Writes a tree as TOML:

       map    = *(key " = " value newline) *(table | tables)
       table  = indent "[" path "]" newline map
       tables = newline indent "[[" path "]]" newline map
       value  = scalar | "[" value *(", " value) "]" | "{" key " = " value *(", " …) "}"

   A table is indented by its depth. A list becomes tables if it has items and all are maps. */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/escape.h"
#include "base/num.h"
#include "base/regex.h"
#include "data/val.h"
#include "tmpl/formats/toml.h"
#include "tmpl/go/fmt.h"

enum { STEP = 2 };

/* A table's name and the names of the tables around it. */
struct path {
	const struct path *up;
	str key;
	unsigned depth;
};

static bool
is_tables(const struct val *v)
{
	const struct val *item;

	if (v->kind != VAL_SEQUENCE || v->n == 0)
		return false;
	for (item = val_first(v); item; item = val_next(v, item))
		if (item->kind != VAL_MAPPING)
			return false;
	return true;
}

static bool
has_null_item(const struct val *v)
{
	const struct val *item;

	if (val_is_scalar(v))
		return false;
	for (item = val_first(v); item; item = val_next(v, item))
		if ((v->kind == VAL_SEQUENCE && item->kind == VAL_NULL) || has_null_item(item))
			return true;
	return false;
}

static void
add_quoted(struct buf *b, str s)
{
	size_t i;

	buf_addc(b, '"');
	for (i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];

		if (c < ' ' || c == '"' || c == '\\' || c == 0x7f)
			escape_char(b, c);
		else
			buf_addc(b, s.p[i]);
	}
	buf_addc(b, '"');
}

static void
add_key(struct buf *b, str key)
{
	static struct regex *bare;

	if (regex_in(&bare, "^[A-Za-z0-9_-]+$", key, 0, NULL))
		buf_add(b, key);
	else
		add_quoted(b, key);
}

static void
add_path(struct buf *b, const struct path *p)
{
	if (p->up->up) {
		add_path(b, p->up);
		buf_addc(b, '.');
	}
	add_key(b, p->key);
}

/* Adds a number. A float gets a point or an exponent. */
static void
add_number(struct buf *b, const struct val *v)
{
	size_t start = b->n;
	double d;

	if (v->kind == VAL_INT || !num_double(val_text(v), &d)) {
		buf_add(b, val_text(v));
		return;
	}
	fmt_double(b, d);
	if (!memchr(b->p + start, '.', b->n - start) && !memchr(b->p + start, 'e', b->n - start))
		buf_add(b, STR(".0"));
}

/* Returns the members of a map: values first, then tables, each sorted by key. *direct is the
   number of values. */
static const struct val **
sorted(struct arena *a, const struct val *map, size_t *direct)
{
	const struct val **out = arena_array(a, map->n, sizeof *out), *v;
	size_t n = 0, end = map->n;

	for (v = val_first(map); v; v = val_next(map, v))
		out[v->kind == VAL_MAPPING || is_tables(v) ? --end : n++] = v;
	qsort(out, n, sizeof *out, val_by_key);
	qsort(out + n, map->n - n, sizeof *out, val_by_key);
	*direct = n;
	return out;
}

static void add_value(struct buf *b, const struct val *v);

static void
add_pair(struct buf *b, const struct val *member)
{
	add_key(b, val_key(member));
	buf_add(b, STR(" = "));
	add_value(b, member);
}

static void
add_inline(struct buf *b, const struct val *map)
{
	size_t direct, i;
	const struct val **member = sorted(b->arena, map, &direct);

	buf_addc(b, '{');
	for (i = 0; i < map->n; i++) {
		if (member[i]->kind == VAL_NULL)
			continue;
		add_pair(b, member[i]);
		if (i + 1 < map->n)
			buf_add(b, STR(", "));
	}
	buf_addc(b, '}');
}

static void
add_value(struct buf *b, const struct val *v)
{
	const struct val *item;

	if (v->kind == VAL_STRING) {
		add_quoted(b, val_text(v));
	} else if (v->kind == VAL_INT || v->kind == VAL_FLOAT) {
		add_number(b, v);
	} else if (v->kind == VAL_MAPPING) {
		add_inline(b, v);
	} else if (v->kind == VAL_SEQUENCE) {
		buf_addc(b, '[');
		for (item = val_first(v); item; item = val_next(v, item)) {
			if (item != val_first(v))
				buf_add(b, STR(", "));
			add_value(b, item);
		}
		buf_addc(b, ']');
	} else {
		buf_add(b, val_text(v));
	}
}

static void add_map(struct buf *b, const struct val *map, const struct path *at);

static void
add_table(struct buf *b, const struct val *map, const struct path *at, bool one_of_many)
{
	if (b->n > 0 && (one_of_many || at->depth == 1))
		buf_addc(b, '\n');
	buf_pad(b, ' ', STEP * (at->depth - 1));
	buf_add(b, one_of_many ? STR("[[") : STR("["));
	add_path(b, at);
	buf_add(b, one_of_many ? STR("]]\n") : STR("]\n"));
	add_map(b, map, at);
}

static void
add_map(struct buf *b, const struct val *map, const struct path *at)
{
	size_t direct, i;
	const struct val **member = sorted(b->arena, map, &direct), *item;

	for (i = 0; i < map->n; i++) {
		struct path below = {at, val_key(member[i]), at->depth + 1};

		if (member[i]->kind == VAL_NULL)
			continue;
		if (i < direct) {
			buf_pad(b, ' ', STEP * at->depth);
			add_pair(b, member[i]);
			buf_addc(b, '\n');
		} else if (member[i]->kind == VAL_MAPPING) {
			add_table(b, member[i], &below, false);
		} else {
			for (item = val_first(member[i]); item; item = val_next(member[i], item))
				add_table(b, item, &below, true);
		}
	}
}

const char *
toml_write(struct buf *b, const struct val *v)
{
	static const struct path root = {NULL, {0}, 0};

	if (has_null_item(v))
		return "toml: cannot encode array with nil element";
	if (v->kind == VAL_MAPPING)
		add_map(b, v, &root);
	else if (is_tables(v))
		return "toml: top-level values must be Go maps or structs";
	else
		add_value(b, v);
	return NULL;
}
