/* Reads a number, then its suffix or its exponent; compares and adds. The whole part and the
   fraction are separate, because one number holds too few digits for both. */
#include "form/quantity.h"

#include <math.h>

#include "base/buf.h"
#include "base/num.h"

/* The number of digits of a fraction that count; further digits are ignored. */
enum { FRACTION_MAX = 18 };

/* whole + nano * 10^-9. Both have the same sign, and abs(nano) < 10^9. A whole number of up to 64
   bits is exact. */
struct amount {
	long double whole, nano;
};

/* Parses the text after a quantity's number: a suffix, an exponent or nothing. Sets *two and *ten
   to the exponents of 2 and 10 that it means. Returns false for any other text. */
static bool
read_suffix(str suffix, int64_t *two, int64_t *ten)
{
	static const char decimal[] = "num kMGTPE", binary[] = "KMGTPE";
	const char *unit;

	*two = *ten = 0;
	if (suffix.n == 0 || (num_is_exponent(suffix, 0) && num_int(str_from(suffix, 1), ten)))
		return true;
	if (suffix.n == 1 && (unit = memchr(decimal, suffix.p[0], strlen(decimal))) && *unit != ' ')
		*ten = 3 * (unit - decimal - 3);
	else if (suffix.n == 2 && suffix.p[1] == 'i' &&
	    (unit = memchr(binary, suffix.p[0], strlen(binary))))
		*two = 10 * (unit - binary + 1);
	else
		return false;
	return true;
}

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

/* Parses a quantity. Returns false if s is not one. */
static bool
parse(str s, struct amount *v)
{
	bool negative = s.n > 0 && s.p[0] == '-', point = false;
	size_t i = negative || (s.n > 0 && s.p[0] == '+'), digits = 0;
	int fraction = 0;
	int64_t two, ten;
	long double number = 0;

	for (; i < s.n && (char_is_digit(s.p[i]) || (s.p[i] == '.' && !point)); i++) {
		point |= s.p[i] == '.';
		digits += s.p[i] != '.';
		if (s.p[i] == '.' || fraction == FRACTION_MAX)
			continue;
		number = 10 * number + (s.p[i] - '0');
		fraction += point;
	}
	if (digits == 0 || !read_suffix(str_from(s, i), &two, &ten))
		return false;
	*v = scale(ldexpl(number, (int)two), (long double)ten - fraction);
	if (negative)
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
