/* Splits a template into tokens:

       template = *([text] (action / comment)) [text]
       action   = "{{" ["- "] … [" -"] "}}"        "-" and white space trim the text beside it
       comment  = "{{" ["- "] "/" "*" … "*" "/" [" -"] "}}"
       space    = 1*(SP / HTAB / CR / LF)            recorded in the next token
       ident    = (letter / "_") *(letter / digit / "_")     ends at a terminator:
                  space . , | : ) ( or the end of the action
       field    = "." ident        variable = "$" [ident]
       string   = DQUOTE … DQUOTE   raw = "`" … "`"      rune = "'" … "'"
       number   = Go's, imaginary ones too; `1+2i` is one token

   Only the four characters of space are white space. A NUL follows the input, so that the lexer
   can look one character ahead without checking the length. */
#include "tmpl/parse/lex.h"

#include <stdarg.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/utf8.h"
#include "tmpl/go/fmt.h"
#include "tmpl/parse/lex_state.h"

static bool
is_space(char c)
{
	return lex_class(c) & LEX_SPACE;
}

/* Returns a character as Go's %#U shows it. */
static const char *
show_rune(struct lex *l, str s)
{
	struct buf b = {.arena = l->arena};
	struct fmt f = {.sharp = true};
	uint32_t rune;

	if (s.n == 0)
		return "U+FFFFFFFFFFFFFFFF";
	utf8_next(s, &rune);
	fmt_int(&b, &f, rune == UTF8_BAD ? 0xFFFD : rune, 'U');
	return buf_cstr(&b);
}

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

/* Reads a comment after its delimiter and marker. */
static void
comment(struct lex *l)
{
	str s = lex_rest(l, l->at + 2);
	size_t n = str_find(s, STR("*/"));
	const char *end;
	bool marker;

	if (n == s.n) {
		lex_failure(l, l->at, "unclosed comment");
		return;
	}
	end = s.p + n + 2;
	marker = is_space(end[0]) && end[1] == '-';
	end += marker ? 2 : 0;
	if (!lex_closes(end)) {
		lex_failure(l, l->at, "comment ends before closing delimiter");
		return;
	}
	lex_token(l, TOKEN_COMMENT, end + 2);
	if (marker)
		l->at = skip_space(l->at);
}

/* Returns the next delimiter, or NULL. Reads up to the NUL after the input. */
static const char *
next_left(const struct lex *l)
{
	const char *p = l->at, *end = l->input.p + l->input.n;

	while (!opens(p))
		if (!(p = memchr(p + 1, '{', (size_t)(end - p))))
			return NULL;
	return p;
}

void
lex_outside(struct lex *l)
{
	const char *start = l->at, *left = next_left(l), *end = left;

	if (!left) {
		l->text = lex_rest(l, start);
		l->at = start + l->text.n;
		lex_token(l, TOKEN_EOF, l->at);
		return;
	}
	l->at = left;
	lex_token(l, TOKEN_LEFT, left + 2);
	/* A trim marker. */
	if (left[2] == '-' && is_space(left[3])) {
		while (end > start && is_space(end[-1]))
			end--;
		l->at += 2;
	}
	l->text = (str){start, (size_t)(end - start)};
	if (l->at[0] == '/' && l->at[1] == '*')
		comment(l);
}

/* Ends an action. marker is 1 with a trim marker, else 0. */
static void
right(struct lex *l, size_t marker)
{
	if (l->depth) {
		lex_failure(l, l->at - marker, "unclosed left paren");
		return;
	}
	l->at += marker;
	lex_token(l, TOKEN_RIGHT, l->at + 2);
	if (marker)
		l->at = skip_space(l->at);
}

static enum token_kind
kind_of_word(str s)
{
	switch (s.n) {
	case 2:
		return str_eq(s, STR("if")) ? TOKEN_IF : TOKEN_IDENT;
	case 3:
		return str_eq(s, STR("end")) ? TOKEN_END
		    : str_eq(s, STR("nil"))  ? TOKEN_NIL
					     : TOKEN_IDENT;
	case 4:
		return str_eq(s, STR("else")) ? TOKEN_ELSE
		    : str_eq(s, STR("with"))  ? TOKEN_WITH
		    : str_eq(s, STR("true"))  ? TOKEN_BOOL
					      : TOKEN_IDENT;
	case 5:
		return str_eq(s, STR("range")) ? TOKEN_RANGE
		    : str_eq(s, STR("block"))  ? TOKEN_BLOCK
		    : str_eq(s, STR("break"))  ? TOKEN_BREAK
		    : str_eq(s, STR("false"))  ? TOKEN_BOOL
					       : TOKEN_IDENT;
	case 6:
		return str_eq(s, STR("define")) ? TOKEN_DEFINE : TOKEN_IDENT;
	case 8:
		return str_eq(s, STR("continue")) ? TOKEN_CONTINUE
		    : str_eq(s, STR("template"))  ? TOKEN_TEMPLATE
						  : TOKEN_IDENT;
	default:
		return TOKEN_IDENT;
	}
}

