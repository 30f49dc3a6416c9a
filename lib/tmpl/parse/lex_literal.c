/* Finds the end of literals in templates. literal.c converts them to values.

       string = DQUOTE … DQUOTE   raw = "`" … "`"      rune = "'" … "'"
       number = Go's, imaginary ones too; `1+2i` is one token */
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "tmpl/go/fmt.h"
#include "tmpl/parse/lex_state.h"

void
lex_quoted(struct lex *l, enum token_kind kind, const char *what)
{
	const char *p = l->at + 1;
	bool plain = true;

	for (;; p++) {
		while (!(lex_class(*p) & LEX_QUOTED))
			p++;
		if (*p == *l->at)
			break;
		if (*p == '\\') {
			plain = false;
			p++;
		}
		if (*p == '\n' || lex_at_end(l, p)) {
			lex_failure(l, l->at, "unterminated %s", what);
			return;
		}
	}
	lex_token(l, kind, p + 1);
	l->token.plain = plain;
}

void
lex_raw(struct lex *l)
{
	str s = lex_rest(l, l->at + 1);
	size_t n = str_find(s, STR("`"));

	if (n == s.n) {
		lex_failure(l, l->at, "unterminated raw quoted string");
		return;
	}
	lex_token(l, TOKEN_RAW, s.p + n + 1);
	l->token.plain = !memchr(s.p, '\r', n);
}

static const char *
one_of(const char *p, const char *set)
{
	return *p && strchr(set, *p) ? p + 1 : p;
}

static const char *
run(const char *p, const char *set)
{
	while (*p && strchr(set, *p))
		p++;
	return p;
}

/* Returns the end of the number at p. *bad tells whether a letter follows it. */
static const char *
number_end(const struct lex *l, const char *p, bool *bad)
{
	const char *digits = "0123456789_", *exponent = "eE", *e;
	uint32_t rune;

	p = one_of(p, "+-");
	if (*p == '0') {
		exponent = *++p && strchr("xX", *p) ? "pP" : exponent;
		if (*exponent == 'p')
			digits = "0123456789abcdefABCDEF_";
		else if (*p && strchr("oO", *p))
			digits = "01234567_", exponent = "";
		else if (*p && strchr("bB", *p))
			digits = "01_", exponent = "";
		p = *exponent == 'e' ? p : p + 1;
	}
	p = run(p, digits);
	if (*p == '.')
		p = run(p + 1, digits);
	if ((e = one_of(p, exponent)) != p)
		p = run(one_of(e, "+-"), "0123456789_");
	p = one_of(p, "i");
	*bad = !lex_at_end(l, p) && (utf8_next(lex_rest(l, p), &rune), lex_is_alnum(rune));
	return p;
}

static void
bad_number(struct lex *l, const char *end)
{
	struct buf b = {.arena = l->arena};
	uint32_t rune;

	if (!lex_at_end(l, end)) {
		size_t n = utf8_next(lex_rest(l, end), &rune);

		end += lex_is_alnum(rune) ? n : 0;
	}
	fmt_quoted(&b, (str){l->at, (size_t)(end - l->at)}, false);
	lex_failure(l, l->at, "bad number syntax: %s", buf_cstr(&b));
}

static void
number(struct lex *l)
{
	bool bad;
	const char *end = number_end(l, l->at, &bad);

	if (bad) {
		bad_number(l, end);
		return;
	}
	if (*end != '+' && *end != '-') {
		lex_token(l, TOKEN_NUMBER, end);
		return;
	}
	end = number_end(l, end, &bad);
	if (bad || end[-1] != 'i')
		bad_number(l, end);
	else
		lex_token(l, TOKEN_COMPLEX, end);
}

void
lex_number(struct lex *l)
{
	const char *p = l->at;

	/* Most numbers are only digits. */
	while (lex_class(*p) & LEX_DIGIT)
		p++;
	if (*p != '.' && lex_at_terminator(l, p))
		lex_token(l, TOKEN_NUMBER, p);
	else
		number(l);
}
