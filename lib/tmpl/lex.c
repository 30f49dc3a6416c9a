/* Tokens of a template.

       template = *(text / action / comment)
       action   = "{{" ["- "] … [" -"] "}}"        "-" with white space trims the text beside it
       comment  = "{{" ["- "] "/" "*" … "*" "/" [" -"] "}}"
       space    = 1*(SP / HTAB / CR / LF)            a token, where tokens may not touch
       ident    = (letter / "_") *(letter / digit / "_"), which end at a terminator:
                  space . , | : ) ( or the end of the action
       field    = "." ident        variable = "$" [ident]
       string   = DQUOTE … DQUOTE   raw = "`" … "`"      rune = "'" … "'"
       number   = Go's, imaginary ones too; `1+2i` is one token

   White space is these four characters and nothing else. */
#include "tmpl/lex.h"

#include <stdarg.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/unicode.h"
#include "base/utf8.h"
#include "tmpl/fmt.h"

static const str keywords[] = {{"block", 5}, {"break", 5}, {"continue", 8}, {"define", 6},
    {"else", 4}, {"end", 3}, {"if", 2}, {"nil", 3}, {"range", 5}, {"template", 8}, {"with", 4}};

/* What a byte can be. ENDS: a name may end before it; WIDE: it is not ASCII. */
enum { SPACE = 1, WORD = 2, DIGIT = 4, ENDS = 8, WIDE = 16 };

static unsigned
class_of(char c)
{
	enum { O = 0, S = SPACE | ENDS, W = WORD, D = WORD | DIGIT, E = ENDS };
	/* clang-format off */
	static const uint8_t class[128] = {
	    O, O, O, O, O, O, O, O, O, S, S, O, O, S, O, O,
	    O, O, O, O, O, O, O, O, O, O, O, O, O, O, O, O,
	    S, O, O, O, O, O, O, O, E, E, O, O, E, O, E, O,
	    D, D, D, D, D, D, D, D, D, D, E, O, O, O, O, O,
	    O, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W,
	    W, W, W, W, W, W, W, W, W, W, W, O, O, O, O, W,
	    O, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W,
	    W, W, W, W, W, W, W, W, W, W, W, O, E, O, O, O,
	};
	/* clang-format on */

	return (unsigned char)c < 128 ? class[(unsigned char)c] : WIDE;
}

static bool
is_space(char c)
{
	return class_of(c) & SPACE;
}

static bool
is_alnum(uint32_t rune)
{
	if (rune < 0x80)
		return class_of((char)rune) & WORD;
	return unicode_is_letter(rune) || unicode_class(rune) == UNICODE_DIGIT;
}

/* The byte at offset i from the place reached; 0 past the end. */
static char
at(const struct lex *l, size_t i)
{
	return l->pos + i < l->input.n ? l->input.p[l->pos + i] : '\0';
}

static str
rest(const struct lex *l)
{
	return (str){l->input.p + l->pos, l->input.n - l->pos};
}

static struct token
token(struct lex *l, enum token_kind kind, size_t n)
{
	struct token t = {kind, (uint32_t)l->pos, {l->input.p + l->pos, n}};

	l->pos += n;
	return t;
}

static struct token __attribute__((format(printf, 3, 4)))
failure(struct lex *l, size_t pos, const char *fmt, ...)
{
	struct buf b = {.arena = l->arena};
	va_list ap;

	va_start(ap, fmt);
	buf_vprintf(&b, fmt, ap);
	va_end(ap);
	l->ended = true;
	return (struct token){TOKEN_ERROR, (uint32_t)pos, buf_str(&b)};
}

/* A character as Go's %#U shows it. */
static const char *
show_rune(struct lex *l, str s)
{
	struct buf b = {.arena = l->arena};
	struct fmt f = {.sharp = true};
	uint32_t rune;

	if (s.n == 0)
		return "U+FFFFFFFFFFFFFFFF";
	utf8_next(s, &rune);
	fmt_unicode(&b, &f, rune == UTF8_BAD ? 0xFFFD : rune);
	return buf_cstr(&b);
}

/* Whether the action ends here, with or without a trim marker. */
static size_t
right_length(const struct lex *l)
{
	if (at(l, 0) == '}' && at(l, 1) == '}')
		return 2;
	return is_space(at(l, 0)) && at(l, 1) == '-' && at(l, 2) == '}' && at(l, 3) == '}' ? 4 : 0;
}

static void
trim_left(struct lex *l)
{
	while (l->pos < l->input.n && is_space(l->input.p[l->pos]))
		l->pos++;
}

/* Skips a comment whose delimiter and marker end at pos; false with *error where it is broken. */
static bool
comment(struct lex *l, struct token *error)
{
	size_t start = l->pos, n;

	l->pos += 2;
	n = str_find(rest(l), STR("*/"));
	if (l->pos + n >= l->input.n) {
		*error = failure(l, start, "unclosed comment");
		return false;
	}
	l->pos += n + 2;
	if (!(n = right_length(l))) {
		*error = failure(l, start, "comment ends before closing delimiter");
		return false;
	}
	l->pos += n;
	if (n == 4)
		trim_left(l);
	return true;
}

