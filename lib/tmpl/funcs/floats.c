/* Functions for floats. As in sprig, addf and similar functions compute in decimal: addf 0.1 0.2
   is 0.3. */
#include <math.h>

#include "base/arena.h"
#include "tmpl/formats/decimal.h"
#include "tmpl/funcs/args.h"
#include "tmpl/yaml/hole.h"

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

FUNC(do_floor)
{
	return value_float(floor(args_to_double(v[0])));
}

FUNC(do_ceil)
{
	return value_float(ceil(args_to_double(v[0])));
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
	power = power_of_ten(args_int(x, v[1]));
	digit = power * args_to_double(v[0]);
	return value_float((modf(digit, &whole) >= on ? ceil(digit) : floor(digit)) / power);
}

/* math.Max and math.Min: the result is NaN if an argument is. */
static double
extreme(double a, double b, bool max)
{
	if (isnan(a) || isnan(b))
		return NAN;
	return (a < b) == max ? b : a;
}

static struct value
extreme_of(const struct value *v, size_t n, bool max)
{
	double best = args_to_double(v[0]);
	size_t i;

	for (i = 1; i < n; i++)
		best = extreme(best, args_to_double(v[i]), max);
	return value_float(best);
}

FUNC(do_maxf)
{
	return extreme_of(v, n, true);
}

FUNC(do_minf)
{
	return extreme_of(v, n, false);
}

enum operation { ADD, SUB, MUL, DIV };

static struct decimal
decimal_of_double(struct exec *x, double d)
{
	if (!isfinite(d))
		func_error(x, "cannot compute with NaN or Inf");
	return decimal_of(func_arena(x), d);
}

/* Sets *a to a OP b and returns true if all three are whole numbers that a double holds exactly.
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

/* first OP v[0] OP v[1] … */
static struct value
compute(struct exec *x, double first, const struct value *v, size_t n, enum operation op)
{
	struct arena *a = func_arena(x);
	double result = first;
	struct decimal sum, d;
	size_t i;

	for (i = 0; i < n && whole(&result, args_to_double(v[i]), op); i++)
		;
	if (n > 0 && i == n)
		return value_float(result);
	sum = decimal_of_double(x, first);
	for (i = 0; i < n; i++) {
		d = decimal_of_double(x, args_to_double(v[i]));
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

FUNC(do_addf)
{
	return compute(x, 0, v, n, ADD);
}

FUNC(do_add1f)
{
	return compute(x, 1, v, n, ADD);
}

FUNC(do_subf)
{
	return compute(x, args_to_double(v[0]), v + 1, n - 1, SUB);
}

FUNC(do_mulf)
{
	return compute(x, args_to_double(v[0]), v + 1, n - 1, MUL);
}

FUNC(do_divf)
{
	return compute(x, args_to_double(v[0]), v + 1, n - 1, DIV);
}

const struct func funcs_floats[] = {
    {"addf", 0, FUNC_ANY, 0, do_addf},
    {"add1f", 1, 1, 0, do_add1f},
    {"subf", 1, FUNC_ANY, 0, do_subf},
    {"mulf", 1, FUNC_ANY, 0, do_mulf},
    {"divf", 1, FUNC_ANY, 0, do_divf},
    {"float64", 1, 1, FUNC_MARKUP, do_float64},
    {"floor", 1, 1, 0, do_floor},
    {"ceil", 1, 1, 0, do_ceil},
    {"round", 2, 3, 0, do_round},
    {"maxf", 1, FUNC_ANY, 0, do_maxf},
    {"minf", 1, FUNC_ANY, 0, do_minf},
    {0},
};
