/* Converts literals by the rules of the Go specification: "Integer literals", "Floating-point
   literals", "Rune literals" and "String literals". */
#include "tmpl/go/literal.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/utf8.h"
#include "tmpl/go/fmt.h"

static int
digit_of(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c |= 0x20;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : 99;
}

/* Reads a rune of n digits at *i and moves *i after them. */
static bool
digits(str s, size_t *i, int n, int base, uint32_t *rune)
{
	*rune = 0;
	for (; n > 0; n--, ++*i) {
		if (*i >= s.n || digit_of(s.p[*i]) >= base)
			return false;
		*rune = *rune * (uint32_t)base + (uint32_t)digit_of(s.p[*i]);
	}
	return true;
}

/* Reads an escape after the backslash at *i. *byte tells whether it means a byte, not a
   character. */
static bool
escape(str s, size_t *i, char quote, uint32_t *rune, bool *byte)
{
	static const char names[] = "abfnrtv\\", values[] = "\a\b\f\n\r\t\v\\";
	const char *at;
	char c;

	if (*i >= s.n)
		return false;
	c = s.p[(*i)++];
	*byte = false;
	if (c && (at = strchr(names, c))) {
		*rune = (unsigned char)values[at - names];
		return true;
	}
	if (c == quote) {
		*rune = (unsigned char)c;
		return true;
	}
	if (c == 'u' || c == 'U')
		return digits(s, i, c == 'u' ? 4 : 8, 16, rune) && *rune < 0x110000 &&
		    (*rune < 0xD800 || *rune > 0xDFFF);
	*byte = true;
	if (c == 'x')
		return digits(s, i, 2, 16, rune);
	--*i;
	return digits(s, i, 3, 8, rune) && *rune < 256;
}

bool
literal_string(struct arena *a, str text, str *s)
{
	struct buf b = {.arena = a};
	size_t i = 0;
	uint32_t rune;
	bool byte;

	if (text.n < 2)
		return false;
	*s = str_sub(text, 1, text.n - 2);
	if (text.p[0] == '`') {
		if (str_find(*s, STR("\r")) == s->n)
			return true;
		for (; i < s->n; i++)
			if (s->p[i] != '\r')
				buf_addc(&b, s->p[i]);
		*s = buf_str(&b);
		return true;
	}
	if (str_find(*s, STR("\\")) == s->n)
		return true;
	while (i < s->n) {
		if (s->p[i] != '\\') {
			buf_addc(&b, s->p[i++]);
			continue;
		}
		i++;
		if (!escape(*s, &i, '"', &rune, &byte))
			return false;
		if (byte)
			buf_addc(&b, (char)rune);
		else
			b.n += utf8_put(buf_need(&b, 4), rune);
	}
	*s = buf_str(&b);
	return true;
}

static const char *
complaint(struct arena *a, const char *what, str text)
{
	struct buf b = {.arena = a};

	buf_printf(&b, "%s: ", what);
	fmt_quoted(&b, text, false);
	return buf_cstr(&b);
}

static const char *
rune_of(struct arena *a, str text, struct value *v)
{
	str s = str_sub(text, 1, text.n - 2);
	struct buf b = {.arena = a};
	size_t i = 1;
	uint32_t rune;
	bool byte;

	if (s.n == 0 || (s.p[0] == '\\' && !escape(s, &i, '\'', &rune, &byte)))
		return "invalid syntax";
	if (s.p[0] != '\\')
		i = utf8_next(s, &rune);
	if (i != s.n) {
		buf_printf(&b, "malformed character constant: %.*s", (int)text.n, text.p);
		return buf_cstr(&b);
	}
	*v = value_literal(rune == UTF8_BAD ? 0xFFFD : (int64_t)rune);
	return NULL;
}

/* Returns the start of a number's digits, after the sign and the base prefix. */
static size_t
digits_of(str text, bool *prefixed)
{
	size_t i = text.n > 0 && (text.p[0] == '-' || text.p[0] == '+');

	*prefixed = text.n > i + 1 && text.p[i] == '0' && memchr("bBoOxX", text.p[i + 1], 6);
	return *prefixed ? i + 2 : i;
}

/* Adds a number without its underscores. An underscore must be between digits, or between the
   prefix and a digit. */
static bool
strip(struct buf *b, str text)
{
	bool prefixed;
	size_t start = digits_of(text, &prefixed), i;
	int base = prefixed && (text.p[start - 1] | 0x20) == 'x' ? 16 : 10;

	buf_add(b, str_sub(text, 0, start));
	for (i = start; i < text.n; i++)
		if (text.p[i] != '_')
			buf_addc(b, text.p[i]);
		else if (!(i == start ? prefixed : digit_of(text.p[i - 1]) < base) ||
		    i + 1 == text.n || digit_of(text.p[i + 1]) >= base)
			return false;
	return true;
}

/* Parses an integer in base 2, 8, 10 or 16. Returns 1 on success, 0 if s is not an integer, -1
   if it is too big. */
static int
integer(str s, int64_t *value)
{
	bool negative = s.n > 0 && s.p[0] == '-', big = false;
	size_t i = s.n > 0 && (s.p[0] == '-' || s.p[0] == '+');
	uint64_t u = 0, limit = negative ? (uint64_t)INT64_MAX + 1 : (uint64_t)INT64_MAX;
	int base = 10;

	if (i + 1 < s.n && s.p[i] == '0') {
		char c = s.p[i + 1] | 0x20;

		base = c == 'x' ? 16 : c == 'b' ? 2 : 8;
		i += c == 'x' || c == 'b' || c == 'o' ? 2 : 1;
	}
	if (i >= s.n)
		return 0;
	for (; i < s.n; i++) {
		int d = digit_of(s.p[i]);

		if (d >= base)
			return 0;
		big = big || u > (limit - (uint64_t)d) / (uint64_t)base;
		u = u * (uint64_t)base + (uint64_t)d;
	}
	*value = negative ? (int64_t)(0 - u) : (int64_t)u;
	return big ? -1 : 1;
}

static bool
floating(struct buf *b, double *value)
{
	const char *s = buf_cstr(b);
	char *end;
	size_t i = *s == '-' || *s == '+';
	bool hex = s[i] == '0' && (s[i + 1] | 0x20) == 'x';

	/* strtod also reads inf, nan and hexadecimal floats without exponent. */
	if (!strpbrk(s, "0123456789") || (hex && !strpbrk(s, "pP")))
		return false;
	*value = strtod(s, &end);
	return end == s + b->n && *value - *value == 0;
}

const char *
literal_number(struct arena *a, str text, struct value *v)
{
	struct buf b = {.arena = a};
	int64_t n;
	double f;
	int is_int;

	if (text.n > 0 && text.p[0] == '\'')
		return rune_of(a, text, v);
	if (text.n > 0 && text.p[text.n - 1] == 'i')
		return complaint(a, "complex numbers are not supported", text);
	if (!strip(&b, text))
		return complaint(a, "illegal number syntax", text);
	if ((is_int = integer(buf_str(&b), &n)) != 0) {
		*v = value_literal(n);
		return is_int > 0 ? NULL : complaint(a, "integer overflow", text);
	}
	if (!floating(&b, &f))
		return complaint(a, "illegal number syntax", text);
	if (!strpbrk(b.p, ".eEpP"))
		return complaint(a, "integer overflow", text);
	*v = value_float(f);
	return NULL;
}
