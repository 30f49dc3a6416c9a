/* Finds repeated items by their JSON with sorted keys, in which equal items have one text. */
#include "schema/check/unique.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/map.h"
#include "data/json_out.h"
#include "data/val.h"
#include "schema/check/check.h"
#include "schema/node.h"

struct item {
	str identity;
	size_t index;
};

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
	struct map items = {.arena = a, .key = map_text};
	bool by_keys = s->flags & SCHEMA_MAP_LIST;
	struct place inner = {.parent = at};
	struct item *item, *before;

	while (check_next(&inner)) {
		struct buf text = {.arena = a};

		if (by_keys && inner.v->kind != VAL_MAPPING)
			continue;
		json_out(&text, identity(a, s, inner.v), JSON_GO);
		item = arena_take(a, sizeof *item);
		*item = (struct item){buf_str(&text), inner.index};
		if ((before = map_add(&items, item)))
			check_fail(c, &inner, "duplicate-item",
			    by_keys ? "has the same key as item %zu; keys of this list must be "
				      "unique"
				    : "repeats item %zu; items of this list must be unique",
			    before->index);
	}
}
