/* Checks a single value against a schema: type, range, size, pattern, format. */
#ifndef SCHEMA_CHECK_LIMIT_H
#define SCHEMA_CHECK_LIMIT_H

#include "schema/check/check.h"

/* limit_type checks the type of the value at `at` and returns whether it fits. limit_value checks
   enum, const and format, the bounds of a number, the length and pattern of a string, and the
   number of fields or items. */
bool limit_type(struct check *c, const struct schema *s, const struct place *at);
void limit_value(struct check *c, const struct schema *s, const struct place *at);

#endif
