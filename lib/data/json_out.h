/* Writes trees as JSON. */
#ifndef DATA_JSON_OUT_H
#define DATA_JSON_OUT_H

#include "base/escape.h"

struct arena;
struct buf;
struct val;

/* Flags of json_out. Without flags, the JSON is compact and keeps the order of the keys. */
enum json_how {
	JSON_YAML = ESCAPE_YAML, /* escape what YAML readers reject or fold: the text is YAML too */
	JSON_GO = ESCAPE_GO,     /* as Go's encoding/json: keys sorted, numbers as in ECMAScript */
	JSON_HTML = ESCAPE_HTML, /* escape < > and & */
	JSON_PRETTY = 64,        /* indent by two spaces */
	JSON_EQUAL = 128         /* with JSON_GO: equal values have the same text */
};

/* json_out adds v without a newline. Even with JSON_YAML, the text is not YAML if a key has more
   than 1,024 characters. With JSON_GO, a byte that is not UTF-8 becomes \ufffd; without it the byte
   stays, so that the caller can refuse it. json_text returns the text, in a. */
void json_out(struct buf *b, const struct val *v, unsigned how);
const char *json_text(struct arena *a, const struct val *v, unsigned how);

#endif
