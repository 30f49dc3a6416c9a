/* YAML and JSON out, such that every reader, of YAML 1.1 and of 1.2, reads back the same tree. */
#ifndef DATA_YAML_OUT_H
#define DATA_YAML_OUT_H

#include "base/str.h"

struct buf;
struct val;

/* yaml_out adds v in block style, each line indented by indent spaces, the last ended by a newline:
   key order kept, list items not indented under their key, multi-line strings as | blocks, strings
   quoted when any reader would take them for something else. */
void yaml_out(struct buf *b, const struct val *v, size_t indent);

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
