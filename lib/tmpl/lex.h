/* From template text to tokens, as Go's text/template has them. */
#ifndef TMPL_LEX_H
#define TMPL_LEX_H

#include "base/str.h"

struct arena;

enum token_kind {
	TOKEN_EOF,
	TOKEN_ERROR, /* text is the message */
	TOKEN_TEXT,
	TOKEN_LEFT,
	TOKEN_RIGHT,
	TOKEN_SPACE,
	TOKEN_ASSIGN,
	TOKEN_DECLARE,
	TOKEN_PIPE,
	TOKEN_OPEN,
	TOKEN_CLOSE,
	TOKEN_CHAR, /* a character that no rule knows: only the comma has a use */
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
	/* Keywords: keep in the order of lex.c's table. */
	TOKEN_BLOCK,
	TOKEN_BREAK,
	TOKEN_CONTINUE,
	TOKEN_DEFINE,
	TOKEN_ELSE,
	TOKEN_END,
	TOKEN_IF,
	TOKEN_NIL,
	TOKEN_RANGE,
	TOKEN_TEMPLATE,
	TOKEN_WITH
};

/* text is borrowed from the input (from the arena in errors); pos is its offset there. */
struct token {
	enum token_kind kind;
	uint32_t pos;
	str text;
};

/* Initialize with the arena for messages and the input, which must outlive the tokens. */
struct lex {
	struct arena *arena;
	str input;
	size_t pos;
	int depth;
	bool inside, ended;
};

/* lex_next gives the next token; after TOKEN_EOF or TOKEN_ERROR only TOKEN_EOF. */
struct token lex_next(struct lex *l);

/* lex_show is how Go names a token in a message: the quoted text, cut after ten characters,
   keywords and the dot in <>. */
const char *lex_show(struct arena *a, struct token t);

#endif
