/* What an include gives in YAML mode, structure or a string; and where a string would be mistaken
   for structure. */
#include <limits.h>
#include <string.h>

#include "tmpl/context.h"
#include "tmpl/exec.h"
#include "tmpl/exec_eval.h"
#include "tmpl/funcs.h"
#include "tmpl/node.h"
#include "tmpl/parse.h"

/* How a text may begin: with nothing, so that what follows begins it; with a line break, before
   which there are blanks only. KNOWN: it has been found out. */
enum { OPENS_EMPTY = 1, OPENS_BREAK = 2, OPENS_KNOWN = 4 };

/* Templates in each other are followed this deep; what lies deeper is no line break. */
enum { FOLLOW_MAX = 10 };

static unsigned list_opening(struct exec *x, const struct node *n, unsigned depth);

/* The pipeline in parentheses that a call indents or trims; NULL where n is no such call. */
static const struct node *
trimmed(const struct node *n)
{
	bool trims = n->kind == NODE_CALL && n->func->flags & FUNC_TRIMS;
	const struct node *arg = trims ? node_end(n->args) : NULL;

	return arg && arg->kind == NODE_PIPE ? arg : NULL;
}

/* The call whose text an action begins with, or another operand. */
static const struct node *
front(const struct node *action)
{
	const struct node *pipe = action, *n;

	do {
		n = pipe->commands;
		pipe = n->kind == NODE_PIPE ? n : trimmed(n);
	} while (pipe);
	return n;
}

/* Whether an action gives what it begins with, indented at most, so that a line break at the
   front of that stays. */
static bool
keeps_break(const struct node *action)
{
	const struct node *first = action->commands, *next = first->next;

	return !trimmed(first) && (!next || (action->indent >= 0 && !next->next));
}

static unsigned
tmpl_opening(struct exec *x, struct tmpl *t, unsigned depth)
{
	if (!t || depth > FOLLOW_MAX)
		return 0;
	if (!t->opening) {
		/* What includes itself adds nothing to that. */
		t->opening = OPENS_KNOWN;
		t->opening |= (uint8_t)list_opening(x, t->root, depth);
	}
	return t->opening & (OPENS_EMPTY | OPENS_BREAK);
}

static unsigned
text_opening(str text)
{
	str rest = text, line = str_split(&rest, '\n');

	if (str_trim(line).n > 0)
		return 0;
	return line.n < text.n ? OPENS_BREAK : OPENS_EMPTY;
}

/* An action is taken to give something, unless it sets variables. */
static unsigned
action_opening(struct exec *x, const struct node *action, unsigned depth)
{
	const struct node *n = front(action);

	if (action->decl_n)
		return OPENS_EMPTY;
	if (action->flags & ACTION_NEWLINE)
		return OPENS_BREAK;
	if (n->kind == NODE_CALL && strcmp(n->func->name, "include") == 0 && n->args &&
	    n->args->kind == NODE_STRING && keeps_break(action))
		return tmpl_opening(x, parse_template(x->set, n->args->value.s), depth + 1);
	return 0;
}

static unsigned
branches_opening(struct exec *x, const struct node *n, unsigned depth)
{
	unsigned opening = 0;

	do
		opening |= list_opening(x, n->list, depth);
	while (node_next_branch(&n));
	return opening | list_opening(x, n->other, depth);
}

static unsigned
node_opening(struct exec *x, const struct node *n, unsigned depth)
{
	switch ((enum node_kind)n->kind) {
	case NODE_TEXT:
		return text_opening(n->text);
	case NODE_ACTION:
		return action_opening(x, n, depth);
	case NODE_IF:
	case NODE_WITH:
	case NODE_RANGE:
		return branches_opening(x, n, depth);
	case NODE_TEMPLATE:
		return tmpl_opening(x, parse_template(x->set, *n->name), depth + 1);
	default:
		return OPENS_EMPTY;
	}
}

static unsigned
list_opening(struct exec *x, const struct node *n, unsigned depth)
{
	unsigned breaks = 0, opening = OPENS_EMPTY;

	for (; n && opening & OPENS_EMPTY; n = n->next) {
		opening = node_opening(x, n, depth);
		breaks |= opening & OPENS_BREAK;
	}
	return breaks | (opening & OPENS_EMPTY);
}

bool
exec_is_check(const struct node *action)
{
	const struct node *n = front(action);

	return action->flags & (ACTION_LAST | ACTION_TRIMS) && n->kind == NODE_CALL &&
	    (strcmp(n->func->name, "include") == 0 || strcmp(n->func->name, "failAt") == 0);
}

bool
exec_continues_line(str text)
{
	return text_opening(text) == 0;
}

enum exec_form
exec_include_form(struct exec *x, struct tmpl *t)
{
	const struct node *n = x->action, *call = x->call->node;
	bool structure;

	if (x->yaml && (call->flags & INCLUDE_DATA))
		return FORM_STRUCTURE;
	if (!x->context || !n || front(n) != call)
		return FORM_STRING;
	if (n->indent < 0 && !(n->flags & ACTION_LAST))
		return FORM_STRING;
	if (n->indent >= 0)
		structure = context_structural(x->context, n->indent, n->flags & ACTION_NEWLINE);
	else if (n->hang > 0)
		structure = context_at_item(x->context);
	else
		structure = context_at_line(x->context);
	if (structure)
		return FORM_STRUCTURE;
	/* In a block scalar it is text. */
	if (keeps_break(n) && context_structural(x->context, INT_MAX, true) &&
	    tmpl_opening(x, t, 0) & OPENS_BREAK)
		return FORM_LINES;
	return FORM_STRING;
}

/* Whether a text is what a reader takes for a mapping or a sequence, or has lines like theirs. */
static bool
looks_structured(str text)
{
	str s = str_trim(text);

	return memchr(s.p, '\n', s.n) || str_starts(s, STR("- ")) || str_ends(s, STR(":")) ||
	    str_find(s, STR(": ")) < s.n;
}

void
exec_check_string(struct exec *x, const struct node *action, str text)
{
	const struct context *c = x->context;
	bool structural = action->indent >= 0
	    ? context_structural(c, action->indent, action->flags & ACTION_NEWLINE)
	    : context_at_line(c) || context_behind_dash(c);

	if (structural && text.n > 0 && looks_structured(text))
		exec_fail(x,
		    "a string stands where structure should and looks like it: toYaml and include "
		    "give structure where they stand there themselves, alone or indented");
}
