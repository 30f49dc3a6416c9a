/* Where a schema has a field. */
#ifndef SCHEMA_CHECK_WHERE_H
#define SCHEMA_CHECK_WHERE_H

#include "base/str.h"

struct arena;
struct schema;

/* where_find returns the path, in a, of the one place below root where a property is named name;
   NULL where there is none, or more than one. Lists, maps and metadata are passed over: a field of
   theirs belongs to each item. */
const char *where_find(struct arena *a, const struct schema *root, str name);

#endif
