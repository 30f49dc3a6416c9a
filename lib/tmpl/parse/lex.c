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
   can look one character ahead without checking the length. text.c converts literals. */
#include "tmpl/parse/lex.h"

#include <stdarg.h>
#include <string.h>

#include "base/buf.h"
#include "base/unicode.h"
#include "base/utf8.h"
#include "tmpl/go/fmt.h"
#include "tmpl/parse/node.h"

/* Classes of bytes. ENDS: a name or a number may end before it. */
enum { SPACE = 1, LETTER = 2, DIGIT = 4, ENDS = 8, WORD = LETTER | DIGIT };

static unsigned
class_of(char c)
{
	enum { O = 0, S = SPACE | ENDS, L = LETTER, D = DIGIT, E = ENDS };
	/* clang-format off */
	static const uint8_t classes[256] = {
	    O,O,O,O,O,O,O,O,O,S,S,O,O,S,O,O,O,O,O,O,O,O,O,O,O,O,O,O,O,O,O,O,
	    S,O,O,O,O,O,O,O,E,E,O,O,E,O,E,O,D,D,D,D,D,D,D,D,D,D,E,O,O,O,O,O,
	    O,L,L,L,L,L,L,L,L,L,L,L,L,L,L,L,L,L,L,L,L,L,L,L,L,L,L,O,O,O,O,L,
	    O,L,L,L,L,L,L,L,L,L,L,L,L,L,L,L,L,L,L,L,L,L,L,L,L,L,L,O,E,O,O,O,
	};
	/* clang-format on */

	return classes[(unsigned char)c];
}

/* Returns the input from p on. */
static str
rest_from(const struct lex *l, const char *p)
{
	return (str){p, (size_t)(l->input.p + l->input.n - p)};
}

static bool
at_end(const struct lex *l, const char *p)
{
	return *p == '\0' && p == l->input.p + l->input.n;
}

/* Returns whether an action ends at p, without a trim marker. */
static bool
closes(const char *p)
{
	return p[0] == '}' && p[1] == '}';
}

/* Returns the length of the letter, digit or underscore at p, or 0. */
static size_t
alnum_at(const struct lex *l, const char *p)
{
	uint32_t rune;
	size_t n;

	if ((unsigned char)*p < 0x80)
		return (class_of(*p) & WORD) != 0;
	n = utf8_next(rest_from(l, p), &rune);
	return unicode_is_letter(rune) || unicode_is_digit(rune) ? n : 0;
}

/* Makes the next token from the text between the current position and `end`. */
static void
make_token(struct lex *l, enum token_kind kind, const char *end)
{
	struct token *t = &l->token;

	t->kind = (uint8_t)kind;
	t->pos = (uint32_t)(l->at - l->input.p);
	t->text = (str){l->at, (size_t)(end - l->at)};
	l->at = end;
}

/* Makes a TOKEN_ERROR at place. */
static void
fail(struct lex *l, const char *place, const char *message)
{
	l->token.kind = TOKEN_ERROR;
	l->token.pos = (uint32_t)(place - l->input.p);
	l->token.text = str_of(message);
}

/* Makes a TOKEN_ERROR at place about the character at p, which is shown as by Go's %#U. */
static void
fail_rune(struct lex *l, const char *place, const char *what, const char *p)
{
	struct buf b = {.arena = l->arena};
	uint32_t rune;

	buf_printf(&b, "%s ", what);
	if (at_end(l, p)) {
		buf_add(&b, STR("U+FFFFFFFFFFFFFFFF"));
	} else {
		utf8_next(rest_from(l, p), &rune);
		print_verb(&b, &(struct fmt){.sharp = true},
		    value_int(rune == UTF8_BAD ? 0xFFFD : rune), 'U', 0);
	}
	fail(l, place, buf_cstr(&b));
}

static const char *
skip_space(const char *p)
{
	while (class_of(*p) & SPACE)
		p++;
	return p;
}

/* Reads a comment, which begins at l->at. */
static void
comment(struct lex *l)
{
	str s = rest_from(l, l->at + 2);
	size_t n = str_find(s, STR("*/"));
	const char *end;
	bool marker;

	if (n == s.n) {
		fail(l, l->at, "unclosed comment");
		return;
	}
	end = s.p + n + 2;
	marker = class_of(end[0]) & SPACE && end[1] == '-';
	end += marker ? 2 : 0;
	if (!closes(end)) {
		fail(l, l->at, "comment ends before closing delimiter");
		return;
	}
	make_token(l, TOKEN_COMMENT, end + 2);
	if (marker)
		l->at = skip_space(l->at);
}

void
lex_outside(struct lex *l)
{
	const char *start = l->at, *left = start, *end = l->input.p + l->input.n;

	/* Reads up to the NUL after the input. */
	while (left && (left[0] != '{' || left[1] != '{'))
		left = memchr(left + 1, '{', (size_t)(end - left));
	if (!left) {
		l->text = rest_from(l, start);
		l->at = start + l->text.n;
		make_token(l, TOKEN_EOF, l->at);
		return;
	}
	l->at = left;
	make_token(l, TOKEN_LEFT, left + 2);
	/* A trim marker. */
	end = left;
	if (left[2] == '-' && class_of(left[3]) & SPACE) {
		while (end > start && class_of(end[-1]) & SPACE)
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
		fail(l, l->at - marker, "unclosed left paren");
		return;
	}
	l->at += marker;
	make_token(l, TOKEN_RIGHT, l->at + 2);
	if (marker)
		l->at = skip_space(l->at);
}

