/* A part of a document with its own schema. */
#ifndef VALIDATE_PART_H
#define VALIDATE_PART_H

#include "base/str.h"

struct check;
struct load;
struct place;
struct schema;

struct part {
	str path;
	struct schema *schema;
};

/* part_load returns the part of an option PATH=SCHEMA; the schema is in the file SCHEMA. It dies
   with DIE_CALL if the option has another form. */
struct part part_load(struct load *l, const char *option);

/* part_check checks the value at the path of p, if the document at root has one. It removes the
   value from its mapping, so that other schemas do not see it. */
void part_check(const struct part *p, struct check *c, const struct place *root);

#endif
