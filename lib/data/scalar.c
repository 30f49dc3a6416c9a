/* Types plain scalars by the rules of go-yaml 2, which the Kubernetes API server uses:

       null   = "" | "~" | "null" | "Null" | "NULL"
       bool   = y yes true on n no false off, in lower case, Capitalized or UPPER CASE
       int    = [sign] ("0b" bits | "0o" octals | "0x" hexes | "0" octals | decimals), "_" anywhere
                after the first character; past 64 bits: decimal if all are digits, else a string
       float  = [sign] ("." digits | digits ["." [digits]]) [("e" | "E") [sign] digits]
       others = [sign] ".inf", ".nan"

   Everything else is a string, also dates and sexagesimals (1:30). A decimal integer past 64 bits
   keeps its digits, while go-yaml makes it a float. A number past the range of a double is a
   string, here and in go-yaml.

   The second part decides which strings need no quotes. */
#include "data/scalar.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "base/basenc.h"
#include "base/buf.h"
#include "base/escape.h"
#include "base/num.h"
#include "base/utf8.h"

/* What a character means in a text without quotes. */
enum {
	NOT_FIRST = 1,   /* the text cannot begin with it */
	NOT_IN_FLOW = 2, /* the text cannot contain it within [] or {} */
	PAIR = 4,        /* whether it is allowed depends on its neighbour */
	NUMERIC = 8,     /* a number or a date can contain it */
	NUMBER = 16,     /* it begins a number */
	WORD = 32,       /* it begins a reserved word */
	DIGIT = NUMBER | NUMERIC,
	ODD = 64 /* it is a control character or not ASCII */
};

/* clang-format off */
#define ODD8 ODD, ODD, ODD, ODD, ODD, ODD, ODD, ODD
#define ODD32 ODD8, ODD8, ODD8, ODD8
static const uint8_t traits[256] = {
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
	return traits[(unsigned char)c] & trait;
}

/* Returns whether s has only characters of numbers and dates. The loop begins at the end of s, so a
   unit like Mi ends it at once. */
static bool
is_numeric(str s)
{
	while (s.n > 0 && has_trait(s.p[s.n - 1], NUMERIC))
		s.n--;
	return s.n == 0;
}

/* The length of the longest reserved word, "false". */
enum { WORD_MAX = 5 };

/* Returns whether s is in lower case, Capitalized or UPPER CASE. */
static bool
has_usual_case(str s)
{
	size_t i, upper = 0;

	for (i = 0; i < s.n; i++)
		upper += char_lower(s.p[i]) != s.p[i];
	return upper == 0 || upper == s.n || (upper == 1 && char_lower(s.p[0]) != s.p[0]);
}

/* Returns whether s is `word`, in upper, lower or mixed case. */
static bool
is_any_case(str s, str word)
{
	return s.n == word.n && (s.n == 0 || strncasecmp(s.p, word.p, s.n) == 0);
}

/* The reserved words. In YAML 1.1 = and << are special, too. */
static const struct word {
	str text;
	enum val_kind kind;
	const char *meaning;
} words[] = {
    {{"true", 4}, VAL_BOOL, "true"},
    {{"false", 5}, VAL_BOOL, "false"},
    {{"null", 4}, VAL_NULL, "null"},
    {{"", 0}, VAL_NULL, "null"},
    {{"~", 1}, VAL_NULL, "null"},
    {{"yes", 3}, VAL_BOOL, "true"},
    {{"no", 2}, VAL_BOOL, "false"},
    {{"on", 2}, VAL_BOOL, "true"},
    {{"off", 3}, VAL_BOOL, "false"},
    {{"y", 1}, VAL_BOOL, "true"},
    {{"n", 1}, VAL_BOOL, "false"},
    {{"=", 1}, VAL_STRING, "="},
    {{"<<", 2}, VAL_STRING, "<<"},
};

/* Returns the reserved word that is equal to s except for case, or NULL. */
static const struct word *
find_word(str s)
{
	size_t i;

	for (i = 0; i < sizeof words / sizeof *words; i++)
		if (is_any_case(s, words[i].text))
			return &words[i];
	return NULL;
}

static bool
has_sign(str s)
{
	return s.n > 0 && (s.p[0] == '+' || s.p[0] == '-');
}

