/* Reads a number, then its unit or its exponent. */
#include "form/quantity.h"

#include <math.h>

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

/* Reads a unit (m, Ki) or an exponent (e3, E-3), and sets *factor to its value. */
static bool
read_factor(str s, double *factor)
{
	static const char decimal[] = "num kMGTPE", binary[] = "KMGTPE";
	const char *unit = s.n > 0 ? strchr(decimal, s.p[0]) : NULL;
	double exponent = 0;
	bool minus = false;

	if (s.n == 0)
		return true;
	if (s.n == 2 && s.p[1] == 'i' && s.p[0] && (unit = strchr(binary, s.p[0])))
		*factor = ldexp(1, 10 * (int)(unit - binary + 1));
	else if (s.n == 1 && unit && *unit && *unit != ' ')
		*factor = pow(10, 3 * (double)(unit - decimal - 3));
	else if (skip(&s, 'e') || skip(&s, 'E')) {
		if (!skip(&s, '+'))
			minus = skip(&s, '-');
		if (skip_digits(&s, &exponent) == 0 || s.n > 0)
			return false;
		*factor = pow(10, minus ? -exponent : exponent);
	} else
		return false;
	return true;
}

bool
quantity_read(str s, double *value)
{
	double number = 0, factor = 1;
	bool minus = false;
	size_t n, after = 0;

	if (!skip(&s, '+'))
		minus = skip(&s, '-');
	n = skip_digits(&s, &number);
	if (skip(&s, '.'))
		after = skip_digits(&s, &number);
	if (n + after == 0 || !read_factor(s, &factor))
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
