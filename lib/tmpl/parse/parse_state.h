/* Declarations that the files of the parser share: the state of a file and its helpers. */
#ifndef TMPL_PARSE_PARSE_STATE_H
#define TMPL_PARSE_PARSE_STATE_H

#include "base/str.h"
#include "tmpl/parse/lex.h"
#include "tmpl/parse/node.h"
#include "tmpl/parse/parse.h"

/* A template's own state during parsing. The variables that it may name are from first to end.
   slots is the number of variables in scope, which is the slot of the next one. ranges counts the
   ranges around the current place. */
struct scope {
	struct tmpl *tmpl;
	size_t first, end;
	uint32_t slots;
	unsigned ranges;
};

/* The state of a file during parsing. lex.token is the current token. action is 1 + the offset
   of the current action's delimiter, for messages. vars has the variables of all templates that are
   being parsed; slot is NODE_NO_SLOT if a variable is no longer in scope, or if it is set but never
   declared. stop is the token that ended a list: TOKEN_END, TOKEN_ELSE, TOKEN_IF (else if),
   TOKEN_WITH (else with), or TOKEN_EOF. faults counts mistakes. After a mistake failed is true:
   then no token follows, and no further mistake is reported. In a pipeline (in_pipe) that lasts up
   to the end of the action, else up to the end of the file. */
struct parse {
	struct lex lex;
	struct arena *arena;
	struct tmpl_set *set;
	const struct source *source;
	unsigned depth, faults;
	uint32_t action;
	enum token_kind stop;
	bool in_pipe, failed;
	struct scope scope;
	struct var *vars;
	size_t vars_cap;
};

/* parse_fail reports a mistake at the current token, which becomes the end of the action or the
   file. parse_unexpected does so for an unexpected token. */
void parse_fail(struct parse *p, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void parse_unexpected(struct parse *p, const char *context);

/* parse_next moves to the next token in an action. parse_at returns whether the current token is of
   a kind. parse_expect fails if it is not. */
static inline void
parse_next(struct parse *p)
{
	if (!p->failed)
		lex_inside(&p->lex);
}

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

/* parse_check_text fails if text contains a character that only markup may contain. It reports the
   mistake at the place at, or at that character if at is NULL. */
void parse_check_text(struct parse *p, str text, const char *at);

/* parse_declare brings a variable into scope and returns its slot. */
uint32_t parse_declare(struct parse *p, str name);

/* parse_clause parses the pipeline of a statement into n. Messages name it by context. */
void parse_clause(struct parse *p, struct node *n, const char *context);

#endif
