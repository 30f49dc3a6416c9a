/* Parses the expressions in actions:

       pipe    = [variable ["," variable] (":=" / "=")] command *("|" command)
       command = operand *(space operand)
       operand = term *(field)
       term    = literal / function / "." / field / variable / "(" pipe ")" */
#include "tmpl/parse/parse_state.h"

#include <stdarg.h>
#include <string.h>

#include "base/arena.h"
#include "base/escape.h"
#include "base/utf8.h"
#include "tmpl/funcs/funcs.h"
#include "tmpl/go/fmt.h"
#include "tmpl/go/literal.h"
#include "tmpl/parse/parse.h"

static void pipeline(struct parse *p, struct node *n, const char *context, enum token_kind end);

void
parse_fail(struct parse *p, const char *fmt, ...)
{
	str rest = str_from(p->lex.input, p->lex.token.pos);
	va_list ap;
	size_t n;

	if (p->failed)
		return;
	va_start(ap, fmt);
	fault_parse(p->arena, p->source, p->lex.token.pos, fmt, ap);
	va_end(ap);
	p->faults++;
	p->failed = true;
	n = p->in_pipe ? str_find(rest, STR("}}")) : rest.n;
	p->lex.at = rest.p + n;
	p->lex.depth = 0;
	if (n < rest.n)
		lex_inside(&p->lex);
	else
		lex_outside(&p->lex);
}

void
parse_unexpected(struct parse *p, const char *context)
{
	const struct token *t = &p->lex.token;
	const char *shown = lex_show(p->arena, t);
	unsigned line = p->action ? node_place(p->source, p->action - 1).line : 0;

	if (t->kind != TOKEN_ERROR)
		parse_fail(p, "unexpected %s in %s", shown, context);
	else if (p->action && line != node_place(p->source, t->pos).line)
		parse_fail(p, "%s%s started at %s:%u", shown,
		    str_ends(str_of(shown), STR(" action")) ? "" : " in action", p->source->name,
		    line);
	else
		parse_fail(p, "%s", shown);
}

static void
add_variable(struct parse *p, str name, uint32_t slot)
{
	p->vars = arena_room(p->arena, p->vars, p->scope.end, &p->vars_cap, sizeof *p->vars);
	p->vars[p->scope.end++] = (struct var){name, slot};
}

uint32_t
parse_declare(struct parse *p, str name)
{
	struct tmpl *t = p->scope.tmpl;
	uint32_t slot = p->scope.slots++;

	add_variable(p, name, slot);
	if (t->slots < p->scope.slots)
		t->slots = p->scope.slots;
	return slot;
}

/* Returns the variable in scope with this name, else one that is no longer in scope, or NULL. */
static const struct var *
find_variable(const struct parse *p, str name)
{
	const struct var *v, *old = NULL;
	size_t i;

	for (i = p->scope.end; i > p->scope.first; i--) {
		v = &p->vars[i - 1];
		if (!str_eq(v->name, name))
			continue;
		if (v->slot != NODE_NO_SLOT)
			return v;
		old = v;
	}
	return old;
}

/* Returns whether a literal may be part of markup: text that every reader reads alike. (Inline in
   operand it would cost 2 % of the instructions of parsing.) */
static __attribute__((noinline)) bool
is_text(str s)
{
	uint32_t rune;
	size_t i, n;

	for (i = 0; i < s.n; i += n) {
		if ((n = escape_plain_run(str_from(s, i))) > 0)
			continue;
		n = utf8_next(str_from(s, i), &rune);
		if (escape_is_special(rune) && rune != '\n' && rune != '\t')
			return false;
	}
	return true;
}

static void
string(struct parse *p, struct node *n)
{
	str text = n->text, *s = &n->value.s;
	bool plain;

	n->value = (struct value){.kind = VALUE_STRING, .s = str_sub(text, 1, text.n - 2)};
	plain = escape_plain_run(*s) == s->n;
	if (!plain && !literal_string(p->arena, text, s))
		parse_fail(p, "invalid syntax");
	if (p->set->yaml) {
		/* A literal without escapes was checked with the file's text. */
		if (s->p != text.p + 1 || p->set->markup)
			parse_check_text(p, *s, text.p);
		n->value.markup = plain || is_text(*s);
	}
}

