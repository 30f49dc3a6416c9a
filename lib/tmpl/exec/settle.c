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

/* Returns the offset after the next --- that begins a line and has something after it, or
   text.n. */
static size_t
next_marker(str text, size_t from)
{
	for (; (from += str_find(str_from(text, from), STR("---"))) + 3 < text.n; from += 3)
		if ((from == 0 || text.p[from - 1] == '\n') &&
		    !memchr(" \t\r\n-", text.p[from + 3], 5))
			return from + 3;
	return text.n;
}

/* Adds a line break between each --- that begins a line and what is after it: Helm ends a document
   there, whatever follows. */
static str
split_documents(struct exec *x, str markup)
{
	struct buf b = {.arena = x->scratch};
	size_t at, from = 0;

	for (; (at = next_marker(markup, from)) < markup.n; from = at) {
		buf_add(&b, str_from(str_sub(markup, 0, at), from));
		buf_addc(&b, '\n');
	}
	buf_add(&b, str_from(markup, from));
	return from > 0 ? buf_str(&b) : markup;
}

/* Converts an offset in the result of split_documents to one in markup. */
static size_t
before_split(const struct exec *x, str markup, size_t at)
{
	size_t from = 0;

	if (x->missing == EXEC_HELM)
		while ((from = next_marker(markup, from)) < at)
			at--;
	return at;
}

static _Noreturn void
refuse(struct exec *x, str markup, const struct settle_mistake *mistake)
{
	size_t at = before_split(x, markup, mistake->at);
	struct writer w = blamed(x, before_split(x, markup, mistake->begin), at);

	if (w.node) {
		x->node = w.node->kind == NODE_TEXT ? text_at(x, w.node, at - w.offset) : w.node;
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
	mistake = settle(&x->holes, x->scratch,
	    x->missing == EXEC_HELM ? split_documents(x, markup) : markup,
	    x->missing == EXEC_STRICT ? SETTLE_STRICT : 0, out, &settled);
	if (mistake)
		refuse(x, markup, mistake);
	exec_check_size(x, out->n);
	return settled.any;
}
