/* The keywords of schemas, one function each. */
#ifndef SCHEMA_COMPILE_KEYWORD_H
#define SCHEMA_COMPILE_KEYWORD_H

struct compile;
struct schema;
struct val;

/* keyword_fill takes all that the mapping v says into s. Keywords that are not known are ignored,
   as the standard has it. Dies with the place of what a keyword cannot be. */
void keyword_fill(struct compile *c, struct schema *s, const struct val *v);

#endif
