/* Converts literals by the rules of the Go specification: "Integer literals", "Floating-point
   literals", "Rune literals" and "String literals". */
#include "tmpl/go/literal.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/utf8.h"
#include "tmpl/go/fmt.h"
#include "tmpl/go/go_num.h"

/* Reads a rune of n digits at *i and moves *i after them. */
static bool
digits(str s, size_t *i, size_t n, unsigned base, uint32_t *rune)
{
	int64_t value;

	s = str_sub(s, *i, n);
	*i += n;
	if (s.n < n || !char_is_hex(s.p[0]) || !go_num_int(s, base, &value))
		return false;
	*rune = (uint32_t)value;
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

	*s = str_sub(text, 1, text.n - 2);
	if (!memchr(s->p, text.p[0] == '`' ? '\r' : '\\', s->n))
		return true;
	while (i < s->n) {
		char c = s->p[i++];

		if (text.p[0] == '`' ? c != '\r' : c != '\\') {
			buf_addc(&b, c);
		} else if (c == '\\') {
			if (!escape(*s, &i, '"', &rune, &byte))
				return false;
			if (byte)
				buf_addc(&b, (char)rune);
			else
				buf_rune(&b, rune);
		}
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

const char *
literal_number(struct arena *a, str text, struct value *v)
{
	int64_t n;
	double f;
	size_t i;

	if (text.p[0] == '\'')
		return rune_of(a, text, v);
	if (text.p[text.n - 1] == 'i')
		return complaint(a, "complex numbers are not supported", text);
	if (go_num_int(text, 0, &n)) {
		*v = value_literal(n);
		return NULL;
	}
	if (n != 0)
		return complaint(a, "integer overflow", text);
	if (!go_num_double(text, &f))
		return complaint(a, "illegal number syntax", text);
	for (i = 0; i < text.n; i++)
		if (memchr(".eEpP", text.p[i], 5)) {
			*v = value_float(f);
			return NULL;
		}
	return complaint(a, "integer overflow", text);
}
