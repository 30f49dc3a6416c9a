/* What the parser of statements and that of expressions share. */
#ifndef TMPL_PARSE_EXPR_H
#define TMPL_PARSE_EXPR_H

#include "base/str.h"
#include "tmpl/lex.h"
#include "tmpl/node.h"

struct tmpl_set;

/* Marks of the ends of lists: nodes that are in no tree. */
enum { PARSE_END = 100, PARSE_ELSE, PARSE_ELSE_IF, PARSE_ELSE_WITH };

/* The variables in sight, innermost last; an index is a slot. */
struct vars {
	str *names;
	size_t n, cap;
};

/* One file being parsed. back holds tokens that were given back, action the offset of the action's
   delimiter plus 1, last the offset of the newest token, for messages. */
struct parse {
	struct tmpl_set *set;
	const struct source *source;
	struct lex lex;
	struct token back[4];
	unsigned back_n, depth, ranges;
	uint32_t action, last;
	struct tmpl *tmpl;
	struct vars vars;
};

struct token parse_next(struct parse *p);
struct token parse_next_nonspace(struct parse *p);
const struct token *parse_peek(struct parse *p);
const struct token *parse_peek_nonspace(struct parse *p);
void parse_back(struct parse *p, struct token t);
void parse_expect(struct parse *p, enum token_kind kind, const char *context);

_Noreturn void parse_fail(struct parse *p, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
_Noreturn void parse_unexpected(struct parse *p, struct token t, const char *context);

struct node *parse_node(struct parse *p, unsigned kind, uint32_t pos);

/* parse_declare brings a variable into sight; gives its slot. */
uint32_t parse_declare(struct parse *p, str name);

/* parse_pipe parses a pipeline with its declarations up to and including the token end. */
struct node *parse_pipe(struct parse *p, const char *context, enum token_kind end);

#endif
