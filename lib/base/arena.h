/* Arenas: memory that is taken piecemeal and given back at once. A process has two, one for the
   run and one that is reset for every document. Nothing is ever freed singly. */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include "base/str.h"

struct chunk;

/* Zero-initialized is ready for use. */
struct arena {
	struct chunk *head;
};

/* arena_alloc gives n zeroed bytes aligned for any type; it dies when memory ends. */
void *arena_alloc(struct arena *a, size_t n);

/* arena_array is arena_alloc of count * size bytes, checked for overflow. */
void *arena_array(struct arena *a, size_t count, size_t size);

/* arena_grow resizes p from old to n bytes, in place where it was the last piece taken. p may be
   NULL. The bytes past old are not cleared. */
void *arena_grow(struct arena *a, void *p, size_t old, size_t n);

/* arena_bytes gives n bytes, unaligned and not cleared: for text. */
char *arena_bytes(struct arena *a, size_t n);

/* arena_str copies s; the copy is followed by a NUL that its length does not count. */
str arena_str(struct arena *a, str s);

/* arena_reset invalidates all that was taken; one chunk is kept for the next document. */
void arena_reset(struct arena *a);

/* arena_free gives everything back. */
void arena_free(struct arena *a);

#endif
