/* Splits a template into tokens, as Go's text/template does. */
#ifndef TMPL_PARSE_LEX_H
#define TMPL_PARSE_LEX_H

#include "base/str.h"

struct arena;
struct source;

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
	TOKEN_STRING, /* raw or not */
	TOKEN_NUMBER, /* or a rune */
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

/* Initialize arena; source, for messages; input; and `at`, to input.p. input must outlive the
   tokens, with a NUL after it. token is the last token. text is the text outside of actions before
   token, without the white space that a trim marker removes. action is 1 + the offset of the
   current action's delimiter, or 0; in_pipe is set in a pipeline. faults counts mistakes. A mistake
   sets failed until the end of the action if it is in a pipeline, else until the end of the file.
   While failed is set, no token follows, and no further mistake is reported. */
struct lex {
	struct token token;
	struct arena *arena;
	const struct source *source;
	str input;
	const char *at;
	int depth;
	str text;
	uint32_t action;
	bool in_pipe, failed;
	unsigned faults;
};

/* lex_outside skips text up to the next token: TOKEN_LEFT, TOKEN_COMMENT, TOKEN_EOF. lex_inside
   reads the next token in an action, from TOKEN_LEFT to TOKEN_RIGHT. At a mistake the token is
   TOKEN_ERROR. No token follows TOKEN_ERROR or TOKEN_EOF. */
void lex_outside(struct lex *l);
void lex_inside(struct lex *l);

/* lex_fail reports a mistake at the current token and goes on to the end of the action or the file.
   lex_unexpected reports that the current token is not allowed in context; lex_expect does so only
   if the token is not of this kind. */
void lex_fail(struct lex *l, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void lex_unexpected(struct lex *l, const char *context);

static inline void
lex_expect(struct lex *l, enum token_kind kind, const char *context)
{
	if (l->token.kind != kind)
		lex_unexpected(l, context);
}

/* lex_check_text fails if text contains a character that only markup may contain. It reports the
   mistake at `at`, or at that character if `at` is NULL. */
void lex_check_text(struct lex *l, str text, const char *at);

#endif
