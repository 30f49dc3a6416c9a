/* Hash tables with open addressing and linear probing, at most four fifths full. The hash of each
   entry is in an array of its own, tags. A search reads neighbouring tags until one is equal, and
   growing reads no entry. In a table larger than the cache, an entry costs a cache miss, and its
   key another. */
#include "base/map.h"

#include "base/arena.h"

enum { CAP_MIN = 16 };

/* Returns the tag of a key. It is never 0, the tag of an empty slot. */
static uint32_t
tag_of(str key)
{
	uint32_t tag = (uint32_t)str_hash(key);

	return tag ? tag : 1;
}

/* Returns the slot of the key, or the empty slot for it. */
static size_t
find(const struct map *m, str key, uint32_t tag)
{
	size_t i = tag & (m->cap - 1);

	while (m->tags[i] && (m->tags[i] != tag || !str_eq(m->key(m->slots[i]), key)))
		i = (i + 1) & (m->cap - 1);
	return i;
}

static void
grow(struct map *m)
{
	struct map old = *m;
	size_t i, to;

	m->cap = old.cap ? old.cap * 2 : CAP_MIN;
	m->slots = arena_array(m->arena, m->cap, sizeof *m->slots);
	m->tags = arena_array(m->arena, m->cap, sizeof *m->tags);
	for (i = 0; i < old.cap; i++) {
		if (!old.tags[i])
			continue;
		for (to = old.tags[i] & (m->cap - 1); m->tags[to]; to = (to + 1) & (m->cap - 1))
			;
		m->tags[to] = old.tags[i];
		m->slots[to] = old.slots[i];
	}
}

str
map_text(const void *entry)
{
	return *(const str *)entry;
}

str
map_number(const void *entry)
{
	return (str){entry, sizeof(uint64_t)};
}

void *
map_get(const struct map *m, str key)
{
	return m->n ? m->slots[find(m, key, tag_of(key))] : NULL;
}

void *
map_add(struct map *m, void *entry)
{
	return map_put(m, m->key(entry), entry);
}

void *
map_put(struct map *m, str key, void *entry)
{
	uint32_t tag = tag_of(key);
	size_t i;

	if (m->n * 5 >= m->cap * 4)
		grow(m);
	i = find(m, key, tag);
	if (m->tags[i])
		return m->slots[i];
	m->tags[i] = tag;
	m->slots[i] = entry;
	m->n++;
	return NULL;
}

void
map_replace(struct map *m, void *entry)
{
	str key = m->key(entry);

	m->slots[find(m, key, tag_of(key))] = entry;
}

/* Later entries move into the gap if their search passes it, so that no search ends too early. */
void
map_remove(struct map *m, str key)
{
	size_t mask = m->cap - 1, gap = find(m, key, tag_of(key)), i;

	for (i = (gap + 1) & mask; m->tags[i]; i = (i + 1) & mask) {
		if (((i - m->tags[i]) & mask) < ((i - gap) & mask))
			continue;
		m->tags[gap] = m->tags[i];
		m->slots[gap] = m->slots[i];
		gap = i;
	}
	m->tags[gap] = 0;
	m->slots[gap] = NULL;
	m->n--;
}
