/* Converts a template's markup to its output, and finds the node to name for a mistake. */
#include "tmpl/yaml/settle.h"

#include "base/arena.h"
#include "base/buf.h"
#include "tmpl/exec/eval.h"
#include "tmpl/exec/exec.h"
#include "tmpl/parse/node.h"

/* A statement that wrote output from an offset on, and its mark. */
struct writer {
	const struct exec_mark *mark;
	const struct node *node;
	size_t offset;
};

/* Moves to the next statement of the mark if it wrote from byte at or before. */
static bool
next_writer(struct writer *w, size_t at)
{
	size_t offset = w->offset + exec_written(w->node);

	if (offset > at || offset > w->mark->last)
		return false;
	w->node = w->node->next ? w->node->next : w->mark->node;
	w->offset = offset;
	return true;
}

/* Returns what to blame for a mistake at an offset, in a line that begins at begin: the last action
   at or before the place that wrote to the line or right before it, else the last text. */
static struct writer
blamed(const struct exec *x, size_t begin, size_t at)
{
	const struct exec_mark *m, *end = x->marks + x->marks_n;
	struct writer w = {0}, action = {0};

	for (m = x->marks; m < end && m->offset <= at; m++) {
		w = (struct writer){m, m->node, m->offset};
		do
			if (w.node->kind == NODE_ACTION)
				action = w;
			else if (w.offset < begin)
				action.node = NULL;
		while (next_writer(&w, at));
	}
	return action.node ? action : w;
}

/* Makes a node for a message: the first line of n's text at or after from. */
static struct node *
text_at(struct exec *x, const struct node *n, size_t from)
{
	struct node *at = node_new(x->scratch, NODE_TEXT, n->pos);
	size_t end;

	while (from < n->text.n && (n->text.p[from] == ' ' || n->text.p[from] == '\n'))
		from++;
	if (from == n->text.n)
		from = 0;
	at->pos = n->pos + (uint32_t)from;
	at->text = str_from(n->text, from);
	end = str_find(at->text, STR("\n"));
	at->text = str_sub(at->text, 0, end < 40 ? end : 40);
	return at;
}

static _Noreturn void
refuse(struct exec *x, const struct settle_mistake *mistake)
{
	struct writer w = blamed(x, mistake->begin, mistake->at);

	if (w.node) {
		x->node =
		    w.node->kind == NODE_TEXT ? text_at(x, w.node, mistake->at - w.offset) : w.node;
		x->tmpl = w.mark->tmpl;
	}
	exec_fail(x, "%s", mistake->message);
}

bool
exec_settle(struct exec *x, const struct tmpl *t, str markup, struct buf *out)
{
	const struct settle_mistake *mistake;
	struct settled settled;

	x->tmpl = t;
	mistake = settle(&x->holes, x->scratch, markup,
	    x->missing == EXEC_STRICT     ? SETTLE_STRICT
		: x->missing == EXEC_HELM ? SETTLE_HELM
					  : 0,
	    out, &settled);
	if (mistake)
		refuse(x, mistake);
	exec_check_size(x, out->n);
	return settled.any;
}
