/* Checksums of texts (FIPS 180-4, RFC 1950) and their encodings (RFC 4648). */
#ifndef TMPL_FORMATS_DIGEST_H
#define TMPL_FORMATS_DIGEST_H

#include "base/str.h"

struct arena;

/* Big-endian digests. */
void digest_sha1(str s, unsigned char out[20]);
void digest_sha256(str s, unsigned char out[32]);
void digest_sha512(str s, unsigned char out[64]); /* digest_wide.c */
uint32_t digest_adler32(str s);

/* digest_encode writes s in base 64 or 32, by 6 or 5 bits a digit, with padding, in a. */
str digest_encode(struct arena *a, str s, unsigned bits);

/* digest_decode decodes it, ignoring newlines, into *out. At a mistake it returns false
   and sets *bad to the offset that Go reports: in base 32 the offset without newlines. */
bool digest_decode(struct arena *a, str s, unsigned bits, str *out, size_t *bad);

#endif
