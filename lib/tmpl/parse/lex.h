/* From template text to tokens, as Go's text/template has them. */
#ifndef TMPL_PARSE_LEX_H
#define TMPL_PARSE_LEX_H

#include "base/str.h"

struct arena;

enum token_kind {
	TOKEN_EOF,
	TOKEN_ERROR, /* text is the message */
	TOKEN_LEFT,
	TOKEN_COMMENT,
	TOKEN_RIGHT,
	TOKEN_ASSIGN,
	TOKEN_DECLARE,
	TOKEN_PIPE,
	TOKEN_CLOSE,
	TOKEN_CHAR, /* a character that no rule knows: only the comma has a use */
	/* What a term can begin with. */
	TOKEN_OPEN,
	TOKEN_STRING,
	TOKEN_RAW,
	TOKEN_RUNE,
	TOKEN_NUMBER,
	TOKEN_COMPLEX,
	TOKEN_DOT,
	TOKEN_FIELD,
	TOKEN_VARIABLE,
	TOKEN_IDENT,
	TOKEN_BOOL,
	/* Keywords: nil begins a term, the others do not. */
	TOKEN_NIL,
	TOKEN_BLOCK,
	TOKEN_BREAK,
	TOKEN_CONTINUE,
	TOKEN_DEFINE,
	TOKEN_ELSE,
	TOKEN_END,
	TOKEN_IF,
	TOKEN_RANGE,
	TOKEN_TEMPLATE,
	TOKEN_WITH
};

/* text is borrowed from the input (from the arena in errors); pos is its offset there. */
struct token {
	uint8_t kind; /* enum token_kind */
	bool spaced;  /* in an action: white space stands before it */
	bool plain;   /* TOKEN_STRING, TOKEN_RAW: what stands between the quotes is the value */
	uint32_t pos;
	str text;
};

/* Initialize by lex_start. token is the newest; text is what stands before it outside of actions,
   without what a marker trims off its end. */
struct lex {
	struct token token;
	struct arena *arena;
	str input;
	const char *at;
	int depth;
	str text;
};

/* lex_start begins with the input, which must outlive the tokens and be followed by a NUL that its
   length does not count. Messages are made in a. */
void lex_start(struct lex *l, struct arena *a, str input);

/* lex_outside goes over text to the next token: TOKEN_LEFT, TOKEN_COMMENT, TOKEN_EOF. lex_inside
   goes on in an action, from TOKEN_LEFT to TOKEN_RIGHT. At a mistake either gives TOKEN_ERROR,
   which is the last, as TOKEN_EOF is. */
void lex_outside(struct lex *l);
void lex_inside(struct lex *l);

/* lex_show is how Go names a token in a message: the quoted text, cut after ten characters,
   keywords and the dot in <>. */
const char *lex_show(struct arena *a, const struct token *t);

#endif
