/* Writes trees as JSON. */
#ifndef DATA_JSON_OUT_H
#define DATA_JSON_OUT_H

#include "base/str.h"

struct buf;
struct val;

/* Flags of json_out. Without flags, the JSON is compact and keeps the order of the keys. */
enum json_how {
	JSON_YAML = 1,  /* escape what YAML readers reject or fold; the JSON is also YAML */
	JSON_GO = 2,    /* as Go's encoding/json: keys sorted by bytes, numbers as in ECMAScript */
	JSON_HTML = 4,  /* escape < > and & */
	JSON_PRETTY = 8 /* indent by two spaces */
};

/* json_out adds v without a newline. JSON with a key of more than 1,024 characters is not YAML,
   with JSON_YAML either. */
void json_out(struct buf *b, const struct val *v, unsigned how);

/* json_string adds a string with its quotes. */
void json_string(struct buf *b, str s, unsigned how);

#endif
