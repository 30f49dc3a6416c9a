/* The keywords of schemas, one function each. */
#ifndef SCHEMA_KEYWORD_H
#define SCHEMA_KEYWORD_H

#include "base/str.h"

struct compile;
struct schema;
struct schema_property;
struct val;

/* keyword_fill takes all that the mapping v says into s. Keywords that are not known are ignored,
   as the standard has it. Dies with the place of what a keyword cannot be. */
void keyword_fill(struct compile *c, struct schema *s, const struct val *v);

/* keyword_property gives s's record of a member, adding it where there is none. */
struct schema_property *keyword_property(struct compile *c, struct schema *s, str name);

#endif
