/* Functions for numbers. Arguments are converted as spf13/cast does. Results of functions for
   integers are int64 and wrap around. As in sprig, addf and similar functions compute in decimal:
   addf 0.1 0.2 is 0.3. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/num.h"
#include "tmpl/funcs/args.h"
#include "tmpl/go/go_num.h"
#include "tmpl/go/print.h"
#include "tmpl/yaml/hole.h"

/* Each operation is computed from left to right. ADD begins with 0, ADD1 with 1, the others begin
   with the first argument. */
enum operation { ADD, ADD1, SUB, MUL, DIV, MOD, MAX, MIN };

static int64_t
compute(struct exec *x, enum operation op, int64_t a, int64_t b)
{
	uint64_t ua = (uint64_t)a, ub = (uint64_t)b;

	switch (op) {
	case SUB:
		return (int64_t)(ua - ub);
	case MUL:
		return (int64_t)(ua * ub);
	case DIV:
	case MOD:
		if (b == 0)
			func_error(x, "integer divide by zero");
		/* INT64_MIN / -1, the only quotient that does not fit, wraps around. */
		if (b == -1)
			return op == DIV ? (int64_t)(0 - ua) : 0;
		return op == DIV ? a / b : a % b;
	case MAX:
		return a > b ? a : b;
	case MIN:
		return a < b ? a : b;
	default:
		return (int64_t)(ua + ub);
	}
}

FUNC(do_integer)
{
	size_t i = f->which > ADD1;
	int64_t out = i ? args_to_int(v[0]) : f->which == ADD1;

	for (; i < n; i++)
		out = compute(x, (enum operation)f->which, out, args_to_int(v[i]));
	return value_int(out);
}

/* int64, and int if which is true */
FUNC(do_int)
{
	return f->which ? value_literal(args_to_int(v[0])) : value_int(args_to_int(v[0]));
}

/* strconv.Atoi without errors: a number out of range becomes the nearest one. */
FUNC(do_atoi)
{
	int64_t out;

	go_num_int(v[0].s, 10, &out);
	return value_literal(out);
}

/* Converts a file mode: octal digits, printed in any form. */
FUNC(do_to_decimal)
{
	int64_t out;

	return value_int(go_num_int(print_str(func_arena(x), v[0]), 8, &out) ? out : 0);
}

/* If an include prints only a number, takes the number itself: printing and reading it again costs
   1 % of tmpl-render's instructions on examples/prod.yaml. */
FUNC(do_float64)
{
	const struct hole *only = v[0].markup ? hole_only(func_holes(x), v[0].s) : NULL;

	if (only && only->spelling == HOLE_PRINT &&
	    (only->value.kind == VALUE_INT || only->value.kind == VALUE_FLOAT))
		return value_float(args_to_double(only->value));
	return value_float(args_to_double(v[0].markup ? value_plain(&v[0]) : v[0]));
}

/* floor, and ceil if which is true */
FUNC(do_floor)
{
	double d = args_to_double(v[0]);

	return value_float(f->which ? ceil(d) : floor(d));
}

/* Returns 10 to the power of n, by squaring as in Go's math.Pow: round shows its last bits. */
static double
power_of_ten(int64_t n)
{
	enum { ENOUGH = 4096 };
	int64_t left = n < 0 ? -n : n;
	int exponent, sum = 0;
	double square = frexp(10, &exponent), product = 1;

	for (; left > 0 && exponent < ENOUGH; left >>= 1) {
		if (left & 1) {
			product *= square;
			sum += exponent;
		}
		square *= square;
		exponent *= 2;
		if (square < .5) {
			square += square;
			exponent--;
		}
	}
	if (left > 0)
		return n < 0 ? 0 : HUGE_VAL;
	return n < 0 ? ldexp(1 / product, -sum) : ldexp(product, sum);
}

/* round VALUE PLACES [ON]: rounds up if the fraction is at least ON (.5). */
FUNC(do_round)
{
	double on = n > 2 ? args_to_double(v[2]) : .5, whole, power, digit;

	if (n > 2 && v[2].kind != VALUE_FLOAT && v[2].kind != VALUE_INT)
		func_error(x, "the third argument must be a number: the fraction that rounds up");
	power = power_of_ten(v[1].as.i);
	digit = power * args_to_double(v[0]);
	return value_float((modf(digit, &whole) >= on ? ceil(digit) : floor(digit)) / power);
}

/* math.Max and math.Min: the result is NaN if an argument is. */
FUNC(do_extreme)
{
	double best = args_to_double(v[0]), d;
	size_t i;

	for (i = 1; i < n; i++) {
		d = args_to_double(v[i]);
		if (isnan(d) || (!isnan(best) && (best < d) == (f->which == MAX)))
			best = d;
	}
	return value_float(best);
}

/* A decimal number of any length is digits × 10^exponent. digit[0] is the last digit; zero has
   none. */
struct decimal {
	bool negative;
	int exponent;
	size_t n;
	unsigned char *digit;
};

/* The decimals of a quotient. */
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

/* Returns the shortest decimal that reads back as value. */
static struct decimal
decimal_of(struct exec *x, double value)
{
	char text[17];
	int exponent;
	size_t n, i;
	struct decimal d;

	if (!isfinite(value))
		func_error(x, "cannot compute with NaN or Inf");
	n = num_digits(text, &exponent, value);
	d = make(func_arena(x), n, exponent - (int)n + 1);
	for (i = 0; i < n; i++)
		d.digit[i] = (unsigned char)(text[n - 1 - i] - '0');
	d.negative = signbit(value);
	return trimmed(d);
}

