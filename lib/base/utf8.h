/* UTF-8 (RFC 3629): no surrogates, nothing past U+10FFFF, no overlong forms. */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include "base/str.h"

/* utf8_next decodes the character at s.p[0] into *rune and gives its length in bytes, 1 to 4.
   Bytes that are no character give 1 and *rune = UTF8_BAD. s must not be empty. */
enum { UTF8_BAD = 0x110000 };
size_t utf8_next(str s, uint32_t *rune);

/* utf8_put writes a rune of at most U+10FFFF to p (4 bytes of room); gives its length. */
size_t utf8_put(char *p, uint32_t rune);

/* utf8_bad gives the offset of the first byte that is not UTF-8, s.n when all is. */
size_t utf8_bad(str s);

/* utf8_ascii gives the length of the ASCII at the front of s. */
size_t utf8_ascii(str s);

/* utf8_count counts characters, a bad byte as one. */
size_t utf8_count(str s);

#endif
