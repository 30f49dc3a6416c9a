/* Lists of statements: what stands in a file, or between the actions of a statement.

       file     = *(text / define / statement)
       list     = *(text / statement)
       if       = {{if pipe}} list [else] {{end}}            with alike
       else     = {{else}} list / {{else if pipe}} list [else]     (no further end)
       range    = {{range pipe}} list [{{else}} list] {{end}}

   A list's variables end with it. */
#include <string.h>

#include "tmpl/context.h"
#include "tmpl/funcs.h"
#include "tmpl/parse.h"
#include "tmpl/parse_state.h"

/* The list that follows {{else}}. Go reads the if or with of one that does not go on with this
   branch's chain as part of that list. */
static struct node *
parse_else(struct parse *p, uint32_t opener)
{
	struct node *list;

	if (p->stop != TOKEN_ELSE)
		parse_unexpected(p, "input");
	list = parse_list(p, opener);
	if (p->stop != TOKEN_END)
		parse_fail(p, "expected end; found {{else}}");
	return list;
}

/* Marks an include that is all of a pipeline whose value will be held. */
static void
mark_held(struct node *pipe)
{
	struct node *n = pipe->commands;

	while (n->kind == NODE_PIPE && !n->next)
		n = n->commands;
	if (n->kind == NODE_CALL && !n->next)
		n->flags |= INCLUDE_HELD;
}

/* An if, with or range up to its end or its else. */
static struct node *
parse_branch(struct parse *p, enum node_kind kind, uint32_t opener, const char *context)
{
	/* The three kinds are of one size. */
	struct node *n = parse_node(p, NODE_IF, p->lex.token.pos);
	size_t inner;

	n->kind = (uint8_t)kind;
	lex_inside(&p->lex);
	parse_clause(p, n, context);
	if (kind == NODE_WITH || n->decl_n > 0)
		mark_held(n);
	inner = p->vars.n;
	p->ranges += kind == NODE_RANGE;
	n->list = parse_list(p, opener);
	p->ranges -= kind == NODE_RANGE;
	/* What the list declared is gone in the else, which may mention it still, as in Go; what
	   the pipe did is there. */
	p->vars.n = inner;
	return n;
}

/* Whether a branch ended in the else if, or else with, that goes on with its chain. */
static bool
chain_goes_on(const struct parse *p, enum node_kind kind)
{
	return (kind == NODE_IF && p->stop == TOKEN_IF) ||
	    (kind == NODE_WITH && p->stop == TOKEN_WITH);
}

/* "else if x" is "else", then an if whose end is also this one's. */
static struct node *
parse_control(struct parse *p, enum node_kind kind, const char *context)
{
	size_t vars = p->vars.n, seen = p->seen.n;
	uint32_t opener = p->action - 1;
	struct node *first = parse_branch(p, kind, opener, context), *n = first;

	while (chain_goes_on(p, kind))
		n = n->other = parse_branch(p, kind, opener, context);
	if (p->stop != TOKEN_END)
		n->other = parse_else(p, opener);
	p->vars.n = vars;
	p->seen.n = seen;
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

/* The name of the function that a command calls if it indents or trims; "" if it does not. */
static const char *
trimmer(const struct node *command)
{
	const struct node *n = command;

	return n->kind == NODE_CALL && n->func->flags & FUNC_TRIMS ? n->func->name : "";
}

/* The width that a command indents by; -1 where it does not. */
static int32_t
indent_width(const struct node *command)
{
	const struct node *width;
	const char *name = trimmer(command);

	if (strcmp(name, "indent") != 0 && strcmp(name, "nindent") != 0)
		return -1;
	width = command->args;
	if (!width || width->kind != NODE_NUMBER || width->value.kind != VALUE_INT ||
	    width->value.as.i < 0 || width->value.as.i > INT32_MAX)
		return -1;
	return (int32_t)width->value.as.i;
}

/* Notes how the action indents what it gives. */
static void
mark_indent(struct node *action)
{
	const struct node *c = action->commands, *before = NULL;
	const char *name;
	int32_t width;

	for (; c->next; c = c->next)
		before = c;
	action->indent = -1;
	name = trimmer(c);
	if (*name == '\0')
		return;
	if ((width = indent_width(c)) >= 0) {
		action->indent = width;
		action->flags |= *name == 'n' ? ACTION_NEWLINE : 0;
	} else if (before && strcmp(name, "trim") == 0 && (width = indent_width(before)) > 0) {
		action->hang = width;
	}
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
		p->lines = false;
		parse_clause(p, n, "command");
		if (n->decl_n > 0)
			mark_held(n);
		n->flags |= p->lines ? ACTION_LINES : 0;
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

/* Whether the line goes on, not with a blank, to a key's colon. */
static bool
ends_key(str text)
{
	str line = str_split(&text, '\n');
	size_t colon = str_find(line, STR(":"));

	return colon < line.n && line.p[0] != ' ' &&
	    (colon + 1 == line.n || memchr(" \t\r", line.p[colon + 1], 3));
}

/* What an action is told of the text behind it; only of where its line ends, where a marker trims
   that away. */
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
	if (p->odd && context_odd_text(*text) < text->n)
		n->flags |= TEXT_ODD;
	if (ends_in_action(l)) {
		l->last->flags |= flags_before(*text);
		if ((l->last->flags & ACTION_NEWLINE) && ends_key(*text))
			l->last->flags |= ACTION_KEY;
	}
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
		else if (ends_in_action(l))
			l->last->flags |= flags_before(p->lex.trimmed) & ACTION_LAST;
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

/* The text ends, and the statement at opener does not. */
static _Noreturn void
fail_at_end(struct parse *p, uint32_t opener)
{
	str text = str_from(p->source->text, opener), word;
	unsigned line, col;

	node_place(p->source, opener, &line, &col);
	text = str_from(text, text.n > 3 && text.p[2] == '-' ? 3 : 2);
	text = str_trim(text);
	for (word = str_sub(text, 0, 0);
	     word.n < text.n && text.p[word.n] >= 'a' && text.p[word.n] <= 'z'; word.n++)
		;
	parse_fail(
	    p, "unexpected EOF; {{%.*s}} of line %u has no {{end}}", (int)word.n, word.p, line);
}

struct node *
parse_list(struct parse *p, uint32_t opener)
{
	struct list list = {NULL, NULL};
	struct node *n;
	uint32_t pos;

	while (parse_outside(p, &list, &pos)) {
		if (!(n = parse_action(p, pos)))
			return finish(&list);
		append(&list, n);
	}
	fail_at_end(p, opener);
}

struct node *
parse_body(struct parse *p)
{
	struct list list = {NULL, NULL};
	struct node *n;
	uint32_t pos;

	while (parse_outside(p, &list, &pos)) {
		if (parse_at(p, TOKEN_DEFINE)) {
			parse_define(p, pos);
			continue;
		}
		if (!(n = parse_action(p, pos)))
			parse_fail(p, "unexpected {{%s}}", p->stop == TOKEN_END ? "end" : "else");
		append(&list, n);
	}
	return finish(&list);
}
