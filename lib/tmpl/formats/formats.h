/* YAML, TOML and JSON, as Helm's functions read and write them. */
#ifndef TMPL_FORMATS_FORMATS_H
#define TMPL_FORMATS_FORMATS_H

#include "base/str.h"

struct arena;
struct buf;
struct val;
struct value;

/* to_yaml adds v byte for byte as toYaml of sigs.k8s.io/yaml does, but without a newline at the
   end. Where sigs.k8s.io/yaml fails or loses data, it writes correct YAML: see CONTRIBUTING,
   "Departures". pretty: like go-yaml 3 with an indentation of 2, it indents lists under their key
   and folds no lines. to_yaml_quote returns the quote that to_yaml writes around s, or '\0'.
   (to_yaml.c) */
void to_yaml(struct buf *b, const struct val *v, bool pretty);
char to_yaml_quote(struct arena *a, str s);

/* toml_write adds a tree as BurntSushi/toml 1.6 does: keys sorted, tables after other values,
   without null. Returns NULL, or the mistake; then do not use b. (toml_out.c) */
const char *toml_write(struct buf *b, const struct val *v);

/* toml_read reads TOML 1.1 into a map in arena a. A date or a time becomes a string. Returns NULL,
   or the mistake. (toml_in.c) */
const char *toml_read(struct arena *a, str text, struct value *out);

/* json_read reads one JSON text, which must be all of s, as Go's encoding/json does. Returns the
   tree, in arena a, or NULL with the mistake in *error. If a name occurs twice, the last member
   counts. (json_in.c) */
struct val *json_read(struct arena *a, str s, const char **error);

#endif
