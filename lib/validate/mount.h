/* A part of a document that a schema of its own describes. */
#ifndef VALIDATE_MOUNT_H
#define VALIDATE_MOUNT_H

#include "base/str.h"

struct check;
struct load;
struct schema;
struct val;

struct mount {
	str path;
	struct schema *schema;
};

/* mount_load makes one of PATH=SCHEMA, a path and a file; dies with DIE_CALL where it is not of
   that form. */
struct mount mount_load(struct load *l, const char *option);

/* mount_check takes what is at m's path, if there is something, out of doc and checks it. */
void mount_check(const struct mount *m, struct check *c, struct val *doc);

#endif