static void
set_value(struct parse *p, struct node *n)
{
	const char *error = NULL;

	if (n->kind == NODE_STRING)
		string(p, n);
	else if (n->kind == NODE_NUMBER)
		error = literal_number(p->arena, n->text, &n->value);
	else if (n->kind == NODE_BOOL)
		n->value = value_bool(str_is(n->text, "true"));
	if (error)
		parse_fail(p, "%s", error);
}

static void
parenthesized(struct parse *p, struct node *n)
{
	if (++p->depth > PARSE_DEPTH)
		parse_fail(p, "parentheses nest deeper than %d", PARSE_DEPTH);
	parse_next(p);
	n->pos = p->lex.token.pos;
	pipeline(p, n, "parenthesized pipeline", TOKEN_CLOSE);
	p->depth--;
}

/* The kind of a term by its first token. */
static const uint8_t terms[TOKEN_WITH + 1] = {
    [TOKEN_OPEN] = NODE_PIPE,
    [TOKEN_STRING] = NODE_STRING,
    [TOKEN_NUMBER] = NODE_NUMBER,
    [TOKEN_DOT] = NODE_DOT,
    [TOKEN_FIELD] = NODE_FIELD,
    [TOKEN_VARIABLE] = NODE_VARIABLE,
    [TOKEN_IDENT] = NODE_CALL,
    [TOKEN_BOOL] = NODE_BOOL,
    [TOKEN_NIL] = NODE_NIL,
};

static bool
begins_term(const struct token *t)
{
	return terms[t->kind] != 0;
}

static bool
is_literal(const struct node *n)
{
	return n->kind >= NODE_DOT;
}

static bool
field_follows(const struct token *t)
{
	return t->kind == TOKEN_FIELD && !t->spaced;
}

/* Adds the fields directly after a term. As in Go, the node has the place of its last field. */
static struct node *
fields(struct parse *p, struct node *n)
{
	const struct token *t = &p->lex.token;
	struct node *chain = n;
	size_t names = n->kind == NODE_FIELD;

	if (is_literal(n))
		parse_fail(p, "unexpected . after term %s", fmt_quote(p->arena, n->text));
	if (n->kind != NODE_FIELD && n->kind != NODE_VARIABLE) {
		chain = node_new(p->arena, NODE_CHAIN, t->pos);
		chain->operand = n;
		chain->text.p = t->text.p;
	} else {
		n->pos = t->pos;
	}
	for (; field_follows(t); names++, parse_next(p))
		chain->text.n += t->text.n;
	chain->many = names > 1;
	return chain;
}

static struct node *
variable(struct parse *p, str name, uint32_t pos)
{
	struct node *n = node_new(p->arena, NODE_VARIABLE, pos);
	const struct var *v = find_variable(p, name);

	if (!v)
		parse_fail(p, "undefined variable \"%.*s\"", (int)name.n, name.p);
	n->text = name;
	n->name_n = (uint32_t)name.n;
	n->slot = v ? v->slot : NODE_NO_SLOT;
	return n;
}

static const struct func *
function(struct parse *p, str name)
{
	const struct func *f = func_find(name);

	if (!f && !p->set->lenient)
		parse_fail(p, "%s", func_unknown(p->arena, name));
	return f ? f : func_undefined(p->arena, name);
}

/* Parses an operand, whose first token begins a term. */
static struct node *
operand(struct parse *p)
{
	const struct token *t = &p->lex.token;
	struct node *n = t->kind == TOKEN_VARIABLE ? variable(p, t->text, t->pos)
						   : node_new(p->arena, terms[t->kind], t->pos);

	if (t->kind == TOKEN_OPEN)
		parenthesized(p, n);
	else if (t->kind == TOKEN_IDENT)
		n->func = function(p, t->text);
	else
		n->text = t->text;
	if (n->kind > NODE_DOT)
		set_value(p, n);
	parse_next(p);
	return field_follows(t) ? fields(p, n) : n;
}

