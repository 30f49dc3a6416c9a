/* Which keys were seen, and where first. */
#ifndef SCHEMA_SEEN_H
#define SCHEMA_SEEN_H

#include "base/die.h"
#include "base/map.h"

/* Initialize with {.arena = a}. The other fields are for seen.c only. */
struct seen {
	struct arena *arena;
	struct map places;
	const char *file; /* of the last new key */
};

/* seen_add stores a new key with its place, in a file, and returns false. If it knows the key, it
   sets *first to the place of the first and returns true. It copies the name of the file, but not
   the key: it compares keys by 64 bits of str_hash. One run in 37 million takes two different keys
   for one, if it has a million keys. */
bool seen_add(struct seen *s, str key, struct pos pos, struct pos *first);

#endif
