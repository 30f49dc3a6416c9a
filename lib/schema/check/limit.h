/* Checks a single value against a schema: type, range, length, pattern, format. */
#ifndef SCHEMA_CHECK_LIMIT_H
#define SCHEMA_CHECK_LIMIT_H

#include "schema/check/check.h"

/* limit_type returns whether s allows v's type, and reports v if not. */
bool limit_type(
    struct check *c, const struct schema *s, const struct val *v, const struct place *place);

/* limit_value checks enum, const and format, the bounds of a number, and the length and pattern of
   a string; returns the number of mistakes. */
unsigned limit_value(
    struct check *c, const struct schema *s, const struct val *v, const struct place *place);

#endif
