/* Templates: statements. Expressions are parse_expr.c's.

       file     = *(text / define / statement)
       define   = {{define STRING}} list {{end}}
       list     = *(text / statement)
       if       = {{if pipe}} list [else] {{end}}            with alike
       else     = {{else}} list / {{else if pipe}} list [else]     (no further end)
       range    = {{range pipe}} list [{{else}} list] {{end}}
       template = {{template STRING [pipe]}}     block = {{block STRING pipe}} list {{end}}

   Variables get their slots here: a list's variables end with it. */
#include "tmpl/parse.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "tmpl/context.h"
#include "tmpl/fault.h"
#include "tmpl/fmt.h"
#include "tmpl/funcs.h"
#include "tmpl/literal.h"
#include "tmpl/parse_expr.h"

static str
tmpl_key(const void *t)
{
	return ((const struct tmpl *)t)->name;
}

void
parse_set(struct tmpl_set *set, struct arena *a)
{
	*set = (struct tmpl_set){.arena = a, .table = {.arena = a, .key = tmpl_key}};
}

struct tmpl *
parse_template(const struct tmpl_set *set, str name)
{
	return map_get(&set->table, name);
}

static bool
is_empty(const struct node *n)
{
	for (; n; n = n->next)
		if (n->kind != NODE_TEXT || str_trim(n->text).n > 0)
			return false;
	return true;
}

/* Adds a template to the set. Within one file a name can be defined once. */
static void
install(struct parse *p, struct tmpl *t)
{
	struct tmpl *there = map_add(&p->set->table, t);

	if (!there)
		return;
	if (there->source == t->source && !is_empty(there->root) && !is_empty(t->root)) {
		struct buf b = {.arena = p->arena};

		fmt_quoted(&b, t->name, false);
		parse_fail(p, "template: multiple definition of template %s", buf_cstr(&b));
	}
	if (is_empty(there->root) || !is_empty(t->root)) {
		t->name = there->name;
		*there = *t;
	}
}

static struct node *parse_list(struct parse *p);

/* A list that a plain {{end}} must end. */
static struct node *
list_to_end(struct parse *p, const char *context)
{
	struct node *list = parse_list(p);

	if (p->stop != TOKEN_END)
		parse_fail(p, "unexpected {{else}} in %s", context);
	return list;
}

/* What a template needs of its own while it is parsed: its variables and ranges. */
struct scope {
	struct tmpl *tmpl;
	struct vars vars;
	unsigned ranges;
};

static struct scope
enter(struct parse *p, struct tmpl *t)
{
	struct scope outer = {p->tmpl, p->vars, p->ranges};

	p->tmpl = t;
	p->vars = (struct vars){0};
	p->ranges = 0;
	parse_declare(p, STR("$"));
	return outer;
}

static void
leave(struct parse *p, struct scope outer)
{
	p->tmpl = outer.tmpl;
	p->vars = outer.vars;
	p->ranges = outer.ranges;
}

/* Goes on to a template's name, and past it; *pos is its place. */
static const str *
name_of(struct parse *p, const char *context, uint32_t *pos)
{
	const struct token *t = &p->lex.token;
	str *name = arena_take(p->arena, sizeof *name);

	lex_inside(&p->lex);
	*pos = t->pos;
	if (t->kind != TOKEN_STRING && t->kind != TOKEN_RAW)
		parse_unexpected(p, context);
	if (!literal_string(p->arena, t->text, name))
		parse_fail(p, "invalid syntax");
	lex_inside(&p->lex);
	return name;
}

static struct tmpl *
new_tmpl(struct parse *p, str name)
{
	struct tmpl *t = arena_alloc(p->arena, sizeof *t);

	t->name = name;
	t->source = p->source;
	return t;
}

static void
parse_define(struct parse *p)
{
	uint32_t pos;
	struct tmpl *t = new_tmpl(p, *name_of(p, "define clause", &pos));
	struct scope outer = enter(p, t);

	parse_expect(p, TOKEN_RIGHT, "define clause");
	t->root = list_to_end(p, "define clause");
	install(p, t);
	leave(p, outer);
}

static struct node *
parse_block(struct parse *p)
{
	struct node *n = parse_node(p, NODE_TEMPLATE, 0);
	struct scope outer;
	struct tmpl *t;

	n->name = name_of(p, "block clause", &n->pos);
	n->pipe = parse_pipe(p, "block clause", TOKEN_RIGHT);
	t = new_tmpl(p, *n->name);
	outer = enter(p, t);
	t->root = list_to_end(p, "block clause");
	install(p, t);
	leave(p, outer);
	return n;
}

