/* Declarations that the files of the lexer share: classes of characters and small tests. */
#ifndef TMPL_PARSE_LEX_STATE_H
#define TMPL_PARSE_LEX_STATE_H

#include "base/str.h"
#include "tmpl/parse/lex.h"

/* Classes of bytes (lex_class.c). ENDS: a name may end before it. WIDE: not ASCII. QUOTED:
   special between quotes. */
enum { LEX_SPACE = 1, LEX_WORD = 2, LEX_DIGIT = 4, LEX_ENDS = 8, LEX_WIDE = 16, LEX_QUOTED = 32 };
extern const uint8_t lex_classes[256];

static inline unsigned
lex_class(char c)
{
	return lex_classes[(unsigned char)c];
}

/* lex_is_alnum tells whether a name may contain the character. */
bool lex_is_alnum(uint32_t rune);

/* lex_wide_end returns the end of a name with a character at p that is not ASCII. */
const char *lex_wide_end(const struct lex *l, const char *p);

/* lex_rest returns the input from p on. */
static inline str
lex_rest(const struct lex *l, const char *p)
{
	return (str){p, (size_t)(l->input.p + l->input.n - p)};
}

static inline bool
lex_at_end(const struct lex *l, const char *p)
{
	return *p == '\0' && p == l->input.p + l->input.n;
}

/* lex_token makes the next token from the text between the current position and end. */
static inline void
lex_token(struct lex *l, enum token_kind kind, const char *end)
{
	struct token *t = &l->token;

	t->kind = (uint8_t)kind;
	t->pos = (uint32_t)(l->at - l->input.p);
	t->text = (str){l->at, (size_t)(end - l->at)};
	l->at = end;
}

/* lex_closes tells whether an action ends at p, without a trim marker. */
static inline bool
lex_closes(const char *p)
{
	return p[0] == '}' && p[1] == '}';
}

/* lex_at_terminator tells whether a name or a number may end before p. */
static inline bool
lex_at_terminator(const struct lex *l, const char *p)
{
	return lex_class(*p) & LEX_ENDS || lex_closes(p) || lex_at_end(l, p);
}

/* lex_failure makes a TOKEN_ERROR at place. */
void lex_failure(struct lex *l, const char *place, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));

/* lex_number reads a number with its sign. lex_quoted reads a string or a rune; messages name it
   by what. lex_raw reads a raw string. (lex_literal.c) */
void lex_number(struct lex *l);
void lex_quoted(struct lex *l, enum token_kind kind, const char *what);
void lex_raw(struct lex *l);

#endif
