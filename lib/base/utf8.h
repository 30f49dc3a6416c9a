/* Decodes UTF-8 (RFC 3629). Surrogates, overlong forms and bytes past U+10FFFF are malformed. */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include "base/str.h"

/* utf8_next decodes the first character of s into *rune and returns its length in bytes, 1 to 4. If
   the bytes are not a character, it returns 1 and sets *rune to UTF8_BAD. s must not be empty. */
enum { UTF8_BAD = 0x110000 };
size_t utf8_next(str s, uint32_t *rune);

/* utf8_bad returns the offset of the first byte that is not UTF-8, or s.n. */
size_t utf8_bad(str s);

/* utf8_ascii returns how many ASCII bytes s begins with. */
size_t utf8_ascii(str s);

/* utf8_count returns the number of characters; a bad byte counts as one. */
size_t utf8_count(str s);

/* utf8_first returns the first n characters, or all of s. */
str utf8_first(str s, size_t n);

#endif
