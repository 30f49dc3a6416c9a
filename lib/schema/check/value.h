/* Checks a value against a schema and reports every mistake. */
#ifndef SCHEMA_CHECK_VALUE_H
#define SCHEMA_CHECK_VALUE_H

#include <stdbool.h>

struct check;
struct place;
struct schema;

/* value_check checks the value at `at`. keep: the schema around s preserves unknown fields here. */
void value_check(struct check *c, const struct schema *s, const struct place *at, bool keep);

#endif