/* Returns the canonical text of .inf or .nan, empty if s is neither. Only .inf may have a sign. */
static str
infinite(str s)
{
	str body = str_from(s, has_sign(s));

	if (str_is(s, ".nan") || str_is(s, ".NaN") || str_is(s, ".NAN"))
		return STR(".nan");
	if (!is_any_case(body, STR(".inf")) || !has_usual_case(str_from(body, 1)))
		return (str){0};
	return s.p[0] == '-' ? STR("-.inf") : STR(".inf");
}

static struct scalar
from_double(struct arena *a, double value)
{
	str text = num_text(a, value);

	return (struct scalar){num_is_int(text) ? VAL_INT : VAL_FLOAT, text, true};
}

/* Parses a float or an integer past 64 bits. s has no underscores. */
static bool
resolve_float(struct arena *a, str s, struct scalar *out)
{
	const char *text;
	double value;
	char *end;
	str digits;

	/* Else strtod would read hexadecimal numbers and names, too. */
	if (!is_numeric(s))
		return false;
	text = arena_str(a, s).p;
	value = strtod(text, &end);
	if (end < text + s.n || !isfinite(value))
		return false;
	*out = from_double(a, value);
	/* An integer keeps its digits. */
	if (str_digits(s, has_sign(s)) == s.n && fabs(value) >= 9007199254740992.0) {
		digits = str_from(s, str_span(s, 0, "+-0"));
		text = buf_format(a, "%s%.*s", s.p[0] == '-' ? "-" : "", (int)digits.n, digits.p);
		*out = (struct scalar){VAL_INT, str_of(text), s.p[has_sign(s)] == '0'};
	}
	return true;
}

/* Parses a number. s begins with a digit or a sign. */
static bool
resolve_number(struct arena *a, str s, struct scalar *out)
{
	bool sign, negative, inner;
	uint64_t u;
	unsigned base;
	str digits;

	if (memchr(s.p, '_', s.n))
		s = arena_without(a, s, STR("_"));
	/* go-yaml accepts a sign within 0b-101, too. */
	inner = str_starts(s, STR("0b")) && has_sign(str_from(s, 2));
	sign = inner || has_sign(s);
	negative = s.p[inner ? 2 : 0] == '-';
	digits = str_from(s, inner ? 3 : sign);
	base = inner ? 2 : num_prefix(&digits);
	if (num_uint(digits, base, &u) && (!sign || u <= (uint64_t)INT64_MAX + negative)) {
		if (sign || base != 10)
			s = str_of(buf_format(a, "%s%" PRIu64, negative && u ? "-" : "", u));
		*out = (struct scalar){VAL_INT, s, false};
		return true;
	}
	return resolve_float(a, s, out);
}

/* Parses a float like .5. s begins with a dot. Underscores are allowed only between digits. */
static bool
resolve_dot(struct arena *a, str s, struct scalar *out)
{
	size_t i;

	for (i = 0; i < s.n; i++)
		if (s.p[i] == '_' &&
		    (i == 0 || i + 1 == s.n || !char_is_digit(s.p[i - 1]) ||
			!char_is_digit(s.p[i + 1])))
			return false;
	return resolve_float(a, arena_without(a, s, STR("_")), out);
}

const char *
scalar_plain(struct arena *a, str s, struct scalar *out)
{
	unsigned begins = s.n ? traits[(unsigned char)s.p[0]] : WORD;
	const struct word *word;
	str text;

	if (begins & WORD && s.n <= WORD_MAX && (word = find_word(s)) && has_usual_case(s)) {
		*out = (struct scalar){word->kind, str_of(word->meaning), false};
		return NULL;
	}
	if (begins & NUMBER) {
		if (!char_is_digit(s.p[0]) && (text = infinite(s)).n > 0) {
			*out = (struct scalar){VAL_FLOAT, text, false};
			return ".inf and .nan have no JSON form";
		}
		if (s.p[0] == '.' ? resolve_dot(a, s, out) : resolve_number(a, s, out))
			return NULL;
	}
	*out = (struct scalar){VAL_STRING, s, false};
	return NULL;
}

str
scalar_tag(const char *tag)
{
	static const str prefix = {"tag:yaml.org,2002:", 18};
	str s = str_of(tag);

	return str_starts(s, prefix) ? str_from(s, prefix.n) : (str){0};
}

