/* Sized strings: bytes with a length. A NUL is a byte like any other. */
#ifndef BASE_STR_H
#define BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* A str does not own its bytes. p may be NULL only if n is 0. */
typedef struct str {
	const char *p;
	size_t n;
} str;

/* A string literal as a str. */
#define STR(literal) ((str){(literal), sizeof(literal) - 1})

/* str_of returns a NUL-terminated string as a str, NULL as the empty one. */
str str_of(const char *s);

/* str_copy is memcpy. If n is 0, the pointers may be NULL. */
static inline void
str_copy(char *to, const char *from, size_t n)
{
	if (n > 0)
		memcpy(to, from, n);
}

static inline bool
str_eq(str a, str b)
{
	return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

bool str_is(str a, const char *b);
bool str_ends(str s, str suffix);

static inline bool
str_starts(str s, str prefix)
{
	return s.n >= prefix.n && str_eq((str){s.p, prefix.n}, prefix);
}

/* str_cmp orders by bytes, which for UTF-8 is the order of code points; < 0, 0, > 0. */
int str_cmp(str a, str b);

/* str_order does the same for qsort and bsearch: a and b point to a str, or to a struct that begins
   with one. */
int str_order(const void *a, const void *b);

/* str_find returns the offset of the first needle, or s.n if there is no needle in s. An empty
   needle is at 0. It is inline, because most needles are literals: saves 1.8 % of tmpl-render's
   instructions for 20 requests. */
static inline size_t
str_find(str s, str needle)
{
	const char *p, *end;

	if (needle.n == 0)
		return 0;
	if (needle.n > s.n)
		return s.n;
	end = s.p + (s.n - needle.n) + 1;
	for (p = s.p; (p = memchr(p, needle.p[0], (size_t)(end - p))) != NULL; p++)
		if (memcmp(p, needle.p, needle.n) == 0)
			return (size_t)(p - s.p);
	return s.n;
}

/* str_after_last returns the offset after the last c, or 0 if there is none. */
size_t str_after_last(str s, char c);

/* str_from returns the bytes of s from `from` on, str_sub at most n of them. */
static inline str
str_from(str s, size_t from)
{
	if (from > s.n)
		from = s.n;
	if (from == 0) /* s.p may be NULL */
		return s;
	return (str){s.p + from, s.n - from};
}

static inline str
str_sub(str s, size_t from, size_t n)
{
	s = str_from(s, from);
	if (n < s.n)
		s.n = n;
	return s;
}

/* str_span returns the offset of the first byte of s, from i on, that is not in set. */
size_t str_span(str s, size_t i, const char *set);

/* str_trim cuts spaces, tabs, CR and LF from both ends. */
str str_trim(str s);

/* str_split returns the text before the first sep in *rest and sets *rest to the text after it.
   Without a sep it returns all of *rest and makes *rest empty. */
str str_split(str *rest, char sep);

/* str_hash uses a different seed in every process, so that nobody can prepare collisions. */
uint64_t str_hash(str s);

/* char_is_digit, char_is_word (letters, digits and _) and char_lower know only ASCII. char_value
   returns the value of a hex digit, 16 for any other character. str_digits returns the offset of
   the first byte of s, from i on, that is not a digit. */
static inline bool
char_is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static inline char
char_lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c | 32) : c;
}

static inline bool
char_is_word(char c)
{
	return char_is_digit(c) || ((c | 32) >= 'a' && (c | 32) <= 'z') || c == '_';
}

static inline unsigned
char_value(char c)
{
	if (char_is_digit(c))
		return (unsigned)(c - '0');
	return (c | 32) >= 'a' && (c | 32) <= 'f' ? (unsigned)((c | 32) - 'a') + 10 : 16;
}

static inline bool
char_is_hex(char c)
{
	return char_value(c) < 16;
}

static inline size_t
str_digits(str s, size_t i)
{
	while (i < s.n && char_is_digit(s.p[i]))
		i++;
	return i;
}

/* The word functions handle eight bytes of text at once, as a number whose lowest byte is the
   first. In escape.c alone this saves 22 % of kv2yaml's instructions on ConfigMaps, 3 % on other
   manifests. word_ones has a 1 in each byte. word_at reads eight bytes, on a little-endian machine
   by one load. word_first returns the index of the first byte that is not 0, or 8. */
static const uint64_t word_ones = 0x0101010101010101u;

static inline uint64_t
word_at(const char *s)
{
	const unsigned char *p = (const unsigned char *)s;

	return p[0] | (uint64_t)p[1] << 8 | (uint64_t)p[2] << 16 | (uint64_t)p[3] << 24 |
	    (uint64_t)p[4] << 32 | (uint64_t)p[5] << 40 | (uint64_t)p[6] << 48 |
	    (uint64_t)p[7] << 56;
}

static inline size_t
word_first(uint64_t w)
{
	uint64_t below = (w & (0 - w)) - 1;

	return (size_t)((below >> 7 & word_ones) * word_ones >> 56);
}

#endif