static struct token
left(struct lex *l)
{
	struct token t = token(l, TOKEN_LEFT, 2);

	if (at(l, 0) == '-' && is_space(at(l, 1)))
		l->pos += 2;
	l->inside = true;
	l->depth = 0;
	return t;
}

static struct token
outside(struct lex *l)
{
	for (;;) {
		size_t n = str_find(rest(l), STR("{{")), keep = n, marker;
		struct token t;

		if (l->pos + n >= l->input.n) {
			l->ended = l->pos >= l->input.n;
			return l->ended ? token(l, TOKEN_EOF, 0) : token(l, TOKEN_TEXT, n);
		}
		marker = at(l, n + 2) == '-' && is_space(at(l, n + 3)) ? 2 : 0;
		while (marker && keep > 0 && is_space(at(l, keep - 1)))
			keep--;
		if (keep > 0)
			return token(l, TOKEN_TEXT, keep);
		l->pos += n;
		if (at(l, 2 + marker) != '/' || at(l, 3 + marker) != '*')
			return left(l);
		l->pos += 2 + marker;
		if (!comment(l, &t))
			return t;
	}
}

static struct token
right(struct lex *l, size_t n)
{
	struct token t;

	l->inside = false;
	if (n == 4)
		l->pos += 2;
	t = token(l, TOKEN_RIGHT, 2);
	if (n == 4)
		trim_left(l);
	return t;
}

static struct token
space(struct lex *l)
{
	size_t n = 0;

	while (is_space(at(l, n)))
		n++;
	/* The last space may belong to the marker of the closing delimiter. */
	if (at(l, n) == '-' && at(l, n + 1) == '}' && at(l, n + 2) == '}' && --n == 0)
		return right(l, 4);
	return token(l, TOKEN_SPACE, n);
}

/* The length of the run of letters, digits and underscores from offset i on. */
static size_t
word(const struct lex *l, size_t i)
{
	str s = rest(l);
	uint32_t rune;
	size_t w;

	while (i < s.n) {
		unsigned class = class_of(s.p[i]);

		if (class & WORD) {
			i++;
			continue;
		}
		if (!(class & WIDE))
			break;
		w = utf8_next(str_from(s, i), &rune);
		if (!is_alnum(rune))
			break;
		i += w;
	}
	return i;
}

static bool
at_terminator(const struct lex *l, size_t i)
{
	char c = at(l, i);

	return l->pos + i >= l->input.n || class_of(c) & ENDS || (c == '}' && at(l, i + 1) == '}');
}

static struct token
named(struct lex *l, enum token_kind kind, size_t skip)
{
	size_t n = word(l, skip);

	if (at_terminator(l, n))
		return token(l, kind, n);
	return failure(l, l->pos, "bad character %s", show_rune(l, str_from(l->input, l->pos + n)));
}

static struct token
identifier(struct lex *l)
{
	struct token t = named(l, TOKEN_IDENT, 0);
	size_t i;

	if (t.kind != TOKEN_IDENT)
		return t;
	for (i = 0; i < sizeof keywords / sizeof *keywords; i++)
		if (keywords[i].p[0] == t.text.p[0] && str_eq(keywords[i], t.text))
			t.kind = TOKEN_BLOCK + (enum token_kind)i;
	if (str_eq(t.text, STR("true")) || str_eq(t.text, STR("false")))
		t.kind = TOKEN_BOOL;
	return t;
}

static struct token
quoted(struct lex *l, char quote, enum token_kind kind, const char *what)
{
	size_t n = 1;

	for (; l->pos + n < l->input.n && at(l, n) != '\n'; n++) {
		if (at(l, n) == quote)
			return token(l, kind, n + 1);
		if (at(l, n) == '\\' && (l->pos + ++n >= l->input.n || at(l, n) == '\n'))
			break;
	}
	return failure(l, l->pos, "unterminated %s", what);
}

static struct token
raw(struct lex *l)
{
	size_t n = str_find(str_from(l->input, l->pos + 1), STR("`"));

	if (l->pos + 1 + n >= l->input.n)
		return failure(l, l->pos, "unterminated raw quoted string");
	return token(l, TOKEN_RAW, n + 2);
}

static size_t
run(const struct lex *l, size_t i, const char *set)
{
	while (at(l, i) && strchr(set, at(l, i)))
		i++;
	return i;
}

static size_t
one_of(const struct lex *l, size_t i, const char *set)
{
	return at(l, i) && strchr(set, at(l, i)) ? i + 1 : i;
}

