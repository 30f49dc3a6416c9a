/* Checks a single value by a schema: its type, its range, its length, its pattern and format. */
#ifndef SCHEMA_CHECK_LIMIT_H
#define SCHEMA_CHECK_LIMIT_H

#include "schema/check/check.h"

/* limit_type tells whether s allows v's type, and reports when not. */
bool limit_type(
    struct check *c, const struct schema *s, const struct val *v, const struct place *place);

/* limit_value checks enum, const and format, the bounds of a number, and the length and pattern of
   a string; returns how many mistakes it found. */
unsigned limit_value(
    struct check *c, const struct schema *s, const struct val *v, const struct place *place);

#endif
