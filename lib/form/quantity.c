/* Reads a number, then its suffix or its exponent. */
#include "form/quantity.h"

#include <math.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/num.h"

/* Returns the value of a suffix (m, Ki), or 0 if it is unknown. */
static double
factor_of(str suffix)
{
	static const char decimal[] = "num kMGTPE", binary[] = "KMGTPE";
	const char *unit;

	if (suffix.n == 1 && (unit = memchr(decimal, suffix.p[0], strlen(decimal))) && *unit != ' ')
		return pow(10, 3 * (double)(unit - decimal - 3));
	if (suffix.n == 2 && suffix.p[1] == 'i' &&
	    (unit = memchr(binary, suffix.p[0], strlen(binary))))
		return ldexp(1, 10 * (int)(unit - binary + 1));
	return 0;
}

bool
quantity_read(struct arena *a, str s, double *value)
{
	size_t begin = s.n > 0 && (s.p[0] == '+' || s.p[0] == '-'), point = str_digits(s, begin),
	       end = point < s.n && s.p[point] == '.' ? str_digits(s, point + 1) : point;
	double factor = num_is_exponent(s, end) ? 1 : factor_of(str_from(s, end));

	/* There is a digit beside the point. */
	if (end - begin <= (point < end) || factor == 0)
		return false;
	/* strtod reads the exponent, too; it ends at a suffix. */
	if (a)
		*value = strtod(arena_str(a, s).p, NULL) * factor;
	return true;
}

bool
quantity_more(double a, double b)
{
	static const double precision = 1e-12;

	return a - b > precision * fmax(fabs(a), fabs(b));
}
