/* What an include gives in YAML mode, structure or a string; and where a string would be mistaken
   for structure. */
#include "tmpl/context.h"
#include "tmpl/exec.h"
#include "tmpl/exec_eval.h"
#include "tmpl/funcs.h"
#include "tmpl/node.h"

/* How a text begins: with text; with nothing, so that what follows begins it; with a line break,
   before which there are blanks only. */
enum opening { OPENS_TEXT, OPENS_EMPTY, OPENS_BREAK };

/* The pipeline in parentheses that a call indents or trims; NULL where n is no such call. */
static const struct node *
trimmed(const struct node *n)
{
	bool trims = n->kind == NODE_CALL && n->func->flags & FUNC_TRIMS;
	const struct node *arg = trims ? node_end(n->args) : NULL;

	return arg && arg->kind == NODE_PIPE ? arg : NULL;
}

/* The call, or another operand, whose text an action begins with. */
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

/* Whether a line break at the front of what an action begins with stays there: the action gives
   that, indented at most. */
static bool
keeps_break(const struct node *action)
{
	const struct node *first = action->commands, *next = first->next;

	return !trimmed(first) && (!next || (action->indent >= 0 && !next->next));
}

static enum opening
text_opening(str text)
{
	str rest = text, line = str_split(&rest, '\n');

	if (str_trim(line).n > 0)
		return OPENS_TEXT;
	return line.n < text.n ? OPENS_BREAK : OPENS_EMPTY;
}

/* Whether an action stands where what it gives may be structure, as far as that follows from where
   it begins. */
static bool
is_structural(const struct context *c, const struct node *action)
{
	if (action->indent >= 0)
		return context_structural(c, action->indent, action->flags & ACTION_NEWLINE);
	return action->hang > 0 ? context_at_item(c) : context_at_line(c);
}

/* Whether nothing follows an action, or its indentation says what it is meant to be. */
static bool
ends_line(const struct node *action)
{
	return action->indent >= 0 || action->flags & ACTION_LAST;
}

enum exec_form
exec_include_form(const struct exec *x)
{
	const struct node *n = x->action, *call = x->call->node;

	if (x->yaml && (call->flags & INCLUDE_DATA))
		return FORM_STRUCTURE;
	if (!x->context || !n || front(n) != call)
		return FORM_STRING;
	/* What a variable holds becomes structure where it stands. */
	if (!ends_line(n) || (n->decl_n > 0 && n->indent < 0))
		return FORM_STRING;
	if (!(x->unsettled && !(n->flags & ACTION_NEWLINE)) && is_structural(x->context, n))
		return FORM_STRUCTURE;
	if (keeps_break(n) && context_breakable(x->context))
		return FORM_LINES;
	return FORM_STRING;
}

/* What an include's text begins with, some of which has come, settles whether it begins a line. */
static void
settle(struct exec *x, enum opening opening)
{
	x->unsettled = opening == OPENS_EMPTY;
	if (opening == OPENS_TEXT)
		x->context = NULL;
}

void
exec_settle_text(struct exec *x, str text)
{
	settle(x, text_opening(text));
}

void
exec_settle_value(struct exec *x, const struct node *action, const struct value *v)
{
	if (action->flags & ACTION_NEWLINE)
		settle(x, OPENS_BREAK);
	else if (v->kind == VALUE_STRING && v->mark == MARK_BLOCK)
		settle(x, text_opening(v->s));
	else
		settle(x, OPENS_TEXT);
}

/* Whether a text is what a reader takes for a mapping or a sequence, or has lines like theirs. */
static bool
looks_structured(str text)
{
	str s = str_trim(text);

	return memchr(s.p, '\n', s.n) || str_starts(s, STR("- ")) || str_ends(s, STR(":")) ||
	    str_find(s, STR(": ")) < s.n;
}

/* What holds the value that an action begins with; NULL where that is another's part, or made. */
static struct value *
holder(struct exec *x, struct value *dot, const struct node *action)
{
	const struct node *n = front(action);

	if (n->kind == NODE_CALL && n->func->flags & FUNC_TRIMS && n->args)
		n = node_end(n->args);
	if (n->kind == NODE_DOT)
		return dot;
	return n->kind == NODE_VARIABLE && n->names_n == 0 ? &x->vars[n->slot] : NULL;
}

bool
exec_as_structure(
    struct exec *x, const struct value *dot, const struct node *action, struct value *structure)
{
	struct value copy = *dot, *at = holder(x, &copy, action), text, again, room;

	if (!at || !ends_line(action) || !is_structural(x->context, action) ||
	    !exec_include_again(x, at, &again))
		return false;
	text = *at;
	*at = again;
	*structure = *exec_pipe(x, &copy, action, &room);
	*at = text;
	x->node = action;
	return structure->mark == MARK_BLOCK;
}

void
exec_check_string(struct exec *x, const struct node *action, str text)
{
	const struct context *c = x->context;

	if ((is_structural(c, action) || context_behind_dash(c)) && text.n > 0 &&
	    looks_structured(text))
		exec_fail(x,
		    "a string stands where structure should and looks like it: toYaml and include "
		    "give structure where they stand there themselves, alone or indented");
}
