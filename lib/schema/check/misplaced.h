/* Finds the place where a schema declares a field, for messages about misplaced fields. */
#ifndef SCHEMA_CHECK_MISPLACED_H
#define SCHEMA_CHECK_MISPLACED_H

#include "base/str.h"

struct arena;
struct schema;

/* misplaced_find returns the path, in a, of the property called name that is nearest to root, or
   NULL if there is none, or if two are equally near. It does not search lists, maps, the metadata
   and the status. */
const char *misplaced_find(struct arena *a, const struct schema *root, str name);

#endif
