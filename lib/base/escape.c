/* Escapes and unescapes JSON strings, and text for messages. */
#include "base/escape.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/num.h"

/* A message shows this many characters before and after the cut in a long value. */
enum { SHOW_HEAD = 60, SHOW_TAIL = 16 };

/* The escape of a byte in a JSON string: 0 for no escape, else the letter after the backslash. u is
   \u00xx; for bytes that are not ASCII, is_escaped looks at the whole character. */
#define U8 'u', 'u', 'u', 'u', 'u', 'u', 'u', 'u'
#define U32 U8, U8, U8, U8
static const char json_escape[256] = {'u', 'u', 'u', 'u', 'u', 'u', 'u', 'u', 'b', 't', 'n', 'u',
    'f', 'r', 'u', 'u', U8, U8, ['"'] = '"', ['\\'] = '\\', [0x7f] = 'u', U32, U32, U32, U32};

/* Adds a character's escape. */
static void
escape_char(struct buf *b, uint32_t rune)
{
	static const char hex[] = "0123456789abcdef";
	char *p = buf_need(b, 6);

	p[0] = '\\';
	p[1] = rune < 0x80 && json_escape[rune] ? json_escape[rune] : 'u';
	b->n += 2;
	if (p[1] != 'u')
		return;
	p[2] = hex[rune >> 12 & 15];
	p[3] = hex[rune >> 8 & 15];
	p[4] = hex[rune >> 4 & 15];
	p[5] = hex[rune & 15];
	b->n += 4;
}

/* Finds the first of eight bytes that has an escape in json_escape (str.h says what that saves).
   The lowest set bit of the result is the high bit of that byte; if no byte needs an escape, the
   result is 0. The terms set the high bit of a byte that is not ASCII, is less than a space, or is
   a quote, a backslash or DEL. Borrows and carries change only higher bytes. */
static inline uint64_t
specials(uint64_t w)
{
	uint64_t ones = word_ones, quote = w ^ ones * '"', backslash = w ^ ones * '\\';

	return (w | (w - ones * ' ') | (quote - ones) | (backslash - ones) | (w + ones)) &
	    ones << 7;
}

/* Returns how many bytes at the beginning of s have no escape in json_escape. Copies them to p,
   which has room for all of s, unless p is NULL. */
static inline size_t
plain(char *p, str s)
{
	uint64_t found;
	size_t i;

	for (i = 0; i + 8 <= s.n; i += 8) {
		if (p)
			memcpy(p + i, s.p + i, 8);
		if ((found = specials(word_at(s.p + i))))
			return i + word_first(found);
	}
	for (; i < s.n && !json_escape[(unsigned char)s.p[i]]; i++)
		if (p)
			p[i] = s.p[i];
	return i;
}

size_t
escape_plain_run(str s)
{
	return plain(NULL, s);
}

size_t
escape_printable(str s, unsigned allowed, size_t *chars)
{
	size_t i = 0, n, more = 0; /* bytes of characters after their first */
	uint32_t rune;

	for (; (i += escape_plain_run(str_from(s, i))) < s.n; i += n, more += n - 1) {
		n = utf8_next(str_from(s, i), &rune);
		if (escape_is_special(rune) && (rune >= 32 || !(allowed >> rune & 1)))
			break;
	}
	if (chars)
		*chars += i - more;
	return i;
}

static bool
is_html(uint32_t rune)
{
	return rune == '<' || rune == '>' || rune == '&';
}

/* Returns whether a character changes the writing direction. */
static bool
is_bidi(uint32_t rune)
{
	return rune == 0x061c || rune == 0x200e || rune == 0x200f ||
	    (rune >= 0x202a && rune <= 0x202e) || (rune >= 0x2066 && rune <= 0x2069);
}

static bool
is_escaped(uint32_t rune, unsigned how)
{
	if (rune == '"' || rune == '\\')
		return !(how & ESCAPE_BARE);
	if (rune < ' ' || (how & ESCAPE_HTML && is_html(rune)) ||
	    (how & ESCAPE_LINE && is_bidi(rune)))
		return true;
	if (rune == UTF8_BAD)
		return how & (ESCAPE_GO | ESCAPE_LINE);
	if (how & (ESCAPE_YAML | ESCAPE_LINE))
		return escape_is_special(rune);
	if (how & ESCAPE_GO)
		return rune == 0x2028 || rune == 0x2029;
	return rune >= 0x7f && rune < (how & ESCAPE_TOML ? 0x80 : 0xa0);
}

/* Copies to p, which has room for all of s, the plain bytes at the beginning of s. */
static size_t
copy_plain(char *p, str s, unsigned how)
{
	size_t n = plain(p, s), i;

	for (i = 0; how & ESCAPE_HTML && i < n; i++)
		if (is_html((unsigned char)s.p[i]))
			return i;
	return n;
}

