/* Values that only one document of a run may have. */
#ifndef VALIDATE_TAKEN_H
#define VALIDATE_TAKEN_H

#include "base/map.h"

struct names;
struct report;
struct val;

/* Initialize with run and names. */
struct taken {
	struct arena *run;
	struct names *names;
	str *paths;
	size_t n;
	struct map seen;
};

/* taken_add adds a path, of an option, where such values are; dies with DIE_CALL when it is
   malformed. */
void taken_add(struct taken *t, const char *path);

/* taken_check reports each scalar of doc at one of the paths that an earlier document has there
   too, naming that one's place; else it is remembered. Two spellings of one IP address are the same
   value; null and "" do not count. */
void taken_check(struct taken *t, struct report *r, struct val *doc);

#endif