static struct node *
parse_call(struct parse *p)
{
	struct node *n = parse_node(p, NODE_TEMPLATE, 0);

	n->name = name_of(p, "template clause", &n->pos);
	if (!parse_at(p, TOKEN_RIGHT))
		n->pipe = parse_pipe(p, "template clause", TOKEN_RIGHT);
	return n;
}

/* The list that follows {{else}}. */
static struct node *
parse_else(struct parse *p)
{
	struct node *list;

	if (p->stop != TOKEN_ELSE) {
		lex_inside(&p->lex);
		parse_unexpected(p, "else");
	}
	list = parse_list(p);
	if (p->stop != TOKEN_END)
		parse_fail(p, "expected end; found {{else}}");
	/* An empty else is one all the same: it is nothing to do. */
	return list;
}

/* An if, with or range up to its end or its else. */
static struct node *
parse_branch(struct parse *p, enum node_kind kind, const char *context)
{
	/* The three kinds are of one size. */
	struct node *n = parse_node(p, NODE_IF, p->lex.token.pos);
	size_t inner;

	n->kind = (uint8_t)kind;
	lex_inside(&p->lex);
	n->pipe = parse_pipe(p, context, TOKEN_RIGHT);
	inner = p->vars.n;
	p->ranges += kind == NODE_RANGE;
	n->list = parse_list(p);
	p->ranges -= kind == NODE_RANGE;
	/* What the list declared is gone in the else; what the pipe did is not. */
	p->vars.n = inner;
	return n;
}

/* "else if x" is "else", then an if whose end is also this one's. */
static struct node *
parse_control(struct parse *p, enum node_kind kind, const char *context)
{
	size_t vars = p->vars.n;
	struct node *first = parse_branch(p, kind, context), *n = first;

	for (; (p->stop == TOKEN_IF && kind == NODE_IF) ||
	     (p->stop == TOKEN_WITH && kind == NODE_WITH);
	     n = n->other)
		n->other = parse_branch(p, kind, context);
	if (p->stop != TOKEN_END)
		n->other = parse_else(p);
	p->vars.n = vars;
	return first;
}

static struct node *
parse_jump(struct parse *p, enum node_kind kind, const char *name)
{
	struct node *n = parse_node(p, kind, p->lex.token.pos);

	lex_inside(&p->lex);
	parse_expect(p, TOKEN_RIGHT, name);
	if (p->ranges == 0)
		parse_fail(p, "%s outside {{range}}", name);
	return n;
}

/* Notes how the list ends, at {{end or {{else; goes on to the if or with of an else. */
static void
parse_stop(struct parse *p)
{
	const struct token *t = &p->lex.token;

	p->stop = t->kind;
	lex_inside(&p->lex);
	if (p->stop == TOKEN_ELSE && (t->kind == TOKEN_IF || t->kind == TOKEN_WITH))
		p->stop = t->kind;
	else
		parse_expect(p, TOKEN_RIGHT, p->stop == TOKEN_END ? "end" : "else");
}

/* Notes the width of the indent or nindent that an action ends in. */
static void
mark_indent(struct node *action)
{
	const struct node *c = action->pipe->list, *width;

	action->indent = -1;
	while (c->next)
		c = c->next;
	width = c->list->next;
	if (c->list->kind != NODE_FUNC || !width || width->kind != NODE_NUMBER ||
	    width->value.kind != VALUE_INT || width->value.as.i < 0 ||
	    width->value.as.i > INT32_MAX)
		return;
	if (strcmp(c->list->func->name, "nindent") == 0)
		action->flags |= ACTION_NEWLINE;
	else if (strcmp(c->list->func->name, "indent") != 0)
		return;
	action->indent = (int32_t)width->value.as.i;
}

/* What stands within an action; NULL when it ends the list, and p->stop says how. */
static struct node *
parse_content(struct parse *p)
{
	struct node *n;

	switch (p->lex.token.kind) {
	case TOKEN_BLOCK:
		return parse_block(p);
	case TOKEN_BREAK:
		return parse_jump(p, NODE_BREAK, "{{break}}");
	case TOKEN_CONTINUE:
		return parse_jump(p, NODE_CONTINUE, "{{continue}}");
	case TOKEN_ELSE:
	case TOKEN_END:
		parse_stop(p);
		return NULL;
	case TOKEN_IF:
		return parse_control(p, NODE_IF, "if");
	case TOKEN_RANGE:
		return parse_control(p, NODE_RANGE, "range");
	case TOKEN_TEMPLATE:
		return parse_call(p);
	case TOKEN_WITH:
		return parse_control(p, NODE_WITH, "with");
	default:
		n = parse_node(p, NODE_ACTION, p->lex.token.pos);
		n->pipe = parse_pipe(p, "command", TOKEN_RIGHT);
		mark_indent(n);
		return n;
	}
}

