/* Reads the keywords of a schema into its node. */
#ifndef SCHEMA_COMPILE_KEYWORD_H
#define SCHEMA_COMPILE_KEYWORD_H

#include <stdbool.h>

struct compile;
struct schema;
struct val;

/* keyword_fill reads all keywords of the mapping v into s. It ignores unknown keywords, as JSON
   Schema requires. It dies, naming the place, if a keyword has a wrong value. */
void keyword_fill(struct compile *c, struct schema *s, const struct val *v);

/* keyword_among returns whether v has a keyword, also one that keyword_fill ignores. */
bool keyword_among(const struct val *v);

#endif
