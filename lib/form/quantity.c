/* Reads a number, then its suffix or its exponent; compares and adds. The whole part and the
   fraction are separate, because one number holds too few digits for both. */
#include "form/quantity.h"

#include <math.h>

#include "base/buf.h"
#include "base/num.h"
#include "base/regex.h"

/* whole + nano * 10^-9. Both have the same sign, and abs(nano) < 10^9. A whole number of up to 64
   bits is exact. */
struct amount {
	long double whole, nano;
};

/* Returns number * 10^ten, rounded away from 0 to a multiple of 10^-9, as in Kubernetes. */
static struct amount
scale(long double number, long double ten)
{
	long double divisor = ten < 0 ? powl(10, -ten) : 1, rest, nano = 0;

	if (ten > 0 && number > 0)
		number *= powl(10, ten);
	if (!isfinite(number))
		return (struct amount){(long double)INT64_MAX, 0};
	rest = fmodl(number, divisor);
	if (rest > 0)
		nano = fmaxl(1, ceill(rest * 1e9L / divisor - 1e-9L));
	number = (number - rest) / divisor;
	return nano < 1e9L ? (struct amount){number, nano} : (struct amount){number + 1, 0};
}

/* Parses a quantity. Returns false if s is not one. Only 18 digits of a fraction count. */
static bool
parse(str s, struct amount *v)
{
	static const char pattern[] = "^([+-]?)(?=\\.?\\d)(\\d*)(?:\\.(\\d{0,18})\\d*)?"
				      "(?:([numkMGTPE])|([KMGTPE])i|[eE]([+-]?\\d+))?$",
			  decimal[] = "num kMGTPE", binary[] = " KMGTPE";
	struct regex_match m;
	int64_t two = 0, ten = 0;
	long double number = 0;
	int group;
	size_t i;

	if (!regex_in(pattern, s, 0, &m) || (m.group[6].p && !num_int(m.group[6], &ten)))
		return false;
	for (group = 2; group <= 3; group++)
		for (i = 0; i < m.group[group].n; i++)
			number = 10 * number + (m.group[group].p[i] - '0');
	if (m.group[4].p)
		ten = 3 * (strchr(decimal, *m.group[4].p) - decimal - 3);
	if (m.group[5].p)
		two = 10 * (strchr(binary, *m.group[5].p) - binary);
	*v = scale(ldexpl(number, (int)two), (long double)ten - (int)m.group[3].n);
	if (str_is(m.group[1], "-"))
		*v = (struct amount){-v->whole, -v->nano};
	return true;
}

bool
quantity_fits(str s)
{
	struct amount v;

	return parse(s, &v);
}

bool
quantity_above(str x, str y)
{
	struct amount m, n;

	return parse(x, &m) && parse(y, &n) &&
	    (m.whole > n.whole || (m.whole == n.whole && m.nano > n.nano));
}

static struct amount
add(struct amount x, struct amount y)
{
	long double nano = x.nano + y.nano, carry = truncl(nano / 1e9L);
	struct amount sum = {x.whole + y.whole + carry, nano - carry * 1e9L};

	if (sum.whole > 0 && sum.nano < 0)
		return (struct amount){sum.whole - 1, sum.nano + 1e9L};
	if (sum.whole < 0 && sum.nano > 0)
		return (struct amount){sum.whole + 1, sum.nano - 1e9L};
	return sum;
}

/* Appends whole + nano * 10^-9 to b, with the largest suffix that needs no fraction. */
static void
add_decimal(struct buf *b, long double whole, long double nano)
{
	static const char units[] = "num\0kMGTPE";
	const char *unit = units;
	str digits = str_of(buf_format(b->arena, "%.0Lf%09.0Lf", whole, nano));

	for (; str_ends(digits, STR("000")) && *unit != 'E'; unit++)
		digits.n -= 3;
	while (digits.n > 1 && digits.p[0] == '0')
		digits = str_from(digits, 1);
	buf_add(b, digits);
	buf_printf(b, "%.1s", unit);
}

/* Appends whole, which is not 0, to b, with the largest binary suffix that needs no fraction. */
static void
add_binary(struct buf *b, long double whole)
{
	const char *unit = "\0KMGTPE";

	for (; fmodl(whole, 1024) == 0 && *unit != 'E'; unit++)
		whole /= 1024;
	buf_printf(b, "%.0Lf%.1s%s", whole, unit, *unit ? "i" : "");
}

str
quantity_sum(struct arena *a, const str *x, size_t n)
{
	struct buf b = {.arena = a};
	struct amount sum = {0, 0}, v;
	bool bytes = false;
	size_t i;

	for (i = 0; i < n && parse(x[i], &v); i++) {
		if (sum.whole == 0 && sum.nano == 0)
			bytes = str_ends(x[i], STR("i"));
		sum = add(sum, v);
	}
	if (sum.whole < 0 || sum.nano < 0)
		buf_addc(&b, '-');
	if (sum.nano == 0 && bytes && fabsl(sum.whole) >= 1024)
		add_binary(&b, fabsl(sum.whole));
	else
		add_decimal(&b, fabsl(sum.whole), fabsl(sum.nano));
	return buf_str(&b);
}
