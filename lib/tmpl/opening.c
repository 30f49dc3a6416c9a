#include "tmpl/opening.h"

#include <string.h>

#include "tmpl/funcs.h"
#include "tmpl/node.h"
#include "tmpl/parse.h"

/* It is being found out. */
enum { OPENS_ASKED = 4 };

/* Blocks and templates in each other are followed this deep; a run fails where they nest deeper. */
enum { FOLLOW_MAX = 4000 };

static unsigned list_opening(struct tmpl_set *set, const struct node *n, unsigned depth);

/* The pipeline in parentheses that a call indents or trims; NULL where n is no such call. */
static const struct node *
trimmed(const struct node *n)
{
	bool trims = n->kind == NODE_CALL && n->func->flags & FUNC_TRIMS;
	const struct node *arg = trims ? node_end(n->args) : NULL;

	return arg && arg->kind == NODE_PIPE ? arg : NULL;
}

const struct node *
opening_front(const struct node *action)
{
	const struct node *pipe = action, *n;

	do {
		n = pipe->commands;
		pipe = n->kind == NODE_PIPE ? n : trimmed(n);
	} while (pipe);
	return n;
}

bool
opening_stays(const struct node *action)
{
	const struct node *first = action->commands, *next = first->next;

	return !trimmed(first) && (!next || (action->indent >= 0 && !next->next));
}

/* Once in a pass: templates that begin with each other are gone over until that adds nothing. */
static unsigned
tmpl_opening(struct tmpl_set *set, struct tmpl *t, unsigned depth)
{
	unsigned before, opening;

	if (!t)
		return 0;
	if (t->pass > 0 && (t->pass <= set->settled || t->pass == set->pass)) {
		set->circle = set->circle || t->opening & OPENS_ASKED;
		return t->opening & (OPENS_EMPTY | OPENS_BREAK);
	}
	t->pass = set->pass;
	before = t->opening;
	t->opening |= OPENS_ASKED;
	opening = before | list_opening(set, t->root, depth);
	t->opening = (uint8_t)opening;
	set->grown = set->grown || opening != before;
	return opening;
}

unsigned
opening_of(struct tmpl_set *set, struct tmpl *t)
{
	unsigned opening;

	do {
		set->pass++;
		set->circle = set->grown = false;
		opening = tmpl_opening(set, t, 0);
	} while (set->circle && set->grown);
	set->settled = set->pass;
	return opening;
}

unsigned
opening_of_text(str text)
{
	str rest = text, line = str_split(&rest, '\n');

	if (str_trim(line).n > 0)
		return 0;
	return line.n < text.n ? OPENS_BREAK : OPENS_EMPTY;
}

/* An action is taken to give something, unless it sets variables. */
static unsigned
action_opening(struct tmpl_set *set, const struct node *action, unsigned depth)
{
	const struct node *n = opening_front(action);

	if (action->decl_n)
		return OPENS_EMPTY;
	if (action->flags & ACTION_NEWLINE)
		return OPENS_BREAK;
	if (n->kind == NODE_CALL && strcmp(n->func->name, "include") == 0 && n->args &&
	    n->args->kind == NODE_STRING && opening_stays(action))
		return tmpl_opening(set, parse_template(set, n->args->value.s), depth);
	return 0;
}

static unsigned
branches_opening(struct tmpl_set *set, const struct node *n, unsigned depth)
{
	unsigned opening = 0;

	do
		opening |= list_opening(set, n->list, depth);
	while (node_next_branch(&n));
	return opening | list_opening(set, n->other, depth);
}

static unsigned
node_opening(struct tmpl_set *set, const struct node *n, unsigned depth)
{
	switch ((enum node_kind)n->kind) {
	case NODE_TEXT:
		return opening_of_text(n->text);
	case NODE_ACTION:
		return action_opening(set, n, depth);
	case NODE_IF:
	case NODE_WITH:
	case NODE_RANGE:
		return branches_opening(set, n, depth);
	case NODE_TEMPLATE:
		return tmpl_opening(set, parse_template(set, *n->name), depth);
	default:
		return OPENS_EMPTY;
	}
}

static unsigned
list_opening(struct tmpl_set *set, const struct node *n, unsigned depth)
{
	unsigned breaks = 0, opening = OPENS_EMPTY;

	if (depth == FOLLOW_MAX)
		return 0;
	for (; n && opening & OPENS_EMPTY; n = n->next) {
		opening = node_opening(set, n, depth + 1);
		breaks |= opening & OPENS_BREAK;
	}
	return breaks | (opening & OPENS_EMPTY);
}
