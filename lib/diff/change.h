/* A change: the old and the new value at one path of an object. */
#ifndef DIFF_CHANGE_H
#define DIFF_CHANGE_H

#include "base/str.h"

struct object;
struct rule;
struct val;

/* One segment of the path from an object's root to a change. */
struct step {
	enum step_kind { STEP_MEMBER, STEP_ITEM, STEP_NAMED_ITEM } kind;
	str key;      /* the member's key, or the item's name */
	size_t index; /* of an item: in the old list; an added item counts as appended to it */
};

/* old is NULL if the value was added, new if it was removed. With steps == 0 the whole object
   changed. */
struct change {
	const struct object *object;
	const struct step *step;
	size_t steps;
	const struct val *old, *new;
	const struct rule *rule; /* the rule that refuses the change, or NULL */
};

#endif
