/* Writes trees as YAML, so that every reader, of YAML 1.1 and of 1.2, reads the same tree. */
#ifndef DATA_YAML_OUT_H
#define DATA_YAML_OUT_H

#include <stdbool.h>

#include "base/str.h"

struct buf;
struct val;

/* yaml_out adds a document in block style; the last line ends with a newline. Keys keep their
   order. List items are not indented under their key. Strings of several lines become | blocks. A
   string is quoted if any reader would take it for something else. */
void yaml_out(struct buf *b, const struct val *v);

/* yaml_out_children adds only the items or members of v, on lines with `indent` spaces before them.
   If first_inline is set, the caller has indented the first line. */
void yaml_out_children(struct buf *b, const struct val *v, size_t indent, bool first_inline);

/* yaml_out_block adds a string as a | block with indented lines; the last line ends with a newline.
   If a block cannot hold the string, it returns false and adds nothing. digit is the indentation
   indicator for a text that begins with a space or newline, 0 if no indicator is allowed. */
bool yaml_out_block(struct buf *b, str s, size_t indent, size_t digit);

/* yaml_out_quoted adds a string in quotes: in single quotes if single is set and they can hold it,
   else in double quotes. */
void yaml_out_quoted(struct buf *b, str s, bool single);

/* yaml_out_scalar adds a scalar on one line: without quotes if every reader reads this scalar, else
   in single quotes if they can hold it, else in double quotes. flow: the scalar is within [] or {}.
   yaml_out_string adds a string in this way. */
void yaml_out_scalar(struct buf *b, const struct val *v, bool flow);
void yaml_out_string(struct buf *b, str s, bool flow);

#endif
