/* Checksums of texts (FIPS 180-4, RFC 1950) and their encodings (RFC 4648). */
#ifndef TMPL_DIGEST_H
#define TMPL_DIGEST_H

#include "base/str.h"

struct arena;

/* Big-endian digests. */
void digest_sha1(str s, unsigned char out[20]);
void digest_sha256(str s, unsigned char out[32]);
uint32_t digest_adler32(str s);

/* digest_encode writes s in base 64 or 32 with padding, in a. digest_decode gives the offset of what
   is wrong, or s.n and the text in *out; newlines are skipped. */
str digest_encode(struct arena *a, str s, unsigned bits);
size_t digest_decode(struct arena *a, str s, unsigned bits, str *out);

#endif
