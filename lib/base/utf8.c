/* Decodes UTF-8: the well-formed byte sequences in table 3-7 of Unicode 15. */
#include "base/utf8.h"

size_t
utf8_next(str s, uint32_t *rune)
{
	/* The lowest character of each length: a lower one is overlong. */
	static const uint32_t lowest[] = {[2] = 0x80, [3] = 0x800, [4] = 0x10000};
	uint32_t c = (unsigned char)s.p[0];
	size_t n = c < 0x80 ? 1 : c < 0xe0 ? 2 : c < 0xf0 ? 3 : 4, i;

	*rune = c;
	if (n == 1)
		return 1;
	*rune = UTF8_BAD;
	if (c < 0xc2 || c > 0xf4 || s.n < n)
		return 1;
	c &= 0xffu >> (n + 1);
	for (i = 1; i < n; i++) {
		if ((s.p[i] & 0xc0) != 0x80)
			return 1;
		c = c << 6 | ((unsigned char)s.p[i] & 0x3f);
	}
	if (c < lowest[n] || (c >= 0xd800 && c < 0xe000) || c > 0x10ffff)
		return 1;
	*rune = c;
	return n;
}

size_t
utf8_ascii(str s)
{
	size_t i;

	for (i = 0; i + 8 <= s.n && !(word_at(s.p + i) & word_ones << 7); i += 8)
		;
	for (; i < s.n && (unsigned char)s.p[i] < 0x80; i++)
		;
	return i;
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

str
utf8_first(str s, size_t n)
{
	uint32_t rune;
	size_t i = 0;

	for (; n > 0 && i < s.n; n--)
		i += utf8_next(str_from(s, i), &rune);
	return str_sub(s, 0, i);
}