const char *
scalar_tagged(struct arena *a, const char *tag, str s, struct scalar *out)
{
	static const struct type {
		const char *name, *error;
		enum val_kind kind;
	} types[] = {{"int", "not an integer", VAL_INT}, {"float", "not a float", VAL_FLOAT},
	    {"bool", "not a boolean", VAL_BOOL}, {"null", "not null", VAL_NULL},
	    {NULL, NULL, VAL_STRING}};
	str name = scalar_tag(tag);
	const struct type *type = types;
	const char *error;
	double value;
	size_t bad;

	*out = (struct scalar){VAL_STRING, s, false};
	if (str_is(name, "str") || strcmp(tag, "!") == 0)
		return NULL;
	if (str_is(name, "binary")) {
		if (!basenc_decode(a, s, 6, &out->text, &bad))
			return "not base64";
		return utf8_bad(out->text) == out->text.n
		    ? NULL
		    : "bytes that are not UTF-8, which JSON cannot hold";
	}
	while (type->name && !str_is(name, type->name))
		type++;
	if (!type->name)
		return "unknown: quote a value that begins with !; known tags: !!str !!int !!float "
		       "!!bool !!null !!binary";
	error = scalar_plain(a, s, out);
	if (type->kind == VAL_FLOAT && out->kind == VAL_INT && num_double(out->text, &value)) {
		*out = from_double(a, value);
	} else if (out->kind != type->kind || (out->kind == VAL_INT && out->real)) {
		out->kind = VAL_STRING;
		error = error ? error : type->error;
	}
	return error;
}

str
scalar_float_key(struct arena *a, str number)
{
	struct buf b = {.arena = a};
	float value = strtof(arena_str(a, number).p, NULL);

	if (isinf(value))
		return value < 0 ? STR("-.inf") : STR(".inf");
	num_shortest(&b, (double)value, 'e', NUM_SINGLE);
	return buf_str(&b);
}

/* Which strings need no quotes: every reader, of YAML 1.1 and 1.2, must read the text as this very
   string. */

/* Returns whether s begins with a base prefix (0x, 0o, 0b). Readers skip underscores in it. */
static bool
has_base(str s)
{
	size_t i = str_span(s, 0, "_");

	if (i == s.n || s.p[i] != '0')
		return false;
	i = str_span(s, i + 1, "_");
	return i < s.n && strchr("xXoObB", s.p[i]);
}

/* Returns whether some reader could take s for a number or a date: it has only digits, signs and
   separators, or begins with a base prefix, or is a name of infinity or NaN. */
static bool
looks_numeric(str s)
{
	str body = str_from(s, has_sign(s)), name = str_from(body, str_starts(body, STR(".")));

	if (name.n < s.n &&
	    (is_any_case(name, STR("inf")) || is_any_case(name, STR("nan")) ||
		is_any_case(name, STR("infinity"))))
		return true;
	return has_base(body) || is_numeric(s);
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
		return s.n <= WORD_MAX && find_word(s);
	return looks_numeric(s);
}

/* Returns whether the characters of s from i on need no quotes; `ask` has the traits to look at.
   (Inline in scalar_plain_safe it would cost 0.5 % of a template's instructions.) */
static __attribute__((noinline)) bool
is_rest_safe(str s, size_t i, unsigned ask)
{
	uint32_t rune;
	char c, next;

	while (i < s.n) {
		c = s.p[i];
		i += utf8_next(str_from(s, i), &rune);
		next = i < s.n ? s.p[i] : ' ';
		if (escape_is_special(rune) || (c == ':' && next == ' ') ||
		    (c == ' ' && next == '#') || has_trait(c, ask & NOT_IN_FLOW))
			return false;
	}
	return true;
}

bool
scalar_plain_safe(str s, bool flow)
{
	unsigned ask = ODD | PAIR | (flow ? NOT_IN_FLOW : 0);
	size_t i = 0;

	if (s.n == 0 || has_trait(s.p[0], NOT_FIRST) || s.p[s.n - 1] == ' ')
		return false;
	while (i < s.n && !has_trait(s.p[i], ask))
		i++;
	return (i == s.n || is_rest_safe(s, i, ask)) &&
	    !(has_trait(s.p[0], WORD | NUMBER) && is_taken(s));
}
