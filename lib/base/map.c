/* Hash tables: open addressing, linear probing, at most two thirds full. */
#include "base/map.h"

#include "base/arena.h"

enum { CAP_MIN = 16 };

/* The slot of the key, or the empty one where it belongs. */
static void **
slot(const struct map *m, str key)
{
	size_t i = (size_t)str_hash(key) & (m->cap - 1);

	while (m->slots[i] && !str_eq(m->key(m->slots[i]), key))
		i = (i + 1) & (m->cap - 1);
	return &m->slots[i];
}

static void
grow(struct map *m)
{
	struct map old = *m;
	size_t i;

	m->cap = old.cap ? old.cap * 2 : CAP_MIN;
	m->slots = arena_array(m->arena, m->cap, sizeof *m->slots);
	for (i = 0; i < old.cap; i++)
		if (old.slots[i])
			*slot(m, m->key(old.slots[i])) = old.slots[i];
	arena_drop(m->arena, old.slots);
}

void *
map_get(const struct map *m, str key)
{
	return m->n ? *slot(m, key) : NULL;
}

void *
map_add(struct map *m, void *entry)
{
	void **s;

	if (m->n * 3 >= m->cap * 2)
		grow(m);
	s = slot(m, m->key(entry));
	if (*s)
		return *s;
	*s = entry;
	m->n++;
	return NULL;
}
