/* Finds repeated items by a hash of their content. The hash ignores the order of members and the
   spelling of numbers, because equal items may differ in them. */
#include "schema/check/unique.h"

#include <string.h>

#include "base/arena.h"
#include "base/num.h"
#include "data/val.h"
#include "schema/check/check.h"
#include "schema/node.h"
#include "schema/report.h"

struct seen {
	const struct val *item;
	uint64_t hash;
	size_t index;
};

static uint64_t
hash_number(const struct val *v)
{
	double d = 0;

	num_double(val_text(v), &d);
	if (d == 0)
		d = 0; /* -0 is 0 */
	return str_hash((str){(const char *)&d, sizeof d});
}

static uint64_t
hash_value(const struct val *v)
{
	uint64_t h = (uint64_t)v->kind + 1;
	const struct val *child;

	if (v->kind == VAL_INT || v->kind == VAL_FLOAT)
		return hash_number(v);
	if (val_is_scalar(v))
		return h * 0x9e3779b97f4a7c15u ^ str_hash(val_text(v));
	for (child = val_first(v); child; child = val_next(v, child)) {
		uint64_t one = hash_value(child);

		if (v->kind == VAL_MAPPING)
			h += (one ^ str_hash(val_key(child))) * 0xff51afd7ed558ccdu;
		else
			h = (h ^ one) * 0x9e3779b97f4a7c15u;
	}
	return h;
}

/* Returns the member key of an item of a map list, or the schema's default for it, or NULL. */
static const struct val *
key_value(const struct schema *s, const struct val *item, const struct val *name)
{
	const struct val *v = val_get(item, val_text(name)),
			 *schema = s->array.items ? s->array.items->source : NULL;

	if (!v)
		v = val_get(
		    val_get(val_get(schema, STR("properties")), val_text(name)), STR("default"));
	return v;
}

static uint64_t
hash_item(const struct schema *s, const struct val *item)
{
	const struct val *name, *v;
	uint64_t h = 1;

	if (!(s->flags & SCHEMA_MAP_LIST))
		return hash_value(item);
	for (name = val_first(s->array.list_keys); name;
	     name = val_next(s->array.list_keys, name)) {
		v = key_value(s, item, name);
		h = (h ^ (v ? hash_value(v) : 0)) * 0x9e3779b97f4a7c15u;
	}
	return h;
}

static bool
same(const struct schema *s, const struct val *a, const struct val *b)
{
	const struct val *name, *x, *y;

	if (!(s->flags & SCHEMA_MAP_LIST))
		return val_equal(a, b);
	for (name = val_first(s->array.list_keys); name;
	     name = val_next(s->array.list_keys, name)) {
		x = key_value(s, a, name);
		y = key_value(s, b, name);
		if (x != y && (!x || !y || !val_equal(x, y)))
			return false;
	}
	return true;
}

static unsigned
fail(struct check *c, const struct schema *s, const struct val *item, size_t index, size_t before,
    const struct place *list)
{
	struct place place = {.parent = list, .index = index};

	return check_fail(c, val_pos(item), &place, "duplicate-item",
	    s->flags & SCHEMA_MAP_LIST ? "has the same key as item %zu; keys of this list must "
					 "be unique"
				       : "repeats item %zu; items of this list must be unique",
	    before);
}

unsigned
unique_items(
    struct check *c, const struct schema *s, const struct val *v, const struct place *place)
{
	size_t cap = 16, index = 0, i;
	struct seen *table;
	const struct val *item;
	unsigned bad = 0;

	if (v->n < 2)
		return 0;
	while (cap < 2 * (size_t)v->n)
		cap *= 2;
	table = arena_array(c->report->arena, cap, sizeof *table);
	for (item = val_first(v); item; item = val_next(v, item), index++) {
		uint64_t h;

		if (s->flags & SCHEMA_MAP_LIST && item->kind != VAL_MAPPING)
			continue;
		h = hash_item(s, item);
		for (i = h & (cap - 1); table[i].item; i = (i + 1) & (cap - 1))
			if (table[i].hash == h && same(s, table[i].item, item))
				break;
		if (table[i].item)
			bad += fail(c, s, item, index, table[i].index, place);
		else
			table[i] = (struct seen){item, h, index};
	}
	return bad;
}
