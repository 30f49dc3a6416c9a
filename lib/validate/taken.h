/* Values that must be unique in a run (option -u). */
#ifndef VALIDATE_TAKEN_H
#define VALIDATE_TAKEN_H

#include "base/map.h"

struct names;
struct report;
struct val;

/* The caller sets run and names. */
struct taken {
	struct arena *run;
	struct names *names;
	str *paths;
	size_t n;
	struct map seen;
};

/* taken_add adds a path of -u. It dies with DIE_CALL if the path is malformed. */
void taken_add(struct taken *t, const char *path);

/* taken_check reports a scalar at one of the paths if an earlier document has the same value there.
   The finding names the place of the first. Two spellings of an IP address are the same value. It
   ignores null and "". */
void taken_check(struct taken *t, struct report *r, struct val *doc);

#endif
