/* Functions for letters, words and lines: title untitle swapcase initials nospace camelcase
   snakecase kebabcase abbrev abbrevboth wrap wrapWith. As in sprig, widths, initials and nospace
   count bytes. */
#include "base/arena.h"
#include "base/buf.h"
#include "base/unicode.h"
#include "base/utf8.h"
#include "tmpl/formats/case.h"
#include "tmpl/funcs/args.h"
#include "tmpl/go/text.h"

static void
add_rune(struct buf *b, uint32_t rune)
{
	b->n += utf8_put(buf_need(b, 4), rune);
}

/* Changes each character by change, whose second argument is the one before it, or a blank. */
static struct value
each_rune(struct exec *x, struct value v, uint32_t (*change)(uint32_t rune, uint32_t before))
{
	struct buf b = {.arena = func_arena(x)};
	str s = args_str(x, v);
	uint32_t rune, before = ' ';
	size_t i;

	for (i = 0; i < s.n; before = rune) {
		i += text_rune(s, i, &rune);
		add_rune(&b, change(rune, before));
	}
	return value_string(buf_str(&b));
}

static uint32_t
title(uint32_t rune, uint32_t before)
{
	bool within =
	    before == '_' || (before >= '0' && before <= '9') || unicode_is_letter(before);

	return !within && (before < 0x80 || unicode_is_space(before)) ? unicode_title(rune) : rune;
}

static uint32_t
untitle(uint32_t rune, uint32_t before)
{
	return unicode_is_space(before) ? unicode_lower(rune) : rune;
}

/* The first letter of a word becomes title case if it was lower case. */
static uint32_t
swap(uint32_t rune, uint32_t before)
{
	switch (unicode_class(rune)) {
	case UNICODE_UPPER:
	case UNICODE_TITLE:
		return unicode_lower(rune);
	case UNICODE_LOWER:
		return unicode_is_space(before) ? unicode_title(rune) : unicode_upper(rune);
	default:
		return rune;
	}
}

FUNC(do_title)
{
	return each_rune(x, v[0], title);
}

FUNC(do_untitle)
{
	return each_rune(x, v[0], untitle);
}

FUNC(do_swapcase)
{
	return each_rune(x, v[0], swap);
}

/* Returns a byte as the character with its number. */
static uint32_t
byte_at(str s, size_t i)
{
	return (unsigned char)s.p[i];
}

FUNC(do_initials)
{
	struct buf b = {.arena = func_arena(x)};
	str s = args_str(x, v[0]);
	size_t i;

	for (i = 0; i < s.n; i++)
		if (!unicode_is_space(byte_at(s, i)) &&
		    (i == 0 || unicode_is_space(byte_at(s, i - 1))))
			add_rune(&b, byte_at(s, i));
	return value_string(buf_str(&b));
}

/* A text without spaces does not change; in another text every byte outside of ASCII becomes a
   character. */
FUNC(do_nospace)
{
	struct buf b = {.arena = func_arena(x)};
	str s = args_str(x, v[0]);
	size_t i, count = 0;

	for (i = 0; i < s.n; i++) {
		if (unicode_is_space(byte_at(s, i)))
			continue;
		add_rune(&b, byte_at(s, i));
		count++;
	}
	return count == s.n ? v[0] : value_string(buf_str(&b));
}

FUNC(do_camelcase)
{
	return value_string(case_camel(func_arena(x), args_str(x, v[0])));
}

FUNC(do_snakecase)
{
	return value_string(case_joined(func_arena(x), args_str(x, v[0]), '_'));
}

FUNC(do_kebabcase)
{
	return value_string(case_joined(func_arena(x), args_str(x, v[0]), '-'));
}

