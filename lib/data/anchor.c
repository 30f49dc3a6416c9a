/* Keeps the anchors of a document in a hash table, by name. */
#include "data/anchor.h"

#include "base/arena.h"
#include "data/val.h"

static str
name_of(const void *entry)
{
	return ((const struct anchor *)entry)->name;
}

void
anchor_open(struct anchors *set, struct arena *a)
{
	set->table = (struct map){.arena = a, .key = name_of};
}

struct anchor *
anchor_set(struct anchors *set, const char *name, struct val *v, bool open)
{
	struct anchor *anchor, *there;

	if ((there = anchor_find(set, str_of(name)))) {
		there->v = v;
		there->open = open;
		return there;
	}
	anchor = arena_alloc(set->table.arena, sizeof *anchor);
	*anchor = (struct anchor){arena_str(set->table.arena, str_of(name)), v, open};
	map_add(&set->table, anchor);
	return anchor;
}

struct anchor *
anchor_find(const struct anchors *set, str name)
{
	return map_get(&set->table, name);
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
