/* Memory for libyaml, which takes four small pieces for each scalar and gives them back in
   no order, all from one thread: lists of free pieces are faster at that than malloc.

   The four functions bear the names by which libyaml itself takes memory. The Makefile links them
   into each program (YAML_MEMORY), and the dynamic linker, which looks there first, gives them to
   the shared library. A library that is bound to its own names (-Bsymbolic) keeps to malloc, for
   all pieces: so nothing but libyaml may call these.

   A piece of at most SMALL_MAX bytes goes, when it is freed, to the list of its size, a multiple of
   UNIT, and comes from there; new ones are cut from blocks, which are never given back: the program
   needs no more than its peak. Larger ones are malloc's. */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

void *yaml_malloc(size_t n);
void *yaml_realloc(void *p, size_t n);
char *yaml_strdup(const char *s);
void yaml_free(void *p);

enum { UNIT = 16, SMALL_MAX = 512, BLOCK = 32 << 10 };

/* What stands before a piece: how many units it has, 0 for one of malloc's. */
union head {
	size_t units;
	max_align_t align;
};

/* A piece that is free. */
struct hole {
	struct hole *next;
};

static struct hole *holes[SMALL_MAX / UNIT + 1];
static char *at, *end; /* what is left of the newest block */

static void *
cut(size_t units)
{
	size_t n = sizeof(union head) + units * UNIT;
	union head *head;

	if ((size_t)(end - at) < n) {
		if (!(at = malloc(BLOCK))) {
			end = NULL;
			return NULL;
		}
		end = at + BLOCK;
	}
	head = (union head *)(void *)at;
	at += n;
	head->units = units;
	return head + 1;
}

static void *
large(size_t n)
{
	union head *head = n < SIZE_MAX - sizeof *head ? malloc(sizeof *head + n) : NULL;

	if (!head)
		return NULL;
	head->units = 0;
	return head + 1;
}

void *
yaml_malloc(size_t n)
{
	size_t units = n ? (n + UNIT - 1) / UNIT : 1;
	struct hole *hole;

	if (n > SMALL_MAX)
		return large(n);
	if (!(hole = holes[units]))
		return cut(units);
	holes[units] = hole->next;
	return hole;
}

void
yaml_free(void *p)
{
	union head *head;
	struct hole *hole = p;

	if (!p)
		return;
	head = (union head *)p - 1;
	if (head->units == 0) {
		free(head);
		return;
	}
	hole->next = holes[head->units];
	holes[head->units] = hole;
}

void *
yaml_realloc(void *p, size_t n)
{
	union head *head;
	size_t old;
	void *q;

	if (!p)
		return yaml_malloc(n);
	head = (union head *)p - 1;
	if (head->units == 0) {
		if (n >= SIZE_MAX - sizeof *head || !(head = realloc(head, sizeof *head + n)))
			return NULL;
		return head + 1;
	}
	old = head->units * UNIT;
	if (n <= old)
		return p;
	if ((q = yaml_malloc(n))) {
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
