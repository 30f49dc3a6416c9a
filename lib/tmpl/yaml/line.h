/* Prepares markup for the YAML parser: lines that hold nothing but holes. */
#ifndef TMPL_YAML_LINE_H
#define TMPL_YAML_LINE_H

#include "base/str.h"

struct arena;
struct holes;

/* line_mark puts this before the holes of a line that prints nothing: it makes a comment. */
#define LINE_EMPTY "#\xee\x80\x81"

/* line_mark returns markup in which
   - a line of blanks, dashes and one hole that is a collection of a toYaml has become an entry
     of a mapping, `HOLE:`, or an item of a list, `- HOLE`; its hole is a new one, marked as
     entry;
   - a line of blanks and holes that print nothing has become a comment.
   The lines stay the same otherwise. Text that is not empty ends in a line break. */
str line_mark(struct holes *h, struct arena *a, str markup);

/* line_skip_empty skips holes and blanks from text[i] on and returns the offset of what follows. */
size_t line_skip_empty(str text, size_t i);

#endif
