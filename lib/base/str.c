/* Compares, searches, cuts and hashes sized strings. */
#include "base/str.h"

#include <string.h>

str
str_of(const char *s)
{
	return (str){s, s ? strlen(s) : 0};
}

bool
str_is(str a, const char *b)
{
	return str_eq(a, str_of(b));
}

bool
str_ends(str s, str suffix)
{
	return s.n >= suffix.n && str_eq(str_from(s, s.n - suffix.n), suffix);
}

int
str_cmp(str a, str b)
{
	size_t n = a.n < b.n ? a.n : b.n;
	int c = n ? memcmp(a.p, b.p, n) : 0;

	if (c != 0)
		return c;
	return (a.n > b.n) - (a.n < b.n);
}

int
str_order(const void *a, const void *b)
{
	return str_cmp(*(const str *)a, *(const str *)b);
}

size_t
str_after_last(str s, char c)
{
	size_t i = s.n;

	while (i > 0 && s.p[i - 1] != c)
		i--;
	return i;
}

size_t
str_span(str s, size_t i, const char *set)
{
	size_t n = strlen(set);

	while (i < s.n && memchr(set, s.p[i], n))
		i++;
	return i;
}

str
str_trim(str s)
{
	static const char blanks[] = " \t\r\n";

	s = str_from(s, str_span(s, 0, blanks));
	while (s.n > 0 && memchr(blanks, s.p[s.n - 1], 4))
		s.n--;
	return s;
}

str
str_split(str *rest, char sep)
{
	const char *at = rest->n ? memchr(rest->p, sep, rest->n) : NULL;
	str head = *rest;

	if (!at) {
		*rest = str_from(*rest, rest->n);
		return head;
	}
	head.n = (size_t)(at - head.p);
	*rest = str_from(*rest, head.n + 1);
	return head;
}

/* Returns a seed made of addresses, which differ in every process if the system randomizes them. */
static uint64_t
seed(void)
{
	static char anchor;
	static uint64_t s;

	if (s == 0) {
		uint64_t on_stack = (uint64_t)(uintptr_t)&s ^ (uint64_t)(uintptr_t)&on_stack << 20;

		s = (on_stack ^ (uint64_t)(uintptr_t)&anchor) * 0x9e3779b97f4a7c15u | 1;
	}
	return s;
}

static uint64_t
mix(uint64_t h)
{
	h ^= h >> 32;
	h *= 0xd6e8feb86659fd93u;
	h ^= h >> 29;
	return h;
}

uint64_t
str_hash(str s)
{
	uint64_t h = seed() ^ s.n * 0xff51afd7ed558ccdu, w;
	size_t i;

	for (i = 0; i + 8 <= s.n; i += 8) {
		memcpy(&w, s.p + i, 8);
		h = mix(h ^ w) * 0x9e3779b97f4a7c15u;
	}
	w = 0;
	if (i < s.n)
		memcpy(&w, s.p + i, s.n - i);
	return mix(mix(h ^ w));
}
