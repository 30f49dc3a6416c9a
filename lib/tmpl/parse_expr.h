/* What the parser of statements and that of expressions share. */
#ifndef TMPL_PARSE_EXPR_H
#define TMPL_PARSE_EXPR_H

#include "base/str.h"
#include "tmpl/lex.h"
#include "tmpl/node.h"
#include "tmpl/parse.h"

/* The variables in sight, innermost last; an index is a slot. */
struct vars {
	str *names;
	size_t n, cap;
};

/* One file being parsed. token is the newest; ahead: it is still to be read. action is the offset
   of the action's delimiter plus 1, for messages. stop says what ended a list: TOKEN_END,
   TOKEN_ELSE, TOKEN_IF (else if) or TOKEN_WITH (else with). odd: the text holds odd line breaks. */
struct parse {
	struct arena *arena;
	struct tmpl_set *set;
	const struct source *source;
	struct lex lex;
	struct token token;
	bool ahead, odd;
	unsigned depth, ranges;
	uint32_t action, stop_pos;
	enum token_kind stop;
	struct tmpl *tmpl;
	struct vars vars;
};

/* parse_peek gives the next token, parse_next reads it, too; it stays until the one after it is
   asked for. parse_back gives back what was read. */
static inline const struct token *
parse_peek(struct parse *p)
{
	if (!p->ahead)
		lex_next(&p->lex, &p->token);
	p->ahead = true;
	return &p->token;
}

static inline const struct token *
parse_next(struct parse *p)
{
	parse_peek(p);
	p->ahead = false;
	return &p->token;
}

static inline void
parse_back(struct parse *p)
{
	p->ahead = true;
}

void parse_expect(struct parse *p, enum token_kind kind, const char *context);

_Noreturn void parse_fail(struct parse *p, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
_Noreturn void parse_unexpected(struct parse *p, const struct token *t, const char *context);

static inline struct node *
parse_node(struct parse *p, unsigned kind, uint32_t pos)
{
	struct node *n = node_new(p->arena, kind);

	n->pos = pos;
	return n;
}

/* parse_declare brings a variable into sight; gives its slot. */
uint32_t parse_declare(struct parse *p, str name);

/* parse_pipe parses a pipeline with its declarations up to and including the token end. */
struct node *parse_pipe(struct parse *p, const char *context, enum token_kind end);

#endif
