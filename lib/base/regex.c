/* Translates patterns from RE2's syntax to PCRE2's, and compiles and matches them with PCRE2's
   memory in an arena. All patterns share one pcre2_match_data, because PCRE2 keeps 20 KiB of
   backtracking memory in each. */
#include "base/regex.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/end.h"
#include "base/utf8.h"

/* The limits of one match, in backtracking steps (some milliseconds) and KiB of memory. The empty
   comment keeps a pattern from setting other limits. */
#define LIMITS "(*LIMIT_MATCH=1000000)(*LIMIT_HEAP=20000)(?#)"

struct regex {
	pcre2_code *code;
	size_t groups;
};

/* The result of the last match. */
static pcre2_match_data *found;

/* The members of a class for RE2's \s, which lacks the vertical tab, and for \S. */
#define BLANKS "\\t\\n\\f\\r "
#define NO_BLANKS "\\x{0}-\\x{8}\\x{b}\\x{e}-\\x{1f}\\x{21}-\\x{10ffff}"

/* PCRE2's scripts include characters that several scripts use (Script_Extensions), from version
   10.40 on, unless sc: precedes the name; RE2's do not. */
#if PCRE2_MAJOR == 10 && PCRE2_MINOR < 40
#define SCRIPT ""
#else
#define SCRIPT "sc:"
#endif

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

/* Counts the digits from byte i on; stops at `most`. */
static size_t
digits(const struct scan *s, size_t i, size_t most, unsigned base)
{
	size_t n = 0;

	while (n < most && char_is_hex(at(s, i + n)) && char_value(at(s, i + n)) < base)
		n++;
	return n;
}

/* Translates a property in braces: \p{Greek}. PCRE2 lacks the long names of categories. */
static void
property(struct scan *s)
{
	static const struct {
		const char *name, *code;
	} categories[] = {{"any", "Any"}, {"ascii", "ASCII"}, {"assigned", "^Cn"},
	    {"casedletter", "L&"}, {"closepunctuation", "Pe"}, {"cntrl", "Cc"},
	    {"combiningmark", "M"}, {"connectorpunctuation", "Pc"}, {"control", "Cc"},
	    {"currencysymbol", "Sc"}, {"dashpunctuation", "Pd"}, {"decimalnumber", "Nd"},
	    {"digit", "Nd"}, {"enclosingmark", "Me"}, {"finalpunctuation", "Pf"}, {"format", "Cf"},
	    {"initialpunctuation", "Pi"}, {"letter", "L"}, {"letternumber", "Nl"},
	    {"lineseparator", "Zl"}, {"lowercaseletter", "Ll"}, {"mark", "M"}, {"mathsymbol", "Sm"},
	    {"modifierletter", "Lm"}, {"modifiersymbol", "Sk"}, {"nonspacingmark", "Mn"},
	    {"number", "N"}, {"openpunctuation", "Ps"}, {"other", "C"}, {"otherletter", "Lo"},
	    {"othernumber", "No"}, {"otherpunctuation", "Po"}, {"othersymbol", "So"},
	    {"paragraphseparator", "Zp"}, {"privateuse", "Co"}, {"punct", "P"},
	    {"punctuation", "P"}, {"separator", "Z"}, {"spaceseparator", "Zs"},
	    {"spacingmark", "Mc"}, {"surrogate", "Cs"}, {"symbol", "S"}, {"titlecaseletter", "Lt"},
	    {"unassigned", "Cn"}, {"uppercaseletter", "Lu"}};
	enum { CODE = 2, BEGIN = 3 };
	bool not = at(s, 1) == 'P', hat = at(s, BEGIN) == '^';
	str name = str_sub(s->in, BEGIN + hat, str_find(s->in, STR("}")) - BEGIN - hat);
	str plain = arena_without(s->out.arena, name, STR(" -_"));
	const char *script = name.n > CODE ? SCRIPT : "";
	size_t i;

	for (i = 0; i < sizeof categories / sizeof *categories; i++)
		if (strlen(categories[i].name) == plain.n &&
		    strncasecmp(categories[i].name, plain.p, plain.n) == 0) {
			script = "";
			name = str_of(categories[i].code);
			not ^= *name.p == '^';
			name = str_from(name, *name.p == '^');
		}
	buf_printf(&s->out, "\\%c{%s%.*s}", not != hat ? 'P' : 'p', script, (int)name.n, name.p);
	s->in = str_from(s->in, str_find(s->in, STR("}")) + 1);
}

