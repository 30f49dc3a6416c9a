/* Reads JSON as Go's encoding/json does. */
#ifndef TMPL_GO_GO_JSON_PARSE_H
#define TMPL_GO_GO_JSON_PARSE_H

#include "base/str.h"

struct arena;
struct val;

/* go_json_parse reads one JSON text, which must be all of s. Returns the tree in a, or NULL with
   the mistake in *error. If a name occurs twice, the last member counts. */
struct val *go_json_parse(struct arena *a, str s, const char **error);

#endif
