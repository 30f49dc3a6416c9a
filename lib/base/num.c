/* Numbers. */
#include "base/num.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"

/* No double needs more significant digits to be told from its neighbours. */
enum { DIGITS_MAX = 17 };

static size_t
digits(str s, size_t i)
{
	while (i < s.n && s.p[i] >= '0' && s.p[i] <= '9')
		i++;
	return i;
}

bool
num_is_int(str s)
{
	size_t i = s.n > 0 && s.p[0] == '-', end = digits(s, i);

	return end > i && end == s.n && (s.p[i] != '0' || end == i + 1);
}

bool
num_is_json(str s)
{
	size_t i = s.n > 0 && s.p[0] == '-', end = digits(s, i);

	if (end == i || (s.p[i] == '0' && end > i + 1))
		return false;
	if (end < s.n && s.p[end] == '.') {
		i = end + 1;
		if ((end = digits(s, i)) == i)
			return false;
	}
	if (end < s.n && (s.p[end] == 'e' || s.p[end] == 'E')) {
		i = end + 1;
		if (i < s.n && (s.p[i] == '+' || s.p[i] == '-'))
			i++;
		if ((end = digits(s, i)) == i)
			return false;
	}
	return end == s.n;
}

bool
num_int(str s, int64_t *value)
{
	bool negative = s.n > 0 && s.p[0] == '-';
	uint64_t v = 0, limit = (uint64_t)INT64_MAX + negative;
	size_t i = s.n > 0 && (negative || s.p[0] == '+');

	if (i == s.n || digits(s, i) != s.n)
		return false;
	for (; i < s.n; i++) {
		uint64_t d = (uint64_t)(s.p[i] - '0');

		if (v > (limit - d) / 10)
			return false;
		v = v * 10 + d;
	}
	*value = negative ? (int64_t)(0 - v) : (int64_t)v;
	return true;
}

bool
num_double(str s, double *value)
{
	char small[64], *text = small;

	if (!num_is_json(s))
		return false;
	if (s.n >= sizeof small && !(text = malloc(s.n + 1)))
		return false;
	memcpy(text, s.p, s.n);
	text[s.n] = '\0';
	*value = strtod(text, NULL);
	if (text != small)
		free(text);
	return isfinite(*value);
}

size_t
num_digits(char out[DIGITS_MAX], int *exponent, double value)
{
	char e[32];
	const char *p;
	size_t n = 0;
	int precision;

	for (precision = 0; precision < DIGITS_MAX; precision++) {
		snprintf(e, sizeof e, "%.*e", precision, fabs(value));
		if (strtod(e, NULL) == fabs(value))
			break;
	}
	for (p = e; *p != 'e'; p++)
		if (*p != '.')
			out[n++] = *p;
	*exponent = atoi(p + 1);
	return n;
}

str
num_text(struct arena *a, double value)
{
	struct buf b = {.arena = a};
	char digit[DIGITS_MAX];
	int n, exponent;

	if (value == 0)
		return signbit(value) ? STR("-0") : STR("0");
	n = (int)num_digits(digit, &exponent, value);
	if (value < 0)
		buf_addc(&b, '-');
	if (exponent < -6 || exponent >= 21) {
		buf_addc(&b, digit[0]);
		if (n > 1)
			buf_printf(&b, ".%.*s", n - 1, digit + 1);
		buf_printf(&b, "e%c%d", exponent < 0 ? '-' : '+', abs(exponent));
	} else if (exponent < 0) {
		buf_add(&b, STR("0."));
		buf_pad(&b, '0', (size_t)(-exponent - 1));
		buf_add(&b, (str){digit, (size_t)n});
	} else if (n <= exponent + 1) {
		buf_add(&b, (str){digit, (size_t)n});
		buf_pad(&b, '0', (size_t)(exponent + 1 - n));
	} else {
		buf_printf(
		    &b, "%.*s.%.*s", exponent + 1, digit, n - exponent - 1, digit + exponent + 1);
	}
	return buf_str(&b);
}