/* Translates an escape. Returns whether it is a set of characters, which cannot begin a range. */
static bool
escape(struct scan *s, bool in_class)
{
	char c = at(s, 1);
	size_t octal = digits(s, 1, 3, 8);

	if (c == 's') {
		replace(s, 2, in_class ? BLANKS : "[" BLANKS "]");
	} else if (c == 'S') {
		replace(s, 2, in_class ? NO_BLANKS : "[^" BLANKS "]");
	} else if (c == 'v') {
		replace(s, 2, "\\x0b");
	} else if (octal > 1 || c == '0') {
		/* PCRE2 takes \12 for a reference if the pattern has 12 groups or more. */
		buf_printf(&s->out, "\\o{%.*s}", (int)octal, s->in.p + 1);
		s->in = str_from(s->in, 1 + octal);
	} else if (c == 'u' && digits(s, 2, 4, 16) == 4) {
		buf_printf(&s->out, "\\x{%.4s}", s->in.p + 2);
		s->in = str_from(s->in, 6);
	} else if ((c == 'p' || c == 'P') && at(s, 2) == '{') {
		property(s);
	} else if (c == 'x' && at(s, 2) == '{') {
		copy(s, str_find(s->in, STR("}")) + 1);
	} else if (c == 'x') {
		copy(s, 2 + digits(s, 2, 2, 16));
	} else {
		copy(s, c == 'p' || c == 'P' ? 3 : 2);
	}
	return c && strchr("sSdDwWpP", c);
}

/* Translates a class in brackets. A hyphen after a set is a character. In RE2 [. and [= are
   characters, and so is [: at the end of a range. */
static void class(struct scan *s)
{
	bool first = true, range = false, set;
	uint32_t rune;
	size_t n;

	copy(s, at(s, 1) == '^' ? 2 : 1);
	for (; s->in.n > 0 && (at(s, 0) != ']' || first); first = false) {
		n = !range && str_starts(s->in, STR("[:")) ? str_find(s->in, STR(":]")) : s->in.n;
		set = n < s->in.n;
		if (!set && memchr("[.:=", at(s, 0), 4))
			buf_addc(&s->out, '\\');
		if (at(s, 0) == '\\')
			set = escape(s, true);
		else
			copy(s, set ? n + 2 : utf8_next(s->in, &rune));
		range = !set && !range && at(s, 0) == '-' && at(s, 1) != ']';
		if (range)
			copy(s, 1);
		else if (set && at(s, 0) == '-')
			buf_addc(&s->out, '\\');
	}
	copy(s, 1);
}

/* Returns whether a brace begins {n}, {n,} or {n,m}. From version 10.43 on, PCRE2 takes {,n} and
   braces with blanks for repetitions too. */
static bool
repeats(const struct scan *s)
{
	size_t n = str_digits(s->in, 1);

	if (n > 1 && at(s, n) == ',')
		n = str_digits(s->in, n + 1);
	return n > 1 && at(s, n) == '}';
}

/* Translates the beginning of a group. PCRE2 refuses long names and names that begin with a
   digit; these names are dropped. */
static void
group(struct scan *s)
{
	enum { NAME_MAX_BYTES = 32 };
	bool python = str_starts(s->in, STR("(?P<")),
	     named = python || str_starts(s->in, STR("(?<"));
	size_t begin = python ? 4 : 3, n = begin;

	while (char_is_word(at(s, n)))
		n++;
	if (named && at(s, n) == '>' && (char_is_digit(at(s, begin)) || n - begin > NAME_MAX_BYTES))
		replace(s, n + 1, "(");
	else
		copy(s, 1);
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
	else if (c == '{' && !repeats(s))
		replace(s, 1, "\\{");
	else if (c == '^' || c == '$')
		assertion(s, 1);
	else if (c != '\\')
		copy(s, 1);
	else if (next && strchr("AzbB", next))
		assertion(s, 2);
	else if (next == 'Q')
		copy(s, str_find(s->in, STR("\\E")) + 2);
	else
		escape(s, false);
}

