/* Functions for numbers, quantities and spans of time. Arguments are converted as spf13/cast does.
   Results of functions for integers are int64 and wrap around. As in sprig, addf and similar
   functions compute in decimal: addf 0.1 0.2 is 0.3. Helm lacks the functions for Kubernetes'
   quantities (500m, 2Gi). */
#include <inttypes.h>
#include <math.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/escape.h"
#include "base/num.h"
#include "form/format.h"
#include "form/quantity.h"
#include "tmpl/funcs/funcs.h"
#include "tmpl/go/fmt.h"
#include "tmpl/go/text.h"
#include "tmpl/yaml/hole.h"

/* to_int and to_double convert any value. They read text as a Go number literal, and true as 1. A
   value that is not a number becomes 0. */
static int64_t
to_int(struct value v)
{
	int64_t i;
	size_t dot;

	if (v.kind == VALUE_INT)
		return v.as.i;
	/* A float out of range becomes INT64_MIN, as by Go on amd64. */
	if (v.kind == VALUE_FLOAT)
		return v.as.f >= -0x1p63 && v.as.f < 0x1p63 ? (int64_t)v.as.f : INT64_MIN;
	if (v.kind == VALUE_BOOL)
		return v.as.b;
	if (v.kind != VALUE_STRING)
		return 0;
	/* A fraction whose digits are all 0 does not count: "2.00" is 2. */
	dot = str_after_last(v.s, '.');
	if (dot > 0 && dot < v.s.n && str_span(v.s, dot, "0") == v.s.n)
		v.s.n = dot - 1;
	return text_int(v.s, 0, &i) ? i : 0;
}

static double
to_double(struct arena *a, struct value v)
{
	double d = 0;

	if (v.kind == VALUE_INT)
		return (double)v.as.i;
	if (v.kind == VALUE_FLOAT)
		return v.as.f;
	if (v.kind == VALUE_BOOL)
		return v.as.b;
	if (v.kind == VALUE_STRING)
		text_double(a, v.s, &d);
	return d;
}

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
	int64_t out = i ? to_int(v[0]) : f->which == ADD1;

	for (; i < n; i++)
		out = compute(x, (enum operation)f->which, out, to_int(v[i]));
	return value_int(out);
}

/* int64, and int if `which` is true */
FUNC(do_int)
{
	return f->which ? value_literal(to_int(v[0])) : value_int(to_int(v[0]));
}

/* strconv.Atoi without errors: a number out of range becomes the nearest one. */
FUNC(do_atoi)
{
	int64_t out;

	text_int(v[0].s, 10, &out);
	return value_literal(out);
}

/* Prints the value and reads the text as an octal number, like a file mode; 0 if it is not one. */
FUNC(do_to_decimal)
{
	int64_t out;

	return value_int(text_int(print_str(a, v[0]), 8, &out) ? out : 0);
}

enum { FLOAT, FLOOR, CEIL };

/* If an include prints only a number, takes the number itself: printing and reading it again costs
   2 % of tmpl-render's instructions on examples/prod.yaml. */
FUNC(do_float64)
{
	const struct hole *only = v[0].markup ? hole_only(func_env(x)->holes, v[0].s) : NULL;
	bool number = only && (only->value.kind == VALUE_INT || only->value.kind == VALUE_FLOAT);
	double d = to_double(a, number ? only->value : value_plain(&v[0]));

	if (f->which == FLOAT)
		return value_float(d);
	return value_float(f->which == CEIL ? ceil(d) : floor(d));
}

/* Returns 10 to the power of n by the steps of Go's math.Pow, so that the last bits are equal. */
static double
power_of_ten(int64_t n)
{
	uint64_t left = n < 0 ? 0 - (uint64_t)n : (uint64_t)n;
	double product = 1, square = 10;

	if (n < -308) /* 10^309 would be infinite */
		return n < -323 ? 0 : power_of_ten(n + 308) * 1e-308;
	for (; left > 0; left >>= 1) {
		if (left & 1)
			product *= square;
		square *= square;
	}
	return n < 0 ? 1 / product : product;
}

/* round VALUE PLACES [ON]: rounds up if the fraction is at least ON (.5). */
FUNC(do_round)
{
	double on = n > 2 ? to_double(a, v[2]) : .5, whole, power, digit;

	if (n > 2 && v[2].kind != VALUE_FLOAT && v[2].kind != VALUE_INT)
		func_error(x, "the third argument must be a number: the fraction that rounds up");
	power = power_of_ten(v[1].as.i);
	digit = power * to_double(a, v[0]);
	return value_float((modf(digit, &whole) >= on ? ceil(digit) : floor(digit)) / power);
}

