/* Tokens of a template.

       template = *(text / action / comment)
       action   = "{{" ["- "] … [" -"] "}}"        "-" with white space trims the text beside it
       comment  = "{{" ["- "] "/" "*" … "*" "/" [" -"] "}}"
       space    = 1*(SP / HTAB / CR / LF)            noted in the token that follows
       ident    = (letter / "_") *(letter / digit / "_"), which end at a terminator:
                  space . , | : ) ( or the end of the action
       field    = "." ident        variable = "$" [ident]
       string   = DQUOTE … DQUOTE   raw = "`" … "`"      rune = "'" … "'"
       number   = Go's, imaginary ones too; `1+2i` is one token

   White space is these four characters and nothing else. The input ends in a NUL, so that a step
   past a character that is none needs no look at the length. */
#include "tmpl/lex.h"

#include <stdarg.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/unicode.h"
#include "base/utf8.h"
#include "tmpl/fmt.h"
#include "tmpl/lex_state.h"

enum { KEYWORD_MAX = 8 };

/* Ordered by length: those of n letters stand from by_length[n] up to by_length[n + 1]. */
static const struct {
	char text[KEYWORD_MAX];
	uint8_t kind; /* enum token_kind */
} keywords[] = {{"if", TOKEN_IF}, {"end", TOKEN_END}, {"nil", TOKEN_NIL}, {"else", TOKEN_ELSE},
    {"true", TOKEN_BOOL}, {"with", TOKEN_WITH}, {"block", TOKEN_BLOCK}, {"break", TOKEN_BREAK},
    {"false", TOKEN_BOOL}, {"range", TOKEN_RANGE}, {"define", TOKEN_DEFINE},
    {"continue", TOKEN_CONTINUE}, {"template", TOKEN_TEMPLATE}};
static const uint8_t by_length[KEYWORD_MAX + 2] = {0, 0, 0, 1, 3, 6, 10, 11, 11, 13};

enum {
	O = 0,
	S = LEX_SPACE | LEX_ENDS,
	W = LEX_WORD,
	D = LEX_WORD | LEX_DIGIT,
	E = LEX_ENDS,
	X = LEX_WIDE
};
/* clang-format off */
const uint8_t lex_classes[256] = {
    O,O,O,O,O,O,O,O,O,S,S,O,O,S,O,O,O,O,O,O,O,O,O,O,O,O,O,O,O,O,O,O,
    S,O,O,O,O,O,O,O,E,E,O,O,E,O,E,O,D,D,D,D,D,D,D,D,D,D,E,O,O,O,O,O,
    O,W,W,W,W,W,W,W,W,W,W,W,W,W,W,W,W,W,W,W,W,W,W,W,W,W,W,O,O,O,O,W,
    O,W,W,W,W,W,W,W,W,W,W,W,W,W,W,W,W,W,W,W,W,W,W,W,W,W,W,O,E,O,O,O,
    X,X,X,X,X,X,X,X,X,X,X,X,X,X,X,X,X,X,X,X,X,X,X,X,X,X,X,X,X,X,X,X,
    X,X,X,X,X,X,X,X,X,X,X,X,X,X,X,X,X,X,X,X,X,X,X,X,X,X,X,X,X,X,X,X,
    X,X,X,X,X,X,X,X,X,X,X,X,X,X,X,X,X,X,X,X,X,X,X,X,X,X,X,X,X,X,X,X,
    X,X,X,X,X,X,X,X,X,X,X,X,X,X,X,X,X,X,X,X,X,X,X,X,X,X,X,X,X,X,X,X,
};
/* clang-format on */

static bool
is_space(char c)
{
	return lex_class(c) & LEX_SPACE;
}

