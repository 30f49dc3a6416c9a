/* Arenas: chunks of which pieces are cut, and large pieces, which have a chunk each and can grow in
   place and go early. */
#include "base/arena.h"

#include <stdlib.h>

#include "base/die.h"
#include "base/hint.h"

enum { CHUNK_MIN = 64 << 10, CHUNK_MAX = 8 << 20, LARGE_FROM = 256 << 10 };

/* To touch memory page by page for the first time is a fifth of what a large document costs. From
   this size on chunks have room for huge pages, and an arena that got so far will fill them. */
enum { HUGE_FROM = 4 << 20 };

struct chunk {
	struct chunk *next;
	size_t cap;
	char data[];
};

void
arena_limit(struct arena *a, size_t n, void (*over)(void *what), void *what)
{
	a->left = n;
	a->over = over;
	a->what = what;
}

/* n bytes more are wanted. */
static void
count(struct arena *a, size_t n)
{
	void (*over)(void *what) = a->over;

	if (over && n > a->left) {
		a->over = NULL;
		over(a->what);
	}
	a->left -= n;
}

static struct chunk *
chunk_resize(struct arena *a, struct chunk *c, size_t cap)
{
	count(a, c ? cap - c->cap : cap);
	if (cap > SIZE_MAX / 2 || !(c = realloc(c, sizeof *c + cap)))
		die_memory();
	c->cap = cap;
	if (cap >= HUGE_FROM)
		hint_huge(c, cap);
	return c;
}

static struct chunk *
chunk_push(struct arena *a, struct chunk **list, size_t cap)
{
	struct chunk *c = chunk_resize(a, NULL, cap);

	c->next = *list;
	*list = c;
	return c;
}

static void
cut_from(struct arena *a, struct chunk *c)
{
	a->at = c ? c->data : NULL;
	a->end = c ? c->data + c->cap : NULL;
}

void *
arena_more(struct arena *a, size_t n)
{
	size_t cap = a->chunks ? a->chunks->cap * 2 : CHUNK_MIN;

	if (n >= LARGE_FROM)
		return chunk_push(a, &a->large, n)->data;
	while (cap <= n)
		cap *= 2;
	cut_from(a, chunk_push(a, &a->chunks, cap > CHUNK_MAX ? CHUNK_MAX : cap));
	a->at += arena_size(n);
	return a->chunks->data;
}

void *
arena_array(struct arena *a, size_t count, size_t size)
{
	if (size && count > SIZE_MAX / size)
		die_memory();
	return arena_alloc(a, count * size);
}

/* The link to the chunk of a large piece, or to NULL. */
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
	struct chunk **large;
	size_t more;
	void *q;

	if (p && n <= old)
		return p;
	more = arena_size(n) - arena_size(old);
	if (p && (char *)p + arena_size(old) == a->at && (size_t)(a->end - a->at) > more) {
		a->at += more;
		return p;
	}
	if (old >= LARGE_FROM && *(large = find_large(a, p))) {
		*large = chunk_resize(a, *large, n);
		return (*large)->data;
	}
	q = arena_take(a, n);
	if (old)
		memcpy(q, p, old);
	return q;
}

void
arena_drop(struct arena *a, void *p)
{
	struct chunk **large = find_large(a, p), *c = *large;

	if (c) {
		a->left += c->cap;
		*large = c->next;
		free(c);
	}
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
	void (*done)(void *what);
	void *what;
};

void
arena_defer(struct arena *a, void (*done)(void *what), void *what)
{
	struct deferred *d = arena_take(a, sizeof *d);

	*d = (struct deferred){a->deferred, done, what};
	a->deferred = d;
}

static void
run_deferred(struct arena *a)
{
	for (; a->deferred; a->deferred = a->deferred->next)
		a->deferred->done(a->deferred->what);
}

void
arena_reset(struct arena *a)
{
	struct chunk *keep = a->chunks;

	run_deferred(a);
	a->over = NULL;
	free_chunks(a->large);
	a->large = NULL;
	if (!keep)
		return;
	free_chunks(keep->next);
	keep->next = NULL;
	cut_from(a, keep);
}

void
arena_free(struct arena *a)
{
	run_deferred(a);
	free_chunks(a->large);
	free_chunks(a->chunks);
	*a = (struct arena){0};
}
