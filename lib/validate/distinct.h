/* Values that must be unique in a run (option -u). */
#ifndef VALIDATE_DISTINCT_H
#define VALIDATE_DISTINCT_H

#include "base/str.h"
#include "schema/seen.h"

struct report;
struct val;

/* The caller sets seen.arena, in which all of it lives. */
struct distinct {
	str *paths;
	size_t n;
	struct seen seen;
};

/* distinct_add adds a path of -u. It dies with DIE_CALL if the path is malformed. */
void distinct_add(struct distinct *d, const char *path);

/* distinct_check reports a scalar at one of the paths if an earlier document has the same value
   there. The finding names the place of the first. Two spellings of an IP address are the same
   value. It ignores null and "". */
void distinct_check(struct distinct *d, struct report *r, struct val *doc);

#endif
