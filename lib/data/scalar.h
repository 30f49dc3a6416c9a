/* Types plain YAML scalars as the Kubernetes API server does (sigs.k8s.io/yaml over go-yaml 2: YAML
   1.1 with 0o integers, without sexagesimals and timestamps). Nothing else types plain scalars. */
#ifndef DATA_SCALAR_H
#define DATA_SCALAR_H

#include "base/str.h"
#include "data/val.h"

/* A typed scalar. text is its canonical JSON text: "true", "1000" for 1e3, all digits of a big
   integer; or the text of a string. `real` is set if it is written as a float, though its value may
   be whole: 1.0, 1e3, and 08, which is not an octal number. */
struct scalar {
	enum val_kind kind;
	str text;
	bool real;
};

/* scalar_plain types a plain scalar. out->text is in a, or points into plain. scalar_plain returns
   NULL, or the reason why JSON cannot express the scalar; then *out is VAL_FLOAT with the text
   .inf, -.inf or .nan. */
const char *scalar_plain(struct arena *a, str plain, struct scalar *out);

/* scalar_tagged types a scalar with a tag (in long form, "tag:yaml.org,2002:int"): !!str !!int
   !!float !!bool !!null !!binary or !. It returns NULL, or an error message: the tag is unknown, or
   plain is not of its type. For .inf and .nan with !!float it does what scalar_plain does. */
const char *scalar_tagged(struct arena *a, const char *tag, str plain, struct scalar *out);

/* scalar_tag returns the name of a tag that is YAML's own: "int" for !!int. For any other tag and
   NULL the result has p == NULL. */
str scalar_tag(const char *tag);

/* scalar_float_key returns the mapping key, in a, for a scalar with `real` set, as sigs.k8s.io/yaml
   does: the shortest text that reads back as the same 32-bit float. The key for any other scalar is
   its canonical text. */
str scalar_float_key(struct arena *a, str text);

/* scalar_plain_safe returns whether every reader, of YAML 1.1 and 1.2, reads s without quotes as
   the string s: in block context or, if flow is set, in flow context. It returns false if s has a
   newline. */
bool scalar_plain_safe(str s, bool flow);

#endif
