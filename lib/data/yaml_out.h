/* YAML and JSON out, such that every reader, of YAML 1.1 and of 1.2, reads back the same tree. */
#ifndef DATA_YAML_OUT_H
#define DATA_YAML_OUT_H

#include <stdbool.h>

#include "base/str.h"

struct buf;
struct val;

/* yaml_out adds v in block style, each line indented by indent spaces, the last ended by a newline:
   key order kept, list items not indented under their key, multi-line strings as | blocks, strings
   quoted when any reader would take them for something else. */
void yaml_out(struct buf *b, const struct val *v, size_t indent);

/* yaml_out_inline is yaml_out of a collection that is not empty, whose first line is indented
   already. */
void yaml_out_inline(struct buf *b, const struct val *v, size_t indent);

/* yaml_out_block adds a string as a | block, its lines indented, the last ended by a newline; false
   where it fits none, and then nothing is added. own: it is indented otherwise than by two columns
   from its parent, and cannot begin with a blank. yaml_out_printable tells whether a block holds
   each character of s. */
bool yaml_out_block(struct buf *b, str s, size_t indent, bool own);
bool yaml_out_printable(str s);

/* yaml_out_quoted adds a string in quotes, single ones where they are asked for and can hold it. */
void yaml_out_quoted(struct buf *b, str s, bool single);

/* json_out adds v as compact JSON on one line, without a newline, key order kept. The JSON is YAML
   too, but for keys past 1,024 characters: what libyaml would refuse or fold in a string is
   escaped. */
void json_out(struct buf *b, const struct val *v);

/* yaml_out_scalar adds a scalar as it may stand on one line: bare where every reader agrees, else
   quoted (' where that is enough, else "). flow: it stands within [] or {}. yaml_out_double adds it
   in double quotes, without them when bare is true (for a text that stands inside quotes). */
void yaml_out_scalar(struct buf *b, const struct val *v, bool flow);
void yaml_out_string(struct buf *b, str s, bool flow);
void yaml_out_double(struct buf *b, str s, bool bare);

#endif