/* Returns the kind of the name that ends at `end`: the keyword's kind if kind is TOKEN_IDENT and
   the name is a keyword, else kind. */
static enum token_kind
kind_of_name(const struct lex *l, enum token_kind kind, const char *end)
{
	/* The first index is the length of the keyword. */
	static const struct word {
		char text[9];
		uint8_t kind;
	} words[][5] = {[2] = {{"if", TOKEN_IF}},
	    [3] = {{"end", TOKEN_END}, {"nil", TOKEN_NIL}},
	    [4] = {{"else", TOKEN_ELSE}, {"with", TOKEN_WITH}, {"true", TOKEN_BOOL}},
	    [5] = {{"range", TOKEN_RANGE}, {"block", TOKEN_BLOCK}, {"break", TOKEN_BREAK},
		{"false", TOKEN_BOOL}},
	    [6] = {{"define", TOKEN_DEFINE}},
	    [8] = {{"continue", TOKEN_CONTINUE}, {"template", TOKEN_TEMPLATE}}};
	size_t n = (size_t)(end - l->at), i;
	const struct word *w;

	for (w = words[kind == TOKEN_IDENT && n <= 8 ? n : 0]; *w->text; w++) {
		for (i = 0; i < n && l->at[i] == w->text[i]; i++)
			;
		if (i == n)
			return w->kind;
	}
	return kind;
}

/* Reads a name that goes on at p with a character that is not ASCII. Fails at a character that no
   name may contain or begin with. (Inline in `name` it would cost 5 % of a template's parsing.) */
static __attribute__((noinline)) void
odd_name(struct lex *l, enum token_kind kind, const char *p)
{
	size_t n;

	while ((n = alnum_at(l, p)) > 0)
		p += n;
	if (p == l->at)
		fail_rune(l, p, "unrecognized character in action:", p);
	else if (class_of(*p) & ENDS || closes(p) || at_end(l, p))
		make_token(l, kind_of_name(l, kind, p), p);
	else
		fail_rune(l, l->at, "bad character", p);
}

/* Reads a name, whose letters and digits begin at p. */
static inline void
name(struct lex *l, enum token_kind kind, const char *p)
{
	while (class_of(*p) & WORD)
		p++;
	if (class_of(*p) & ENDS || closes(p))
		make_token(l, kind_of_name(l, kind, p), p);
	else
		odd_name(l, kind, p);
}

/* Returns the end of the number at p. */
static const char *
number_end(const char *p)
{
	const char *digits = "0123456789_";
	char exponent = 'e', base;

	p += *p == '+' || *p == '-';
	base = *p == '0' ? p[1] | 0x20 : '\0';
	if (base == 'x') {
		digits = "0123456789abcdefABCDEF_";
		exponent = 'p';
	} else if (base == 'o' || base == 'b') {
		digits = base == 'o' ? "01234567_" : "01_";
		exponent = '\0';
	}
	p += exponent == 'e' ? 0 : 2;
	p += strspn(p, digits);
	if (*p == '.')
		p += 1 + strspn(p + 1, digits);
	if (exponent && (*p | 0x20) == exponent) {
		p += p[1] == '+' || p[1] == '-' ? 2 : 1;
		p += strspn(p, "0123456789_");
	}
	return p + (*p == 'i');
}

static void
number(struct lex *l)
{
	const char *end = number_end(l->at);
	bool complex = (*end == '+' || *end == '-');
	size_t more;

	if (complex)
		end = number_end(end);
	more = alnum_at(l, end);
	if (more == 0 && (!complex || end[-1] == 'i')) {
		make_token(l, TOKEN_NUMBER, end);
		return;
	}
	fail(l, l->at,
	    buf_format(l->arena, "bad number syntax: %s",
		fmt_quote(l->arena, (str){l->at, (size_t)(end - l->at) + more})));
}

/* Reads a literal in quotes. special has the bytes that may end the literal, or escape its next
   byte. (Inline in lex_inside it would cost 2 % of the instructions of a template.) */
static __attribute__((noinline)) void
quoted(struct lex *l, enum token_kind kind)
{
	static const struct quote {
		const char *special, *error;
	} quotes[] = {['"'] = {"\"\\\n", "unterminated quoted string"},
	    ['`'] = {"`", "unterminated raw quoted string"},
	    ['\''] = {"'\\\n", "unterminated character constant"}};
	const struct quote *q = &quotes[(unsigned char)*l->at];
	const char *p = l->at + 1;

	for (;; p++) {
		p += strcspn(p, q->special);
		if (*p == *l->at)
			break;
		p += *p == '\\';
		if (*p == '\n' || at_end(l, p)) {
			fail(l, l->at, q->error);
			return;
		}
	}
	make_token(l, kind, p + 1);
}

