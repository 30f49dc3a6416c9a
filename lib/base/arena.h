/* Arenas: memory that is allocated piece by piece and freed all at once. Most tools have two: one
   for the run, and one that is reset for every document. */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include "base/str.h"

struct chunk;
struct deferred;

/* A zero-initialized arena is ready for use. [at, end) is free memory. arena_take is inline because
   nearly every allocation is a small node or text. */
struct arena {
	char *at, *end;
	struct chunk *chunks, *large; /* for small pieces, the newest first; for large ones */
	struct deferred *deferred;    /* what arena_reset calls */
	void (*over)(void *context);  /* set by arena_limit */
	void *context;
	size_t left; /* bytes up to the limit */
};

enum { ARENA_ALIGN = 8 };

/* arena_size rounds n up to the alignment. If that overflows, the result is less than n. */
static inline size_t
arena_size(size_t n)
{
	return (n + ARENA_ALIGN - 1) & ~(size_t)(ARENA_ALIGN - 1);
}

/* arena_take allocates n bytes, aligned for any type but not cleared: for callers that set every
   byte. It dies when memory is exhausted, as do all functions here. arena_more is the part of
   arena_take for a piece that does not fit in [at, end). */
void *arena_more(struct arena *a, size_t n);

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

/* arena_alloc allocates n zeroed bytes, aligned for any type. */
static inline void *
arena_alloc(struct arena *a, size_t n)
{
	return memset(arena_take(a, n), 0, n);
}

/* arena_array allocates count * size zeroed bytes and checks for overflow. */
void *arena_array(struct arena *a, size_t count, size_t size);

/* arena_grow resizes p from `old` to n bytes and returns its new address. The node allocated last
   grows in place if there is room, and gives back what it no longer needs; a large piece grows by
   realloc. p may be NULL. The new bytes are not cleared. */
void *arena_grow(struct arena *a, void *p, size_t old, size_t n);

/* arena_room makes room for one more item in p, an array of n items, and returns the array. An item
   has `size` bytes. *cap is the number of items that fit; p may be NULL if *cap is 0. arena_double
   is the part of arena_room for a full array. */
void *arena_double(struct arena *a, void *p, size_t *cap, size_t size);

static inline void *
arena_room(struct arena *a, void *p, size_t n, size_t *cap, size_t size)
{
	return n < *cap ? p : arena_double(a, p, cap, size);
}

/* arena_str copies s; the copy is followed by a NUL that its length does not count. */
str arena_str(struct arena *a, str s);

/* arena_without copies s without the bytes in set. */
str arena_without(struct arena *a, str s, str set);

/* arena_defer makes the next reset call done(context), to release something that is not in the
   arena. */
void arena_defer(struct arena *a, void (*done)(void *context), void *context);

/* arena_limit makes the arena call over(context) before it grows by more than n bytes from now. The
   call ends the limit, so it may use the arena for a message. arena_reset ends the limit too. */
void arena_limit(struct arena *a, size_t n, void (*over)(void *context), void *context);

/* arena_reset invalidates all pieces. It keeps one chunk for the next document. */
void arena_reset(struct arena *a);

/* arena_free invalidates all pieces and frees all memory. */
void arena_free(struct arena *a);

#endif
