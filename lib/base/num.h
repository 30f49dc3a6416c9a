/* Parses and formats JSON numbers (RFC 8259 §6) without losing digits. */
#ifndef BASE_NUM_H
#define BASE_NUM_H

#include "base/str.h"

struct arena;
struct buf;

/* num_int parses s as a decimal integer with an optional sign, num_uint as digits of a base up to
   16. They return false if s is not an integer or does not fit. */
bool num_int(str s, int64_t *value);
bool num_uint(str s, unsigned base, uint64_t *value);

/* num_prefix takes the prefix 0x, 0o, 0b or 0 off *s and returns the base that it means, or 10. */
unsigned num_prefix(str *s);

/* num_double parses s as a JSON number. Returns false if s is not a number or overflows. */
bool num_double(str s, double *value);

/* num_is_json returns whether s is a JSON number, num_is_int whether it is one without fraction and
   exponent. */
bool num_is_json(str s);
bool num_is_int(str s);

/* num_is_exponent returns whether s from i on is an exponent, or empty. */
bool num_is_exponent(str s, size_t i);

/* num_digits sets digits to the shortest decimal digits that read back as the magnitude of value, a
   double or, with single, a 32-bit float. They are not NUL-terminated. It returns their number, at
   most 17, and sets *exponent so that d.ddd × 10^exponent is |value|. value must be finite. */
size_t num_digits(char digits[17], int *exponent, double value, bool single);

/* num_shortest adds the shortest text that reads back as the same double or, with NUM_SINGLE, the
   same 32-bit float. The form is Go's %g or, with NUM_JSON, that of ECMAScript and Go's JSON: 1000
   and not 1e3, 1e+21, 1e-7. e is the letter before an exponent. value must be finite. num_text
   returns the text with NUM_JSON, in a. */
enum { NUM_JSON = 1, NUM_SINGLE = 2 };
void num_shortest(struct buf *b, double value, char e, unsigned how);
str num_text(struct arena *a, double value);

#endif
