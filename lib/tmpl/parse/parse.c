/* Parses templates:

       file     = *(text / define / statement)
       define   = {{define STRING}} list {{end}}
       list     = *(text / statement)
       if       = {{if pipe}} list [else] {{end}}            with alike
       else     = {{else}} list / {{else if pipe}} list [else]     (no further end)
       range    = {{range pipe}} list [{{else}} list] {{end}}
       block    = {{block STRING pipe}} list {{end}}
       template = {{template STRING [pipe]}}
       pipe     = [variable ["," variable] (":=" / "=")] command *("|" command)
       command  = operand *(space operand)
       operand  = term *(field)
       term     = literal / function / "." / field / variable / "(" pipe ")"

   The variables of a list are in scope up to its end. */
#include "tmpl/parse/parse.h"

#include "base/arena.h"
#include "base/escape.h"
#include "tmpl/funcs/funcs.h"
#include "tmpl/go/fmt.h"
#include "tmpl/go/text.h"
#include "tmpl/parse/lex.h"

/* A template's own state during parsing. vars has the variables that it may name, the newest first;
   slot is NODE_NO_SLOT if a variable is no longer in scope, or if it is set but never declared.
   ranges counts the ranges around the current place. */
struct scope {
	struct tmpl *tmpl;
	struct var *vars;
	unsigned ranges;
};

/* The state of a file during parsing. lex.token is the current token. stop is the token that
   ended a list: TOKEN_END, TOKEN_ELSE, TOKEN_IF (else if), TOKEN_WITH (else with), TOKEN_EOF. */
struct parse {
	struct lex lex;
	struct tmpl_set *set;
	unsigned depth;
	enum token_kind stop;
	struct scope scope;
};

static str
tmpl_key(const void *t)
{
	return ((const struct tmpl *)t)->name;
}

void
parse_set(struct tmpl_set *set, struct arena *a, const struct tmpl_set *outer)
{
	*set = (struct tmpl_set){.arena = a,
	    .table = {.arena = a, .key = tmpl_key},
	    .outer = outer,
	    .lenient = outer && outer->lenient,
	    .yaml = outer && outer->yaml};
}

struct tmpl *
parse_template(const struct tmpl_set *set, str name)
{
	struct tmpl *t = map_get(&set->table, name);

	while (!t && (set = set->outer))
		t = map_get(&set->table, name);
	return t;
}

/* Returns the variable in scope with this name, else one that is no longer in scope, or NULL. */
static const struct var *
find_variable(const struct parse *p, str name)
{
	const struct var *v, *found = NULL;

	for (v = p->scope.vars; v && (!found || found->slot == NODE_NO_SLOT); v = v->next)
		if (str_eq(v->name, name))
			found = v;
	return found;
}

/* Declares a variable or, with assign, finds it. Returns the slot to set. As in Go, later actions
   may name a variable that is set but not declared. */
static uint32_t
declare(struct parse *p, str name, bool assign)
{
	const struct var *old = assign ? find_variable(p, name) : NULL;
	struct var *v;

	if (old && old->slot != NODE_NO_SLOT)
		return old->slot;
	v = arena_take(p->lex.arena, sizeof *v);
	*v = (struct var){name, assign ? NODE_NO_SLOT : p->scope.tmpl->slots++, p->scope.vars};
	p->scope.vars = v;
	return v->slot;
}