/* Reads a token that begins with a dot: the dot, a field or a number. */
static void
dotted(struct lex *l)
{
	const char *p = l->at + 1;

	/* Go reads a dot at the end as a number without digits. */
	if (class_of(*p) & DIGIT || at_end(l, p))
		number(l);
	else if (class_of(*p) & ENDS || closes(p))
		make_token(l, TOKEN_DOT, p);
	else
		name(l, TOKEN_FIELD, p);
}

/* Reads a token that does not begin with an ASCII letter, a digit, an underscore or a dot. */
static void
symbol(struct lex *l)
{
	static const uint8_t kinds[UINT8_MAX + 1] = {['|'] = TOKEN_PIPE,
	    ['('] = TOKEN_OPEN,
	    [')'] = TOKEN_CLOSE,
	    ['='] = TOKEN_ASSIGN,
	    [':'] = TOKEN_DECLARE,
	    ['"'] = TOKEN_STRING,
	    ['`'] = TOKEN_STRING,
	    ['\''] = TOKEN_NUMBER};
	const char *p = l->at;
	enum token_kind kind = kinds[(unsigned char)*p];

	if (kind == TOKEN_STRING || kind == TOKEN_NUMBER) {
		quoted(l, kind);
	} else if (*p == ')' && l->depth == 0) {
		fail(l, p, "unexpected right paren");
	} else if (*p == ':' && p[1] != '=') {
		fail(l, p, "expected :=");
	} else if (kind) {
		l->depth += (kind == TOKEN_OPEN) - (kind == TOKEN_CLOSE);
		make_token(l, kind, p + (*p == ':' ? 2 : 1));
	} else if (*p == '$') {
		name(l, TOKEN_VARIABLE, p + 1);
	} else if (*p == '-' && l->token.spaced && closes(p + 1)) {
		right(l, 1);
	} else if (*p == '-' || *p == '+') {
		number(l);
	} else if (at_end(l, p)) {
		fail(l, p, "unclosed action");
	} else if (*p >= ' ' && *p < 0x7f) {
		make_token(l, TOKEN_CHAR, p + 1);
	} else {
		odd_name(l, TOKEN_IDENT, p);
	}
}

void
lex_inside(struct lex *l)
{
	const char *p = skip_space(l->at);
	unsigned class = class_of(*p);

	if (l->failed)
		return;
	l->token.spaced = p > l->at;
	l->at = p;
	if (class & LETTER)
		name(l, TOKEN_IDENT, p);
	else if (class & DIGIT)
		number(l);
	else if (*p == '.')
		dotted(l);
	else if (closes(p))
		right(l, 0);
	else
		symbol(l);
}

/* Returns a token as Go shows it in messages: the quoted text, truncated after ten characters;
   keywords and the dot in <>. */
static const char *
show(struct arena *a, const struct token *t)
{
	if (t->kind == TOKEN_EOF)
		return "EOF";
	if (t->kind == TOKEN_ERROR)
		return t->text.p;
	if (t->kind >= TOKEN_NIL || t->kind == TOKEN_DOT)
		return buf_format(a, "<%.*s>", (int)t->text.n, t->text.p);
	return buf_format(
	    a, "%s%s", fmt_quote(a, utf8_first(t->text, 10)), t->text.n > 10 ? "..." : "");
}

void
lex_fail(struct lex *l, const char *fmt, ...)
{
	str rest = str_from(l->input, l->token.pos);
	struct buf message = {.arena = l->arena};
	va_list ap;

	if (l->failed)
		return;
	va_start(ap, fmt);
	buf_vprintf(&message, fmt, ap);
	va_end(ap);
	node_fault(l->arena, l->source, l->token.pos, false, buf_cstr(&message));
	l->faults++;
	l->at = rest.p + (l->in_pipe ? str_find(rest, STR("}}")) : rest.n);
	l->depth = 0;
	if (at_end(l, l->at))
		lex_outside(l);
	else
		lex_inside(l);
	l->failed = true;
}

void
lex_unexpected(struct lex *l, const char *context)
{
	const struct token *t = &l->token;
	const char *shown = show(l->arena, t);
	unsigned line = l->action ? node_place(l->source, l->action - 1).line : 0;

	if (t->kind != TOKEN_ERROR)
		lex_fail(l, "unexpected %s in %s", shown, context);
	else if (l->action && line != node_place(l->source, t->pos).line)
		lex_fail(l, "%s%s started at %s:%u", shown,
		    str_ends(str_of(shown), STR(" action")) ? "" : " in action", l->source->name,
		    line);
	else
		lex_fail(l, "%s", shown);
}

void
lex_check_text(struct lex *l, str text, const char *at)
{
	size_t i = str_find(text, STR("\xee\x80\x80"));

	i = str_find(str_sub(text, 0, i), STR("\xee\x80\x81"));
	if (i == text.n)
		return;
	l->token.pos = (uint32_t)((at ? at : text.p + i) - l->input.p);
	lex_fail(l, "a template cannot contain U+E000 or U+E001, which mark values");
}
