/* Hash tables of pointers. Each entry contains its key, a string. */
#ifndef BASE_MAP_H
#define BASE_MAP_H

#include "base/str.h"

struct arena;

/* Initialize with {.arena = a, .key = f}, where f returns an entry's key. The caller owns the
   entries; their keys must not change. To see all entries, walk slots[0..cap) and skip NULL; they
   have no order. */
struct map {
	struct arena *arena;
	str (*key)(const void *entry);
	void **slots;
	uint32_t *tags; /* for map.c only */
	size_t n, cap;
};

/* If entries begin with their key, f can be map_text for a str and map_number for a uint64_t. */
str map_text(const void *entry);
str map_number(const void *entry);

/* map_get returns the entry with this key, or NULL. */
void *map_get(const struct map *m, str key);

/* map_add adds an entry and returns NULL. If the key exists, it returns the existing entry and
   changes nothing. */
void *map_add(struct map *m, void *entry);

/* map_put does the same for an entry that does not contain its key yet. If it returns NULL, the
   caller must store the key in the entry before the next call. */
void *map_put(struct map *m, str key, void *entry);

/* map_replace puts entry in the place of the entry that has the same key. map_remove removes the
   entry that has this key. The key must exist. */
void map_replace(struct map *m, void *entry);
void map_remove(struct map *m, str key);

#endif
