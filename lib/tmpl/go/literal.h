/* Go's literals: numbers, runes and strings. */
#ifndef TMPL_GO_LITERAL_H
#define TMPL_GO_LITERAL_H

#include "base/str.h"
#include "tmpl/go/value.h"

struct arena;

/* literal_number reads a number or a rune in quotes. Gives NULL, or what is wrong (in a). */
const char *literal_number(struct arena *a, str text, struct value *v);

/* literal_string takes the quotes, " or `, off and resolves escapes; false when it is malformed. */
bool literal_string(struct arena *a, str text, str *s);

#endif
