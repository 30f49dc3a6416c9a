/* Allocates small pieces from chunks of doubling size. A large piece has a chunk of its own, which
   realloc can grow. */
#include "base/arena.h"

#include <stdlib.h>

#include "base/end.h"

enum { CHUNK_MIN = 64 << 10, CHUNK_MAX = 8 << 20, LARGE_FROM = 256 << 10 };

struct chunk {
	struct chunk *next;
	size_t size; /* with this header */
	char data[];
};

void
arena_limit(struct arena *a, size_t n, void (*over)(void *context), void *context)
{
	a->left = n;
	a->over = over;
	a->context = context;
}

/* Counts n bytes against the limit. */
static void
count(struct arena *a, size_t n)
{
	void (*over)(void *context) = a->over;

	if (over && n > a->left) {
		a->over = NULL;
		over(a->context);
	}
	a->left -= n;
}

/* Makes a new chunk with room for n bytes, fewer than LARGE_FROM. */
static void
next_chunk(struct arena *a, size_t n)
{
	struct chunk *c = a->chunks;
	size_t size = c ? c->size * 2 : CHUNK_MIN;

	while (size - sizeof *c <= n)
		size *= 2;
	if (size > CHUNK_MAX)
		size = CHUNK_MAX;
	count(a, size);
	if (!(c = malloc(size)))
		end_memory();
	*c = (struct chunk){.next = a->chunks, .size = size};
	a->chunks = c;
	a->at = c->data;
	a->end = (char *)c + size;
}

/* Returns a chunk for a large piece of n bytes: a new one, or old, resized, if old is not NULL. */
static struct chunk *
resize_large(struct arena *a, struct chunk *old, size_t n)
{
	struct chunk *c;

	if (n > SIZE_MAX / 2)
		end_memory();
	n += sizeof *c;
	if (old)
		a->left += old->size;
	count(a, n);
	if (!(c = realloc(old, n)))
		end_memory();
	c->size = n;
	return c;
}

void *
arena_more(struct arena *a, size_t n)
{
	struct chunk *c;
	void *p;

	if (n >= LARGE_FROM) {
		c = resize_large(a, NULL, n);
		c->next = a->large;
		a->large = c;
		return c->data;
	}
	next_chunk(a, n);
	p = a->at;
	a->at += arena_size(n);
	return p;
}

void *
arena_array(struct arena *a, size_t count, size_t size)
{
	if (size && count > SIZE_MAX / size)
		end_memory();
	return arena_alloc(a, count * size);
}

/* Returns the link to the chunk of the large piece p. The link is NULL if p is not large. */
static struct chunk **
find_large(struct arena *a, const void *p)
{
	struct chunk **c = &a->large;

	while (*c && (*c)->data != p)
		c = &(*c)->next;
	return c;
}

void *
arena_grow(struct arena *a, void *p, size_t old, size_t n)
{
	bool last = p && (char *)p + arena_size(old) == a->at;
	size_t more = arena_size(n) - arena_size(old);
	struct chunk **large;
	void *q;

	if (last && (n <= old || (size_t)(a->end - a->at) > more)) {
		a->at = (char *)p + arena_size(n);
		return p;
	}
	if (p && n <= old)
		return p;
	if (old >= LARGE_FROM && *(large = find_large(a, p))) {
		*large = resize_large(a, *large, n);
		return (*large)->data;
	}
	q = arena_take(a, n);
	if (old)
		memcpy(q, p, old);
	return q;
}

void *
arena_double(struct arena *a, void *p, size_t *cap, size_t size)
{
	size_t old = *cap;

	*cap = old ? 2 * old : 8;
	return arena_grow(a, p, old * size, *cap * size);
}

str
arena_str(struct arena *a, str s)
{
	char *p = arena_bytes(a, s.n + 1);

	str_copy(p, s.p, s.n);
	p[s.n] = '\0';
	return (str){p, s.n};
}

static void
free_chunks(struct chunk *c)
{
	struct chunk *next;

	for (; c; c = next) {
		next = c->next;
		free(c);
	}
}

struct deferred {
	struct deferred *next;
	void (*done)(void *context);
	void *context;
};

void
arena_defer(struct arena *a, void (*done)(void *context), void *context)
{
	struct deferred *d = arena_take(a, sizeof *d);

	*d = (struct deferred){a->deferred, done, context};
	a->deferred = d;
}

void
arena_reset(struct arena *a)
{
	struct chunk *keep = a->chunks;

	for (; a->deferred; a->deferred = a->deferred->next)
		a->deferred->done(a->deferred->context);
	a->over = NULL;
	free_chunks(a->large);
	a->large = NULL;
	if (!keep)
		return;
	free_chunks(keep->next);
	keep->next = NULL;
	a->at = keep->data;
	a->end = (char *)keep + keep->size;
}

void
arena_free(struct arena *a)
{
	arena_reset(a);
	free(a->chunks);
	*a = (struct arena){0};
}
