/* html, js, urlquery: escape text for HTML, JavaScript strings and URL queries. */
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/unicode.h"
#include "base/utf8.h"
#include "tmpl/funcs/args.h"
#include "tmpl/go/print.h"

static str
text_of(struct exec *x, const struct value *v, size_t n)
{
	struct buf b = {.arena = func_arena(x)};

	if (n == 1 && args_nil(v[0]))
		return STR("<no value>");
	print_all(&b, v, n, false);
	return buf_str(&b);
}

FUNC(do_html)
{
	static const struct {
		char c;
		const char *text;
	} table[] = {{'\0', "\xef\xbf\xbd"}, {'"', "&#34;"}, {'\'', "&#39;"}, {'&', "&amp;"},
	    {'<', "&lt;"}, {'>', "&gt;"}};
	struct buf b = {.arena = func_arena(x)};
	str s = text_of(x, v, n);
	size_t i, k, last = sizeof table / sizeof table[0];

	for (i = 0; i < s.n; i++) {
		for (k = 0; k < last && table[k].c != s.p[i]; k++)
			continue;
		if (k < last)
			buf_add(&b, str_of(table[k].text));
		else
			buf_addc(&b, s.p[i]);
	}
	return value_string(buf_str(&b));
}

FUNC(do_js)
{
	struct buf b = {.arena = func_arena(x)};
	str s = text_of(x, v, n);
	uint32_t rune;
	size_t i, w;

	for (i = 0; i < s.n; i += w) {
		w = utf8_next(str_from(s, i), &rune);
		if (rune < 0x80 && rune && strchr("\\'\"", (int)rune))
			buf_printf(&b, "\\%c", (char)rune);
		else if (rune < ' ' || (rune < 0x80 && strchr("<>&=", (int)rune)))
			buf_printf(&b, "\\u%04X", (unsigned)rune);
		else if (rune == UTF8_BAD)
			buf_add(&b, str_sub(s, i, w));
		else if (rune < 0x80 || unicode_is_print(rune))
			buf_add(&b, str_sub(s, i, w));
		else
			buf_printf(&b, "\\u%04X", (unsigned)rune);
	}
	return value_string(buf_str(&b));
}

FUNC(do_urlquery)
{
	struct buf b = {.arena = func_arena(x)};
	str s = text_of(x, v, n);
	size_t i;

	for (i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];

		if (c == ' ')
			buf_addc(&b, '+');
		else if ((c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') ||
		    (c && strchr("-_.~", c)))
			buf_addc(&b, (char)c);
		else
			buf_printf(&b, "%%%02X", c);
	}
	return value_string(buf_str(&b));
}

const struct func funcs_escape[] = {
    {"html", 0, FUNC_ANY, 0, do_html},
    {"js", 0, FUNC_ANY, 0, do_js},
    {"urlquery", 0, FUNC_ANY, 0, do_urlquery},
    {0},
};
