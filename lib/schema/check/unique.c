/* Finds repeated items by a hash of their content. The hash ignores the order of members and the
   spelling of numbers, because equal items may differ in them. */
#include "schema/check/unique.h"

#include "base/arena.h"
#include "base/map.h"
#include "base/num.h"
#include "data/val.h"
#include "schema/check/check.h"
#include "schema/node.h"

/* An item: what must be unique of it. next is a different item with the same hash. */
struct item {
	uint64_t hash;
	const struct val *identity;
	size_t index;
	struct item *next;
};

static uint64_t
hash_value(const struct val *v)
{
	uint64_t h = (uint64_t)v->kind + 1;
	const struct val *child;
	double d = 0;

	if (v->kind == VAL_INT || v->kind == VAL_FLOAT) {
		num_double(val_text(v), &d);
		d += 0.0; /* -0 is 0 */
		return str_hash((str){(const char *)&d, sizeof d});
	}
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

/* Returns what must be unique: the item or, in a map list, a mapping of its keys. A key that the
   item lacks has the schema's default. */
static const struct val *
identity(struct arena *a, const struct schema *s, const struct val *item)
{
	const struct val *name, *v, *of_items = s->array.items ? s->array.items->source : NULL;
	struct val *keys;

	if (!(s->flags & SCHEMA_MAP_LIST))
		return item;
	keys = val_new(a, VAL_MAPPING);
	for (name = val_first(s->array.list_keys); name;
	     name = val_next(s->array.list_keys, name)) {
		if (!(v = val_get(item, val_text(name))))
			v = val_get(val_get(val_get(of_items, STR("properties")), val_text(name)),
			    STR("default"));
		if (v)
			val_add(a, keys, val_text(name), val_copy(a, v));
	}
	return keys;
}

void
unique_items(struct check *c, const struct schema *s, const struct place *at)
{
	struct arena *a = c->report->arena;
	struct map items = {.arena = a, .key = map_number};
	bool by_keys = s->flags & SCHEMA_MAP_LIST;
	struct place inner = {.parent = at};
	struct item *item, *first, *before;

	while (check_next(&inner)) {
		if (by_keys && inner.v->kind != VAL_MAPPING)
			continue;
		item = arena_take(a, sizeof *item);
		*item = (struct item){0, identity(a, s, inner.v), inner.index, NULL};
		item->hash = hash_value(item->identity);
		if (!(first = map_add(&items, item)))
			continue;
		for (before = first; before && !val_equal(before->identity, item->identity);)
			before = before->next;
		if (before) {
			check_fail(c, &inner, "duplicate-item",
			    by_keys ? "has the same key as item %zu; keys of this list must be "
				      "unique"
				    : "repeats item %zu; items of this list must be unique",
			    before->index);
		} else {
			item->next = first->next;
			first->next = item;
		}
	}
}
