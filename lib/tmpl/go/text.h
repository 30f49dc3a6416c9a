/* Reads literals as Go's compiler does, and numbers as its package strconv does; decodes, replaces
   and indents text. */
#ifndef TMPL_GO_TEXT_H
#define TMPL_GO_TEXT_H

#include "base/str.h"

struct arena;
struct buf;
struct value;

/* text_rune decodes the character at byte i of s, U+FFFD for a bad byte, and returns its length. */
size_t text_rune(str s, size_t i, uint32_t *rune);

/* text_replace replaces `what` by `with`. An empty `what` matches before each rune and the end. */
str text_replace(struct arena *a, str s, str what, str with);

/* text_indent adds s with count spaces before every line, the first and empty ones too. */
void text_indent(struct buf *b, str s, size_t count);

/* text_int is ParseInt(s, base, 64). With base 0 the prefix decides, and s may have underscores.
   It returns false if s is malformed; then *out is 0. It also returns false if s is out of range;
   then *out is the nearest number. */
bool text_int(str s, unsigned base, int64_t *out);

/* text_double is ParseFloat(s, 64). Returns false, and sets *out to 0, for a mistake or a number
   out of range. Arena a is for a copy of s. */
bool text_double(struct arena *a, str s, double *out);

/* text_number converts a number or a quoted rune. Returns NULL, or the mistake, in arena a. */
const char *text_number(struct arena *a, str text, struct value *v);

/* text_unquote removes the quotes, " or `, and resolves escapes. Returns false if the literal
   is malformed. */
bool text_unquote(struct arena *a, str text, str *s);

#endif
