/* Decides which strings need no quotes in YAML: every reader, of YAML 1.1 and 1.2, must read the
   text as this very string. */
#include <string.h>
#include <strings.h>

#include "base/escape.h"
#include "data/scalar.h"

/* What a character means in a text without quotes. */
enum {
	NOT_FIRST = 1,   /* the text cannot begin with it */
	NOT_IN_FLOW = 2, /* the text cannot contain it within [] or {} */
	PAIR = 4,        /* whether it is allowed depends on its neighbour */
	NUMERIC = 8,     /* a number or a date can contain it */
	NUMBER = SCALAR_NUMBER,
	WORD = SCALAR_WORD,
	DIGIT = NUMBER | NUMERIC,
	ODD = 64 /* it is a control character or not ASCII */
};

/* clang-format off */
#define ODD8 ODD, ODD, ODD, ODD, ODD, ODD, ODD, ODD
#define ODD32 ODD8, ODD8, ODD8, ODD8
const uint8_t scalar_traits[256] = {
    ODD32,
    ['?'] = NOT_FIRST | NOT_IN_FLOW, ['['] = NOT_FIRST | NOT_IN_FLOW,
    [']'] = NOT_FIRST | NOT_IN_FLOW, ['{'] = NOT_FIRST | NOT_IN_FLOW,
    ['}'] = NOT_FIRST | NOT_IN_FLOW, [','] = NOT_FIRST | NOT_IN_FLOW | NUMERIC,
    [':'] = NOT_FIRST | NOT_IN_FLOW | PAIR | NUMERIC, [' '] = NOT_FIRST | PAIR | NUMERIC,
    ['#'] = NOT_FIRST, ['&'] = NOT_FIRST, ['*'] = NOT_FIRST, ['!'] = NOT_FIRST, ['|'] = NOT_FIRST,
    ['>'] = NOT_FIRST, ['%'] = NOT_FIRST, ['@'] = NOT_FIRST, ['`'] = NOT_FIRST, ['"'] = NOT_FIRST,
    ['\''] = NOT_FIRST,
    ['0'] = DIGIT, DIGIT, DIGIT, DIGIT, DIGIT, DIGIT, DIGIT, DIGIT, DIGIT, DIGIT,
    ['+'] = DIGIT, ['-'] = DIGIT, DIGIT /* the dot */,
    ['_'] = NUMERIC, ['e'] = NUMERIC, ['E'] = NUMERIC, ['z'] = NUMERIC,
    ['Z'] = NUMERIC, ['t'] = NUMERIC | WORD, ['T'] = NUMERIC | WORD,
    ['n'] = WORD, ['N'] = WORD, ['f'] = WORD, ['F'] = WORD, ['y'] = WORD, ['Y'] = WORD,
    ['o'] = WORD, ['O'] = WORD, ['~'] = WORD, ['='] = WORD, ['<'] = WORD,
    [0x7f] = ODD, ODD32, ODD32, ODD32, ODD32,
};
/* clang-format on */

static bool
has_trait(char c, unsigned trait)
{
	return scalar_traits[(unsigned char)c] & trait;
}

/* Returns whether s is `word`, in upper, lower or mixed case. */
static bool
is_word(str s, str word)
{
	return s.n == word.n && strncasecmp(s.p, word.p, s.n) == 0;
}

/* Returns whether s begins with a base prefix (0x, 0o, 0b). Readers skip underscores in it. */
static bool
has_base(str s)
{
	size_t i = 0;

	while (i < s.n && s.p[i] == '_')
		i++;
	if (i == s.n || s.p[i] != '0')
		return false;
	do
		i++;
	while (i < s.n && s.p[i] == '_');
	return i < s.n && strchr("xXoObB", s.p[i]);
}

/* Returns whether some reader could see a number or a date: only digits, signs and their
   separators, or a base prefix, or a name of infinity or NaN. */
static bool
looks_numeric(str s)
{
	size_t n = s.n, sign = s.p[0] == '+' || s.p[0] == '-';
	str body = str_from(s, sign);

	if (body.n > 0 && body.p[0] == '.')
		body = str_from(body, 1);
	if ((sign || s.p[0] == '.') &&
	    (is_word(body, STR("inf")) || is_word(body, STR("nan")) ||
		is_word(body, STR("infinity"))))
		return true;
	body = str_from(s, sign);
	if (has_base(body))
		return true;
	/* Begin at the end, because a unit like Mi is there. */
	while (n > 0 && has_trait(s.p[n - 1], NUMERIC))
		n--;
	return n == 0;
}

/* Returns whether some reader takes s for a boolean or null, or for = or <<, which are special in
   YAML 1.1. */
static bool
looks_like_word(str s)
{
	static const str reserved[] = {{"null", 4}, {"true", 4}, {"false", 5}, {"yes", 3},
	    {"no", 2}, {"on", 2}, {"off", 3}, {"y", 1}, {"n", 1}, {"~", 1}, {"=", 1}, {"<<", 2}};
	size_t i;

	for (i = 0; i < sizeof reserved / sizeof *reserved; i++)
		if (is_word(s, reserved[i]))
			return true;
	return false;
}

/* Returns whether some reader could see a number, a word or a YAML indicator in s, which begins
   like one. */
static bool
is_taken(str s)
{
	char c = s.p[0];

	if (c == '-' && (s.n == 1 || s.p[1] == ' ' || str_starts(s, STR("---"))))
		return true;
	if (c == '.' && str_starts(s, STR("...")))
		return true;
	if (has_trait(c, WORD))
		return s.n <= SCALAR_WORD_MAX && looks_like_word(s);
	return looks_numeric(s);
}

bool
scalar_plain_safe(str s, bool flow)
{
	unsigned ask = ODD | PAIR | (flow ? NOT_IN_FLOW : 0);
	char c = s.n ? s.p[0] : ' ', next;
	uint32_t rune;
	size_t i = 0;

	if (has_trait(c, NOT_FIRST) || s.p[s.n - 1] == ' ')
		return false;
	if (has_trait(c, WORD | NUMBER) && is_taken(s))
		return false;
	for (;;) {
		while (i < s.n && !has_trait(s.p[i], ask))
			i++;
		if (i == s.n)
			return true;
		c = s.p[i];
		i += utf8_next(str_from(s, i), &rune);
		next = i < s.n ? s.p[i] : ' ';
		if (escape_is_special(rune) || (c == ':' && next == ' ') ||
		    (c == ' ' && next == '#') || has_trait(c, ask & NOT_IN_FLOW))
			return false;
	}
}
