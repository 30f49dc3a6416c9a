/* Converts Go's literals in templates to values: numbers, runes and strings. */
#ifndef TMPL_GO_LITERAL_H
#define TMPL_GO_LITERAL_H

#include "base/str.h"
#include "tmpl/go/value.h"

struct arena;

/* literal_number converts a number or a quoted rune. Returns NULL, or the mistake (in a). */
const char *literal_number(struct arena *a, str text, struct value *v);

/* literal_string removes the quotes, " or `, and resolves escapes. Returns false if the literal
   is malformed. */
bool literal_string(struct arena *a, str text, str *s);

#endif