/* Returns at most width bytes of s from offset on, with dots in place of the rest. */
static str
abbreviate(struct arena *a, str s, int64_t offset, int64_t width)
{
	enum { DOTS = 3, EDGE = 4, BOTH_MIN = 7 };
	struct buf b = {.arena = a};
	int64_t n = (int64_t)s.n;

	if (n <= width)
		return s;
	if (offset > n)
		offset = n;
	if (n - offset < width - DOTS)
		offset = n - (width - DOTS);
	if (offset <= EDGE) {
		buf_add(&b, str_sub(s, 0, (size_t)(width - DOTS)));
		buf_add(&b, STR("..."));
		return buf_str(&b);
	}
	if (width < BOTH_MIN)
		return (str){0};
	buf_add(&b, STR("..."));
	if (offset + width - DOTS < n)
		buf_add(&b, abbreviate(a, str_from(s, (size_t)offset), 0, width - DOTS));
	else
		buf_add(&b, str_from(s, (size_t)(n - (width - DOTS))));
	return buf_str(&b);
}

FUNC(do_abbrev)
{
	int64_t width = args_int(x, v[0]);
	str s = args_str(x, v[1]);

	return width < 4 ? v[1] : value_string(abbreviate(func_arena(x), s, 0, width));
}

FUNC(do_abbrevboth)
{
	int64_t left = args_int(x, v[0]), right = args_int(x, v[1]);
	str s = args_str(x, v[2]);

	if (right < 4 || (left > 0 && right < 7))
		return v[2];
	return value_string(abbreviate(func_arena(x), s, left, right));
}

/* Returns the last space of the first n bytes, or n. */
static size_t
last_space(str s, size_t n)
{
	size_t i = n;

	while (i > 0 && s.p[i - 1] != ' ')
		i--;
	return i > 0 ? i - 1 : n;
}

/* Breaks a text at spaces into lines of at most width bytes. With cut, longer words are broken
   too. */
static str
wrap(struct arena *a, str s, int64_t most, str newline, bool cut)
{
	struct buf b = {.arena = a};
	size_t width = most < 1 ? 1 : (size_t)most, at;

	while (s.n > width) {
		if (s.p[0] == ' ') {
			s = str_from(s, 1);
			continue;
		}
		at = last_space(s, width + 1);
		if (at == width + 1 && cut) {
			buf_add(&b, str_sub(s, 0, width));
			buf_add(&b, newline);
			s = str_from(s, width);
			continue;
		}
		if (at == width + 1)
			at = width + str_find(str_from(s, width), STR(" "));
		buf_add(&b, str_sub(s, 0, at));
		if (at == s.n)
			return buf_str(&b);
		buf_add(&b, newline);
		s = str_from(s, at + 1);
	}
	buf_add(&b, s);
	return buf_str(&b);
}

FUNC(do_wrap)
{
	int64_t width = args_int(x, v[0]);

	return value_string(wrap(func_arena(x), args_str(x, v[1]), width, STR("\n"), false));
}

FUNC(do_wrap_with)
{
	int64_t width = args_int(x, v[0]);
	str newline = args_str(x, v[1]), s = args_str(x, v[2]);

	if (newline.n == 0)
		newline = STR("\n");
	return value_string(wrap(func_arena(x), s, width, newline, true));
}

const struct func funcs_words[] = {
    {"title", 1, 1, 0, do_title},
    {"untitle", 1, 1, 0, do_untitle},
    {"swapcase", 1, 1, 0, do_swapcase},
    {"initials", 1, 1, 0, do_initials},
    {"nospace", 1, 1, 0, do_nospace},
    {"camelcase", 1, 1, 0, do_camelcase},
    {"snakecase", 1, 1, 0, do_snakecase},
    {"kebabcase", 1, 1, 0, do_kebabcase},
    {"abbrev", 2, 2, 0, do_abbrev},
    {"abbrevboth", 3, 3, 0, do_abbrevboth},
    {"wrap", 2, 2, 0, do_wrap},
    {"wrapWith", 3, 3, 0, do_wrap_with},
    {0},
};
