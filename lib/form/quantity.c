/* Reads a number, then its suffix or its exponent; compares and adds. */
#include "form/quantity.h"

#include <math.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/num.h"

/* Returns the value of a suffix (m, Ki), or 0 if it is unknown. */
static double
suffix_value(str suffix)
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

/* Returns the value of what follows the number in s, a suffix or an exponent. strtod reads the
   exponent with the number, so its value is 1. Returns 0 if s is not a quantity. */
static double
factor(str s)
{
	size_t begin = s.n > 0 && (s.p[0] == '+' || s.p[0] == '-'), point = str_digits(s, begin),
	       end = point < s.n && s.p[point] == '.' ? str_digits(s, point + 1) : point;

	if (end - begin == (point < end)) /* no digit */
		return 0;
	return num_is_exponent(s, end) ? 1 : suffix_value(str_from(s, end));
}

bool
quantity_fits(str s)
{
	return factor(s) != 0;
}

bool
quantity_above(struct arena *a, str x, str y)
{
	static const double precision = 1e-12;
	double m = strtod(arena_str(a, x).p, NULL) * factor(x),
	       n = strtod(arena_str(a, y).p, NULL) * factor(y);

	return quantity_fits(x) && quantity_fits(y) && m - n > precision * fmax(fabs(m), fabs(n));
}

/* Returns a value with the largest suffix that needs no fraction, binary if bytes is true. As in
   Kubernetes, a fraction is rounded up to 10^-9 and has a decimal suffix. */
static str
show(struct arena *a, long double value, bool bytes)
{
	enum { ONE = 3, LAST = 9 };
	const char *units;
	struct buf b = {.arena = a};
	bool whole = floorl(value) == value;
	int unit = whole ? ONE : 0;

	bytes = bytes && whole && fabsl(value) >= 1024;
	value = whole ? value : ceill(value * 1e9L - 1e-3L);
	for (; unit < LAST && value != 0 && fmodl(value, bytes ? 1024 : 1000) == 0; unit++)
		value /= bytes ? 1024 : 1000;
	units = bytes ? "   \0KMGTPE" : "num\0kMGTPE";
	buf_printf(&b, "%.0Lf%.1s%s", value, units + (value == 0 ? ONE : unit),
	    bytes && unit > ONE ? "i" : "");
	return buf_str(&b);
}

str
quantity_add(struct arena *a, str x, str y)
{
	long double m = strtold(arena_str(a, x).p, NULL) * factor(x),
		    n = strtold(arena_str(a, y).p, NULL) * factor(y);

	return show(a, m + n, str_ends(m == 0 ? y : x, STR("i")));
}
