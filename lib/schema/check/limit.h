/* What a schema says of single values: numbers, strings, the values allowed. */
#ifndef SCHEMA_CHECK_LIMIT_H
#define SCHEMA_CHECK_LIMIT_H

#include "schema/check/check.h"

/* limit_type tells whether v's kind is one that s allows; reports when not. */
bool limit_type(
    struct check *c, const struct schema *s, const struct val *v, const struct place *place);

/* limit_value checks enum and const, and of a number its bounds, of a string its length, pattern
   and format; gives how many mistakes it found. */
unsigned limit_value(
    struct check *c, const struct schema *s, const struct val *v, const struct place *place);

#endif
