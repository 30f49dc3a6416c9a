/* Computes with decimal numbers of any length: exact sums and products, quotients to 16
   decimals. */
#ifndef TMPL_FORMATS_DECIMAL_H
#define TMPL_FORMATS_DECIMAL_H

#include <stdbool.h>
#include <stddef.h>

struct arena;

/* The number is digits × 10^exponent; digit[0] is the last digit. Zero has no digits. */
struct decimal {
	bool negative;
	int exponent;
	size_t n;
	unsigned char *digit;
};

/* decimal_of returns the shortest decimal that reads back as value, which must be finite. */
struct decimal decimal_of(struct arena *a, double value);
double decimal_double(struct arena *a, struct decimal d);

struct decimal decimal_add(struct arena *a, struct decimal d, struct decimal e);
struct decimal decimal_mul(struct arena *a, struct decimal d, struct decimal e);

/* decimal_div rounds halves away from 0; e must not be 0. */
struct decimal decimal_div(struct arena *a, struct decimal d, struct decimal e);

#endif
