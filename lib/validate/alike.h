/* Documents that look alike: the same object, twice in a stream or an operand. */
#ifndef VALIDATE_ALIKE_H
#define VALIDATE_ALIKE_H

#include "base/arena.h"
#include "base/map.h"

struct names;
struct report;
struct val;

/* The objects seen so far. Initialize with names set. */
struct alike {
	struct names *names;
	struct arena arena;
	struct map seen;
};

/* alike_forget forgets them: what comes now belongs together by itself. */
void alike_forget(struct alike *a);

/* alike_check reports doc (and the items of a list) where an object of the same apiVersion, kind,
   namespace and name was seen before, naming that one's place; else it is remembered. */
void alike_check(struct alike *a, struct report *r, const struct val *doc);

#endif
