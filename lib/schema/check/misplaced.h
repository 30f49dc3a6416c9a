/* Finds the place where a schema declares a field, for messages about misplaced fields. */
#ifndef SCHEMA_CHECK_MISPLACED_H
#define SCHEMA_CHECK_MISPLACED_H

#include "base/str.h"

struct arena;
struct schema;

/* misplaced_find returns the path, in a, of the only property below root that is called name, or
   NULL if there is none, or more than one. It does not search lists, maps and metadata. */
const char *misplaced_find(struct arena *a, const struct schema *root, str name);

#endif
