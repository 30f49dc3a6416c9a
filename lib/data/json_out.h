/* Writes trees as JSON. */
#ifndef DATA_JSON_OUT_H
#define DATA_JSON_OUT_H

#include "base/str.h"

struct buf;
struct val;

/* How JSON is written; without a flag, compact, with the keys in their order. */
enum json_how {
	JSON_YAML = 1,  /* escape what YAML readers reject or fold; the JSON is also YAML */
	JSON_GO = 2,    /* as Go's encoding/json: keys sorted by bytes, numbers as in ECMAScript */
	JSON_HTML = 4,  /* escape < > and & */
	JSON_PRETTY = 8 /* indent by two spaces */
};

/* json_out adds v, without a newline. Keys past 1,024 characters are not YAML. */
void json_out(struct buf *b, const struct val *v, unsigned how);

/* json_string adds a string with its quotes. */
void json_string(struct buf *b, str s, unsigned how);

#endif
