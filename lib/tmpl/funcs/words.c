/* Functions for letters, words and lines. As in sprig, widths, initials and nospace count bytes. */
#include "base/buf.h"
#include "base/regex.h"
#include "base/unicode.h"
#include "base/utf8.h"
#include "tmpl/funcs/funcs.h"
#include "tmpl/go/text.h"

enum { TO_UPPER, TO_LOWER, TITLE, UNTITLE, SWAP };

/* In ASCII everything but letters, digits and _ separates words. */
static bool
is_separator(uint32_t rune)
{
	return rune < 0x80 ? !char_is_word((char)rune) : unicode_is_space(rune);
}

/* Returns the changed rune. `before` is the preceding character or, at the start, a blank. */
static uint32_t
changed(int which, uint32_t rune, uint32_t before)
{
	const char *category;

	if (which == TO_UPPER)
		return unicode_upper(rune);
	if (which == TO_LOWER)
		return unicode_lower(rune);
	if (which == TITLE)
		return is_separator(before) ? unicode_title(rune) : rune;
	if (which == UNTITLE)
		return unicode_is_space(before) ? unicode_lower(rune) : rune;
	/* SWAP: the first letter of a word, if it is lower case, becomes title case. */
	category = unicode_category(rune);
	if (strcmp(category, "Ll") == 0)
		return unicode_is_space(before) ? unicode_title(rune) : unicode_upper(rune);
	if (strcmp(category, "Lu") == 0 || strcmp(category, "Lt") == 0)
		return unicode_lower(rune);
	return rune;
}

static void
change(struct buf *b, str s, int which)
{
	uint32_t rune, before = ' ';
	size_t i;

	for (i = 0; i < s.n; before = rune) {
		i += text_rune(s, i, &rune);
		buf_rune(b, changed(which, rune, before));
	}
}

FUNC(do_change)
{
	struct buf b = {.arena = a};

	change(&b, v[0].s, f->which);
	return value_string(buf_str(&b));
}

/* nospace, and initials if `which` is true. Each byte outside of ASCII becomes the character with
   its number, but nospace does not change a text without spaces. */
FUNC(do_nospace)
{
	struct buf b = {.arena = a};
	uint32_t rune, before = ' ';
	size_t i, count = 0;

	for (i = 0; i < v[0].s.n; i++, before = rune) {
		rune = (unsigned char)v[0].s.p[i];
		if (unicode_is_space(rune) || (f->which && !unicode_is_space(before)))
			continue;
		buf_rune(&b, rune);
		count++;
	}
	return count == i && !f->which ? v[0] : value_string(buf_str(&b));
}

/* Ideographs have no case and do not separate words. */
static bool
is_ideograph(uint32_t rune)
{
	return (rune >= 0x4e00 && rune <= 0x9fcc) || (rune >= 0x3400 && rune <= 0x4d85) ||
	    (rune >= 0x20000 && rune <= 0x2b81d);
}

static bool
is_connector(uint32_t rune)
{
	return rune == '-' || rune == '_' || unicode_is_space(rune);
}

/* Returns the kind of a character: - or _ (-), a space (S), other punctuation (P), a capital (C),
   another letter (L), a number (N) or anything else (O). */
static char
kind_of(uint32_t rune)
{
	const char *category = unicode_category(rune);

	if (is_connector(rune))
		return unicode_is_space(rune) ? 'S' : '-';
	if (strcmp(category, "Lu") == 0)
		return 'C';
	return strchr("PLN", *category) && !is_ideograph(rune) ? *category : 'O';
}

/* snakecase and kebabcase put connectors between words. A number joins the letters before it unless
   lower case letters follow it (Bld4Floor becomes bld4_floor, HTTP2xx http_2xx). Lower case letters
   and numbers after a number join it. */
FUNC(do_joined)
{
	/* By the kinds of characters: connectors, punctuation, and so on. The group is a number
	   that joins the word before it. */
	static const char words[] = "[-S]+|P[-P]*|C+(?!L)|C?L+|(N++(?!L))|N[LN]*|O+";
	struct buf b = {.arena = a}, kinds = {.arena = a};
	struct regex_match m = {.end = 0};
	char connector = (char)f->which, kind, last = '-';
	str s = v[0].s, word;
	uint32_t rune;
	size_t i;

	for (i = 0; i < s.n; buf_addc(&kinds, kind_of(rune)))
		i += text_rune(s, i, &rune);
	for (; regex_in(words, buf_str(&kinds), m.end, &m); last = kind) {
		kind = m.group[0].p[0];
		word = utf8_first(s, m.group[0].n);
		s = str_from(s, word.n);
		if (m.group[1].n == 0 && !strchr("-SP", last) && !strchr("-SP", kind))
			buf_addc(&b, connector);
		if (strchr("-S", kind))
			buf_pad(&b, connector, m.group[0].n);
		else if (kind == 'C')
			change(&b, word, TO_LOWER);
		else
			buf_add(&b, word);
	}
	return value_string(buf_str(&b));
}

