/* What the parts of the parser share. */
#ifndef TMPL_PARSE_PARSE_STATE_H
#define TMPL_PARSE_PARSE_STATE_H

#include <setjmp.h>

#include "base/str.h"
#include "tmpl/parse/lex.h"
#include "tmpl/parse/node.h"
#include "tmpl/parse/parse.h"

/* Variables, innermost last. */
struct vars {
	str *names;
	size_t n, cap;
};

/* One file being parsed, which stands at the token that the lexer gave last. action is the offset
   of the action's delimiter plus 1, for messages. stop says what ended a list: TOKEN_END,
   TOKEN_ELSE, TOKEN_IF (else if) or TOKEN_WITH (else with). vars are the variables in sight, where
   an index is a slot; seen are those that Go lets a template mention, be they in sight or not.
   opener is the offset of the statement whose end is due, plus 1. A mistake jumps back to where
   parsing can go on; faults counts them. */
struct parse {
	struct lex lex;
	struct arena *arena;
	struct tmpl_set *set;
	const struct source *source;
	unsigned depth, ranges, faults;
	uint32_t action, opener;
	enum token_kind stop;
	struct tmpl *tmpl;
	struct vars vars, seen;
	jmp_buf *back;
};

/* parse_fail reports a mistake at the token and goes back, parse_unexpected one because of it. */
_Noreturn void parse_fail(struct parse *p, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
_Noreturn void parse_unexpected(struct parse *p, const char *context);

/* parse_at tells whether the token is of this kind, parse_expect fails where it is not. */
static inline bool
parse_at(const struct parse *p, enum token_kind kind)
{
	return p->lex.token.kind == kind;
}

static inline void
parse_expect(struct parse *p, enum token_kind kind, const char *context)
{
	if (!parse_at(p, kind))
		parse_unexpected(p, context);
}

static inline struct node *
parse_node(struct parse *p, unsigned kind, uint32_t pos)
{
	struct node *n = node_new(p->arena, kind);

	n->pos = pos;
	return n;
}

/* parse_check_text refuses the characters that mark holes in a text, at the place at, or, where
   that is NULL, where they are. */
void parse_check_text(struct parse *p, str text, const char *at);

/* parse_see lets a variable be mentioned, parse_declare also brings it into sight and returns its
   slot. */
void parse_see(struct parse *p, str name);
uint32_t parse_declare(struct parse *p, str name);

/* parse_pipe parses a pipeline with its declarations, up to the token end, into n (parse_expr.c).
   Messages call it context. */
void parse_pipe(struct parse *p, struct node *n, const char *context, enum token_kind end);

/* parse_clause parses the pipeline of a statement. After a mistake in it parsing goes on at the
   action's end, as if all were well. */
void parse_clause(struct parse *p, struct node *n, const char *context);

/* parse_list parses what follows the action of a statement, whose delimiter is at opener, up to the
   action that ends the list; parse_body a file's
   text and statements; those of its definitions are theirs (parse_list.c). */
struct node *parse_list(struct parse *p, uint32_t opener);
struct node *parse_body(struct parse *p);

/* parse_define parses a definition, whose delimiter is at opener, from its keyword on, parse_block
   and parse_call those of block and template (parse.c). */
void parse_define(struct parse *p, uint32_t opener);
struct node *parse_block(struct parse *p);
struct node *parse_call(struct parse *p);

#endif
