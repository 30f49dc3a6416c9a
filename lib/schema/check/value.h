/* Checks a value against a schema and reports every mistake. */
#ifndef SCHEMA_CHECK_VALUE_H
#define SCHEMA_CHECK_VALUE_H

#include <stdbool.h>

struct check;
struct place;
struct schema;
struct val;

/* value_check checks v, at place, and returns the number of mistakes. keep: the schema around s
   preserves unknown fields here. */
unsigned value_check(struct check *c, const struct schema *s, const struct val *v,
    const struct place *place, bool keep);

#endif