static void
bad_character(struct lex *l, const char *what, const char *p)
{
	lex_failure(l, l->at, "%s %s", what, show_rune(l, lex_rest(l, p)));
}

/* Makes a token of a name that ends at end. */
static void
name_to(struct lex *l, enum token_kind kind, const char *end)
{
	if (kind == TOKEN_IDENT)
		kind = kind_of_word((str){l->at, (size_t)(end - l->at)});
	lex_token(l, kind, end);
}

/* Reads a name with characters that are not ASCII, or fails at one that no name may have. */
static void
odd_name(struct lex *l, enum token_kind kind, const char *p)
{
	const char *end = lex_wide_end(l, p);

	if (end == l->at)
		bad_character(l, "unrecognized character in action:", end);
	else if (lex_at_terminator(l, end))
		name_to(l, kind, end);
	else
		bad_character(l, "bad character", end);
}

/* Reads a name of letters, digits and underscores from p on. */
static inline void
name(struct lex *l, enum token_kind kind, const char *p)
{
	while (lex_class(*p) & LEX_WORD)
		p++;
	if (lex_class(*p) & LEX_ENDS)
		name_to(l, kind, p);
	else
		odd_name(l, kind, p);
}

/* Reads a token that begins with an ASCII letter or digit. */
static void
word(struct lex *l)
{
	const char *p = l->at;

	if (lex_class(*p) & LEX_DIGIT)
		lex_number(l);
	else
		name(l, TOKEN_IDENT, p + 1);
}

/* Reads a token that begins with a dot: the dot, a field or a number. */
static void
dotted(struct lex *l)
{
	const char *p = l->at + 1;

	if (lex_class(*p) & LEX_DIGIT)
		lex_number(l);
	else if (lex_class(*p) & LEX_WORD)
		name(l, TOKEN_FIELD, p + 1);
	else if (lex_at_end(l, p))
		lex_number(l); /* Go reads it as a number without digits. */
	else if (lex_at_terminator(l, p))
		lex_token(l, TOKEN_DOT, p);
	else
		odd_name(l, TOKEN_FIELD, p);
}

static void
punctuation(struct lex *l)
{
	const char *p = l->at;

	switch (*p) {
	case '|':
		lex_token(l, TOKEN_PIPE, p + 1);
		break;
	case '(':
		l->depth++;
		lex_token(l, TOKEN_OPEN, p + 1);
		break;
	case ')':
		if (--l->depth < 0)
			lex_failure(l, p, "unexpected right paren");
		else
			lex_token(l, TOKEN_CLOSE, p + 1);
		break;
	case '=':
		lex_token(l, TOKEN_ASSIGN, p + 1);
		break;
	case ':':
		if (p[1] == '=')
			lex_token(l, TOKEN_DECLARE, p + 2);
		else
			lex_failure(l, p, "expected :=");
		break;
	default:
		if (*p >= ' ' && *p < 0x7f)
			lex_token(l, TOKEN_CHAR, p + 1);
		else
			odd_name(l, TOKEN_IDENT, p);
	}
}

/* Reads a token that begins with any other character. */
static void
symbol(struct lex *l)
{
	const char *p = l->at;

	switch (*p) {
	case '"':
		lex_quoted(l, TOKEN_STRING, "quoted string");
		return;
	case '\'':
		lex_quoted(l, TOKEN_RUNE, "character constant");
		return;
	case '`':
		lex_raw(l);
		return;
	case '$':
		name(l, TOKEN_VARIABLE, p + 1);
		return;
	case '-':
		if (l->token.spaced && lex_closes(p + 1))
			right(l, 1);
		else
			lex_number(l);
		return;
	case '+':
		lex_number(l);
		return;
	case '\0':
		if (lex_at_end(l, p)) {
			lex_failure(l, p, "unclosed action");
			return;
		}
	}
	punctuation(l);
}

void
lex_inside(struct lex *l)
{
	const char *p = l->at;
	unsigned class = lex_class(*p);

	l->token.spaced = class & LEX_SPACE;
	while (class & LEX_SPACE)
		class = lex_class(*++p);
	l->at = p;
	if (class & LEX_WORD)
		word(l);
	else if (*p == '.')
		dotted(l);
	else if (lex_closes(p))
		right(l, 0);
	else
		symbol(l);
}

void
lex_start(struct lex *l, struct arena *a, str input)
{
	*l = (struct lex){.arena = a, .input = input, .at = input.p};
}

void
lex_failure(struct lex *l, const char *place, const char *fmt, ...)
{
	struct token *t = &l->token;
	struct buf b = {.arena = l->arena};
	va_list ap;

	va_start(ap, fmt);
	buf_vprintf(&b, fmt, ap);
	va_end(ap);
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
