/* The encodings base 64 and base 32 (RFC 4648). */
#ifndef BASE_BASENC_H
#define BASE_BASENC_H

#include "base/str.h"

struct arena;

/* basenc_encode writes s in base 64 or 32, by 6 or 5 bits a digit, with padding, in a. */
str basenc_encode(struct arena *a, str s, unsigned bits);

/* basenc_decode decodes it, ignoring newlines, into *out, in a; if a is NULL, it only checks. At a
   mistake it returns false and sets *bad to the offset that Go reports: in base 32 the offset
   without newlines. */
bool basenc_decode(struct arena *a, str s, unsigned bits, str *out, size_t *bad);

#endif
