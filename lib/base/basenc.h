/* The encodings base 64 and base 32 (RFC 4648). */
#ifndef BASE_BASENC_H
#define BASE_BASENC_H

#include "base/str.h"

struct arena;

/* basenc_encode returns s in base 64 (bits is 6) or base 32 (5), padded. The result is in a. */
str basenc_encode(struct arena *a, str s, unsigned bits);

/* basenc_decode decodes s and ignores newlines. *out is in a. If s is malformed, it returns false
   and sets *bad to the offset that Go reports: in base 32, newlines do not count. */
bool basenc_decode(struct arena *a, str s, unsigned bits, str *out, size_t *bad);

#endif
