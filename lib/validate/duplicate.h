/* Duplicate objects: same apiVersion, kind, namespace and name. */
#ifndef VALIDATE_DUPLICATE_H
#define VALIDATE_DUPLICATE_H

#include "base/arena.h"
#include "base/map.h"

struct names;
struct report;
struct val;

/* The objects that were checked. The caller sets names. */
struct duplicates {
	struct names *names;
	struct arena arena;
	struct map seen;
};

/* duplicate_forget removes all objects: those of one operand may be repeated in the next. */
void duplicate_forget(struct duplicates *d);

/* duplicate_check reports doc, or an item of a List, if it is a duplicate. The finding names the
   place of the first object. */
void duplicate_check(struct duplicates *d, struct report *r, const struct val *doc);

#endif
