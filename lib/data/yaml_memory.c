/* Memory for libyaml, which takes four small pieces for each scalar and gives them back in no
   order, all from one thread: lists of free pieces are faster at that than malloc.

   The four functions bear the names by which libyaml itself takes memory. The Makefile links them
   into each program (YAML_MEMORY), and the dynamic linker, which looks there first, gives them to
   the shared library. Where a library is bound to its own names, all or some, nothing breaks: each
   piece here is one of malloc's, and any of malloc's may be given back here.

   YAML_BOUND says that the library is wholly bound to them, as one is that is linked statically:
   then a piece's size stands before it, for to ask musl's malloc takes as long as to free it.

   A piece that is freed goes to the list of its size, counted in UNITs, and the next of that size
   is taken from there; lists are never given back, so a program needs no more than its peak. What
   is too large for the lists is malloc's business. */
#define _GNU_SOURCE /* malloc_usable_size */
#include <malloc.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

void *yaml_malloc(size_t n);
void *yaml_realloc(void *p, size_t n);
char *yaml_strdup(const char *s);
void yaml_free(void *p);

enum { UNIT = 16, UNITS_MAX = 32 };

/* A piece that is free. */
struct hole {
	struct hole *next;
};

/* holes[i]: of i units or a bit more. */
static struct hole *holes[UNITS_MAX + 1];

#ifdef YAML_BOUND
union head {
	size_t size;
	max_align_t align;
};

/* The bytes of a piece; none, of no piece. */
static size_t
size_of(void *p)
{
	return p ? ((union head *)p - 1)->size : 0;
}

static void
give(void *p)
{
	free(p ? (union head *)p - 1 : NULL);
}

/* A piece of n bytes, p grown where there is one. */
static void *
take(void *p, size_t n)
{
	union head *head = p ? (union head *)p - 1 : NULL;

	if (n > SIZE_MAX - sizeof *head || !(head = realloc(head, sizeof *head + n)))
		return NULL;
	head->size = n;
	return head + 1;
}
#else
static size_t
size_of(void *p)
{
	return malloc_usable_size(p);
}

static void
give(void *p)
{
	free(p);
}

static void *
take(void *p, size_t n)
{
	return realloc(p, n);
}
#endif

void *
yaml_malloc(size_t n)
{
	size_t units = n ? (n + UNIT - 1) / UNIT : 1;
	struct hole *hole;

	if (n > UNITS_MAX * UNIT)
		return take(NULL, n);
	if (!(hole = holes[units]))
		return take(NULL, units * UNIT);
	holes[units] = hole->next;
	return hole;
}

void
yaml_free(void *p)
{
	struct hole *hole = p;
	size_t units = size_of(p) / UNIT;

	if (units == 0 || units > UNITS_MAX) {
		give(p);
		return;
	}
	hole->next = holes[units];
	holes[units] = hole;
}

void *
yaml_realloc(void *p, size_t n)
{
	size_t old = size_of(p);
	void *q;

	if (p && n <= old)
		return p;
	if (old > UNITS_MAX * UNIT)
		return take(p, n);
	if ((q = yaml_malloc(n)) && p) {
		memcpy(q, p, old);
		yaml_free(p);
	}
	return q;
}

char *
yaml_strdup(const char *s)
{
	size_t n = strlen(s) + 1;
	char *copy = yaml_malloc(n);

	return copy ? memcpy(copy, s, n) : NULL;
}
