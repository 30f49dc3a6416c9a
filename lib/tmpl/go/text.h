/* Decodes, replaces and indents text, as Go does. */
#ifndef TMPL_GO_TEXT_H
#define TMPL_GO_TEXT_H

#include "base/str.h"

struct arena;
struct buf;

/* text_rune decodes the character at byte i of s, U+FFFD for a bad byte, and returns its length. */
size_t text_rune(str s, size_t i, uint32_t *rune);

/* text_replace replaces what by with. An empty what matches before each rune and at the end. */
str text_replace(struct arena *a, str s, str what, str with);

/* text_indent adds s with count spaces before every line, the first and empty ones too. */
void text_indent(struct buf *b, str s, size_t count);

#endif