static double
decimal_double(struct arena *a, struct decimal d)
{
	enum { DIGITS = 15, ZEROS = 22 };
	struct buf b = {.arena = a};
	double whole = 0, power = 1;
	size_t i;

	/* The quotient of exact numbers is rounded correctly: saves 0.6 % of the instructions
	   on examples/prod.yaml. */
	if (d.n > 0 && d.n <= DIGITS && d.exponent <= 0 && d.exponent >= -ZEROS) {
		for (i = d.n; i > 0; i--)
			whole = whole * 10 + d.digit[i - 1];
		for (; d.exponent < 0; d.exponent++)
			power *= 10;
		return (d.negative ? -whole : whole) / power;
	}
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
	return trimmed(out);
}

/* Compares only the digits. */
static int
cmp(struct decimal d, struct decimal e)
{
	size_t i = d.n;

	if (d.n != e.n)
		return d.n < e.n ? -1 : 1;
	while (i > 0 && d.digit[i - 1] == e.digit[i - 1])
		i--;
	return i > 0 ? d.digit[i - 1] - e.digit[i - 1] : 0;
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

static struct decimal
decimal_add(struct arena *a, struct decimal d, struct decimal e)
{
	int low = d.exponent < e.exponent ? d.exponent : e.exponent;

	d = scaled(a, d, low);
	e = scaled(a, e, low);
	if (d.negative == e.negative)
		return combine(a, d, e, 1);
	return cmp(d, e) < 0 ? combine(a, e, d, -1) : combine(a, d, e, -1);
}

static struct decimal
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

/* Returns d / e, rounded to 16 decimals, halves away from 0. e must not be 0. */
static struct decimal
decimal_div(struct arena *a, struct decimal d, struct decimal e)
{
	bool negative = d.negative != e.negative;
	struct decimal rest, out, half = make(a, 1, 0);
	int low = d.exponent + DECIMALS + 1 < e.exponent ? d.exponent : e.exponent - DECIMALS - 1;
	size_t i;

	/* d × 10^(DECIMALS + 1) and e as integers with the same exponent. */
	d = scaled(a, d, low);
	e = scaled(a, e, low + DECIMALS + 1);
	out = make(a, d.n, -DECIMALS);
	rest = make(a, d.n + 1, 0);
	rest.n = 0;
	for (i = d.n; i > 0; i--) {
		memmove(rest.digit + 1, rest.digit, rest.n);
		rest.digit[0] = d.digit[i - 1];
		rest.n++;
		for (rest = trimmed(rest); cmp(rest, e) >= 0; out.digit[i - 1]++)
			add_digits(&rest, e, -1);
	}
	/* Add a half, and drop the last digit. */
	half.digit[0] = 5;
	out = combine(a, trimmed(out), half, 1);
	out.digit++;
	out.n--;
	out.negative = negative;
	return out;
}

/* Sets *a to a OP b and returns true if all three are whole numbers that a double stores exactly.
   That saves 3 % of tmpl-render's instructions on examples/prod.yaml. */
static bool
whole(double *a, double b, enum operation op)
{
	const double max = 9007199254740992.0; /* 2^53 */
	double result = op == MUL ? *a * b : op == DIV ? *a / b : op == SUB ? *a - b : *a + b;

	if (!(fabs(*a) < max && fabs(b) < max && fabs(result) < max) || (double)(int64_t)*a != *a ||
	    (double)(int64_t)b != b ||
	    (op == DIV && ((double)(int64_t)result != result || result * b != *a)))
		return false;
	*a = result + 0.0; /* no negative zero */
	return true;
}

FUNC(do_decimal)
{
	enum operation op = (enum operation)f->which;
	struct arena *a = func_arena(x);
	size_t begin = op > ADD1, i;
	double first = begin ? args_to_double(v[0]) : op == ADD1, result = first;
	struct decimal sum, d;

	for (i = begin; i < n && whole(&result, args_to_double(v[i]), op); i++)
		;
	if (n > begin && i == n)
		return value_float(result);
	sum = decimal_of(x, first);
	for (i = begin; i < n; i++) {
		d = decimal_of(x, args_to_double(v[i]));
		if (op == DIV && d.n == 0)
			func_error(x, "decimal division by 0");
		d.negative ^= op == SUB;
		if (op == MUL)
			sum = decimal_mul(a, sum, d);
		else if (op == DIV)
			sum = decimal_div(a, sum, d);
		else
			sum = decimal_add(a, sum, d);
	}
	return value_float(decimal_double(a, sum));
}

const struct func funcs_math[] = {
    {"add", "a*", 0, do_integer, ADD},
    {"add1", "a", 0, do_integer, ADD1},
    {"sub", "aa", 0, do_integer, SUB},
    {"mul", "aa*", 0, do_integer, MUL},
    {"div", "aa", 0, do_integer, DIV},
    {"mod", "aa", 0, do_integer, MOD},
    {"max biggest", "aa*", 0, do_integer, MAX},
    {"min", "aa*", 0, do_integer, MIN},
    {"int", "a", 0, do_int, true},
    {"int64", "a", 0, do_int, false},
    {"atoi", "s", 0, do_atoi, 0},
    {"toDecimal", "a", 0, do_to_decimal, 0},
    {"addf", "a*", 0, do_decimal, ADD},
    {"add1f", "a", 0, do_decimal, ADD1},
    {"subf", "aa*", 0, do_decimal, SUB},
    {"mulf", "aa*", 0, do_decimal, MUL},
    {"divf", "aa*", 0, do_decimal, DIV},
    {"float64", "A", 0, do_float64, 0},
    {"floor", "a", 0, do_floor, false},
    {"ceil", "a", 0, do_floor, true},
    {"round", "ai?", 0, do_round, 0},
    {"maxf", "aa*", 0, do_extreme, MAX},
    {"minf", "aa*", 0, do_extreme, MIN},
    {0},
};
