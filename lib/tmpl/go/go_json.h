/* JSON as Go's encoding/json writes it: keys sorted by bytes, numbers as ECMAScript has them. */
#ifndef TMPL_GO_GO_JSON_H
#define TMPL_GO_GO_JSON_H

#include "base/str.h"

struct arena;
struct buf;
struct val;

/* html: < > and & are escaped. safe: so is what YAML readers refuse bare. pretty: indented by two
   spaces. */
struct go_json {
	bool html, safe, pretty;
};

/* go_json adds v, without a newline. */
void go_json(struct buf *b, const struct val *v, struct go_json how);

/* go_json_parse reads one JSON text that must be all of s: the tree in a, or NULL with what is
   wrong in *error. Of two members of one name the last counts. */
struct val *go_json_parse(struct arena *a, str s, const char **error);

#endif
