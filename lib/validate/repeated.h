/* What occurs twice in a run: objects, and values that must be unique (option -u). */
#ifndef VALIDATE_REPEATED_H
#define VALIDATE_REPEATED_H

#include "validate/seen.h"

struct check;
struct place;

/* The paths of -u, in run, and the values there. The caller sets run. */
struct unique_values {
	struct arena *run;
	str *paths;
	size_t n;
	struct seen seen;
};

/* repeated_object, a function for check_each, reports an object, or an item of a List, that has the
   apiVersion, kind, namespace and name of an earlier one. The Secret that an ExternalSecret makes
   is an object, too. seen, a struct seen, has the earlier objects. */
void repeated_object(struct check *c, const struct place *at, void *seen);

/* repeated_path adds a path of -u. It dies with DIE_CALL if the path is malformed. */
void repeated_path(struct unique_values *u, const char *path);

/* repeated_values reports a scalar at one of the paths if an earlier document has the same value
   there. Two spellings of an IP address are the same value. It ignores null and "". */
void repeated_values(struct unique_values *u, struct check *c, const struct place *root);

#endif
