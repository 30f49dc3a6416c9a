/* Parses the expressions in actions:

       pipe    = [variable ["," variable] (":=" / "=")] command *("|" command)
       command = operand *(space operand)
       operand = term *(field)
       term    = literal / function / "." / field / variable / "(" pipe ")" */
#include "tmpl/parse/parse_state.h"

#include <stdarg.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/escape.h"
#include "base/utf8.h"
#include "data/scalar.h"
#include "tmpl/funcs/funcs.h"
#include "tmpl/go/fmt.h"
#include "tmpl/go/literal.h"
#include "tmpl/parse/fault.h"
#include "tmpl/parse/parse.h"

static void pipeline(struct parse *p, struct node *n, const char *context, enum token_kind end);

void
parse_fail(struct parse *p, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	fault_parse(p->arena, p->source, p->lex.token.pos, fmt, ap);
	va_end(ap);
	p->faults++;
	longjmp(*p->back, 1);
}

static unsigned
line_of(const struct parse *p, uint32_t pos)
{
	unsigned line, col;

	node_place(p->source, pos, &line, &col);
	return line;
}

void
parse_unexpected(struct parse *p, const char *context)
{
	const struct token *t = &p->lex.token;
	const char *shown = lex_show(p->arena, t);
	str text = str_of(shown);
	unsigned line;

	if (t->kind != TOKEN_ERROR)
		parse_fail(p, "unexpected %s in %s", shown, context);
	if (p->action && (line = line_of(p, p->action - 1)) != line_of(p, t->pos))
		parse_fail(p, "%s%s started at %s:%u", shown,
		    str_ends(text, STR(" action")) ? "" : " in action", p->source->name, line);
	parse_fail(p, "%s", shown);
}

static void
push(struct parse *p, struct vars *v, str name)
{
	v->names = arena_room(p->arena, v->names, v->n, &v->cap, sizeof name);
	v->names[v->n++] = name;
}

uint32_t
parse_declare(struct parse *p, str name)
{
	push(p, &p->scope.vars, name);
	push(p, &p->scope.seen, name);
	if (p->scope.tmpl->slots < p->scope.vars.n)
		p->scope.tmpl->slots = (uint32_t)p->scope.vars.n;
	return (uint32_t)p->scope.vars.n - 1;
}

/* Returns the index of a name's last entry, or NODE_NO_SLOT. */
static uint32_t
last(const struct vars *v, str name)
{
	size_t i;

	for (i = v->n; i > 0; i--)
		if (str_eq(v->names[i - 1], name))
			return (uint32_t)i - 1;
	return NODE_NO_SLOT;
}

static uint32_t
use(struct parse *p, str name)
{
	uint32_t slot = last(&p->scope.vars, name);

	if (slot == NODE_NO_SLOT && last(&p->scope.seen, name) == NODE_NO_SLOT)
		parse_fail(p, "undefined variable \"%.*s\"", (int)name.n, name.p);
	return slot;
}

/* Adds a name in place: nothing else is allocated between the names of a node. */
static void
add_name(struct parse *p, struct node *n, str name)
{
	size_t size = n->names_n * sizeof *n->names;

	n->names = arena_grow(p->arena, n->names, size, size + sizeof *n->names);
	n->names[n->names_n++] = name;
}

/* Returns whether a literal may be part of markup: text that every reader reads alike. */
static bool
is_text(str s)
{
	uint32_t rune;
	size_t i, n;

	for (i = 0; i < s.n; i += n) {
		if ((n = escape_plain_run(str_from(s, i))) > 0)
			continue;
		n = utf8_next(str_from(s, i), &rune);
		if (scalar_is_special(rune) && rune != '\n' && rune != '\t')
			return false;
	}
	return true;
}

static void
string(struct parse *p, struct node *n)
{
	str text = n->text, s;

	if (!literal_string(p->arena, text, &s))
		parse_fail(p, "invalid syntax");
	n->value = value_string(s);
	if (p->set->yaml) {
		/* A literal without escapes was checked with the file's text. */
		if (s.p != text.p + 1 || p->set->holes)
			parse_check_text(p, s, text.p);
		n->value.markup = is_text(s);
	}
}

