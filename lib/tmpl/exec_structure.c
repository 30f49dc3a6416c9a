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

enum exec_form
exec_include_form(struct exec *x, struct tmpl *t)
{
	const struct node *n = x->action, *call = x->call->node;
	bool structure;

	if (x->yaml && (call->flags & INCLUDE_DATA))
		return FORM_STRUCTURE;
	if (!x->context || !n || opening_front(n) != call)
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
