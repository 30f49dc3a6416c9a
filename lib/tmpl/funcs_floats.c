/* Floats. addf and its like compute in decimal, as sprig's do: addf 0.1 0.2 is 0.3. */
#include <math.h>

#include "tmpl/args.h"

FUNC(do_float64)
{
	return value_float(args_to_double(v[0]));
}

FUNC(do_floor)
{
	return value_float(floor(args_to_double(v[0])));
}

FUNC(do_ceil)
{
	return value_float(ceil(args_to_double(v[0])));
}

/* round VALUE PLACES [ON]: up from a fraction of ON (.5) on. */
FUNC(do_round)
{
	double on = n > 2 ? args_to_double(v[2]) : .5, whole, power, digit;

	if (n > 2 && v[2].kind != VALUE_FLOAT && v[2].kind != VALUE_INT)
		func_error(x, "round up from what fraction: a number is wanted");
	power = pow(10, (double)args_int(x, v[1]));
	digit = power * args_to_double(v[0]);
	return value_float((modf(digit, &whole) >= on ? ceil(digit) : floor(digit)) / power);
}

/* math.Max and math.Min: NaN wins. */
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

const struct func funcs_floats[] = {
    {"float64", 1, 1, 0, do_float64},
    {"floor", 1, 1, 0, do_floor},
    {"ceil", 1, 1, 0, do_ceil},
    {"round", 2, 3, 0, do_round},
    {"maxf", 1, FUNC_ANY, 0, do_maxf},
    {"minf", 1, FUNC_ANY, 0, do_minf},
    {0},
};
