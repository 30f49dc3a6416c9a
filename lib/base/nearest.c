/* Computes the edit distance by the usual table, of which three rows are enough. */
#include "base/nearest.h"

enum { NAME_MAX_LEN = 64 };

static size_t
min(size_t a, size_t b)
{
	return a < b ? a : b;
}

static size_t
distance(str a, str b)
{
	size_t rows[3][NAME_MAX_LEN + 1], i, j;

	for (j = 0; j <= b.n; j++)
		rows[0][j] = j;
	for (i = 1; i <= a.n; i++) {
		size_t *row = rows[i % 3], *prev = rows[(i + 2) % 3], *prev2 = rows[(i + 1) % 3];

		row[0] = i;
		for (j = 1; j <= b.n; j++) {
			bool same = char_lower(a.p[i - 1]) == char_lower(b.p[j - 1]);

			row[j] = min(min(row[j - 1], prev[j]) + 1, prev[j - 1] + !same);
			if (i > 1 && j > 1 && char_lower(a.p[i - 1]) == char_lower(b.p[j - 2]) &&
			    char_lower(a.p[i - 2]) == char_lower(b.p[j - 1]))
				row[j] = min(row[j], prev2[j - 2] + 1);
		}
	}
	return rows[a.n % 3][b.n];
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
	if (!n->best.p || d < n->distance || (d == n->distance && str_cmp(known, n->best) < 0)) {
		n->best = known;
		n->distance = d;
	}
}
