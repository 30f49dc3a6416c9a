/* Writes a tree as TOML:

       map    = *(key " = " value newline) *(table | tables)
       table  = indent "[" path "]" newline map
       tables = newline indent "[[" path "]]" newline map
       value  = scalar | "[" value *(", " value) "]" | "{" key " = " value *(", " …) "}"

   A table is indented by its depth. A list becomes tables if it has items and all are maps. */

#include "base/buf.h"
#include "base/escape.h"
#include "base/num.h"
#include "base/regex.h"
#include "data/val.h"
#include "tmpl/formats/formats.h"
#include "tmpl/go/fmt.h"

enum { STEP = 2 };

/* Returns whether a member is written as a table or as tables. */
static bool
is_table(const struct val *v)
{
	const struct val *item;

	if (v->kind != VAL_SEQUENCE || v->n == 0)
		return v->kind == VAL_MAPPING;
	for (item = val_first(v); item; item = val_next(v, item))
		if (item->kind != VAL_MAPPING)
			return false;
	return true;
}

/* Orders members for qsort: values first, then tables, each by key. */
static int
in_order(const void *a, const void *b)
{
	const struct val *v = *(const struct val *const *)a, *w = *(const struct val *const *)b;
	int order = is_table(v) - is_table(w);

	return order ? order : val_by_key(a, b);
}

static void
add_key(struct buf *b, str key)
{
	if (regex_in("^[A-Za-z0-9_-]+$", key, 0, NULL))
		buf_add(b, key);
	else
		escape_quoted(b, key, ESCAPE_TOML);
}

/* Adds a scalar. A float gets a point or an exponent. */
static void
add_scalar(struct buf *b, const struct val *v)
{
	size_t start = b->n;
	double d;

	if (v->kind == VAL_STRING) {
		escape_quoted(b, val_text(v), ESCAPE_TOML);
	} else if (v->kind != VAL_FLOAT || !num_double(val_text(v), &d)) {
		buf_add(b, val_text(v));
	} else {
		print_value(b, value_float(d));
		if (num_is_int(str_from(buf_str(b), start)))
			buf_add(b, STR(".0"));
	}
}

/* Adds a value. Sets *null if it has an item that is null. */
static void add_value(struct buf *b, const struct val *v, bool *null);

static void
add_pair(struct buf *b, const struct val *member, bool *null)
{
	add_key(b, val_key(member));
	buf_add(b, STR(" = "));
	add_value(b, member, null);
}

static void
add_value(struct buf *b, const struct val *v, bool *null)
{
	bool map = v->kind == VAL_MAPPING;
	struct val **member = map ? val_sorted(b->arena, v, in_order) : NULL;
	const struct val *item;
	size_t i;

	if (val_is_scalar(v)) {
		*null |= v->kind == VAL_NULL;
		add_scalar(b, v);
		return;
	}
	buf_addc(b, map ? '{' : '[');
	for (i = 0, item = val_first(v); i < v->n; i++, item = val_next(v, item)) {
		if (map && member[i]->kind == VAL_NULL)
			continue;
		if (map)
			add_pair(b, member[i], null);
		else
			add_value(b, item, null);
		if (i + 1 < v->n)
			buf_add(b, STR(", "));
	}
	buf_addc(b, map ? '}' : ']');
}

/* Adds the members of a map, which is a table with this path or, at depth 0, the whole text. */
static void
add_map(struct buf *b, const struct val *map, str path, unsigned depth, bool *null)
{
	struct val **members = val_sorted(b->arena, map, in_order);
	const struct val *table;
	size_t i;

	for (i = 0; i < map->n; i++) {
		struct buf below = {.arena = b->arena};
		const struct val *v = members[i];
		bool many = v->kind == VAL_SEQUENCE;

		if (v->kind == VAL_NULL)
			continue;
		if (!is_table(v)) {
			buf_pad(b, ' ', STEP * depth);
			add_pair(b, v, null);
			buf_addc(b, '\n');
			continue;
		}
		buf_add(&below, path);
		if (depth > 0)
			buf_addc(&below, '.');
		add_key(&below, val_key(v));
		for (table = many ? val_first(v) : v; table;
		     table = many ? val_next(v, table) : NULL) {
			if (b->n > 0 && (many || depth == 0))
				buf_addc(b, '\n');
			buf_pad(b, ' ', STEP * depth);
			buf_printf(b, many ? "[[%.*s]]\n" : "[%.*s]\n", (int)below.n, below.p);
			add_map(b, table, buf_str(&below), depth + 1, null);
		}
	}
}

const char *
toml_write(struct buf *b, const struct val *v)
{
	bool null = false;

	if (v->kind != VAL_MAPPING && is_table(v))
		return "toml: top-level values must be Go maps or structs";
	if (v->kind == VAL_MAPPING)
		add_map(b, v, (str){0}, 0, &null);
	else
		add_value(b, v, &null);
	return null ? "toml: cannot encode array with nil element" : NULL;
}
