/* Translates an RE2 pattern in one walk. The grammar is RE2's, as in regexp/syntax of Go 1.26. */
#include "base/re2.h"

#include <string.h>

#include "base/buf.h"

/* The members of a class for RE2's \s, which lacks the vertical tab, and for \S. */
#define BLANKS "\\t\\n\\f\\r "
#define NO_BLANKS "\\x{0}-\\x{8}\\x{b}\\x{e}-\\x{1f}\\x{21}-\\x{10ffff}"

struct scan {
	struct buf out;
	str in; /* the rest of the pattern */
};

static char
at(const struct scan *s, size_t i)
{
	return i < s->in.n ? s->in.p[i] : '\0';
}

/* Copies n bytes. */
static void
copy(struct scan *s, size_t n)
{
	buf_add(&s->out, str_sub(s->in, 0, n));
	s->in = str_from(s->in, n);
}

static void
replace(struct scan *s, size_t n, const char *text)
{
	buf_add(&s->out, str_of(text));
	s->in = str_from(s->in, n);
}

/* Copies a character and escapes it if it is special in a pattern. */
static void
literal(struct scan *s)
{
	if (!char_is_word(at(s, 0)) && at(s, 0) > ' ' && at(s, 0) < 0x7f)
		buf_addc(&s->out, '\\');
	copy(s, 1);
}

/* Returns the number of digits of an octal escape: 0 and up to two more digits, or two or three
   digits. Returns 0 for anything else; \1 alone is a reference. */
static size_t
octal(const struct scan *s)
{
	size_t n = 0;

	while (n < 3 && at(s, n + 1) >= '0' && at(s, n + 1) <= '7')
		n++;
	return n > 1 || at(s, 1) == '0' ? n : 0;
}

/* Translates an escape that means the same inside and outside a class. */
static void
escape(struct scan *s)
{
	char c = at(s, 1);
	size_t n = octal(s);

	if (n > 0) {
		buf_printf(&s->out, "\\o{%.*s}", (int)n, s->in.p + 1);
		s->in = str_from(s->in, n + 1);
		return;
	}
	n = 2;
	if (c == 'v') {
		replace(s, 2, "\\x0b");
		return;
	}
	if (c == 'u' && char_is_hex(at(s, 2)) && char_is_hex(at(s, 3)) && char_is_hex(at(s, 4)) &&
	    char_is_hex(at(s, 5))) {
		buf_printf(&s->out, "\\x{%.4s}", s->in.p + 2);
		s->in = str_from(s->in, 6);
		return;
	}
	if ((c == 'p' || c == 'P' || c == 'x') && at(s, 2) == '{')
		n = str_find(s->in, STR("}")) + 1;
	else if (c == 'p' || c == 'P')
		n = 3;
	else if (c == 'x')
		n = 4;
	copy(s, n);
}

/* Translates a single member of a class, or one end of a range. */
static void
class_char(struct scan *s)
{
	if (at(s, 0) == '\\')
		escape(s);
	else
		literal(s);
}

/* Translates \d, [:alpha:] and the like, which cannot be an end of a range. Returns false for
   anything else. */
static bool
class_group(struct scan *s)
{
	char c = at(s, 1);
	size_t n;

	if (at(s, 0) == '[' && c == ':') {
		n = str_find(s->in, STR(":]"));
		if (n == s->in.n)
			return false;
		copy(s, n + 2);
		return true;
	}
	if (at(s, 0) != '\\')
		return false;
	if (c == 's')
		replace(s, 2, BLANKS);
	else if (c == 'S')
		replace(s, 2, NO_BLANKS);
	else if (c == 'd' || c == 'D' || c == 'w' || c == 'W' || c == 'p' || c == 'P')
		escape(s);
	else
		return false;
	return true;
}

/* Translates a class in brackets. */
static void class(struct scan *s)
{
	bool first = true;

	copy(s, at(s, 1) == '^' ? 2 : 1);
	for (; s->in.n > 0 && (at(s, 0) != ']' || first); first = false) {
		if (class_group(s))
			continue;
		class_char(s);
		if (at(s, 0) == '-' && s->in.n > 1 && at(s, 1) != ']') {
			copy(s, 1);
			class_char(s);
		}
	}
	copy(s, 1);
}

/* Translates \Q…\E: everything between is literal. */
static void
quoted(struct scan *s)
{
	s->in = str_from(s->in, 2);
	while (s->in.n > 0 && !str_starts(s->in, STR("\\E")))
		literal(s);
	s->in = str_from(s->in, 2);
}

/* Translates a brace: {n}, {n,} and {n,m} repeat, any other brace is literal. */
static void
brace(struct scan *s)
{
	size_t n = str_digits(s->in, 1);

	if (n > 1 && at(s, n) == ',')
		n = str_digits(s->in, n + 1);
	if (n > 1 && at(s, n) == '}')
		copy(s, n + 1);
	else
		literal(s);
}

/* Translates the beginning of a group. PCRE2 refuses long names and names that begin with a
   digit; these names are dropped. */
static void
group(struct scan *s)
{
	enum { NAME_MAX_BYTES = 32 };
	size_t begin = str_starts(s->in, STR("(?P<")) ? 4 : 3, n = begin;

	if (!str_starts(s->in, STR("(?P<")) && !str_starts(s->in, STR("(?<"))) {
		copy(s, 1);
		return;
	}
	while (char_is_word(at(s, n)))
		n++;
	if (n == begin || at(s, n) != '>')
		copy(s, begin);
	else if (char_is_digit(at(s, begin)) || n - begin > NAME_MAX_BYTES)
		replace(s, n + 1, "(");
	else
		copy(s, n + 1);
}

/* Copies an assertion of n bytes. PCRE2 repeats an assertion only in a group. */
static void
assertion(struct scan *s, size_t n)
{
	bool is_repeated = at(s, n) && strchr("*+?{", at(s, n));

	if (is_repeated)
		buf_add(&s->out, STR("(?:"));
	copy(s, n);
	if (is_repeated)
		buf_addc(&s->out, ')');
}

static void
step(struct scan *s)
{
	char c = at(s, 0), next = at(s, 1);

	if (c == '[')
		class(s);
	else if (c == '(')
		group(s);
	else if (c == '{')
		brace(s);
	else if (c == '^' || c == '$')
		assertion(s, 1);
	else if (c != '\\')
		copy(s, 1);
	else if (next && strchr("AzbB", next))
		assertion(s, 2);
	else if (next == 'Q')
		quoted(s);
	else if (next == 's')
		replace(s, 2, "[" BLANKS "]");
	else if (next == 'S')
		replace(s, 2, "[^" BLANKS "]");
	else
		escape(s);
}

str
re2_translate(struct arena *a, str pattern)
{
	struct scan s = {.out = {.arena = a}, .in = pattern};

	while (s.in.n > 0)
		step(&s);
	return buf_str(&s.out);
}
