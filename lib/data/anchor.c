/* Keeps the anchors of a document in a hash table, by name. */
#include "data/anchor.h"

#include "base/arena.h"
#include "base/map.h"
#include "data/val.h"

str
anchor_name(const void *anchor)
{
	return ((const struct anchor *)anchor)->name;
}

struct anchor *
anchor_set(struct map *set, const char *name, struct val *v, bool open)
{
	struct anchor *anchor = map_get(set, str_of(name));

	if (!anchor) {
		anchor = arena_alloc(set->arena, sizeof *anchor);
		anchor->name = arena_str(set->arena, str_of(name));
		map_add(set, anchor);
	}
	anchor->v = v;
	anchor->open = open;
	return anchor;
}

size_t
anchor_measure(const struct val *v, size_t limit, size_t *height)
{
	const struct val *child;
	size_t n = 1, below, tallest = 0;

	for (child = val_first(v); child && n <= limit; child = val_next(v, child)) {
		n += anchor_measure(child, limit - n, &below);
		if (below > tallest)
			tallest = below;
	}
	*height = val_is_scalar(v) ? 0 : tallest + 1;
	return n;
}
