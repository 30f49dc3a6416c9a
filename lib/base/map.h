/* Hash tables of pointers, found by a string that stands in what they point to. */
#ifndef BASE_MAP_H
#define BASE_MAP_H

#include "base/str.h"

struct arena;

/* Initialize with {.arena = a, .key = f}; f gives an entry's key. Entries stay their owner's and
   their keys must not change. Walk slots[0..cap) for all entries: not NULL, in no order. */
struct map {
	struct arena *arena;
	str (*key)(const void *entry);
	void **slots;
	uint32_t *tags; /* map.c's own */
	size_t n, cap;
};

/* map_get gives the entry with this key, or NULL. */
void *map_get(const struct map *m, str key);

/* map_add puts in entry and gives NULL; if an entry with its key is there already, it gives that
   one and changes nothing. */
void *map_add(struct map *m, void *entry);

/* map_put does so with an entry whose key is only to be put into it: before the next call, where
   NULL was given. */
void *map_put(struct map *m, str key, void *entry);

/* map_replace puts entry in the place of the one with its key, map_remove takes out the one with
   key; it must be there. */
void map_replace(struct map *m, void *entry);
void map_remove(struct map *m, str key);

#endif
