/* Converts text to integers and floats as Go's strconv does. */
#include "tmpl/go/go_num.h"

#include <math.h>
#include <stdlib.h>

/* Underscores are allowed only between digits and after a prefix. */
static bool
digit_of(char c, int base, uint64_t *digit)
{
	if (c >= '0' && c <= '9')
		*digit = (uint64_t)(c - '0');
	else if ((c | 0x20) >= 'a' && (c | 0x20) <= 'f')
		*digit = (uint64_t)((c | 0x20) - 'a' + 10);
	else
		return false;
	return *digit < (uint64_t)base;
}

/* Takes "0x", "0o", "0b" or "0" off *s. */
static int
base_of(str *s)
{
	int base = 10;
	size_t cut = 2;

	if (s->n < 2 || s->p[0] != '0')
		return base;
	switch (s->p[1] | 0x20) {
	case 'x':
		base = 16;
		break;
	case 'b':
		base = 2;
		break;
	case 'o':
		base = 8;
		break;
	default:
		base = 8;
		cut = 1;
	}
	*s = str_from(*s, cut);
	return base;
}

bool
go_num_int(str s, int base, int64_t *out)
{
	bool negative = s.n > 0 && s.p[0] == '-', underscores = base == 0, after_digit;
	uint64_t v = 0, limit = (uint64_t)INT64_MAX + negative, d;
	size_t before, i;

	if (negative || (s.n > 0 && s.p[0] == '+'))
		s = str_from(s, 1);
	before = s.n;
	if (base == 0)
		base = base_of(&s);
	after_digit = s.n < before;
	if (s.n == 0)
		return false;
	for (i = 0; i < s.n; i++) {
		if (s.p[i] == '_' && underscores && after_digit && i + 1 < s.n) {
			after_digit = false;
			continue;
		}
		if (!digit_of(s.p[i], base, &d) || v > (limit - d) / (uint64_t)base)
			return false;
		v = v * (uint64_t)base + d;
		after_digit = true;
	}
	*out = negative ? (int64_t)(0 - v) : (int64_t)v;
	return true;
}

double
go_num_double(str s)
{
	enum { LONGEST = 400 };
	char text[LONGEST + 1];
	char *end;
	double f;
	size_t i;

	if (s.n == 0 || s.n > LONGEST)
		return 0;
	for (i = 0; i < s.n; i++) {
		text[i] = s.p[i];
		if (s.p[i] == '(' || s.p[i] == ' ' || (s.p[i] >= '\t' && s.p[i] <= '\r'))
			return 0;
	}
	text[s.n] = '\0';
	f = strtod(text, &end);
	if (end != text + s.n)
		return 0;
	/* Go rejects numbers out of range, but accepts "Inf". A hexadecimal float needs an
	   exponent. */
	if (isinf(f) && str_find(s, STR("n")) == s.n && str_find(s, STR("N")) == s.n)
		return 0;
	if ((str_find(s, STR("x")) < s.n || str_find(s, STR("X")) < s.n) &&
	    str_find(s, STR("p")) == s.n && str_find(s, STR("P")) == s.n)
		return 0;
	return f;
}