/* math.Max and math.Min: the result is NaN if an argument is. */
FUNC(do_extreme)
{
	double best = to_double(a, v[0]), d;
	size_t i;

	for (i = 1; i < n; i++) {
		d = to_double(a, v[i]);
		if (isnan(d) || (!isnan(best) && (best < d) == (f->which == MAX)))
			best = d;
	}
	return value_float(best);
}

/* A decimal number: the sum of all digit[i] × 10^(exponent + i). Digits are from -9 to 9. */
struct decimal {
	struct buf digit;
	int exponent;
};

/* The decimals of a quotient. */
enum { DECIMALS = 16 };

static int
digit_at(const struct decimal *d, size_t i)
{
	return i < d->digit.n ? (signed char)d->digit.p[i] : 0;
}

/* Returns n so that n × 10^exponent is the shortest decimal that reads back as value. n has 17
   digits at most. */
static int64_t
decimal_of(struct exec *x, double value, int *exponent)
{
	char digits[17];
	int64_t n;
	size_t size;

	if (!isfinite(value))
		func_error(x, "cannot compute with NaN or Inf");
	size = num_digits(digits, exponent, value, false);
	*exponent -= (int)size - 1;
	num_int((str){digits, size}, &n);
	return signbit(value) ? -n : n;
}

static double
decimal_double(const struct decimal *d)
{
	struct arena *a = d->digit.arena;
	size_t n = d->digit.n, i;
	int sign, digit, borrow = 0;
	char *text = arena_take(a, n);

	while (n > 0 && digit_at(d, n - 1) == 0)
		n--;
	sign = digit_at(d, n - 1) < 0 ? -1 : 1;
	for (i = 0; i < n; i++) {
		digit = sign * digit_at(d, i) - borrow;
		borrow = digit < 0;
		text[n - 1 - i] = (char)('0' + digit + 10 * borrow);
	}
	return sign * strtod(buf_format(a, "%.*se%d", (int)n, text, d->exponent), NULL);
}

/* Multiplies the digits from i on by factor, then adds n to them. */
static void
multiply(struct decimal *d, size_t i, int64_t factor, int64_t n)
{
	struct buf *b = &d->digit;

	if (i > b->n)
		buf_pad(b, 0, i - b->n);
	for (; i < b->n || n != 0; i++) {
		n += digit_at(d, i) * factor;
		if (i == b->n)
			buf_addc(b, 0);
		b->p[i] = (char)(n % 10);
		n /= 10;
	}
}

/* Divides by n × 10^exponent and rounds to DECIMALS, halves away from 0: a digit of at least 5 in
   the next place adds 1 to the last. All digits must have one sign; the quotient has the same. */
static void
divide(struct decimal *d, int64_t n, int exponent)
{
	struct decimal quotient = {{.arena = d->digit.arena}, -DECIMALS};
	int shift = exponent - d->exponent, place;
	int64_t rest = 0;

	for (place = (int)d->digit.n - shift; place >= -DECIMALS; place--) {
		rest = rest * 10 + digit_at(d, (size_t)(place + shift));
		multiply(&quotient, (size_t)(place + DECIMALS), 1, rest / n);
		rest %= n;
	}
	multiply(&quotient, 0, 1, (rest * 10 + digit_at(d, (size_t)(place + shift))) / n / 5);
	*d = quotient;
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
	struct decimal result = {.digit.arena = a};
	double all = op == ADD1;
	int exponent;
	int64_t digits;
	size_t i;

	/* The first argument is added to 0 or 1. */
	for (i = 0; i < n && whole(&all, to_double(a, v[i]), i > 0 ? op : ADD); i++)
		;
	if (i == n)
		return value_float(all);
	for (i = 0; i < n; i++) {
		decimal_of(x, to_double(a, v[i]), &exponent);
		if (result.exponent > exponent)
			result.exponent = exponent;
	}
	multiply(&result, (size_t)-result.exponent, 1, op == ADD1);
	for (i = 0; i < n; i++) {
		digits = decimal_of(x, to_double(a, v[i]), &exponent);
		if (i > 0 && op == MUL) {
			multiply(&result, 0, digits, 0);
			result.exponent += exponent;
		} else if (i > 0 && op == DIV) {
			if (digits == 0)
				func_error(x, "decimal division by 0");
			divide(&result, digits, exponent);
		} else {
			multiply(&result, (size_t)(exponent - result.exponent), 1,
			    i > 0 && op == SUB ? -digits : digits);
		}
	}
	return value_float(decimal_double(&result));
}

