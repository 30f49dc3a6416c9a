/* Arenas: a list of chunks, the newest first; pieces are cut from the newest. */
#include "base/arena.h"

#include <stdlib.h>
#include <string.h>

#include "base/die.h"

enum { CHUNK_MIN = 64 << 10, CHUNK_MAX = 1 << 20, CHUNK_KEEP = 1 << 20, ALIGN = 8 };

/* data[0..used) is taken; last is where the newest piece begins. */
struct chunk {
	struct chunk *next;
	size_t cap, used, last;
	char data[];
};

static struct chunk *
chunk_resize(struct chunk *c, size_t cap)
{
	if (cap > SIZE_MAX / 2 || !(c = realloc(c, sizeof *c + cap)))
		die_memory();
	c->cap = cap;
	return c;
}

static void
chunk_add(struct arena *a, size_t n)
{
	size_t cap = a->head ? a->head->cap * 2 : CHUNK_MIN;
	struct chunk *c;

	if (cap > CHUNK_MAX)
		cap = CHUNK_MAX;
	if (cap < n)
		cap = n;
	c = chunk_resize(NULL, cap);
	c->next = a->head;
	c->used = c->last = 0;
	a->head = c;
}

char *
arena_bytes(struct arena *a, size_t n)
{
	struct chunk *c = a->head;

	if (!c || c->cap - c->used < n) {
		chunk_add(a, n);
		c = a->head;
	}
	c->last = c->used;
	c->used += n;
	return c->data + c->last;
}

/* n bytes aligned for any type, not cleared. */
static void *
take(struct arena *a, size_t n)
{
	struct chunk *c = a->head;
	/* A chunk's data is aligned, so rounding what is used aligns the next piece. */
	size_t used = c ? (c->used + ALIGN - 1) & ~(size_t)(ALIGN - 1) : 0;

	if (!c || used > c->cap || c->cap - used < n) {
		chunk_add(a, n);
		c = a->head;
		used = 0;
	}
	c->last = used;
	c->used = used + n;
	return c->data + used;
}

void *
arena_alloc(struct arena *a, size_t n)
{
	return memset(take(a, n), 0, n);
}

void *
arena_array(struct arena *a, size_t count, size_t size)
{
	if (size && count > SIZE_MAX / size)
		die_memory();
	return arena_alloc(a, count * size);
}

void *
arena_grow(struct arena *a, void *p, size_t old, size_t n)
{
	struct chunk *c = a->head;
	void *q;

	if (p && c && (char *)p == c->data + c->last && c->used == c->last + old) {
		if (n > c->cap - c->last && c->last == 0)
			c = a->head = chunk_resize(c, n);
		if (n <= c->cap - c->last) {
			c->used = c->last + n;
			return c->data + c->last;
		}
	}
	if (p && n <= old)
		return p;
	q = take(a, n);
	if (old)
		memcpy(q, p, old);
	return q;
}

str
arena_str(struct arena *a, str s)
{
	char *p = arena_bytes(a, s.n + 1);

	if (s.n)
		memcpy(p, s.p, s.n);
	p[s.n] = '\0';
	return (str){p, s.n};
}

void
arena_reset(struct arena *a)
{
	struct chunk *c, *next, *keep = NULL;

	for (c = a->head; c; c = next) {
		next = c->next;
		if (!keep && c->cap <= CHUNK_KEEP)
			keep = c;
		else
			free(c);
	}
	if (keep) {
		keep->next = NULL;
		keep->used = keep->last = 0;
	}
	a->head = keep;
}

void
arena_free(struct arena *a)
{
	struct chunk *c, *next;

	for (c = a->head; c; c = next) {
		next = c->next;
		free(c);
	}
	a->head = NULL;
}
