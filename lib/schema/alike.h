/* Documents that look alike: the same object, twice in a run. */
#ifndef SCHEMA_ALIKE_H
#define SCHEMA_ALIKE_H

#include "base/map.h"

struct report;
struct val;

/* The objects seen so far. Initialize by alike_start; lives in run. */
struct alike {
	struct map seen;
};

void alike_start(struct alike *a, struct arena *run);

/* alike_check reports doc (and the items of a list) where an object of the same apiVersion, kind,
   namespace and name was seen before, naming that one's place; else it is remembered. */
void alike_check(struct alike *a, struct report *r, const struct val *doc);

#endif
