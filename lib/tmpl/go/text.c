/* Converts literals by the rules of the Go specification: "Integer literals", "Floating-point
   literals", "Rune literals" and "String literals". Decodes, replaces and indents text. */
#include "tmpl/go/text.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/num.h"
#include "base/regex.h"
#include "base/utf8.h"
#include "tmpl/go/fmt.h"

enum { RUNE_ERROR = 0xfffd };

size_t
text_rune(str s, size_t i, uint32_t *rune)
{
	size_t w;

	*rune = (unsigned char)s.p[i];
	if (*rune < 0x80)
		return 1;
	w = utf8_next(str_from(s, i), rune);
	if (*rune == UTF8_BAD)
		*rune = RUNE_ERROR;
	return w;
}

str
text_replace(struct arena *a, str s, str what, str with)
{
	struct buf b = {.arena = a};
	uint32_t rune;
	size_t i = 0, at;

	while (what.n == 0) {
		buf_add(&b, with);
		if (i == s.n)
			return buf_str(&b);
		at = text_rune(s, i, &rune);
		buf_add(&b, str_sub(s, i, at));
		i += at;
	}
	while ((at = str_find(str_from(s, i), what)) < s.n - i) {
		buf_add(&b, str_sub(s, i, at));
		buf_add(&b, with);
		i += at + what.n;
	}
	buf_add(&b, str_from(s, i));
	return buf_str(&b);
}

void
text_indent(struct buf *b, str s, size_t count)
{
	const char *end;
	size_t n;
	char *p;

	do {
		end = s.n ? memchr(s.p, '\n', s.n) : NULL;
		n = end ? (size_t)(end - s.p) + 1 : s.n;
		p = buf_need(b, count + n);
		memset(p, ' ', count);
		str_copy(p + count, s.p, n);
		b->n += count + n;
		s = str_from(s, n);
	} while (end);
}

/* Returns whether each underscore is between digits, or between a prefix and a digit. */
static bool
underscores_fit(str s)
{
	static const char pattern[] =
	    "(?i)^[-+]?(?:0x(?:_(?=[\\da-f]))?(?:[^_]|(?<=[\\da-f])_(?=[\\da-f]))*+|"
	    "(?:0[bo](?:_(?=\\d))?)?(?:[^_]|(?<=\\d)_(?=\\d))*+)$";

	return s.n == 0 || !memchr(s.p, '_', s.n) || regex_in(pattern, s, 0, NULL);
}

bool
text_int(str s, unsigned base, int64_t *out)
{
	bool negative = s.n > 0 && s.p[0] == '-', prefixed = base == 0, fits = true;
	uint64_t v = 0, limit = (uint64_t)INT64_MAX + negative;
	str whole = s;
	size_t i;

	*out = 0;
	if (negative || (s.n > 0 && s.p[0] == '+'))
		s = str_from(s, 1);
	if (prefixed)
		base = num_prefix(&s);
	if (s.n == 0 || (prefixed && !underscores_fit(whole)))
		return false;
	for (i = 0; i < s.n; i++) {
		unsigned d = char_value(s.p[i]);

		if (s.p[i] == '_' && prefixed)
			continue;
		if (d >= base)
			return false;
		fits = fits && v <= (limit - d) / base;
		v = v * base + d;
	}
	v = fits ? v : limit;
	*out = negative ? (int64_t)(0 - v) : (int64_t)v;
	return fits;
}

/* strtod reads more than Go: blanks at the beginning, nan(...), and hexadecimal floats without an
   exponent. Go refuses numbers out of range, but reads "Inf". */
bool
text_double(struct arena *a, str s, double *out)
{
	char *end;
	str text;

	if (num_double(s, out))
		return true;
	text = arena_str(a, arena_without(a, s, STR("_")));
	*out = strtod(text.p, &end);
	if (text.n > 0 && end == text.p + text.n && underscores_fit(s) &&
	    !strpbrk(text.p, "( \t\n\v\f\r") && (!strpbrk(text.p, "xX") || strpbrk(text.p, "pP")) &&
	    (!isinf(*out) || strpbrk(text.p, "nN")))
		return true;
	*out = 0;
	return false;
}

/* Reads what follows the backslash of an escape, at *i, and moves *i after it. Sets *byte if it
   means a byte, not a character. */
static bool
escape(str s, size_t *i, char quote, uint32_t *rune, bool *byte)
{
	static const char names[] = "abfnrtv\\", values[] = "\a\b\f\n\r\t\v\\";
	char c = *i < s.n ? s.p[*i] : '\0';
	const char *at = c ? strchr(names, c) : NULL;
	size_t letter = c == 'x' || c == 'u' || c == 'U';
	size_t n = c == 'x' ? 2 : c == 'u' ? 4 : c == 'U' ? 8 : 3;
	str digits = str_sub(s, *i + letter, n);
	int64_t number;

	if (at || c == quote) {
		*rune = (unsigned char)(at ? values[at - names] : quote);
		*byte = false;
		++*i;
		return true;
	}
	if (digits.n < n || !char_is_hex(digits.p[0]) ||
	    !text_int(digits, letter ? 16 : 8, &number))
		return false;
	*i += letter + n;
	*rune = (uint32_t)number;
	*byte = n < 4;
	return *byte ? number < 256 : number < 0xd800 || (number >= 0xe000 && number < 0x110000);
}

bool
text_unquote(struct arena *a, str text, str *s)
{
	struct buf b = {.arena = a};
	bool raw = text.p[0] == '`', byte;
	size_t i = 0;
	uint32_t rune;

	*s = str_sub(text, 1, text.n - 2);
	if (raw)
		*s = arena_without(a, *s, STR("\r"));
	if (raw || !memchr(s->p, '\\', s->n))
		return true;
	while (i < s->n) {
		if (s->p[i++] != '\\')
			buf_addc(&b, s->p[i - 1]);
		else if (!escape(*s, &i, '"', &rune, &byte))
			return false;
		else if (byte)
			buf_addc(&b, (char)rune);
		else
			buf_rune(&b, rune);
	}
	*s = buf_str(&b);
	return true;
}

static const char *
rune_of(struct arena *a, str text, struct value *v)
{
	str s = str_sub(text, 1, text.n - 2);
	size_t i = 1;
	uint32_t rune;
	bool byte;

	if (s.n == 0 || (s.p[0] == '\\' && !escape(s, &i, '\'', &rune, &byte)))
		return "invalid syntax";
	if (s.p[0] != '\\')
		i = text_rune(s, 0, &rune);
	if (i != s.n)
		return buf_format(a, "malformed character constant: %.*s", (int)text.n, text.p);
	*v = value_literal(rune);
	return NULL;
}

const char *
text_number(struct arena *a, str text, struct value *v)
{
	int64_t n;
	double f;

	if (text.p[0] == '\'')
		return rune_of(a, text, v);
	if (text.p[text.n - 1] == 'i')
		return buf_format(a, "complex numbers are not supported: %s", fmt_quote(a, text));
	if (text_int(text, 0, &n)) {
		*v = value_literal(n);
		return NULL;
	}
	if (n == 0 && !text_double(a, text, &f))
		return buf_format(a, "illegal number syntax: %s", fmt_quote(a, text));
	if (n != 0 || !regex_in("[.eEpP]", text, 0, NULL))
		return buf_format(a, "integer overflow: %s", fmt_quote(a, text));
	*v = value_float(f);
	return NULL;
}
