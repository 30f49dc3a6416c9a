/* Schoolbook decimal arithmetic: digit by digit, with carry. */
#include "tmpl/formats/decimal.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/num.h"

enum { DECIMALS = 16 };

static struct decimal
make(struct arena *a, size_t n, int exponent)
{
	struct decimal d = {.exponent = exponent, .n = n};

	d.digit = arena_array(a, n + 1, 1);
	return d;
}

static struct decimal
trimmed(struct decimal d)
{
	while (d.n > 0 && d.digit[d.n - 1] == 0)
		d.n--;
	return d;
}

struct decimal
decimal_of(struct arena *a, double value)
{
	char text[17];
	int exponent;
	size_t n = num_digits(text, &exponent, value), i;
	struct decimal d = make(a, n, exponent - (int)n + 1);

	for (i = 0; i < n; i++)
		d.digit[i] = (unsigned char)(text[n - 1 - i] - '0');
	d.negative = signbit(value);
	return trimmed(d);
}

double
decimal_double(struct arena *a, struct decimal d)
{
	struct buf b = {.arena = a};
	size_t i;

	buf_addc(&b, d.negative ? '-' : '+');
	buf_addc(&b, '0');
	for (i = d.n; i > 0; i--)
		buf_addc(&b, (char)('0' + d.digit[i - 1]));
	buf_printf(&b, "e%d", d.exponent);
	return d.n > 0 ? strtod(buf_cstr(&b), NULL) : 0;
}

/* Returns the same number with a lower exponent. */
static struct decimal
scaled(struct arena *a, struct decimal d, int exponent)
{
	size_t zeros = (size_t)(d.exponent - exponent);
	struct decimal out = make(a, d.n + zeros, exponent);

	memcpy(out.digit + zeros, d.digit, d.n);
	out.negative = d.negative;
	return out;
}

/* Compares only the digits. */
static int
cmp(struct decimal d, struct decimal e)
{
	size_t i;

	d = trimmed(d);
	e = trimmed(e);
	if (d.n != e.n)
		return d.n < e.n ? -1 : 1;
	for (i = d.n; i > 0; i--)
		if (d.digit[i - 1] != e.digit[i - 1])
			return d.digit[i - 1] < e.digit[i - 1] ? -1 : 1;
	return 0;
}

static int
digit_at(struct decimal d, size_t i)
{
	return i < d.n ? d.digit[i] : 0;
}

/* Adds the digits of e to d (sign 1) or subtracts them (-1; d must be greater). d must have room
   for the result and at least as many digits as e. */
static void
add_digits(struct decimal *d, struct decimal e, int sign)
{
	int carry = 0, v;
	size_t i;

	for (i = 0; i < d->n; i++) {
		v = d->digit[i] + sign * digit_at(e, i) + carry;
		carry = v < 0 ? -1 : v / 10;
		d->digit[i] = (unsigned char)(v - 10 * carry);
	}
	*d = trimmed(*d);
}

/* Returns the sum or difference as a new number. */
static struct decimal
combine(struct arena *a, struct decimal d, struct decimal e, int sign)
{
	struct decimal out = make(a, (d.n > e.n ? d.n : e.n) + 1, d.exponent);

	memcpy(out.digit, d.digit, d.n);
	out.negative = d.negative;
	add_digits(&out, e, sign);
	return out;
}

struct decimal
decimal_add(struct arena *a, struct decimal d, struct decimal e)
{
	int low = d.exponent < e.exponent ? d.exponent : e.exponent;

	d = scaled(a, d, low);
	e = scaled(a, e, low);
	if (d.negative == e.negative)
		return combine(a, d, e, 1);
	return cmp(d, e) < 0 ? combine(a, e, d, -1) : combine(a, d, e, -1);
}

struct decimal
decimal_mul(struct arena *a, struct decimal d, struct decimal e)
{
	struct decimal out = make(a, d.n + e.n, d.exponent + e.exponent);
	size_t i, k;
	int carry;

	for (i = 0; i < d.n; i++) {
		carry = 0;
		for (k = 0; k < e.n || carry > 0; k++) {
			carry += out.digit[i + k] + d.digit[i] * digit_at(e, k);
			out.digit[i + k] = (unsigned char)(carry % 10);
			carry /= 10;
		}
	}
	out.negative = d.negative != e.negative;
	return trimmed(out);
}

/* Computes the digits of d / e; *rest is the remainder. */
static struct decimal
quotient(struct arena *a, struct decimal d, struct decimal e, struct decimal *rest)
{
	struct decimal out = make(a, d.n, 0);
	size_t i;

	*rest = make(a, d.n + 1, 0);
	rest->n = 0;
	for (i = d.n; i > 0; i--) {
		memmove(rest->digit + 1, rest->digit, rest->n);
		rest->digit[0] = d.digit[i - 1];
		rest->n++;
		for (*rest = trimmed(*rest); cmp(*rest, e) >= 0; out.digit[i - 1]++)
			add_digits(rest, e, -1);
	}
	return out;
}

struct decimal
decimal_div(struct arena *a, struct decimal d, struct decimal e)
{
	bool negative = d.negative != e.negative;
	struct decimal rest, out, one;
	int low = d.exponent + DECIMALS < e.exponent ? d.exponent : e.exponent - DECIMALS;

	/* d × 10^DECIMALS and e as integers with the same exponent. */
	d = scaled(a, d, low);
	e = scaled(a, e, low + DECIMALS);
	d.negative = e.negative = false;
	out = quotient(a, d, e, &rest);
	out.exponent = -DECIMALS;
	if (cmp(combine(a, rest, rest, 1), e) >= 0) {
		one = make(a, 1, -DECIMALS);
		one.digit[0] = 1;
		out = combine(a, out, one, 1);
	}
	out.negative = negative;
	return trimmed(out);
}
