/* Encodes and decodes base 64 and base 32, which differ only in the bits of a digit. */
#include "base/basenc.h"

#include <string.h>

#include "base/arena.h"

/* The digits, indexed by the number of bits in a digit. */
static const char *const alphabet[] = {
    [5] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567",
    [6] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/",
};

/* The number of digits in a group, the shortest text that encodes whole bytes. */
static const size_t group[] = {[5] = 8, [6] = 4};

str
basenc_encode(struct arena *a, str s, unsigned bits)
{
	const char *digits = alphabet[bits];
	size_t bytes = group[bits] * bits / 8, n = (s.n + bytes - 1) / bytes * group[bits], i,
	       k = 0;
	char *out = arena_take(a, n + 1);
	uint32_t hold = 0;
	unsigned pending = 0;

	for (i = 0; i < s.n; i++) {
		hold = hold << 8 | (unsigned char)s.p[i];
		for (pending += 8; pending >= bits; pending -= bits)
			out[k++] = digits[hold >> (pending - bits) & ((1u << bits) - 1)];
	}
	if (pending > 0)
		out[k++] = digits[hold << (bits - pending) & ((1u << bits) - 1)];
	while (k < n)
		out[k++] = '=';
	return (str){out, n};
}

static size_t
skip_newlines(str s, size_t i)
{
	while (i < s.n && (s.p[i] == '\n' || s.p[i] == '\r'))
		i++;
	return i;
}

/* Checks the padding from byte i on, after n digits of a group. In base 64 the padding must end s.
   In base 32, as in Go, text may follow if it and the padding together have at most 8 bytes. */
static bool
padding(str s, size_t i, size_t n, unsigned bits, size_t *bad)
{
	size_t first = i, missing = group[bits] - n, k;

	*bad = first;
	if (n < 2 || (bits == 5 && s.n - first > group[bits]))
		return false;
	*bad = s.n;
	if (s.n - first < missing)
		return false;
	for (k = 1; k < missing; k++) {
		i = skip_newlines(s, i + 1);
		*bad = i < s.n ? i - 1 : i;
		if (i == s.n || s.p[i] != '=')
			return false;
	}
	*bad = bits == 5 ? first : skip_newlines(s, i + 1);
	return bits == 5 ? n != 3 && n != 6 : *bad == s.n;
}

bool
basenc_decode(struct arena *a, str s, unsigned bits, str *out, size_t *bad)
{
	const char *digits = alphabet[bits], *digit;
	char *p = arena_take(a, s.n + 1);
	size_t i, count = 0, n = 0;
	uint32_t hold = 0;
	unsigned pending = 0;

	if (bits == 5)
		s = arena_without(a, s, STR("\r\n"));
	for (i = skip_newlines(s, 0); i < s.n; i = skip_newlines(s, i + 1)) {
		size_t begun = count % group[bits];

		*out = (str){p, n};
		if (s.p[i] == '=')
			return padding(s, i, begun, bits, bad);
		*bad = i;
		if (!(digit = memchr(digits, s.p[i], 1u << bits)))
			return false;
		count++;
		hold = hold << bits | (uint32_t)(digit - digits);
		if ((pending += bits) < 8)
			continue;
		pending -= 8;
		p[n++] = (char)(hold >> pending);
	}
	*out = (str){p, n};
	*bad = s.n - count % group[bits];
	return count % group[bits] == 0;
}
