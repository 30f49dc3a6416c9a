/* Lines of markup on which there is nothing but holes, made ready for the parser. */
#ifndef TMPL_YAML_LINE_H
#define TMPL_YAML_LINE_H

#include "base/str.h"

struct arena;
struct holes;

/* What line_mark puts before the holes of a line that prints nothing. */
#define LINE_EMPTY "#\xee\x80\x81"

/* line_mark gives markup in which a line of blanks, dashes and one hole of toYaml's, of a
   collection, is an entry, `HOLE:`, or an item, `- HOLE`, with a hole of its own (entry); and a
   line of blanks and holes that print nothing is a comment. No line is added or taken away. It ends
   in a line break, where there is any text. */
str line_mark(struct holes *h, struct arena *a, str markup);

/* line_skip_empty gives the offset behind the holes and the blanks from text[i] on. */
size_t line_skip_empty(str text, size_t i);

#endif
