/* Splits a template into tokens, as Go's text/template does. */
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
	TOKEN_CHAR, /* any other character; the grammar uses only the comma */
	/* Tokens that can begin a term. */
	TOKEN_OPEN,
	TOKEN_STRING, /* a raw one too */
	TOKEN_NUMBER, /* a rune too */
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

/* text is borrowed from the input, or from the arena in an error; pos is its offset. */
struct token {
	uint8_t kind; /* enum token_kind */
	bool spaced;  /* in an action: white space is before it */
	uint32_t pos;
	str text;
};

/* Initialize arena, for messages, and input and at, which begins as input.p. input must
   outlive the tokens, and a NUL must follow it, outside of its length. token is the last token.
   text is the text before it outside of actions, already trimmed if a marker asks for it. */
struct lex {
	struct token token;
	struct arena *arena;
	str input;
	const char *at;
	int depth;
	str text;
};

/* lex_outside skips text up to the next token: TOKEN_LEFT, TOKEN_COMMENT, TOKEN_EOF. lex_inside
   reads the next token in an action, from TOKEN_LEFT to TOKEN_RIGHT. At a mistake the token is
   TOKEN_ERROR. No token follows TOKEN_ERROR or TOKEN_EOF. */
void lex_outside(struct lex *l);
void lex_inside(struct lex *l);

/* lex_show returns a token as Go shows it in messages: the quoted text, truncated after ten
   characters; keywords and the dot in <>. */
const char *lex_show(struct arena *a, const struct token *t);

#endif
