/* What a plain YAML scalar means to the Kubernetes API server (sigs.k8s.io/yaml over go-yaml 2:
   YAML 1.1 with 0o integers, no sexagesimals, no timestamps). The one place that types scalars. */
#ifndef DATA_SCALAR_H
#define DATA_SCALAR_H

#include "base/str.h"
#include "base/utf8.h"
#include "data/val.h"

/* scalar_plain types a plain scalar; *text gets its canonical JSON text (in a, or borrowed):
   "true", "1000" for 1e3, all digits of a big integer. Gives NULL, or why it has no JSON form
   (.inf, .nan). */
const char *scalar_plain(struct arena *a, str plain, enum val_kind *kind, str *text);

/* scalar_is_string tells, for most strings and at little cost, that scalar_plain would call them
   strings: by their first character and their length. */
extern const uint8_t scalar_hints[256];
enum scalar_hint { HINT_NONE, HINT_WORD, HINT_SIGN, HINT_DIGIT, HINT_DOT };
enum { SCALAR_WORD_MAX = 5 }; /* false */

static inline bool
scalar_is_string(str plain)
{
	uint8_t hint = plain.n ? scalar_hints[(unsigned char)plain.p[0]] : HINT_WORD;

	return hint == HINT_NONE || (hint == HINT_WORD && plain.n > SCALAR_WORD_MAX);
}

/* scalar_is_float tells whether what was typed as this kind was written as a float, though its
   value may be whole and its text an integer's: 1.0, 1e3, and 08, which is no octal number. */
bool scalar_is_float(str plain, enum val_kind kind);

/* Scalars as mapping keys become strings as sigs.k8s.io/yaml makes them: their canonical text, but
   for floats, of which scalar_float_key makes the shortest text that reads back as a 32-bit float
   (in a). scalar_infinite_key gives ".inf", "-.inf", ".nan" for what scalar_plain refuses, false
   for anything else. */
str scalar_float_key(struct arena *a, str text);
bool scalar_infinite_key(str plain, str *text);

/* scalar_is_special tells whether a character is safe escaped in double quotes only: it is not
   printable (YAML 1.2.2 §5.1), breaks a line for some reader, is a byte order mark or UTF8_BAD. */
static inline bool
scalar_is_special(uint32_t rune)
{
	return rune < 0x20 || (rune >= 0x7f && rune < 0xa0) || rune == 0x2028 || rune == 0x2029 ||
	    rune == 0xfeff || rune == 0xfffe || rune == 0xffff || rune == UTF8_BAD;
}

/* scalar_plain_safe tells whether a string, written plain, is that same string to every reader,
   YAML 1.1 and 1.2: in block context, or in flow context too. One line only. */
bool scalar_plain_safe(str s, bool flow);

#endif
