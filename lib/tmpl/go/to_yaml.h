/* Writes YAML byte for byte as toYaml of sigs.k8s.io/yaml (go-yaml 2 after JSON): keys in
   natural order, list items not indented under their key, lines folded at 80 columns, the same
   quotes. Where sigs.k8s.io/yaml fails or loses data, to_yaml writes correct YAML: see
   CONTRIBUTING, "Departures". */
#ifndef TMPL_GO_TO_YAML_H
#define TMPL_GO_TO_YAML_H

#include "base/str.h"

struct arena;
struct buf;
struct val;

/* to_yaml adds v, without a newline at the end. pretty: like go-yaml 3 with an indentation of 2, it
   indents lists under their key and folds no lines. */
void to_yaml(struct buf *b, const struct val *v, bool pretty);

/* to_yaml_quote returns the quote that to_yaml writes around s, or '\0'. */
char to_yaml_quote(struct arena *a, str s);

#endif