/* Connectors at the start stay. Before each later word, the last connector is removed. Capitals at
   the start of a word become lower case, except the first. */
FUNC(do_camelcase)
{
	struct buf b = {.arena = a};
	bool begun = false, begins = true, capitals = false;
	size_t i, connector = 0;
	uint32_t rune = 0;

	for (i = 0; i < v[0].s.n;) {
		i += text_rune(v[0].s, i, &rune);
		if (is_connector(rune)) {
			begins = true;
			connector = b.n;
			buf_rune(&b, rune);
			continue;
		}
		if (begun && begins)
			b.n = connector;
		capitals = (capitals || begins) && kind_of(rune) == 'C';
		buf_rune(&b, begins ? unicode_upper(rune) : capitals ? unicode_lower(rune) : rune);
		begun = true;
		begins = false;
	}
	if (!begun && i > 0) /* only connectors: the last one is doubled */
		buf_rune(&b, rune);
	return value_string(buf_str(&b));
}

/* abbrevboth LEFT WIDTH, and abbrev, whose LEFT is 0: at most WIDTH bytes from LEFT on, with dots
   in place of the rest. */
FUNC(do_abbrev)
{
	enum { DOTS = 3, EDGE = 4, MIN = 4, BOTH_MIN = 7 };
	struct buf b = {.arena = a};
	int64_t left = n > 2 ? v[0].as.i : 0, width = v[n - 2].as.i, room = width - DOTS;
	str s = v[n - 1].s;
	int64_t size = (int64_t)s.n;

	if (width < MIN || (left > 0 && width < BOTH_MIN) || size <= width)
		return v[n - 1];
	if (left > size - room)
		left = size - room;
	if (left <= EDGE) {
		left = 0;
	} else {
		buf_add(&b, STR("..."));
		room -= left + room < size ? DOTS : 0;
	}
	buf_add(&b, str_sub(s, (size_t)left, (size_t)room));
	if (left + room < size)
		buf_add(&b, STR("..."));
	return value_string(buf_str(&b));
}

/* Breaks a text at spaces into lines of at most width bytes. wrapWith WIDTH NEWLINE TEXT breaks
   longer words too. */
FUNC(do_wrap)
{
	struct buf b = {.arena = a};
	size_t width = v[0].as.i < 1 ? 1 : (size_t)v[0].as.i, at, next;
	str newline = n > 2 && v[1].s.n > 0 ? v[1].s : STR("\n"), s = v[n - 1].s;

	for (; s.n > width; s = str_from(s, next)) {
		next = 1;
		if (s.p[0] == ' ')
			continue;
		for (at = width; at > 0 && s.p[at] != ' '; at--)
			continue;
		if (at == 0)
			at = n > 2 ? width : width + str_find(str_from(s, width), STR(" "));
		buf_add(&b, str_sub(s, 0, at));
		if (at < s.n)
			buf_add(&b, newline);
		next = at + (at < s.n && s.p[at] == ' ');
	}
	buf_add(&b, s);
	return value_string(buf_str(&b));
}

const struct func funcs_words[] = {
    {"upper", "s", 0, do_change, TO_UPPER},
    {"lower", "s", 0, do_change, TO_LOWER},
    {"title", "s", 0, do_change, TITLE},
    {"untitle", "s", 0, do_change, UNTITLE},
    {"swapcase", "s", 0, do_change, SWAP},
    {"nospace", "s", 0, do_nospace, false},
    {"initials", "s", 0, do_nospace, true},
    {"camelcase", "s", 0, do_camelcase, 0},
    {"snakecase", "s", 0, do_joined, '_'},
    {"kebabcase", "s", 0, do_joined, '-'},
    {"abbrev", "is", 0, do_abbrev, 0},
    {"abbrevboth", "iis", 0, do_abbrev, 0},
    {"wrap", "is", 0, do_wrap, 0},
    {"wrapWith", "iss", 0, do_wrap, 0},
    {0},
};
