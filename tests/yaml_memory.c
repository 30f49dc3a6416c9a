/* yaml_memory tests lib/data/yaml_memory.c: it allocates, resizes and frees pieces in a fixed
   pseudo-random order, and checks that each keeps its content. It does so first as for a library
   whose calls all arrive here, then as for one that also calls malloc itself. Exit 1 if a piece
   lost its content. */
#include "data/yaml_memory.c"

#include <stdio.h>

enum { PIECES = 300, ROUNDS = 200000 };

static struct piece {
	unsigned char *p, fill;
	size_t n;
} pieces[PIECES];

static unsigned
pick(unsigned n)
{
	static unsigned long long state = 1;

	state = state * 6364136223846793005u + 1442695040888963407u;
	return (unsigned)(state >> 33) % n;
}

static int
holds(const struct piece *piece, size_t n)
{
	size_t i;

	for (i = 0; i < n && piece->p[i] == piece->fill; i++)
		;
	return i == n && (uintptr_t)piece->p % _Alignof(max_align_t) == 0;
}

/* Mostly small, around the sizes where pieces become large, and large. */
static size_t
size(void)
{
	return pick(4) ? pick(64) : pick(8) ? UNITS_MAX * UNIT - 8 + pick(16) : pick(100000);
}

static int
change(struct piece *piece)
{
	size_t n = size(), kept = n < piece->n ? n : piece->n;

	if (pick(3) == 0) {
		(pick(8) || bound == WHOLLY ? yaml_free : free)(piece->p);
		*piece = (struct piece){0};
		return 1;
	}
	if (piece->p)
		piece->p = yaml_realloc(piece->p, n);
	else
		piece->p = (pick(8) || bound == WHOLLY ? yaml_malloc : malloc)(n);
	if (!piece->p || !holds(piece, kept))
		return 0;
	piece->n = n;
	piece->fill = (unsigned char)pick(256);
	memset(piece->p, piece->fill, n);
	return 1;
}

static int
all_hold(void)
{
	long i;

	for (i = 0; i < ROUNDS; i++) {
		struct piece *piece = &pieces[pick(PIECES)];

		if ((piece->p && !holds(piece, piece->n)) || !change(piece))
			return 0;
	}
	for (i = 0; i < PIECES; i++) {
		yaml_free(pieces[i].p);
		pieces[i] = (struct piece){0};
	}
	return 1;
}

int
main(void)
{
	volatile size_t huge = SIZE_MAX;
	int whole = strcmp(yaml_strdup("a text"), "a text") == 0 && bound == WHOLLY && all_hold() &&
	    !yaml_malloc(huge) && !yaml_realloc(yaml_malloc(1000), huge - 8);

	bound = PARTLY;
	return !(whole && all_hold());
}
