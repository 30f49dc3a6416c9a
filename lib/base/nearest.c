/* Computes the edit distance by the usual table, of which three rows are enough. */
#include "base/nearest.h"

#include <string.h>

enum { NAME_MAX_LEN = 64 };

static size_t
min(size_t a, size_t b)
{
	return a < b ? a : b;
}

static size_t
distance(str a, str b)
{
	size_t rows[3][NAME_MAX_LEN + 1], *prev2 = rows[0], *prev = rows[1], *row = rows[2], *spare;
	size_t i, j;

	for (j = 0; j <= b.n; j++)
		prev[j] = j;
	for (i = 1; i <= a.n; i++) {
		row[0] = i;
		for (j = 1; j <= b.n; j++) {
			bool same = char_lower(a.p[i - 1]) == char_lower(b.p[j - 1]);

			row[j] = min(min(row[j - 1], prev[j]) + 1, prev[j - 1] + !same);
			if (i > 1 && j > 1 && char_lower(a.p[i - 1]) == char_lower(b.p[j - 2]) &&
			    char_lower(a.p[i - 2]) == char_lower(b.p[j - 1]))
				row[j] = min(row[j], prev2[j - 2] + 1);
		}
		spare = prev2;
		prev2 = prev;
		prev = row;
		row = spare;
	}
	return prev[b.n];
}

void
nearest_try(struct nearest *n, str known)
{
	size_t d;

	if (n->wanted.n > NAME_MAX_LEN || known.n > NAME_MAX_LEN)
		return;
	d = distance(n->wanted, known);
	if (d > (n->wanted.n + 2) / 3 || d >= known.n)
		return;
	if (!n->best.p || d < n->distance) {
		n->best = known;
		n->distance = d;
	}
}
