/* Decodes UTF-8 by the table of well-formed sequences (Unicode 15, table 3-7). */
#include "base/utf8.h"

#include "base/word.h"

static bool
in_range(str s, size_t i, unsigned lo, unsigned hi)
{
	unsigned c;

	if (i >= s.n)
		return false;
	c = (unsigned char)s.p[i];
	return c >= lo && c <= hi;
}

size_t
utf8_next(str s, uint32_t *rune)
{
	uint32_t c = (unsigned char)s.p[0];
	size_t n, i;

	*rune = c;
	if (c < 0x80)
		return 1;
	*rune = UTF8_BAD;
	if (c < 0xc2 || c > 0xf4)
		return 1;
	if (!in_range(s, 1,
		c == 0xe0       ? 0xa0
		    : c == 0xf0 ? 0x90
				: 0x80,
		c == 0xed       ? 0x9f
		    : c == 0xf4 ? 0x8f
				: 0xbf))
		return 1;
	n = c < 0xe0 ? 2 : c < 0xf0 ? 3 : 4;
	c &= 0xffu >> (n + 1);
	for (i = 1; i < n; i++) {
		if (!in_range(s, i, 0x80, 0xbf))
			return 1;
		c = c << 6 | ((unsigned char)s.p[i] & 0x3f);
	}
	*rune = c;
	return n;
}

size_t
utf8_put(char *p, uint32_t rune)
{
	size_t n = rune < 0x80 ? 1 : rune < 0x800 ? 2 : rune < 0x10000 ? 3 : 4, i;

	for (i = n; i > 1; i--) {
		p[i - 1] = (char)(0x80 | (rune & 0x3f));
		rune >>= 6;
	}
	p[0] = (char)(n == 1 ? rune : (0xf00u >> n & 0xff) | rune);
	return n;
}

size_t
utf8_ascii(str s)
{
	const uint64_t high = word_ones << 7;
	size_t i;

	if (s.n < 8) {
		for (i = 0; i < s.n && (unsigned char)s.p[i] < 0x80; i++)
			;
		return i;
	}
	for (i = 0; i < s.n - 8 && !(word_at(s.p + i) & high); i += 8)
		;
	i = i < s.n - 8 ? i : s.n - 8;
	return i + word_first(word_at(s.p + i) & high);
}

size_t
utf8_bad(str s)
{
	size_t i = utf8_ascii(s);
	uint32_t rune;

	while (i < s.n) {
		size_t n = utf8_next(str_from(s, i), &rune);

		if (rune == UTF8_BAD)
			return i;
		i += n;
		i += utf8_ascii(str_from(s, i));
	}
	return s.n;
}

size_t
utf8_count(str s)
{
	size_t i, n = 0;
	uint32_t rune;

	for (i = 0; i < s.n; n++)
		i += (unsigned char)s.p[i] < 0x80 ? 1 : utf8_next(str_from(s, i), &rune);
	return n;
}