static void
string(struct parse *p, struct node *n)
{
	str text = n->text, *s = &n->value.s;
	bool plain;

	n->value = (struct value){.kind = VALUE_STRING, .s = str_sub(text, 1, text.n - 2)};
	plain = escape_plain_run(*s) == s->n;
	if (!plain && !text_unquote(p->lex.arena, text, s))
		lex_fail(&p->lex, "invalid syntax");
	if (!p->set->yaml)
		return;
	/* A literal without escapes was checked with the file's text. */
	if (s->p != text.p + 1 || p->set->markup)
		lex_check_text(&p->lex, *s, text.p);
	/* Markup has no special characters except line breaks and tabs. */
	n->value.markup = plain || escape_printable(*s, ESCAPE_TAB | ESCAPE_LF, NULL) == s->n;
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
field_follows(const struct token *t)
{
	return t->kind == TOKEN_FIELD && !t->spaced;
}

/* Adds the fields directly after a term. As in Go, the node has the place of the first of them. */
static struct node *
fields(struct parse *p, struct node *n)
{
	const struct token *t = &p->lex.token;
	struct node *chain = n;

	if (n->kind >= NODE_DOT)
		lex_fail(&p->lex, "unexpected . after term %s", fmt_quote(p->lex.arena, n->text));
	if (n->kind != NODE_FIELD && n->kind != NODE_VARIABLE) {
		chain = node_new(p->lex.arena, NODE_CHAIN, t->pos);
		chain->operand = n;
		chain->text.p = t->text.p;
	} else {
		n->pos = t->pos;
	}
	for (; field_follows(t); lex_inside(&p->lex))
		chain->text.n += t->text.n;
	return chain;
}

static struct node *
variable(struct parse *p, str name, uint32_t pos)
{
	struct node *n = node_new(p->lex.arena, NODE_VARIABLE, pos);
	const struct var *v = find_variable(p, name);

	if (!v)
		lex_fail(&p->lex, "undefined variable \"%.*s\"", (int)name.n, name.p);
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
		lex_fail(&p->lex, "%s", func_unknown(p->lex.arena, name));
	return f ? f : func_undefined(p->lex.arena, name);
}

static void pipeline(struct parse *p, struct node *n, const char *context, enum token_kind end);

static void
parenthesized(struct parse *p, struct node *n)
{
	if (++p->depth > PARSE_DEPTH)
		lex_fail(&p->lex, "parentheses nest deeper than %d", PARSE_DEPTH);
	lex_inside(&p->lex);
	n->pos = p->lex.token.pos;
	pipeline(p, n, "parenthesized pipeline", TOKEN_CLOSE);
	p->depth--;
}

/* Parses an operand, whose first token begins a term. */
static struct node *
operand(struct parse *p)
{
	const struct token *t = &p->lex.token;
	struct node *n = t->kind == TOKEN_VARIABLE ? variable(p, t->text, t->pos)
						   : node_new(p->lex.arena, terms[t->kind], t->pos);
	const char *error;

	if (t->kind == TOKEN_OPEN)
		parenthesized(p, n);
	else if (t->kind == TOKEN_IDENT)
		n->func = function(p, t->text);
	else
		n->text = t->text;
	if (n->kind == NODE_STRING)
		string(p, n);
	else if (n->kind == NODE_BOOL)
		n->value = value_bool(str_is(n->text, "true"));
	else if (n->kind == NODE_NUMBER && (error = text_number(p->lex.arena, n->text, &n->value)))
		lex_fail(&p->lex, "%s", error);
	lex_inside(&p->lex);
	return field_follows(t) ? fields(p, n) : n;
}

/* Parses the rest of a command after its first operand, and the "|" after the command. */
static struct node *
command(struct parse *p, struct node *first)
{
	const struct token *t = &p->lex.token;
	struct node *n = first, *last = first;

	while (t->spaced && terms[t->kind])
		last = last->next = operand(p);
	if (t->kind == TOKEN_PIPE)
		lex_inside(&p->lex);
	else if (t->kind != TOKEN_RIGHT && t->kind != TOKEN_CLOSE)
		lex_unexpected(&p->lex, "operand");
	if (first->kind == NODE_CALL) {
		first->args = first->next;
		first->next = NULL;
	} else if (first->next) {
		n = node_new(p->lex.arena, NODE_COMMAND, first->pos);
		n->operands = first;
	}
	return n;
}

/* Reads the names of the variables that a pipeline sets; their slots are set after its value is
   parsed. Returns NULL, or a variable that turns out to be the pipeline's first operand. */
static struct node *
declarations(struct parse *p, struct node *pipe, const char *context)
{
	const struct token *t = &p->lex.token;
	bool comma = true;

	while (comma && t->kind == TOKEN_VARIABLE) {
		struct token v = *t;

		lex_inside(&p->lex);
		comma = t->kind == TOKEN_CHAR && *t->text.p == ',';
		if (!comma && t->kind != TOKEN_ASSIGN && t->kind != TOKEN_DECLARE) {
			struct node *n = variable(p, v.text, v.pos);

			return field_follows(t) ? fields(p, n) : n;
		}
		if (!pipe->decl)
			pipe->decl = arena_alloc(p->lex.arena, 2 * sizeof *pipe->decl);
		pipe->decl[pipe->decl_n++].name = v.text;
		pipe->assign = t->kind == TOKEN_ASSIGN;
		if (comma && (pipe->kind != NODE_RANGE || pipe->decl_n == 2))
			lex_fail(&p->lex, "too many declarations in %s", context);
		lex_inside(&p->lex);
		if (comma && t->kind != TOKEN_VARIABLE && t->kind != TOKEN_RIGHT &&
		    t->kind != TOKEN_CLOSE)
			lex_fail(&p->lex, "range can only initialize variables");
	}
	return NULL;
}

/* Parses a pipeline with its declarations into n, up to a token of the kind `end`. */
static void
pipeline(struct parse *p, struct node *n, const char *context, enum token_kind end)
{
	const struct token *t = &p->lex.token;
	struct node **next = &n->commands, *c = declarations(p, n, context);
	unsigned i, stage = 1;

	while (!p->lex.failed && (c || t->kind != end)) {
		if (!c && !terms[t->kind]) {
			lex_unexpected(&p->lex, context);
			break;
		}
		*next = command(p, c ? c : operand(p));
		next = &(*next)->next;
		c = NULL;
	}
	if (!n->commands)
		lex_fail(&p->lex, "missing value for %s", context);
	for (c = n->commands; c; c = c->next, stage++)
		if (stage > 1 && (c->kind == NODE_COMMAND ? c->operands : c)->kind >= NODE_DOT)
			lex_fail(&p->lex, "non executable command in pipeline stage %u", stage);
	for (i = 0; i < n->decl_n; i++)
		n->decl[i].slot = declare(p, n->decl[i].name, n->assign);
}

/* Parses the pipeline of a statement into n. In messages the statement is called `context`. */
static void
clause(struct parse *p, struct node *n, const char *context)
{
	p->lex.in_pipe = true;
	pipeline(p, n, context, TOKEN_RIGHT);
	p->lex.in_pipe = false;
	p->lex.failed = p->lex.token.kind != TOKEN_RIGHT;
}

static bool
is_empty(const struct node *n)
{
	for (; n; n = n->next)
		if (n->kind != NODE_TEXT || str_trim(n->text).n > 0)
			return false;
	return true;
}

/* Parses the list after the action with the keyword *opener, up to the action that ends it. Without
   an opener, parses a file's text and statements, and its definitions as templates. */
static struct node *list(struct parse *p, const struct token *opener);

/* Parses the list of a template and adds the template to the set. A file may define a name only
   once. */
static void
add_template(struct parse *p, str name, const struct token *opener, const char *context)
{
	struct tmpl *t = arena_alloc(p->lex.arena, sizeof *t), *there;
	struct scope outer = p->scope;

	t->name = name;
	t->source = p->lex.source;
	p->scope = (struct scope){.tmpl = t};
	declare(p, STR("$"), false);
	t->root = list(p, opener);
	if (opener && p->stop != TOKEN_END)
		lex_fail(&p->lex, "unexpected {{else}} in %s", context);
	p->scope = outer;
	/* As in Go, an empty definition replaces nothing. */
	if (is_empty(t->root) &&
	    (opener ? parse_template(p->set, name) : map_get(&p->set->table, name)))
		return;
	if (!(there = map_add(&p->set->table, t)))
		return;
	if (there->source == t->source && !is_empty(there->root))
		lex_fail(&p->lex, "template: multiple definition of template %s",
		    fmt_quote(p->lex.arena, name));
	t->name = there->name;
	*there = *t;
}

/* Parses a define, block or template from its keyword on. */
static struct node *
named(struct parse *p, const char *context)
{
	struct token word = p->lex.token;
	struct node *n;

	lex_inside(&p->lex);
	n = node_new(p->lex.arena, NODE_TEMPLATE, p->lex.token.pos);
	lex_expect(&p->lex, TOKEN_STRING, context);
	if (!p->lex.failed && !text_unquote(p->lex.arena, p->lex.token.text, &n->name))
		lex_fail(&p->lex, "invalid syntax");
	lex_inside(&p->lex);
	if (word.kind == TOKEN_DEFINE)
		lex_expect(&p->lex, TOKEN_RIGHT, context);
	else if (word.kind == TOKEN_BLOCK || p->lex.token.kind != TOKEN_RIGHT)
		clause(p, n, context);
	if (word.kind != TOKEN_TEMPLATE)
		add_template(p, n->name, &word, context);
	return n;
}

/* Parses an if, with or range, whose keyword is the current token, up to its end or else. */
static struct node *
branch(struct parse *p, const struct token *opener)
{
	static const struct {
		enum node_kind kind;
		const char *name;
	} kinds[] = {[TOKEN_IF] = {NODE_IF, "if"},
	    [TOKEN_WITH] = {NODE_WITH, "with"},
	    [TOKEN_RANGE] = {NODE_RANGE, "range"}};
	enum token_kind word = p->lex.token.kind;
	struct node *n = node_new(p->lex.arena, kinds[word].kind, p->lex.token.pos);
	const struct var *of_pipe;
	struct var *v;

	lex_inside(&p->lex);
	clause(p, n, kinds[word].name);
	of_pipe = p->scope.vars;
	p->scope.ranges += n->kind == NODE_RANGE;
	n->list = list(p, opener);
	p->scope.ranges -= n->kind == NODE_RANGE;
	/* As in Go, the else may name the variables of the list, but to use one is a run-time
	   error. The variables of the pipeline are in scope. */
	for (v = p->scope.vars; v != of_pipe; v = v->next)
		v->slot = NODE_NO_SLOT;
	return n;
}

/* Parses a control statement. "else if x" is an else and an if that end with the same {{end}}. As
   in Go, {{else if}} may follow only {{if}}, {{else with}} only {{with}}. */
static struct node *
control(struct parse *p)
{
	struct scope outer = p->scope;
	struct token opener = p->lex.token;
	struct node *first = branch(p, &opener), *n = first;

	while (p->stop == opener.kind)
		n = n->other = branch(p, &opener);
	if (p->stop == TOKEN_ELSE)
		n->other = list(p, &opener);
	else if (p->stop != TOKEN_END)
		lex_unexpected(&p->lex, "input");
	if (p->stop != TOKEN_END)
		lex_fail(&p->lex, "expected end; found {{else}}");
	p->scope = outer;
	return first;
}

static struct node *
jump(struct parse *p, enum node_kind kind, const char *name)
{
	struct node *n = node_new(p->lex.arena, kind, p->lex.token.pos);

	lex_inside(&p->lex);
	lex_expect(&p->lex, TOKEN_RIGHT, name);
	if (p->scope.ranges == 0)
		lex_fail(&p->lex, "%s outside {{range}}", name);
	return n;
}

/* Records how the list ends, at {{end or {{else; moves on to the if or with after an else. */
static void
stop(struct parse *p)
{
	const struct token *t = &p->lex.token;

	p->stop = t->kind;
	lex_inside(&p->lex);
	if (p->stop == TOKEN_ELSE && (t->kind == TOKEN_IF || t->kind == TOKEN_WITH))
		p->stop = t->kind;
	else
		lex_expect(&p->lex, TOKEN_RIGHT, p->stop == TOKEN_END ? "end" : "else");
}

/* Parses a statement from its first token on. Returns NULL if it ends the list; then p->stop tells
   how. */
static struct node *
statement(struct parse *p)
{
	struct node *n;

	switch (p->lex.token.kind) {
	case TOKEN_BLOCK:
		return named(p, "block clause");
	case TOKEN_TEMPLATE:
		return named(p, "template clause");
	case TOKEN_BREAK:
		return jump(p, NODE_BREAK, "{{break}}");
	case TOKEN_CONTINUE:
		return jump(p, NODE_CONTINUE, "{{continue}}");
	case TOKEN_ELSE:
	case TOKEN_END:
		stop(p);
		return NULL;
	case TOKEN_IF:
	case TOKEN_RANGE:
	case TOKEN_WITH:
		return control(p);
	default:
		n = node_new(p->lex.arena, NODE_ACTION, p->lex.token.pos);
		clause(p, n, "command");
		return n;
	}
}

/* Moves to the first token of the next action, and adds the text before it at the end of a list.
   Returns the new end, or NULL if the file ends. */
static struct node **
outside(struct parse *p, struct node **end)
{
	struct lex *l = &p->lex;

	l->action = 0;
	do {
		lex_outside(l);
		if (l->text.n == 0)
			continue;
		*end = node_new(p->lex.arena, NODE_TEXT, (uint32_t)(l->text.p - l->input.p));
		(*end)->text = l->text;
		end = &(*end)->next;
	} while (l->token.kind == TOKEN_COMMENT);
	if (l->token.kind == TOKEN_EOF)
		return NULL;
	lex_expect(l, TOKEN_LEFT, "input");
	if (p->depth == PARSE_DEPTH)
		lex_fail(l, "actions nest deeper than %d", PARSE_DEPTH);
	l->action = l->token.pos + 1;
	lex_inside(l);
	return end;
}

static struct node *
list(struct parse *p, const struct token *opener)
{
	struct node *first = NULL, **end = &first;

	while ((end = outside(p, end))) {
		if (!opener && p->lex.token.kind == TOKEN_DEFINE) {
			p->lex.action = 0;
			named(p, "define clause");
			continue;
		}
		p->depth++;
		*end = statement(p);
		p->depth--;
		if (*end)
			end = &(*end)->next;
		else if (opener)
			return first;
		else
			lex_fail(
			    &p->lex, "unexpected {{%s}}", p->stop == TOKEN_END ? "end" : "else");
	}
	p->stop = TOKEN_EOF;
	if (opener)
		lex_fail(&p->lex, "unexpected EOF; {{%.*s}} of line %u has no {{end}}",
		    (int)opener->text.n, opener->text.p,
		    node_place(p->lex.source, opener->pos).line);
	return first;
}

struct tmpl *
parse_file(struct tmpl_set *set, const char *name, str text)
{
	struct source *source = arena_alloc(set->arena, sizeof *source);
	struct parse p = {
	    .lex = {.arena = set->arena, .source = source, .input = text, .at = text.p},
	    .set = set};

	*source = (struct source){name, text};
	if (set->yaml && !set->markup)
		lex_check_text(&p.lex, text, NULL);
	add_template(&p, str_of(name), NULL, NULL);
	return p.lex.faults ? NULL : parse_template(set, str_of(name));
}
