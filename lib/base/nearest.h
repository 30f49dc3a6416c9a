/* Suggests the known name that is nearest to a misspelled one. */
#ifndef BASE_NEAREST_H
#define BASE_NEAREST_H

#include "base/str.h"

/* Initialize with {.wanted = name} and call nearest_try with every known name. Then best is the
   nearest name, the first in byte order of several; it is empty if no name is near. The distance is
   optimal string alignment (insertions, deletions, substitutions, transpositions) without case; a
   known name is near if its distance is at most a third of the length of wanted, rounded up, and
   less than the length of the known name. A name of more than 64 bytes is never near. */
struct nearest {
	str wanted, best;
	size_t distance;
};

void nearest_try(struct nearest *n, str known);

#endif
