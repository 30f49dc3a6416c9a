/* Which strings may stand plain: those that every reader, of YAML 1.1 and 1.2, takes for a string
   and for this one. */
#include <string.h>
#include <strings.h>

#include "base/utf8.h"
#include "data/scalar.h"

/* What a character says about a text that is to stand plain. */
enum {
	NOT_FIRST = 1,   /* it cannot begin it */
	NOT_IN_FLOW = 2, /* it cannot stand in it within [] or {} */
	PAIR = 4,        /* it depends on its neighbour */
	NUMERIC = 8,     /* it can stand in a number or a date */
	NUMBER = 16,     /* a number can begin with it */
	WORD = 32,       /* a reserved word can begin with it */
	ODD = 64         /* it is a control character or not ASCII */
};

/* clang-format off */
static const uint8_t traits[256] = {
    ODD, ODD, ODD, ODD, ODD, ODD, ODD, ODD, ODD, ODD, ODD, ODD, ODD, ODD, ODD, ODD,
    ODD, ODD, ODD, ODD, ODD, ODD, ODD, ODD, ODD, ODD, ODD, ODD, ODD, ODD, ODD, ODD,
    ['?'] = NOT_FIRST | NOT_IN_FLOW, ['['] = NOT_FIRST | NOT_IN_FLOW,
    [']'] = NOT_FIRST | NOT_IN_FLOW, ['{'] = NOT_FIRST | NOT_IN_FLOW,
    ['}'] = NOT_FIRST | NOT_IN_FLOW, [','] = NOT_FIRST | NOT_IN_FLOW | NUMERIC,
    [':'] = NOT_FIRST | NOT_IN_FLOW | PAIR | NUMERIC, [' '] = NOT_FIRST | PAIR | NUMERIC,
    ['#'] = NOT_FIRST, ['&'] = NOT_FIRST, ['*'] = NOT_FIRST, ['!'] = NOT_FIRST, ['|'] = NOT_FIRST,
    ['>'] = NOT_FIRST, ['%'] = NOT_FIRST, ['@'] = NOT_FIRST, ['`'] = NOT_FIRST, ['"'] = NOT_FIRST,
    ['\''] = NOT_FIRST,
    ['0'] = NUMBER | NUMERIC, ['1'] = NUMBER | NUMERIC, ['2'] = NUMBER | NUMERIC,
    ['3'] = NUMBER | NUMERIC, ['4'] = NUMBER | NUMERIC, ['5'] = NUMBER | NUMERIC,
    ['6'] = NUMBER | NUMERIC, ['7'] = NUMBER | NUMERIC, ['8'] = NUMBER | NUMERIC,
    ['9'] = NUMBER | NUMERIC, ['+'] = NUMBER | NUMERIC, ['-'] = NUMBER | NUMERIC,
    ['.'] = NUMBER | NUMERIC, ['_'] = NUMERIC, ['e'] = NUMERIC, ['E'] = NUMERIC, ['z'] = NUMERIC,
    ['Z'] = NUMERIC, ['t'] = NUMERIC | WORD, ['T'] = NUMERIC | WORD,
    ['n'] = WORD, ['N'] = WORD, ['f'] = WORD, ['F'] = WORD, ['y'] = WORD, ['Y'] = WORD,
    ['o'] = WORD, ['O'] = WORD, ['~'] = WORD, ['='] = WORD, ['<'] = WORD, [0x7f] = ODD,
    ODD, ODD, ODD, ODD, ODD, ODD, ODD, ODD, ODD, ODD, ODD, ODD, ODD, ODD, ODD, ODD,
    ODD, ODD, ODD, ODD, ODD, ODD, ODD, ODD, ODD, ODD, ODD, ODD, ODD, ODD, ODD, ODD,
    ODD, ODD, ODD, ODD, ODD, ODD, ODD, ODD, ODD, ODD, ODD, ODD, ODD, ODD, ODD, ODD,
    ODD, ODD, ODD, ODD, ODD, ODD, ODD, ODD, ODD, ODD, ODD, ODD, ODD, ODD, ODD, ODD,
    ODD, ODD, ODD, ODD, ODD, ODD, ODD, ODD, ODD, ODD, ODD, ODD, ODD, ODD, ODD, ODD,
    ODD, ODD, ODD, ODD, ODD, ODD, ODD, ODD, ODD, ODD, ODD, ODD, ODD, ODD, ODD, ODD,
    ODD, ODD, ODD, ODD, ODD, ODD, ODD, ODD, ODD, ODD, ODD, ODD, ODD, ODD, ODD, ODD,
    ODD, ODD, ODD, ODD, ODD, ODD, ODD, ODD, ODD, ODD, ODD, ODD, ODD, ODD, ODD, ODD,
};
/* clang-format on */

static bool
has_trait(char c, unsigned trait)
{
	return traits[(unsigned char)c] & trait;
}

/* Whether s is word in any mixture of cases. */
static bool
is_word(str s, str word)
{
	return s.n == word.n && strncasecmp(s.p, word.p, s.n) == 0;
}

/* Whether a base prefix stands here, with underscores anywhere, which readers skip. */
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

/* Whether some reader could see a number or a date: digits, signs and what stands between them
   in any notation, or a base prefix, or infinity by one of its names. */
static bool
looks_numeric(str s)
{
	size_t i, sign = s.p[0] == '+' || s.p[0] == '-';
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
	for (i = 0; i < s.n; i++)
		if (!has_trait(s.p[i], NUMERIC))
			return false;
	return true;
}

/* Words that some reader takes for a boolean or null, and the two that YAML 1.1 gave a meaning. */
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

/* Whether every character may stand in a plain scalar on one line, and no two of them end it. */
static bool
is_plain_text(str s, bool flow)
{
	unsigned ask = ODD | PAIR | (flow ? NOT_IN_FLOW : 0);
	uint32_t rune;
	size_t i = 0;

	for (;;) {
		char c, next;

		while (i < s.n && !has_trait(s.p[i], ask))
			i++;
		if (i == s.n)
			return true;
		c = s.p[i];
		i += utf8_next(str_from(s, i), &rune);
		next = i < s.n ? s.p[i] : ' ';
		if (rune < ' ' || (rune > '~' && rune < 0xa0) || rune == 0x2028 || rune == 0x2029 ||
		    rune == 0xfeff || rune == 0xfffe || rune == 0xffff || rune == UTF8_BAD)
			return false;
		if ((c == ':' && next == ' ') || (c == ' ' && next == '#') ||
		    (flow && has_trait(c, NOT_IN_FLOW)))
			return false;
	}
}

bool
scalar_plain_safe(str s, bool flow)
{
	char c = s.n ? s.p[0] : ' ';

	if (has_trait(c, NOT_FIRST) || s.p[s.n - 1] == ' ')
		return false;
	if (c == '-' && (s.n == 1 || s.p[1] == ' ' || str_starts(s, STR("---"))))
		return false;
	if (c == '.' && str_starts(s, STR("...")))
		return false;
	if (has_trait(c, WORD) && s.n <= SCALAR_WORD_MAX && looks_like_word(s))
		return false;
	if (has_trait(c, NUMBER) && looks_numeric(s))
		return false;
	return is_plain_text(s, flow);
}