/* An action, from the first token behind its delimiter, which is at pos; NULL when it ends the
   list. */
static struct node *
parse_action(struct parse *p, uint32_t pos)
{
	struct node *n;

	p->action = pos + 1;
	p->depth++;
	n = parse_content(p);
	p->depth--;
	p->action = 0;
	return n;
}

/* A list being built. */
struct list {
	struct node *first, *last;
};

static void
append(struct list *l, struct node *n)
{
	if (l->last)
		l->last->next = n;
	else
		l->first = n;
	l->last = n;
}

static bool
ends_in_action(const struct list *l)
{
	return l->last && l->last->kind == NODE_ACTION;
}

/* What an action is told of the text behind it. */
static uint8_t
flags_before(str text)
{
	size_t i = 0;

	if (text.p[0] == '\n')
		return ACTION_LAST | ACTION_BREAK;
	while (i < text.n && (text.p[i] == ' ' || text.p[i] == '\t' || text.p[i] == '\r'))
		i++;
	return i < text.n && text.p[i] == '\n' ? ACTION_LAST : 0;
}

static void
add_text(struct parse *p, struct list *l)
{
	const str *text = &p->lex.text;
	struct node *n = parse_node(p, NODE_TEXT, (uint32_t)(text->p - p->lex.input.p));

	n->text = *text;
	if (p->odd && context_odd_break(*text) < text->n)
		n->flags |= TEXT_ODD_BREAK;
	if (ends_in_action(l))
		l->last->flags |= flags_before(*text);
	append(l, n);
}

/* Goes on to the first token of the next action, whose delimiter is at *pos; false at the end. What
   stands before it becomes part of the list. */
static bool
parse_outside(struct parse *p, struct list *l, uint32_t *pos)
{
	do {
		lex_outside(&p->lex);
		if (p->lex.text.n > 0)
			add_text(p, l);
	} while (parse_at(p, TOKEN_COMMENT));
	if (parse_at(p, TOKEN_EOF))
		return false;
	parse_expect(p, TOKEN_LEFT, "input");
	if (p->depth == PARSE_DEPTH)
		parse_fail(p, "actions nest deeper than %d", PARSE_DEPTH);
	*pos = p->lex.token.pos;
	lex_inside(&p->lex);
	return true;
}

/* The nodes of a list that is complete. */
static struct node *
finish(struct list *l)
{
	if (ends_in_action(l))
		l->last->flags |= ACTION_LAST;
	return l->first;
}

/* What follows an action, up to the one that ends the list. */
static struct node *
parse_list(struct parse *p)
{
	struct list list = {NULL, NULL};
	struct node *n;
	uint32_t pos;

	while (parse_outside(p, &list, &pos)) {
		if (!(n = parse_action(p, pos)))
			return finish(&list);
		append(&list, n);
	}
	parse_fail(p, "unexpected EOF");
}

/* A file's text and statements; those of its definitions are theirs. */
static struct node *
parse_body(struct parse *p)
{
	struct list list = {NULL, NULL};
	struct node *n;
	uint32_t pos;

	while (parse_outside(p, &list, &pos)) {
		if (parse_at(p, TOKEN_DEFINE)) {
			parse_define(p);
			continue;
		}
		if (!(n = parse_action(p, pos)))
			parse_fail(p, "unexpected {{%s}}", p->stop == TOKEN_END ? "end" : "else");
		append(&list, n);
	}
	return finish(&list);
}

struct tmpl *
parse_file(struct tmpl_set *set, const char *name, str text)
{
	struct source *source = arena_alloc(set->arena, sizeof *source);
	struct parse p = {.arena = set->arena,
	    .set = set,
	    .source = source,
	    .odd = context_odd_break(text) < text.n};
	struct tmpl *t;

	*source = (struct source){name, text};
	lex_start(&p.lex, set->arena, text);
	t = new_tmpl(&p, str_of(name));
	enter(&p, t);
	t->root = parse_body(&p);
	install(&p, t);
	return parse_template(set, t->name);
}