/* Parses the rest of a command after its first operand, and its "|". */
static struct node *
command(struct parse *p, struct node *first)
{
	const struct token *t = &p->lex.token;
	struct node *n = first, *last = first;

	while (t->spaced && begins_term(t))
		last = last->next = operand(p);
	if (t->kind == TOKEN_PIPE)
		parse_next(p);
	else if (t->kind != TOKEN_RIGHT && t->kind != TOKEN_CLOSE)
		parse_unexpected(p, "operand");
	if (first->kind == NODE_CALL) {
		first->args = first->next;
		first->next = NULL;
	} else if (first->next) {
		n = node_new(p->arena, NODE_COMMAND, first->pos);
		n->operands = first;
	}
	return n;
}

/* Reads the variables that a pipeline sets: names now, slots after the value is parsed. Returns
   NULL, or a variable that turns out to be the pipeline's first operand. */
static struct node *
declarations(struct parse *p, struct node *pipe, const char *context)
{
	const struct token *t = &p->lex.token;
	bool comma = true;

	while (comma && t->kind == TOKEN_VARIABLE) {
		struct token v = *t;

		parse_next(p);
		comma = t->kind == TOKEN_CHAR && *t->text.p == ',';
		if (!comma && t->kind != TOKEN_ASSIGN && t->kind != TOKEN_DECLARE) {
			struct node *n = variable(p, v.text, v.pos);

			return field_follows(t) ? fields(p, n) : n;
		}
		if (!pipe->decl)
			pipe->decl = arena_alloc(p->arena, 2 * sizeof *pipe->decl);
		pipe->decl[pipe->decl_n++].name = v.text;
		pipe->assign = t->kind == TOKEN_ASSIGN;
		if (comma && (strcmp(context, "range") != 0 || pipe->decl_n == 2))
			parse_fail(p, "too many declarations in %s", context);
		parse_next(p);
		if (comma && t->kind != TOKEN_VARIABLE && t->kind != TOKEN_RIGHT &&
		    t->kind != TOKEN_CLOSE)
			parse_fail(p, "range can only initialize variables");
	}
	return NULL;
}

/* Returns the slot of a variable that is assigned to. As in Go, later actions may name it. */
static uint32_t
assign(struct parse *p, str name)
{
	const struct var *v = find_variable(p, name);
	uint32_t slot = v ? v->slot : NODE_NO_SLOT;

	if (slot == NODE_NO_SLOT)
		add_variable(p, name, slot);
	return slot;
}

/* Parses a pipeline with its declarations into n, up to the token end. */
static void
pipeline(struct parse *p, struct node *n, const char *context, enum token_kind end)
{
	struct node **next = &n->commands, *c = declarations(p, n, context);
	unsigned i, stage = 1;

	while (!p->failed && (c || !parse_at(p, end))) {
		if (!c && !begins_term(&p->lex.token)) {
			parse_unexpected(p, context);
			break;
		}
		*next = command(p, c ? c : operand(p));
		next = &(*next)->next;
		c = NULL;
	}
	if (!n->commands)
		parse_fail(p, "missing value for %s", context);
	for (c = n->commands; c; c = c->next, stage++)
		if (stage > 1 && is_literal(c->kind == NODE_COMMAND ? c->operands : c))
			parse_fail(p, "non executable command in pipeline stage %u", stage);
	for (i = 0; i < n->decl_n; i++)
		n->decl[i].slot = (n->assign ? assign : parse_declare)(p, n->decl[i].name);
}

void
parse_clause(struct parse *p, struct node *n, const char *context)
{
	p->in_pipe = true;
	pipeline(p, n, context, TOKEN_RIGHT);
	p->in_pipe = false;
	p->failed = !parse_at(p, TOKEN_RIGHT);
}
