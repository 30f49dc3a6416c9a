/* Duplicate objects: same apiVersion, kind, namespace and name. */
#ifndef VALIDATE_ALIKE_H
#define VALIDATE_ALIKE_H

#include "base/arena.h"
#include "base/map.h"

struct names;
struct report;
struct val;

/* The objects that were checked. The caller sets names. */
struct alike {
	struct names *names;
	struct arena arena;
	struct map seen;
};

/* alike_forget removes all objects: those of one operand may be repeated in the next. */
void alike_forget(struct alike *a);

/* alike_check reports doc, or an item of a List, if it is a duplicate. The finding names the place
   of the first object. */
void alike_check(struct alike *a, struct report *r, const struct val *doc);

#endif
