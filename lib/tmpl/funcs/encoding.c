/* Functions for base 64, base 32 and checksums, and html, js, urlquery, which escape text. As in
   sprig, decoding a malformed text returns the error's message. */
#include <sha1.h>
#include <sha2.h>
#include <string.h>

#include "base/arena.h"
#include "base/basenc.h"
#include "base/buf.h"
#include "base/unicode.h"
#include "base/utf8.h"
#include "net/url.h"
#include "tmpl/funcs/args.h"
#include "tmpl/go/print.h"
#include "tmpl/go/text.h"

enum { BASE64 = 6, BASE32 = 5 };

FUNC(do_encode)
{
	return value_string(basenc_encode(func_arena(x), v[0].s, (unsigned)f->which));
}

FUNC(do_decode)
{
	struct arena *a = func_arena(x);
	size_t bad;
	str out;

	if (!basenc_decode(a, v[0].s, (unsigned)f->which, &out, &bad))
		out = str_of(buf_format(
		    a, "illegal base%d data at input byte %zu", f->which == BASE64 ? 64 : 32, bad));
	return value_string(out);
}

/* Returns a checksum in hexadecimal: one of libmd's functions writes it, size bytes with a NUL. */
FUNC(do_checksum)
{
	static const struct {
		char *(*write)(const uint8_t *, size_t, char *);
		size_t size;
	} sums[] = {{SHA1Data, SHA1_DIGEST_STRING_LENGTH},
	    {SHA256Data, SHA256_DIGEST_STRING_LENGTH}, {SHA512Data, SHA512_DIGEST_STRING_LENGTH}};
	size_t size = sums[f->which].size;
	char *hex = arena_bytes(func_arena(x), size);

	sums[f->which].write((const uint8_t *)v[0].s.p, v[0].s.n, hex);
	return value_string((str){hex, size - 1});
}

/* RFC 1950, section 8.2. */
FUNC(do_adler32sum)
{
	enum { MODULUS = 65521 };
	struct buf b = {.arena = func_arena(x)};
	str s = v[0].s;
	uint32_t sum = 1, sums = 0;
	size_t i;

	for (i = 0; i < s.n; i++) {
		sum = (sum + (unsigned char)s.p[i]) % MODULUS;
		sums = (sums + sum) % MODULUS;
	}
	buf_uint(&b, sums << 16 | sum);
	return value_string(buf_str(&b));
}

/* Each of these adds a character, whose bytes are s, to b. A byte that is not UTF-8 is a
   character, UTF8_BAD. */
static void
escape_html(struct buf *b, str s, uint32_t rune)
{
	static const char *const texts[] = {['\0'] = "\xef\xbf\xbd",
	    ['"'] = "&#34;",
	    ['\''] = "&#39;",
	    ['&'] = "&amp;",
	    ['<'] = "&lt;",
	    ['>'] = "&gt;"};

	buf_add(b, rune <= '>' && texts[rune] ? str_of(texts[rune]) : s);
}

static void
escape_js(struct buf *b, str s, uint32_t rune)
{
	char c = rune < 0x80 ? (char)rune : 'x';

	if (c && strchr("\\'\"", c))
		buf_printf(b, "\\%c", c);
	else if (c < ' ' || strchr("<>&=", c) ||
	    (rune < UTF8_BAD && !unicode_is_print(rune) && c != 0x7f))
		buf_printf(b, "\\u%04X", (unsigned)rune);
	else
		buf_add(b, s);
}

enum { HTML, JS, QUERY };

FUNC(do_escape)
{
	struct buf b = {.arena = func_arena(x)}, text = {.arena = func_arena(x)};
	uint32_t rune;
	size_t w;
	str s;

	if (n == 1 && args_nil(v[0]))
		buf_add(&text, STR("<no value>"));
	else
		print_all(&text, v, n);
	s = buf_str(&text);
	if (f->which == QUERY)
		return value_string(
		    text_replace(b.arena, url_escape(b.arena, s, "-_.~ "), STR(" "), STR("+")));
	for (; s.n > 0; s = str_from(s, w)) {
		w = utf8_next(s, &rune);
		(f->which == HTML ? escape_html : escape_js)(&b, str_sub(s, 0, w), rune);
	}
	return value_string(buf_str(&b));
}

const struct func funcs_encoding[] = {
    {"b64enc", "s", 0, do_encode, BASE64},
    {"b64dec", "s", 0, do_decode, BASE64},
    {"b32enc", "s", 0, do_encode, BASE32},
    {"b32dec", "s", 0, do_decode, BASE32},
    {"sha1sum", "s", 0, do_checksum, 0},
    {"sha256sum", "s", 0, do_checksum, 1},
    {"sha512sum", "s", 0, do_checksum, 2},
    {"adler32sum", "s", 0, do_adler32sum, 0},
    {"html", "a*", 0, do_escape, HTML},
    {"js", "a*", 0, do_escape, JS},
    {"urlquery", "a*", 0, do_escape, QUERY},
    {0},
};
