/* Converts literals by the rules of the Go specification: "Integer literals", "Floating-point
   literals", "Rune literals" and "String literals". */
#include "tmpl/go/literal.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/utf8.h"
#include "tmpl/go/fmt.h"
#include "tmpl/go/go_num.h"
#include "tmpl/go/text.h"

/* Reads an escape after the backslash at *i and moves *i after it. *byte tells whether it means a
   byte, not a character. */
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
	    !go_num_int(digits, letter ? 16 : 8, &number))
		return false;
	*i += letter + n;
	*rune = (uint32_t)number;
	*byte = n < 4;
	return *byte ? number < 256 : number < 0xd800 || (number >= 0xe000 && number < 0x110000);
}

bool
literal_string(struct arena *a, str text, str *s)
{
	struct buf b = {.arena = a};
	bool raw = text.p[0] == '`', byte;
	size_t i = 0;
	uint32_t rune;

	*s = str_sub(text, 1, text.n - 2);
	if (!memchr(s->p, raw ? '\r' : '\\', s->n))
		return true;
	if (raw) {
		*s = text_replace(a, *s, STR("\r"), (str){0});
		return true;
	}
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
