/* Writes and reads JSON as Go's encoding/json does: keys sorted by bytes, numbers in
   ECMAScript's form. */
#ifndef TMPL_GO_GO_JSON_H
#define TMPL_GO_GO_JSON_H

#include "base/str.h"

struct arena;
struct buf;
struct val;

/* html: escape < > and &. safe: escape also the characters that YAML readers reject. pretty:
   indent by two spaces. */
struct go_json {
	bool html, safe, pretty;
};

/* go_json adds v, without a newline. */
void go_json(struct buf *b, const struct val *v, struct go_json how);

/* go_json_parse reads one JSON text, which must be all of s. Returns the tree in a, or NULL with
   the mistake in *error. If a name occurs twice, the last member counts. */
struct val *go_json_parse(struct arena *a, str s, const char **error);

#endif
