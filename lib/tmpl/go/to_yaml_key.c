/* Compares keys in go-yaml's order: character by character. At the first difference runs of
   digits compare as numbers, and letters come after other characters. */
#include "base/unicode.h"
#include "tmpl/go/text.h"
#include "tmpl/go/to_yaml.h"

/* Returns whether the digits directly before byte i of s include one that is not 0. */
static bool
number_goes_on(str s, size_t i)
{
	uint32_t rune;

	while (i > 0) {
		do
			i--;
		while (i > 0 && ((unsigned char)s.p[i] & 0xc0) == 0x80);
		text_rune(s, i, &rune);
		if (!unicode_is_digit(rune))
			return false;
		if (rune != '0')
			return true;
	}
	return false;
}

/* Reads the number at byte i of s, continuing the digits before it. Returns its length. */
static size_t
number(str s, size_t i, uint64_t *value)
{
	uint32_t rune;
	size_t n, w;

	for (n = 0; i < s.n; n++, i += w) {
		w = text_rune(s, i, &rune);
		if (!unicode_is_digit(rune))
			break;
		*value = *value * 10 + (rune - '0');
	}
	return n;
}

static int
cmp_runes(str a, str b, size_t i)
{
	uint32_t r, q;
	uint64_t m = 0, n = 0;
	size_t m_digits, n_digits;
	bool r_letter, q_letter;

	text_rune(a, i, &r);
	text_rune(b, i, &q);
	r_letter = unicode_is_letter(r);
	q_letter = unicode_is_letter(q);
	if (r_letter != q_letter)
		return r_letter ? 1 : -1;
	if (!r_letter) {
		if (r == '0' || q == '0')
			m = n = number_goes_on(a, i);
		m_digits = number(a, i, &m);
		n_digits = number(b, i, &n);
		if (m != n)
			return (int64_t)m < (int64_t)n ? -1 : 1;
		if (m_digits != n_digits)
			return m_digits < n_digits ? -1 : 1;
	}
	return r < q ? -1 : r > q;
}

int
to_yaml_key_cmp(str a, str b)
{
	size_t i = 0, n = a.n < b.n ? a.n : b.n;

	while (i < n && a.p[i] == b.p[i])
		i++;
	if (i == n)
		return (a.n > b.n) - (a.n < b.n);
	while (i > 0 && ((unsigned char)a.p[i] & 0xc0) == 0x80)
		i--;
	return cmp_runes(a, b, i);
}
