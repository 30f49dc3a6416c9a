/* Arenas: chunks, of which windows are cut, of which pieces are; and large pieces, which have a
   chunk each and can grow in place and go early. */
#include "base/arena.h"

#include <stdlib.h>

#include "base/die.h"
#include "base/hint.h"

enum { CHUNK_MIN = 64 << 10, CHUNK_MAX = 8 << 20, LARGE_FROM = 256 << 10 };

/* To touch memory for the first time, page by page, is a fifth of what a large document costs. So a
   window is asked for at once, except the first, of which a small document needs little; and from
   HUGE_FROM on chunks have room for huge pages: an arena that got so far will fill them. */
enum { WINDOW = 64 << 10, HUGE_FROM = 4 << 20 };

struct chunk {
	struct chunk *next;
	size_t cap, cut; /* cut: how much of it windows have taken */
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

/* Cuts a window with room for n bytes, less than LARGE_FROM. */
static void
cut_window(struct arena *a, size_t n)
{
	struct chunk *c = a->chunks;
	size_t cap = c ? c->cap * 2 : CHUNK_MIN, size = WINDOW;

	while (size <= n)
		size *= 2;
	if (!c || c->cap - c->cut < size) {
		while (cap < size)
			cap *= 2;
		c = chunk_push(a, &a->chunks, cap > CHUNK_MAX ? CHUNK_MAX : cap);
		c->cut = 0;
	}
	a->at = c->data + c->cut;
	a->end = a->at + size;
	c->cut += size;
	if (c->cap > CHUNK_MIN)
		hint_touch(a->at, size);
}

void *
arena_more(struct arena *a, size_t n)
{
	void *p;

	if (n >= LARGE_FROM)
		return chunk_push(a, &a->large, n)->data;
	cut_window(a, n);
	p = a->at;
	a->at += arena_size(n);
	return p;
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
	a->at = keep->data;
	a->end = keep->data + keep->cut;
}

void
arena_free(struct arena *a)
{
	run_deferred(a);
	free_chunks(a->large);
	free_chunks(a->chunks);
	*a = (struct arena){0};
}
