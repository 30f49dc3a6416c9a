/* The name that was probably meant. */
#ifndef BASE_NEAREST_H
#define BASE_NEAREST_H

#include "base/str.h"

/* Feed every known name; best is the nearest so far, empty when none is near. Initialize with
   {.wanted = name}. Distance: optimal string alignment (insertions, deletions, substitutions,
   transpositions), letter case not counted; near means at most a third of the name's length. */
struct nearest {
	str wanted, best;
	size_t distance;
};

void nearest_try(struct nearest *n, str known);

#endif
