/* A change: what one place of an object held, and what it holds. */
#ifndef DIFF_CHANGE_H
#define DIFF_CHANGE_H

#include "base/str.h"

struct object;
struct rule;
struct val;

/* One step of the way from the root of an object to a place in it. */
struct step {
	enum step_kind { STEP_MEMBER, STEP_ITEM, STEP_NAMED_ITEM } kind;
	str key;      /* the member's key, or the item's name */
	size_t index; /* of an item: in the old list, or where it would be were it appended there */
};

/* old is NULL where something was added, new where something was removed. Without steps it is the
   whole object. */
struct change {
	const struct object *object;
	const struct step *step;
	size_t steps;
	const struct val *old, *new;
	const struct rule *rule; /* that refuses it, or NULL */
};

#endif