bool
lex_is_alnum(uint32_t rune)
{
	if (rune < 0x80)
		return lex_class((char)rune) & LEX_WORD;
	return unicode_is_letter(rune) || unicode_class(rune) == UNICODE_DIGIT;
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

static void inside(struct lex *l, struct token *t);
static void outside(struct lex *l, struct token *t);

static bool
opens(const char *p)
{
	return p[0] == '{' && p[1] == '{';
}

static const char *
skip_space(const char *p)
{
	while (is_space(*p))
		p++;
	return p;
}

/* Skips a comment; false with the error as *t where it is broken. */
static bool
comment(struct lex *l, struct token *t)
{
	const char *start = l->at, *p;
	str s = lex_rest(l, start + 2);
	size_t n = str_find(s, STR("*/"));
	bool marker;

	if (n == s.n) {
		lex_failure(l, t, start, "unclosed comment");
		return false;
	}
	p = s.p + n + 2;
	marker = is_space(p[0]) && p[1] == '-';
	p += marker ? 2 : 0;
	if (!lex_closes(p)) {
		lex_failure(l, t, start, "comment ends before closing delimiter");
		return false;
	}
	l->at = marker ? skip_space(p + 2) : p + 2;
	return true;
}

/* Whether the delimiter at p has a marker, which trims the text before it. */
static bool
trims(const char *p)
{
	return opens(p) && p[2] == '-' && is_space(p[3]);
}

/* The next delimiter, or the end. */
static const char *
next_left(const struct lex *l)
{
	const char *p = l->at, *end = l->input.p + l->input.n;

	while ((p = memchr(p, '{', (size_t)(end - p))) && p[1] != '{')
		p++;
	return p ? p : end;
}

/* The text up to the next delimiter, which is the place reached then; false where trimming leaves
   nothing. */
static bool
text(struct lex *l, struct token *t)
{
	const char *start = l->at, *next = next_left(l), *end = next;

	if (trims(next))
		while (end > start && is_space(end[-1]))
			end--;
	lex_token(l, t, TOKEN_TEXT, end);
	l->at = next;
	return end > start;
}

static void
outside(struct lex *l, struct token *t)
{
	const char *p;

	t->spaced = false;
	for (;;) {
		if (!opens(l->at) && text(l, t))
			return;
		if (!opens(l->at)) {
			lex_token(l, t, TOKEN_EOF, l->at);
			return;
		}
		p = l->at + (trims(l->at) ? 4 : 2);
		if (p[0] != '/' || p[1] != '*')
			break;
		l->at = p;
		if (!comment(l, t))
			return;
	}
	lex_token(l, t, TOKEN_LEFT, l->at + 2);
	l->at = p;
	l->depth = 0;
	l->next = inside;
}

/* The end of an action; marker is 1 with one, else 0. */
static void
right(struct lex *l, struct token *t, size_t marker)
{
	if (l->depth) {
		lex_failure(l, t, l->at - marker, "unclosed left paren");
		return;
	}
	l->next = outside;
	l->at += marker;
	lex_token(l, t, TOKEN_RIGHT, l->at + 2);
	if (marker)
		l->at = skip_space(l->at);
}

/* The end of a word in which something stands at p that is not ASCII. */
static const char *
wide_end(const struct lex *l, const char *p)
{
	uint32_t rune;
	size_t n;

	while (lex_class(*p) & (LEX_WORD | LEX_WIDE)) {
		n = utf8_next(lex_rest(l, p), &rune);
		if (!lex_is_alnum(rune))
			break;
		p += n;
	}
	return p;
}

/* The end of the run of letters, digits and underscores at p. */
static const char *
word_end(const struct lex *l, const char *p)
{
	while (lex_class(*p) & LEX_WORD)
		p++;
	return lex_class(*p) & LEX_WIDE ? wide_end(l, p) : p;
}

static bool
same(const char *a, const char *b, size_t n)
{
	while (n > 0 && a[n - 1] == b[n - 1])
		n--;
	return n == 0;
}

static enum token_kind
kind_of_word(const char *p, size_t n)
{
	size_t i;

	if (n <= KEYWORD_MAX)
		for (i = by_length[n]; i < by_length[n + 1]; i++)
			if (same(keywords[i].text, p, n))
				return keywords[i].kind;
	return TOKEN_IDENT;
}

static void
bad_character(struct lex *l, struct token *t, const char *what, const char *p)
{
	lex_failure(l, t, l->at, "%s %s", what, show_rune(l, lex_rest(l, p)));
}

/* A name that goes to end. */
static void
named(struct lex *l, struct token *t, enum token_kind kind, const char *end)
{
	if (lex_at_terminator(l, end))
		lex_token(l, t, kind, end);
	else
		bad_character(l, t, "bad character", end);
}

static void
unrecognized(struct lex *l, struct token *t)
{
	bad_character(l, t, "unrecognized character in action:", l->at);
}

/* A word that goes to end. */
static void
word(struct lex *l, struct token *t, const char *end)
{
	if (end > l->at)
		named(l, t, kind_of_word(l->at, (size_t)(end - l->at)), end);
	else
		unrecognized(l, t);
}

/* What begins with neither a letter nor a digit. */
static void
symbol(struct lex *l, struct token *t)
{
	const char *p = l->at;

	switch (*p) {
	case '.':
		if (lex_class(p[1]) & LEX_DIGIT)
			lex_number(l, t);
		else if (lex_at_terminator(l, p + 1))
			lex_token(l, t, TOKEN_DOT, p + 1);
		else
			named(l, t, TOKEN_FIELD, word_end(l, p + 1));
		break;
	case '"':
		lex_quoted(l, t, TOKEN_STRING, "quoted string");
		break;
	case '\'':
		lex_quoted(l, t, TOKEN_RUNE, "character constant");
		break;
	case '`':
		lex_raw(l, t);
		break;
	case '$':
		named(l, t, TOKEN_VARIABLE, word_end(l, p + 1));
		break;
	case '+':
	case '-':
		lex_number(l, t);
		break;
	case '=':
		lex_token(l, t, TOKEN_ASSIGN, p + 1);
		break;
	case ':':
		if (p[1] == '=')
			lex_token(l, t, TOKEN_DECLARE, p + 2);
		else
			lex_failure(l, t, p, "expected :=");
		break;
	case '|':
		lex_token(l, t, TOKEN_PIPE, p + 1);
		break;
	case '(':
		l->depth++;
		lex_token(l, t, TOKEN_OPEN, p + 1);
		break;
	case ')':
		if (--l->depth < 0)
			lex_failure(l, t, p, "unexpected right paren");
		else
			lex_token(l, t, TOKEN_CLOSE, p + 1);
		break;
	default:
		if (*p >= ' ' && *p < 0x7f)
			lex_token(l, t, TOKEN_CHAR, p + 1);
		else
			unrecognized(l, t);
	}
}

static void
inside(struct lex *l, struct token *t)
{
	const char *p = skip_space(l->at);
	unsigned class = lex_class(*p);

	t->spaced = p > l->at;
	l->at = p;
	if (class & LEX_DIGIT)
		lex_number(l, t);
	else if (class & LEX_WORD)
		word(l, t, word_end(l, p));
	else if (class & LEX_WIDE)
		word(l, t, wide_end(l, p));
	else if (lex_closes(p))
		right(l, t, 0);
	else if (t->spaced && *p == '-' && lex_closes(p + 1))
		right(l, t, 1);
	else if (lex_at_end(l, p))
		lex_failure(l, t, p, "unclosed action");
	else
		symbol(l, t);
}

void
lex_start(struct lex *l, struct arena *a, str input)
{
	*l = (struct lex){.arena = a, .input = input, .at = input.p, .next = outside};
}

void
lex_failure(struct lex *l, struct token *t, const char *place, const char *fmt, ...)
{
	struct buf b = {.arena = l->arena};
	va_list ap;

	va_start(ap, fmt);
	buf_vprintf(&b, fmt, ap);
	va_end(ap);
	l->at = l->input.p + l->input.n;
	l->next = outside;
	t->kind = TOKEN_ERROR;
	t->pos = (uint32_t)(place - l->input.p);
	t->text = buf_str(&b);
}

const char *
lex_show(struct arena *a, const struct token *t)
{
	struct buf b = {.arena = a};
	size_t n = 0, i;
	uint32_t rune;

	if (t->kind == TOKEN_EOF)
		return "EOF";
	if (t->kind == TOKEN_ERROR)
		return t->text.p;
	if (t->kind >= TOKEN_NIL || t->kind == TOKEN_DOT) {
		buf_printf(&b, "<%.*s>", (int)t->text.n, t->text.p);
		return buf_cstr(&b);
	}
	for (i = 0; i < 10 && n < t->text.n; i++)
		n += utf8_next(str_from(t->text, n), &rune);
	fmt_quoted(&b, str_sub(t->text, 0, n), false);
	if (t->text.n > 10)
		buf_add(&b, STR("..."));
	return buf_cstr(&b);
}
