/* Reads a number, then its unit from a table or its exponent. */
#include "form/quantity.h"

#include <math.h>

static const struct {
	const char *suffix;
	int base, exponent;
} units[] = {
    {"", 10, 0},
    {"n", 10, -9},
    {"u", 10, -6},
    {"m", 10, -3},
    {"k", 10, 3},
    {"M", 10, 6},
    {"G", 10, 9},
    {"T", 10, 12},
    {"P", 10, 15},
    {"E", 10, 18},
    {"Ki", 2, 10},
    {"Mi", 2, 20},
    {"Gi", 2, 30},
    {"Ti", 2, 40},
    {"Pi", 2, 50},
    {"Ei", 2, 60},
};

static bool
skip(str *s, char c)
{
	if (s->n == 0 || s->p[0] != c)
		return false;
	*s = str_from(*s, 1);
	return true;
}

/* Appends the digits at the beginning of s to *value, cuts them off, and returns their number. */
static size_t
skip_digits(str *s, double *value)
{
	size_t n = 0;

	for (; n < s->n && s->p[n] >= '0' && s->p[n] <= '9'; n++)
		*value = *value * 10 + (s->p[n] - '0');
	*s = str_from(*s, n);
	return n;
}

/* Reads an exponent (e3, E-3) and sets *factor to the power of ten. */
static bool
read_exponent(str s, double *factor)
{
	double exponent = 0;
	bool minus = false;

	if (!skip(&s, 'e') && !skip(&s, 'E'))
		return false;
	if (!skip(&s, '+'))
		minus = skip(&s, '-');
	if (skip_digits(&s, &exponent) == 0 || s.n > 0)
		return false;
	*factor = pow(10, minus ? -exponent : exponent);
	return true;
}

bool
quantity_read(str s, double *value)
{
	double number = 0, factor = 1;
	bool minus = false;
	size_t n, after = 0, i;

	if (!skip(&s, '+'))
		minus = skip(&s, '-');
	n = skip_digits(&s, &number);
	if (skip(&s, '.'))
		after = skip_digits(&s, &number);
	if (n + after == 0)
		return false;
	for (i = 0; i < sizeof units / sizeof units[0] && !str_is(s, units[i].suffix); i++)
		;
	if (i < sizeof units / sizeof units[0])
		factor = pow(units[i].base, units[i].exponent);
	else if (!read_exponent(s, &factor))
		return false;
	if (value)
		*value = (minus ? -number : number) / pow(10, (double)after) * factor;
	return true;
}

bool
quantity_more(double a, double b)
{
	static const double precision = 1e-12;

	return a - b > precision * fmax(fabs(a), fabs(b));
}
