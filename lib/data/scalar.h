/* Types plain YAML scalars as the Kubernetes API server does (sigs.k8s.io/yaml over go-yaml 2: YAML
   1.1 with 0o integers, without sexagesimals and timestamps). Nothing else types plain scalars. */
#ifndef DATA_SCALAR_H
#define DATA_SCALAR_H

#include "base/str.h"
#include "data/val.h"

/* A typed scalar. text is its canonical JSON text: "true", "1000" for 1e3, all digits of a big
   integer; or the text of a string. */
struct scalar {
	enum val_kind kind;
	str text;
};

/* scalar_plain types a plain scalar. out->text is in a, or points into plain. scalar_plain returns
   NULL, or the reason why JSON cannot express the scalar (.inf, .nan). */
const char *scalar_plain(struct arena *a, str plain, struct scalar *out);

/* scalar_double returns a finite number, in a: VAL_INT if its text is an integer. */
struct scalar scalar_double(struct arena *a, double value);

/* scalar_is_float returns whether a scalar of this kind is written as a float, though its value may
   be whole: 1.0, 1e3, and 08, which is not an octal number. */
bool scalar_is_float(str plain, enum val_kind kind);

/* A scalar that is a mapping key becomes a string, as in sigs.k8s.io/yaml: its canonical text. A
   float becomes the shortest text that reads back as the same 32-bit float: scalar_float_key
   returns it, in a. scalar_infinite_key recognizes the scalars that scalar_plain refuses and sets
   *text to ".inf", "-.inf" or ".nan"; it returns false for any other scalar. */
str scalar_float_key(struct arena *a, str text);
bool scalar_infinite_key(str plain, str *text);

/* scalar_plain_safe returns whether every reader, of YAML 1.1 and 1.2, reads s without quotes as
   the string s: in block context, or with flow in flow context. It returns false if s has a
   newline. */
bool scalar_plain_safe(str s, bool flow);

#endif