/* Returns the PCRE2 pattern with the meaning of an RE2 pattern. It rewrites what PCRE2 reads
   differently or refuses: a hyphen after a class ([\d-_]), \s (without the vertical tab), \v (only
   the vertical tab), a brace that does not begin a repetition, repeated assertions (^*), group
   names that are long or begin with a digit, scripts, long names of categories (\p{Letter}), and
   \uXXXX of ECMAScript. It does not change other syntax that RE2 refuses. The grammar is RE2's, as
   in regexp/syntax of Go 1.26. */
static str
translate(struct arena *a, str pattern)
{
	struct scan s = {.out = {.arena = a}, .in = pattern};

	buf_add(&s.out, STR(LIMITS));
	while (s.in.n > 0)
		step(&s);
	return buf_str(&s.out);
}

static void *
take(size_t n, void *arena)
{
	return arena_alloc(arena, n);
}

static void
leave(void *p, void *arena)
{
	(void)p, (void)arena;
}

struct regex *
regex_compile(struct arena *a, str pattern, const char **error)
{
	struct regex *r = arena_alloc(a, sizeof *r);
	pcre2_general_context *memory = pcre2_general_context_create(take, leave, a);
	enum { MESSAGE = 256 };
	PCRE2_SIZE offset;
	uint32_t groups;
	int code;

	if (!found && !(found = pcre2_match_data_create(REGEX_GROUPS_MAX, NULL)))
		end_memory();
	pattern = translate(a, pattern);
	/* As in RE2, $ matches only at the end of the text, not before a last newline, and (?m)^
	   matches after a last newline too. */
	r->code = pcre2_compile((PCRE2_SPTR)pattern.p, pattern.n,
	    PCRE2_UTF | PCRE2_DUPNAMES | PCRE2_DOLLAR_ENDONLY | PCRE2_ALT_CIRCUMFLEX |
		PCRE2_NEVER_BACKSLASH_C,
	    &code, &offset, pcre2_compile_context_create(memory));
	if (!r->code) {
		char *text = arena_alloc(a, MESSAGE);

		pcre2_get_error_message(code, (PCRE2_UCHAR *)text, MESSAGE);
		*error = text;
		return NULL;
	}
	pcre2_pattern_info(r->code, PCRE2_INFO_CAPTURECOUNT, &groups);
	r->groups = groups + 1;
	return r;
}

int
regex_find(struct regex *r, str text, size_t from, struct regex_match *m)
{
	const PCRE2_SIZE *at;
	int n;
	size_t i;

	n = pcre2_match(r->code, (PCRE2_SPTR)(text.p ? text.p : ""), text.n, from,
	    from > 0 ? PCRE2_NO_UTF_CHECK : 0, found, NULL);
	if (n == PCRE2_ERROR_NOMATCH)
		return 0;
	if (n < 0)
		return -1;
	if (!m)
		return 1;
	at = pcre2_get_ovector_pointer(found);
	m->begin = at[0];
	m->end = at[1];
	m->groups = r->groups < REGEX_GROUPS_MAX ? r->groups : REGEX_GROUPS_MAX;
	for (i = 0; i < m->groups; i++) {
		m->group[i] = (str){0};
		/* n is 0 if there are more groups than `found` has room for. */
		if ((n == 0 || (int)i < n) && at[2 * i] != PCRE2_UNSET)
			m->group[i] = str_sub(text, at[2 * i], at[2 * i + 1] - at[2 * i]);
	}
	return 1;
}

bool
regex_in(const char *pattern, str text, size_t from, struct regex_match *m)
{
	static struct arena arena;
	static struct constant {
		struct constant *next;
		const char *pattern;
		struct regex *regex;
	} * constants;
	struct constant *c = constants;
	const char *error;

	while (c && c->pattern != pattern)
		c = c->next;
	if (!c) {
		c = arena_alloc(&arena, sizeof *c);
		*c = (struct constant){
		    constants, pattern, regex_compile(&arena, str_of(pattern), &error)};
		constants = c;
	}
	return regex_find(c->regex, text, from, m) > 0;
}