static void
parenthesized(struct parse *p, struct node *n)
{
	if (++p->depth > PARSE_DEPTH)
		parse_fail(p, "parentheses nest deeper than %d", PARSE_DEPTH);
	lex_inside(&p->lex);
	n->pos = p->lex.token.pos;
	pipeline(p, n, "parenthesized pipeline", TOKEN_CLOSE);
	p->depth--;
}

/* Returns the name of a field without its dot. */
static str
field_name(const struct token *t)
{
	return (str){t->text.p + 1, t->text.n - 1};
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

/* Parses a term, whose first token begins one. */
static struct node *
term(struct parse *p)
{
	const struct token *t = &p->lex.token;
	struct node *n = parse_node(p, terms[t->kind], t->pos);
	const char *error;

	switch ((enum node_kind)n->kind) {
	case NODE_PIPE:
		parenthesized(p, n);
		break;
	case NODE_CALL:
		n->func = func_find(t->text);
		if (!n->func && !p->set->lenient)
			parse_fail(p, "%s", func_unknown(p->arena, t->text));
		if (!n->func)
			n->func = func_undefined(p->arena, t->text);
		break;
	case NODE_FIELD:
		n->field = field_name(t);
		n->names = &n->field;
		n->names_n = 1;
		break;
	case NODE_VARIABLE:
		n->variable = t->text;
		n->slot = use(p, t->text);
		break;
	default:
		n->text = t->text;
	}
	if (n->kind == NODE_BOOL)
		n->value = value_bool(str_is(t->text, "true"));
	else if (n->kind == NODE_STRING)
		string(p, n);
	else if (n->kind == NODE_NUMBER && (error = literal_number(p->arena, t->text, &n->value)))
		parse_fail(p, "%s", error);
	lex_inside(&p->lex);
	return n;
}

static bool
is_literal(const struct node *n)
{
	return n->kind == NODE_BOOL || n->kind == NODE_STRING || n->kind == NODE_NUMBER ||
	    n->kind == NODE_NIL || n->kind == NODE_DOT;
}

static bool
field_follows(const struct parse *p)
{
	return parse_at(p, TOKEN_FIELD) && !p->lex.token.spaced;
}

/* Adds the fields directly after a term. As in Go, the node has the place of its
   last field. */
static struct node *
fields(struct parse *p, struct node *n)
{
	const struct token *t = &p->lex.token;
	struct node *chain = n;

	if (is_literal(n)) {
		struct buf b = {.arena = p->arena}, shown = {.arena = p->arena};

		node_show(&shown, n);
		fmt_quoted(&b, buf_str(&shown), false);
		parse_fail(p, "unexpected . after term %s", buf_cstr(&b));
	}
	if (n->kind != NODE_FIELD && n->kind != NODE_VARIABLE) {
		chain = parse_node(p, NODE_CHAIN, t->pos);
		chain->operand = n;
	} else {
		n->pos = t->pos;
	}
	for (; field_follows(p); lex_inside(&p->lex))
		add_name(p, chain, field_name(t));
	return chain;
}

/* Parses a term with its fields. */
static struct node *
operand(struct parse *p)
{
	struct node *n = term(p);

	return field_follows(p) ? fields(p, n) : n;
}

/* Parses the arguments of a command, and counts them. */
static struct node *
arguments(struct parse *p, size_t *n)
{
	const struct token *t = &p->lex.token;
	struct node *first = NULL, **end = &first;

	for (*n = 0; t->spaced && begins_term(t); end = &(*end)->next, ++*n)
		*end = operand(p);
	return first;
}

/* Parses the rest of a command after its first operand. */
static struct node *
command(struct parse *p, struct node *first)
{
	const struct token *t = &p->lex.token;
	size_t args_n;
	struct node *n = first, *args = arguments(p, &args_n);

	if (t->kind == TOKEN_PIPE)
		lex_inside(&p->lex);
	else if (t->kind != TOKEN_RIGHT && t->kind != TOKEN_CLOSE)
		parse_unexpected(p, "operand");
	if (!args)
		return n;
	if (n->kind == NODE_CALL) {
		n->args = args;
		n->args_n = args_n;
	} else {
		n = parse_node(p, NODE_COMMAND, first->pos);
		n->operands = first;
		first->next = args;
	}
	return n;
}

static void
declare(struct parse *p, struct node *pipe, str name)
{
	if (!pipe->decl)
		pipe->decl = arena_alloc(p->arena, 2 * sizeof *pipe->decl);
	pipe->decl[pipe->decl_n++].name = name;
}

/* Reads the variables that a pipeline sets: names now, slots after the value is parsed. Returns
   NULL, or a variable that turns out to be the pipeline's first operand. */
static struct node *
declarations(struct parse *p, struct node *pipe, const char *context)
{
	const struct token *t = &p->lex.token;

	while (t->kind == TOKEN_VARIABLE) {
		struct token v = *t;
		bool sets;

		lex_inside(&p->lex);
		sets = t->kind == TOKEN_ASSIGN || t->kind == TOKEN_DECLARE;
		if (!sets && (t->kind != TOKEN_CHAR || !str_is(t->text, ","))) {
			struct node *n = parse_node(p, NODE_VARIABLE, v.pos);

			n->variable = v.text;
			n->slot = use(p, v.text);
			return field_follows(p) ? fields(p, n) : n;
		}
		declare(p, pipe, v.text);
		pipe->assign = t->kind == TOKEN_ASSIGN;
		if (!sets && (strcmp(context, "range") != 0 || pipe->decl_n == 2))
			parse_fail(p, "too many declarations in %s", context);
		lex_inside(&p->lex);
		if (sets)
			break;
		if (t->kind != TOKEN_VARIABLE && t->kind != TOKEN_RIGHT && t->kind != TOKEN_CLOSE)
			parse_fail(p, "range can only initialize variables");
	}
	return NULL;
}

/* Fails if c or a command after it cannot take the value that is piped into it. */
static void
check_stages(struct parse *p, const struct node *c)
{
	int stage;

	for (stage = 2; c; c = c->next, stage++)
		if (is_literal(c->kind == NODE_COMMAND ? c->operands : c))
			parse_fail(p, "non executable command in pipeline stage %d", stage);
}

/* Parses the first operand of a command. Messages name the pipeline by context. */
static struct node *
first_operand(struct parse *p, const char *context)
{
	if (!begins_term(&p->lex.token))
		parse_unexpected(p, context);
	return operand(p);
}

/* Parses a pipeline with its declarations into n, up to the token end. */
static void
pipeline(struct parse *p, struct node *n, const char *context, enum token_kind end)
{
	struct node **tail = &n->commands, *first = declarations(p, n, context);
	unsigned i;

	while (first || !parse_at(p, end)) {
		*tail = command(p, first ? first : first_operand(p, context));
		tail = &(*tail)->next;
		first = NULL;
	}
	if (!n->commands)
		parse_fail(p, "missing value for %s", context);
	check_stages(p, n->commands->next);
	for (i = 0; i < n->decl_n; i++) {
		if (!n->assign)
			n->decl[i].slot = parse_declare(p, n->decl[i].name);
		else if ((n->decl[i].slot = last(&p->scope.vars, n->decl[i].name)) == NODE_NO_SLOT)
			push(p, &p->scope.seen, n->decl[i].name);
	}
}

/* Skips to the end of the current action. Returns false if it does not end. */
static bool
skip_action(struct parse *p)
{
	str rest = str_from(p->lex.input, p->lex.token.pos);
	size_t n = str_find(rest, STR("}}"));

	if (n == rest.n)
		return false;
	p->lex.at = rest.p + n;
	p->lex.depth = 0;
	lex_inside(&p->lex);
	return true;
}

void
parse_clause(struct parse *p, struct node *n, const char *context)
{
	jmp_buf here, *outer = p->back;
	unsigned depth = p->depth, i;

	if (setjmp(here) == 0) {
		p->back = &here;
		pipeline(p, n, context, TOKEN_RIGHT);
		p->back = outer;
		return;
	}
	p->back = outer;
	p->depth = depth;
	if (!skip_action(p))
		longjmp(*outer, 1);
	for (i = 0; i < n->decl_n; i++)
		parse_declare(p, n->decl[i].name);
	n->commands = parse_node(p, NODE_NIL, p->lex.token.pos);
}
