/* Converts Go's literals, and text to numbers as Go's strconv does. */
#ifndef TMPL_GO_LITERAL_H
#define TMPL_GO_LITERAL_H

#include "base/str.h"
#include "tmpl/go/value.h"

struct arena;

/* literal_int is ParseInt(s, base, 64). With base 0 the prefix decides, and s may have underscores.
   It returns false if s is malformed; then *out is 0. It also returns false if s is out of range;
   then *out is the nearest number. */
bool literal_int(str s, unsigned base, int64_t *out);

/* literal_double is ParseFloat(s, 64). Returns false, and sets *out to 0, for a mistake or a number
   out of range. */
bool literal_double(str s, double *out);

/* literal_number converts a number or a quoted rune. Returns NULL, or the mistake (in a). */
const char *literal_number(struct arena *a, str text, struct value *v);

/* literal_string removes the quotes, " or `, and resolves escapes. Returns false if the literal
   is malformed. */
bool literal_string(struct arena *a, str text, str *s);

#endif
