/* What an include gives in YAML mode, structure or a string; and where a string would be mistaken
   for structure. */
#include <limits.h>
#include <string.h>

#include "tmpl/context.h"
#include "tmpl/exec.h"
#include "tmpl/exec_eval.h"
#include "tmpl/funcs.h"
#include "tmpl/node.h"
#include "tmpl/opening.h"

bool
exec_is_check(const struct node *action)
{
	const struct node *n = opening_front(action);

	return action->flags & (ACTION_LAST | ACTION_TRIMS) && n->kind == NODE_CALL &&
	    (strcmp(n->func->name, "include") == 0 || strcmp(n->func->name, "failAt") == 0);
}

/* Whether an action stands where what it gives may be structure. */
static bool
is_structural(const struct context *c, const struct node *action)
{
	if (action->indent >= 0)
		return context_structural(c, action->indent, action->flags & ACTION_NEWLINE);
	return action->hang > 0 ? context_at_item(c) : context_at_line(c);
}

enum exec_form
exec_include_form(struct exec *x, struct tmpl *t)
{
	const struct node *n = x->action, *call = x->call->node;

	if (x->yaml && (call->flags & INCLUDE_DATA))
		return FORM_STRUCTURE;
	if (!x->context || !n || opening_front(n) != call)
		return FORM_STRING;
	if (n->indent < 0 && !(n->flags & ACTION_LAST))
		return FORM_STRING;
	if (is_structural(x->context, n))
		return FORM_STRUCTURE;
	/* In a block scalar it is text. */
	if (opening_stays(n) && context_structural(x->context, INT_MAX, true) &&
	    opening_of(x->set, t) & OPENS_BREAK)
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

bool
exec_is_mistaken(const struct exec *x, const struct node *action, str text)
{
	return (is_structural(x->context, action) || context_behind_dash(x->context)) &&
	    text.n > 0 && looks_structured(text);
}

/* What holds the value that an action begins with; NULL where that is another's part, or made. */
static struct value *
holder(struct exec *x, struct value *dot, const struct node *action)
{
	const struct node *n = opening_front(action);

	if (n->kind == NODE_CALL && n->func->flags & FUNC_TRIMS && n->args)
		n = node_end(n->args);
	if (n->kind == NODE_DOT)
		return dot;
	return n->kind == NODE_VARIABLE && n->names_n == 0 ? &x->vars[n->slot] : NULL;
}

struct value
exec_as_structure(struct exec *x, const struct value *dot, const struct node *action)
{
	struct value copy = *dot, *at = holder(x, &copy, action), text, structure, room;

	if (at && exec_include_again(x, at, &structure)) {
		text = *at;
		*at = structure;
		structure = *exec_pipe(x, &copy, action, &room);
		*at = text;
		x->node = action;
		if (structure.mark == MARK_BLOCK)
			return structure;
	}
	exec_fail(x,
	    "a string stands where structure should and looks like it: toYaml and include give "
	    "structure where they stand there themselves, alone or indented");
}