/* The end of the number that begins at offset i; *bad when a letter follows it. */
static size_t
number_end(const struct lex *l, size_t i, bool *bad)
{
	const char *digits = "0123456789_", *exponent = "eE";
	uint32_t rune;
	size_t j;

	i = one_of(l, i, "+-");
	if (at(l, i) == '0') {
		exponent = at(l, ++i) && strchr("xX", at(l, i)) ? "pP" : exponent;
		if (*exponent == 'p')
			digits = "0123456789abcdefABCDEF_";
		else if (at(l, i) && strchr("oO", at(l, i)))
			digits = "01234567_", exponent = "";
		else if (at(l, i) && strchr("bB", at(l, i)))
			digits = "01_", exponent = "";
		i = *exponent == 'e' ? i : i + 1;
	}
	i = run(l, i, digits);
	if (at(l, i) == '.')
		i = run(l, i + 1, digits);
	if ((j = one_of(l, i, exponent)) != i)
		i = run(l, one_of(l, j, "+-"), "0123456789_");
	i = one_of(l, i, "i");
	*bad = l->pos + i < l->input.n &&
	    (utf8_next(str_from(l->input, l->pos + i), &rune), is_alnum(rune));
	return i;
}

static struct token
bad_number(struct lex *l, size_t n)
{
	struct buf b = {.arena = l->arena};
	uint32_t rune;

	if (l->pos + n < l->input.n) {
		size_t w = utf8_next(str_from(l->input, l->pos + n), &rune);

		n += is_alnum(rune) ? w : 0;
	}
	fmt_quoted(&b, str_sub(l->input, l->pos, n), false);
	return failure(l, l->pos, "bad number syntax: %s", buf_cstr(&b));
}

static struct token
number(struct lex *l)
{
	bool bad;
	size_t n = number_end(l, 0, &bad);

	if (bad)
		return bad_number(l, n);
	if (at(l, n) != '+' && at(l, n) != '-')
		return token(l, TOKEN_NUMBER, n);
	n = number_end(l, n, &bad);
	if (bad || at(l, n - 1) != 'i')
		return bad_number(l, n);
	return token(l, TOKEN_COMPLEX, n);
}

static struct token
punctuation(struct lex *l, char c)
{
	switch (c) {
	case '=':
		return token(l, TOKEN_ASSIGN, 1);
	case ':':
		return at(l, 1) == '=' ? token(l, TOKEN_DECLARE, 2)
				       : failure(l, l->pos, "expected :=");
	case '|':
		return token(l, TOKEN_PIPE, 1);
	case '(':
		l->depth++;
		return token(l, TOKEN_OPEN, 1);
	case ')':
		if (--l->depth < 0)
			return failure(l, l->pos, "unexpected right paren");
		return token(l, TOKEN_CLOSE, 1);
	default:
		if (c >= ' ' && c < 0x7f)
			return token(l, TOKEN_CHAR, 1);
		return failure(
		    l, l->pos, "unrecognized character in action: %s", show_rune(l, rest(l)));
	}
}

static struct token
inside(struct lex *l)
{
	char c = at(l, 0);
	unsigned class = class_of(c);
	uint32_t rune;
	size_t n;

	if ((class & SPACE || c == '}') && (n = right_length(l)))
		return l->depth ? failure(l, l->pos, "unclosed left paren") : right(l, n);
	if (l->pos >= l->input.n)
		return failure(l, l->pos, "unclosed action");
	if (class & SPACE)
		return space(l);
	if (class & DIGIT)
		return number(l);
	if (class & WORD)
		return identifier(l);
	switch (c) {
	case '"':
		return quoted(l, c, TOKEN_STRING, "quoted string");
	case '\'':
		return quoted(l, c, TOKEN_RUNE, "character constant");
	case '`':
		return raw(l);
	case '$':
		return named(l, TOKEN_VARIABLE, 1);
	case '.':
		if (class_of(at(l, 1)) & DIGIT)
			return number(l);
		return at_terminator(l, 1) ? token(l, TOKEN_DOT, 1) : named(l, TOKEN_FIELD, 1);
	case '+':
	case '-':
		return number(l);
	default:
		utf8_next(rest(l), &rune);
		return is_alnum(rune) ? identifier(l) : punctuation(l, c);
	}
}

struct token
lex_next(struct lex *l)
{
	if (l->ended)
		return (struct token){TOKEN_EOF, (uint32_t)l->pos, STR("")};
	return l->inside ? inside(l) : outside(l);
}

const char *
lex_show(struct arena *a, struct token t)
{
	struct buf b = {.arena = a};
	size_t n = 0, i;
	uint32_t rune;

	if (t.kind == TOKEN_EOF)
		return "EOF";
	if (t.kind == TOKEN_ERROR)
		return t.text.p;
	if (t.kind >= TOKEN_BLOCK || t.kind == TOKEN_DOT) {
		buf_printf(&b, "<%.*s>", (int)t.text.n, t.text.p);
		return buf_cstr(&b);
	}
	for (i = 0; i < 10 && n < t.text.n; i++)
		n += utf8_next(str_from(t.text, n), &rune);
	fmt_quoted(&b, str_sub(t.text, 0, n), false);
	if (t.text.n > 10)
		buf_add(&b, STR("..."));
	return buf_cstr(&b);
}
