/* Text as the string functions of several files change it. */
#ifndef TMPL_GO_TEXT_H
#define TMPL_GO_TEXT_H

#include "base/str.h"

struct arena;
struct buf;

/* text_map puts f(rune) for every character; bytes that are none become U+FFFD. */
str text_map(struct arena *a, str s, uint32_t (*f)(uint32_t rune));

/* text_rune decodes the character at byte i of s, U+FFFD for a bad byte; gives its length. */
size_t text_rune(str s, size_t i, uint32_t *rune);

/* text_trim cuts white space, Unicode's, from both ends. */
str text_trim(str s);

/* text_replace puts with for every what; an empty what stands between all characters. */
str text_replace(struct arena *a, str s, str what, str with);

/* text_indent adds s with count spaces before every line, the first and empty ones too. */
void text_indent(struct buf *b, str s, size_t count);

#endif
