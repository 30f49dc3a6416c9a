/* toYaml as sigs.k8s.io/yaml (go-yaml 2 behind JSON) writes it, byte for byte: keys in natural
   order, list items not indented under their key, folding at 80 columns, its choice of quotes.
   Where that program fails or loses data, correct YAML: CONTRIBUTING, "Departures". */
#ifndef TMPL_GO_TO_YAML_H
#define TMPL_GO_TO_YAML_H

#include "base/str.h"

struct buf;
struct val;

/* to_yaml adds v and a newline; to_yaml_pretty does so with lists indented under their key and
   nothing folded, as go-yaml 3 does with an indentation of 2. */
void to_yaml(struct buf *b, const struct val *v);
void to_yaml_pretty(struct buf *b, const struct val *v);

/* to_yaml_plain tells whether go-yaml takes a plain scalar for a string (resolve.go, and base 60 as
   encode.go has it): what is not must be quoted. */
bool to_yaml_plain(str s);

/* to_yaml_quote returns the quotes that to_yaml writes s in, 0 where there are none. */
char to_yaml_quote(str s);

/* to_yaml_key_cmp orders keys as go-yaml does: runs of digits as numbers, letters after all
   else. */
int to_yaml_key_cmp(str a, str b);

#endif
