/* Numbers as JSON has them (RFC 8259 §6): text in, text out, no digit lost on the way. */
#ifndef BASE_NUM_H
#define BASE_NUM_H

#include "base/str.h"

struct arena;

/* num_int reads an optionally signed decimal integer that fills s; false when s is none or does
   not fit. */
bool num_int(str s, int64_t *value);

/* num_double reads a JSON number that fills s; false when s is none or overflows. */
bool num_double(str s, double *value);

/* num_is_json tells whether s is a JSON number, num_is_int whether one without fraction and
   exponent. */
bool num_is_json(str s);
bool num_is_int(str s);

/* num_text writes the shortest text that reads back as the same double, as ECMAScript and Go's
   JSON do: 1000 and not 1e3, 1e+21, 1e-7. value must be finite. */
str num_text(struct arena *a, double value);

/* num_digits gives the shortest decimal digits, 17 at most and not NUL-terminated, that read back
   as value's magnitude, and the exponent of the first of them: value = d.ddd × 10^exponent. value
   must be finite. */
size_t num_digits(char digits[17], int *exponent, double value);

#endif
