/* Parses and formats numbers. */
#include "base/num.h"

#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"

/* 17 significant digits tell every double from its neighbours. Different texts of up to DBL_DIG
   digits are different doubles. */
enum { DIGITS_MAX = 17 };

/* Returns the end of the integer that s begins with, or 0. */
static size_t
integer(str s)
{
	size_t i = s.n > 0 && s.p[0] == '-', end = str_digits(s, i);

	return end == i || (s.p[i] == '0' && end > i + 1) ? 0 : end;
}

bool
num_is_int(str s)
{
	return s.n > 0 && integer(s) == s.n;
}

bool
num_is_exponent(str s, size_t i)
{
	size_t end;

	if (i == s.n || char_lower(s.p[i]) != 'e')
		return i == s.n;
	i++;
	i += i < s.n && (s.p[i] == '+' || s.p[i] == '-');
	end = str_digits(s, i);
	return end > i && end == s.n;
}

bool
num_is_json(str s)
{
	size_t i = integer(s), end = i;

	if (i > 0 && i < s.n && s.p[i] == '.')
		end = str_digits(s, i + 1);
	return i > 0 && end != i + 1 && num_is_exponent(s, end);
}

unsigned
num_prefix(str *s)
{
	char letter = s->n > 1 && s->p[0] == '0' ? char_lower(s->p[1]) : '\0';
	unsigned base = !letter ? 10 : letter == 'x' ? 16 : letter == 'b' ? 2 : 8;

	if (letter)
		*s = str_from(*s, base != 8 || letter == 'o' ? 2 : 1);
	return base;
}

bool
num_uint(str s, unsigned base, uint64_t *value)
{
	uint64_t v = 0, limit = UINT64_MAX / base;
	size_t i;

	for (i = 0; i < s.n; i++) {
		unsigned d = char_value(s.p[i]);

		if (d >= base || v > limit || v * base > UINT64_MAX - d)
			return false;
		v = v * base + d;
	}
	*value = v;
	return s.n > 0;
}

bool
num_int(str s, int64_t *value)
{
	bool negative = s.n > 0 && s.p[0] == '-';
	uint64_t v;

	if (!num_uint(str_from(s, negative || (s.n > 0 && s.p[0] == '+')), 10, &v) ||
	    v > (uint64_t)INT64_MAX + negative)
		return false;
	*value = negative ? (int64_t)(0 - v) : (int64_t)v;
	return true;
}

bool
num_double(str s, double *value)
{
	char small[64], *text = small;
	uint64_t whole;

	if (!num_is_json(s))
		return false;
	/* strtod would take 0.5 % of tmpl-render's instructions on examples/prod.yaml. */
	if (num_uint(s, 10, &whole) && whole <= UINT32_MAX) {
		*value = (double)whole;
		return true;
	}
	if (s.n >= sizeof small && !(text = malloc(s.n + 1)))
		return false;
	memcpy(text, s.p, s.n);
	text[s.n] = '\0';
	*value = strtod(text, NULL);
	if (text != small)
		free(text);
	return isfinite(*value);
}

/* Finds the digits of a value that is an integer of up to DBL_DIG digits divided by a power of ten.
   Returns 0 for any other value. This saves 7 % of tmpl-render's instructions on
   examples/prod.yaml, whose templates add quantities. */
static size_t
short_digits(char out[DIGITS_MAX], int *exponent, double value)
{
	enum { EXACT_POWERS = 23 }; /* 10^22 is the last power of ten that is an exact double */
	struct buf b = {.p = out, .cap = DIGITS_MAX};
	double power = 1, n;
	int k;

	for (k = 0; k < EXACT_POWERS && value * power < 1e15; k++, power *= 10) {
		n = rint(value * power);
		if (n > 0 && n / power == value) {
			buf_uint(&b, (uint64_t)n);
			*exponent = (int)b.n - 1 - k;
			break;
		}
	}
	return b.n;
}

size_t
num_digits(char out[DIGITS_MAX], int *exponent, double value, bool single)
{
	char e[32];
	const char *p;
	/* Below DBL_MIN a double has fewer digits than DBL_DIG. */
	int precision = single || fabs(value) < DBL_MIN ? 0 : DBL_DIG - 1;
	size_t n;

	value = fabs(value);
	n = single ? 0 : short_digits(out, exponent, value);
	if (n == 0) {
		for (; precision < DIGITS_MAX; precision++) {
			snprintf(e, sizeof e, "%.*e", precision, value);
			if (single ? strtof(e, NULL) == (float)value : strtod(e, NULL) == value)
				break;
		}
		for (p = e; *p != 'e'; p++)
			if (*p != '.')
				out[n++] = *p;
		*exponent = atoi(p + 1);
	}
	while (n > 1 && out[n - 1] == '0')
		n--;
	return n;
}

void
num_shortest(struct buf *b, double value, char e, unsigned how)
{
	int exponent, low = how & NUM_JSON ? -6 : -4, high = how & NUM_JSON ? 21 : 6;
	char digit[DIGITS_MAX];
	str digits = {digit, num_digits(digit, &exponent, value, how & NUM_SINGLE)};
	size_t whole = exponent < 0 ? 0 : (size_t)exponent + 1;

	if (signbit(value))
		buf_addc(b, '-');
	if (exponent < low || exponent >= high) {
		buf_addc(b, digits.p[0]);
		if (digits.n > 1)
			buf_addc(b, '.');
		buf_add(b, str_from(digits, 1));
		buf_printf(b, "%c%+0*d", e, how & NUM_JSON ? 0 : 3, exponent);
	} else if (whole == 0) {
		buf_add(b, STR("0."));
		buf_pad(b, '0', (size_t)(-exponent - 1));
		buf_add(b, digits);
	} else if (digits.n <= whole) {
		buf_add(b, digits);
		buf_pad(b, '0', whole - digits.n);
	} else {
		buf_add(b, str_sub(digits, 0, whole));
		buf_addc(b, '.');
		buf_add(b, str_from(digits, whole));
	}
}

str
num_text(struct arena *a, double value)
{
	struct buf b = {.arena = a};

	num_shortest(&b, value, 'e', NUM_JSON);
	return buf_str(&b);
}
