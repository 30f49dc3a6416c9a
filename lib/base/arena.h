/* Arenas: memory that is taken piecemeal and given back at once. A process has two, one for the
   run and one that is reset for every document. */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include "base/str.h"

struct chunk;
struct deferred;

/* Zero-initialized is ready for use. Nodes are cut from the front of [at, end), where at is always
   aligned, texts from its back, so that they need not be filled up; the functions below are inline
   where they are, for nearly every node and text is such a piece. */
struct arena {
	char *at, *end;
	struct chunk *chunks; /* what is cut, the newest first */
	struct chunk *large;  /* pieces with a chunk of their own */
	struct deferred *deferred;
	void (*over)(void *what); /* what may be taken, by arena_limit */
	void *what;
	size_t left;
};

enum { ARENA_ALIGN = 8 };

/* arena_size is what a node of n bytes takes; less than n where that is too much. */
static inline size_t
arena_size(size_t n)
{
	return (n + ARENA_ALIGN - 1) & ~(size_t)(ARENA_ALIGN - 1);
}

/* arena_more gives n bytes, aligned, where [at, end) has too little; callers use the others. */
void *arena_more(struct arena *a, size_t n);

/* arena_bytes gives n bytes, unaligned and not cleared: for text. */
static inline char *
arena_bytes(struct arena *a, size_t n)
{
	if ((size_t)(a->end - a->at) <= n)
		return (char *)arena_more(a, n);
	return a->end -= n;
}

/* arena_take gives n bytes aligned for any type, not cleared: for who sets all of them. It dies
   when memory ends, as all of these do. */
static inline void *
arena_take(struct arena *a, size_t n)
{
	size_t size = arena_size(n);
	char *p = a->at;

	if ((size_t)(a->end - p) <= size || size < n)
		return arena_more(a, n);
	a->at = p + size;
	return p;
}

/* arena_alloc gives n zeroed bytes aligned for any type. */
static inline void *
arena_alloc(struct arena *a, size_t n)
{
	return memset(arena_take(a, n), 0, n);
}

/* arena_array is arena_alloc of count * size bytes, checked for overflow. */
void *arena_array(struct arena *a, size_t count, size_t size);

/* arena_grow resizes p from old to n bytes, in place where it was the last piece taken or is large.
   p may be NULL. The bytes past old are not cleared. */
void *arena_grow(struct arena *a, void *p, size_t old, size_t n);

/* arena_str copies s; the copy is followed by a NUL that its length does not count. */
str arena_str(struct arena *a, str s);

/* arena_defer has done called with what at the next reset: for what a piece borrows from
   elsewhere. */
void arena_defer(struct arena *a, void (*done)(void *what), void *what);

/* arena_limit has over called with what when the arena would hold more than n bytes beyond what it
   holds now. It does so once, so that over may use the arena to say so; then, and after
   arena_reset, there is no limit. */
void arena_limit(struct arena *a, size_t n, void (*over)(void *what), void *what);

/* arena_reset invalidates all that was taken; one chunk is kept for the next document. */
void arena_reset(struct arena *a);

/* arena_free gives everything back. */
void arena_free(struct arena *a);

#endif