void
escape_text(struct buf *b, str s, unsigned how)
{
	uint32_t rune;
	size_t n;

	while (s.n > 0) {
		b->n += n = copy_plain(buf_need(b, s.n), s, how);
		if ((s = str_from(s, n)).n == 0)
			return;
		n = utf8_next(s, &rune);
		if (!is_escaped(rune, how))
			buf_add(b, str_sub(s, 0, n));
		else if (rune != UTF8_BAD || !(how & ESCAPE_LINE))
			escape_char(b, rune == UTF8_BAD ? 0xfffd : rune);
		else
			buf_printf(b, "\\x%02x", (unsigned)(unsigned char)s.p[0]);
		s = str_from(s, n);
	}
}

void
escape_quoted(struct buf *b, str s, unsigned how)
{
	buf_addc(b, '"');
	escape_text(b, s, how);
	buf_addc(b, '"');
}

void
escape_line(struct buf *b, str s)
{
	escape_text(b, s, ESCAPE_LINE | ESCAPE_BARE);
}

const char *
escape_name(struct arena *a, str s)
{
	struct buf b = {.arena = a};

	escape_line(&b, s);
	return buf_cstr(&b);
}

/* Returns the value of the four hex digits of s from i on, or UTF8_BAD. */
static uint32_t
hex4(str s, size_t i)
{
	uint64_t v;

	s = str_sub(s, i, 4);
	return s.n == 4 && num_uint(s, 16, &v) ? (uint32_t)v : UTF8_BAD;
}

/* Cuts one escape off the front of *rest and adds its character. */
static const char *
unescape_one(struct buf *b, str *rest)
{
	static const char letters[] = "\"\\/bfnrt", meant[] = "\"\\/\b\f\n\r\t";
	const char *letter;
	uint32_t rune, low;

	if (rest->n < 2)
		return "an escape is cut short";
	if (rest->p[1] != 'u') {
		if (!(letter = memchr(letters, rest->p[1], sizeof letters - 1)))
			return "unknown escape in a JSON string";
		buf_addc(b, meant[letter - letters]);
		*rest = str_from(*rest, 2);
		return NULL;
	}
	rune = hex4(*rest, 2);
	if (rune == UTF8_BAD)
		return "\\u must be followed by four hex digits";
	if (rune >= 0xdc00 && rune < 0xe000)
		return "a low surrogate without its high one";
	if (rune >= 0xd800 && rune < 0xdc00) {
		low = str_starts(str_from(*rest, 6), STR("\\u")) ? hex4(*rest, 8) : 0;
		if (low < 0xdc00 || low >= 0xe000)
			return "a high surrogate without its low one";
		rune = 0x10000 + ((rune - 0xd800) << 10) + (low - 0xdc00);
		*rest = str_from(*rest, 6);
	}
	buf_rune(b, rune);
	*rest = str_from(*rest, 6);
	return NULL;
}

/* Cuts off and adds an unescaped character that is not plain ASCII. */
static const char *
take_one(struct buf *b, str *rest)
{
	uint32_t rune;
	size_t n = utf8_next(*rest, &rune);

	if (rune == UTF8_BAD)
		return "bytes that are not UTF-8";
	if (rune < 0x20)
		return "a control character that is not escaped";
	buf_add(b, str_sub(*rest, 0, n));
	*rest = str_from(*rest, n);
	return NULL;
}

const char *
unescape_json(struct arena *a, str *rest, str *s)
{
	static struct arena scratch; /* the text grows here, and is then copied into a */
	static struct buf b = {.arena = &scratch};
	const char *error;
	size_t n;

	if (rest->n == 0 || rest->p[0] != '"')
		return "expected a JSON string in double quotes";
	*rest = (str){rest->p + 1, rest->n - 1};
	for (b.n = 0;;) {
		b.n += n = plain(buf_need(&b, rest->n), *rest);
		*rest = (str){rest->p + n, rest->n - n};
		if (rest->n == 0)
			return "a JSON string without its closing quote";
		if (rest->p[0] == '"')
			break;
		error = rest->p[0] == '\\' ? unescape_one(&b, rest) : take_one(&b, rest);
		if (error)
			return error;
	}
	*rest = (str){rest->p + 1, rest->n - 1};
	*s = arena_str(a, buf_str(&b));
	return NULL;
}

const char *
escape_show(struct arena *a, str s)
{
	struct buf whole = {.arena = a}, safe = {.arena = a};
	size_t count = utf8_count(s);

	if (count > SHOW_HEAD + SHOW_TAIL + 3) {
		buf_add(&whole, utf8_first(s, SHOW_HEAD));
		buf_add(&whole, STR("\xe2\x80\xa6")); /* … */
		buf_add(&whole, str_from(s, utf8_first(s, count - SHOW_TAIL).n));
		s = buf_str(&whole);
	}
	escape_quoted(&safe, s, ESCAPE_LINE);
	return buf_cstr(&safe);
}

str
escape_cut(struct arena *a, str s, size_t max)
{
	struct buf b = {.arena = a};

	if (s.n <= max)
		return s;
	while (max > 0 && ((unsigned char)s.p[max] & 0xc0) == 0x80)
		max--;
	buf_add(&b, str_sub(s, 0, max));
	buf_add(&b, STR("\xe2\x80\xa6")); /* … */
	return buf_str(&b);
}
