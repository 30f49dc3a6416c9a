/* A part of a document with its own schema. */
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

/* mount_load returns the mount of an option PATH=SCHEMA; the schema is in the file SCHEMA. It dies
   with DIE_CALL if the option has another form. */
struct mount mount_load(struct load *l, const char *option);

/* mount_check checks the value at the path of m, if doc has one. It removes the value from its
   mapping, so that other schemas do not see it. */
void mount_check(const struct mount *m, struct check *c, struct val *doc);

#endif