static str
quantity(struct exec *x, struct value v)
{
	str text = print_str(func_env(x)->arena, v);

	if (!quantity_fits(text))
		func_error(func_about(x, v), "%s is not a quantity like 500m, 1.5 or 2Gi",
		    escape_show(func_env(x)->arena, text));
	return text;
}

FUNC(do_quantity_add)
{
	str *text = arena_array(a, n, sizeof *text);
	size_t i;

	for (i = 0; i < n; i++)
		text[i] = quantity(x, v[i]);
	return value_string(quantity_sum(a, text, n));
}

FUNC(do_quantity_compare)
{
	str one = quantity(x, v[0]), other = quantity(x, v[1]);

	return value_literal(quantity_above(one, other) - quantity_above(other, one));
}

/* Spans of time are as Go's time.Duration: nanoseconds in an int64, written "1h2m3.5s". */
#define SECOND UINT64_C(1000000000)

static const struct {
	uint64_t ns;
	const char *name;
} units[] = {{1, "ns"}, {1000, "\xC2\xB5s"}, {1000000, "ms"}, {SECOND, "s"}, {60 * SECOND, "m"},
    {3600 * SECOND, "h"}, {86400 * SECOND, "d"}, {2592000 * SECOND, "mo"},
    {31536000 * SECOND, "y"}};
enum { SECONDS = 3, YEARS = 8 };

/* duration SECONDS, as Go's Duration.String writes it. More than an int64 of nanoseconds wraps
   around. Accepts int64 and text; any other value, also Go's int, becomes 0. */
FUNC(do_duration)
{
	struct buf b = {.arena = a};
	int64_t seconds = v[0].kind == VALUE_INT && !v[0].literal ? v[0].as.i : 0;
	uint64_t ns, minutes, unit;
	size_t u = SECONDS;

	if (v[0].kind == VALUE_STRING)
		text_int(v[0].s, 10, &seconds);
	ns = (uint64_t)seconds * SECOND;
	if (ns > INT64_MAX) {
		buf_addc(&b, '-');
		ns = 0 - ns;
	}
	minutes = ns / (60 * SECOND);
	if (minutes >= 60)
		buf_printf(&b, "%" PRIu64 "h", minutes / 60);
	if (minutes > 0)
		buf_printf(&b, "%" PRIu64 "m", minutes % 60);
	while (ns > 0 && ns < units[u].ns)
		u--;
	unit = units[u].ns;
	buf_printf(
	    &b, "%" PRIu64 ".%09" PRIu64, ns % (60 * SECOND) / unit, ns % unit * (SECOND / unit));
	while (b.p[b.n - 1] == '0')
		b.n--;
	b.n -= b.p[b.n - 1] == '.';
	buf_add(&b, str_of(units[u].name));
	return value_string(buf_str(&b));
}

/* durationRound SPAN prints SPAN in the largest shorter unit, rounded down, without a sign. */
FUNC(do_duration_round)
{
	uint64_t ns = 0;
	size_t u = YEARS;

	if (v[0].kind == VALUE_STRING && !format_duration(v[0].s, &ns))
		ns = 0;
	else if (v[0].kind == VALUE_INT && !v[0].literal)
		ns = v[0].as.i < 0 ? 0 - (uint64_t)v[0].as.i : (uint64_t)v[0].as.i;
	while (u > SECONDS && ns <= units[u].ns)
		u--;
	return value_string(str_of(buf_format(
	    a, "%" PRIu64 "%s", ns > units[u].ns ? ns / units[u].ns : 0, units[u].name)));
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
    {"float64", "A", 0, do_float64, FLOAT},
    {"floor", "A", 0, do_float64, FLOOR},
    {"ceil", "A", 0, do_float64, CEIL},
    {"round", "ai?", 0, do_round, 0},
    {"maxf", "aa*", 0, do_extreme, MAX},
    {"minf", "aa*", 0, do_extreme, MIN},
    {"quantityAdd", "a*", 0, do_quantity_add, 0},
    {"quantityCompare", "aa", 0, do_quantity_compare, 0},
    {"duration", "a", 0, do_duration, 0},
    {"durationRound", "a", 0, do_duration_round, 0},
    {0},
};
