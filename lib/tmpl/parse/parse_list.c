/* Parses lists of statements: a file, or the part between the actions of a statement.

       file     = *(text / define / statement)
       list     = *(text / statement)
       if       = {{if pipe}} list [else] {{end}}            with alike
       else     = {{else}} list / {{else if pipe}} list [else]     (no further end)
       range    = {{range pipe}} list [{{else}} list] {{end}}

   The variables of a list are in scope up to its end. */
#include <string.h>

#include "tmpl/parse/parse.h"
#include "tmpl/parse/parse_state.h"

/* Parses the list after {{else}}. As in Go, an else if or else with that is not of this
   branch's kind is a mistake. */
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

/* Parses an if, with or range, whose keyword is the current token, up to its end or else. */
static struct node *
parse_branch(struct parse *p, uint32_t opener)
{
	static const struct {
		enum node_kind kind;
		const char *name;
	} kinds[] = {[TOKEN_IF] = {NODE_IF, "if"},
	    [TOKEN_WITH] = {NODE_WITH, "with"},
	    [TOKEN_RANGE] = {NODE_RANGE, "range"}};
	enum token_kind word = p->lex.token.kind;
	struct node *n = node_new(p->arena, kinds[word].kind, p->lex.token.pos);
	struct scope inner;
	size_t i;

	lex_inside(&p->lex);
	parse_clause(p, n, kinds[word].name);
	inner = p->scope;
	p->scope.ranges += n->kind == NODE_RANGE;
	n->list = parse_list(p, opener);
	/* As in Go, the else may name the variables of the list, but they are out of scope.
	   Those of the pipe are in scope. */
	for (i = inner.end; i < p->scope.end; i++)
		p->vars[i].slot = NODE_NO_SLOT;
	inner.end = p->scope.end;
	p->scope = inner;
	return n;
}

/* Parses a control statement. "else if x" is an else and an if that end with the same {{end}}. */
static struct node *
parse_control(struct parse *p)
{
	struct scope outer = p->scope;
	enum token_kind word = p->lex.token.kind;
	uint32_t opener = p->action - 1;
	struct node *first = parse_branch(p, opener), *n = first;

	while (p->stop == word)
		n = n->other = parse_branch(p, opener);
	if (p->stop != TOKEN_END)
		n->other = parse_else(p, opener);
	p->scope = outer;
	return first;
}

static struct node *
parse_jump(struct parse *p, enum node_kind kind, const char *name)
{
	struct node *n = node_new(p->arena, kind, p->lex.token.pos);

	lex_inside(&p->lex);
	parse_expect(p, TOKEN_RIGHT, name);
	if (p->scope.ranges == 0)
		parse_fail(p, "%s outside {{range}}", name);
	return n;
}

/* Records how the list ends, at {{end or {{else; moves on to the if or with of an else. */
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

/* Parses the content of an action. Returns NULL if it ends the list; then p->stop tells how. */
static struct node *
parse_content(struct parse *p)
{
	struct node *n;

	switch (p->lex.token.kind) {
	case TOKEN_BLOCK:
	case TOKEN_TEMPLATE:
		return parse_call(p);
	case TOKEN_BREAK:
		return parse_jump(p, NODE_BREAK, "{{break}}");
	case TOKEN_CONTINUE:
		return parse_jump(p, NODE_CONTINUE, "{{continue}}");
	case TOKEN_ELSE:
	case TOKEN_END:
		parse_stop(p);
		return NULL;
	case TOKEN_IF:
	case TOKEN_RANGE:
	case TOKEN_WITH:
		return parse_control(p);
	default:
		n = node_new(p->arena, NODE_ACTION, p->lex.token.pos);
		parse_clause(p, n, "command");
		return n;
	}
}

/* Parses an action from its first token on. Returns NULL if it ends the list. */
static struct node *
parse_action(struct parse *p)
{
	struct node *n;

	p->depth++;
	n = parse_content(p);
	p->depth--;
	p->action = 0;
	return n;
}

/* Moves to the first token of the next action, and adds the text before it at the end of a list.
   Returns the new end, or NULL if the file ends. */
static struct node **
parse_outside(struct parse *p, struct node **end)
{
	str *text = &p->lex.text;

	do {
		lex_outside(&p->lex);
		if (text->n == 0)
			continue;
		*end = node_new(p->arena, NODE_TEXT, (uint32_t)(text->p - p->lex.input.p));
		(*end)->text = *text;
		end = &(*end)->next;
	} while (parse_at(p, TOKEN_COMMENT));
	if (parse_at(p, TOKEN_EOF))
		return NULL;
	parse_expect(p, TOKEN_LEFT, "input");
	if (p->depth == PARSE_DEPTH)
		parse_fail(p, "actions nest deeper than %d", PARSE_DEPTH);
	p->action = p->lex.token.pos + 1;
	lex_inside(&p->lex);
	return end;
}

/* Fails because the text ends within the statement at opener. */
static _Noreturn void
fail_at_end(struct parse *p, uint32_t opener)
{
	struct lex l = p->lex;
	str *word = &l.token.text;

	l.at = l.input.p + opener;
	lex_outside(&l);
	lex_inside(&l);
	parse_fail(p, "unexpected EOF; {{%.*s}} of line %u has no {{end}}", (int)word->n, word->p,
	    node_place(p->source, opener).line);
}

struct node *
parse_list(struct parse *p, uint32_t opener)
{
	struct node *first = NULL, **end = &first;
	bool file = opener == PARSE_FILE;

	while ((end = parse_outside(p, end))) {
		if (file && parse_at(p, TOKEN_DEFINE))
			parse_define(p);
		else if ((*end = parse_action(p)))
			end = &(*end)->next;
		else if (!file)
			return first;
		else
			parse_fail(p, "unexpected {{%s}}", p->stop == TOKEN_END ? "end" : "else");
	}
	if (!file)
		fail_at_end(p, opener);
	return first;
}
