/* Converts a template's markup to its output, and finds the node to name for a mistake. */
#include "tmpl/yaml/settle.h"

#include "base/arena.h"
#include "base/buf.h"
#include "tmpl/exec/eval.h"
#include "tmpl/exec/exec.h"
#include "tmpl/parse/node.h"

/* Returns the mark of the node to blame for a mistake at an offset, in a line that begins at begin:
   the last action at or before the place, else the text. */
static const struct exec_mark *
blamed(const struct exec *x, size_t begin, size_t at)
{
	const struct exec_mark *m, *last = NULL;

	for (m = x->marks + x->marks_n; m > x->marks;) {
		m--;
		if (m->begins || m->offset > at)
			continue;
		last = last ? last : m;
		if (m->node->kind == NODE_ACTION)
			return m;
		if (m->offset < begin)
			break;
	}
	return last;
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
	const struct exec_mark *m = blamed(x, mistake->begin, mistake->at);

	if (m) {
		x->node = m->node->kind == NODE_TEXT ? text_at(x, m->node, mistake->at - m->offset)
						     : m->node;
		while (!m->begins)
			m--;
		x->tmpl = m->tmpl;
		x->source = m->tmpl->source;
	}
	exec_fail(x, "%s", mistake->message);
}

/* Returns the offset after the next --- that begins a line and has text after it, or text.n. */
static size_t
next_marker(str text, size_t from)
{
	while ((from += str_find(str_from(text, from), STR("\n---"))) + 4 < text.n) {
		from += 4;
		if (!memchr(" \t\r\n-", text.p[from], 5) && hole_find(text, from) > from)
			return from;
	}
	return text.n;
}

/* Adds a line break between each --- that begins a line and text after it: Helm ends a document
   there, whatever follows. */
static str
split_documents(struct exec *x, str markup)
{
	struct buf b = {.arena = x->scratch};
	size_t at, from = 0, i;

	for (; (at = next_marker(markup, from)) < markup.n; from = at) {
		buf_add(&b, str_from(str_sub(markup, 0, at), from));
		for (i = x->marks_n; i > 0 && x->marks[i - 1].offset >= b.n; i--)
			x->marks[i - 1].offset++;
		buf_addc(&b, '\n');
	}
	buf_add(&b, str_from(markup, from));
	return from > 0 ? buf_str(&b) : markup;
}

bool
exec_settle(struct exec *x, const struct tmpl *t, str markup, struct buf *out)
{
	const struct settle_mistake *mistake;
	struct settled settled;

	x->tmpl = t;
	if (x->missing == EXEC_HELM)
		markup = split_documents(x, markup);
	mistake = settle(&x->holes, x->scratch, markup,
	    x->missing == EXEC_STRICT ? SETTLE_STRICT : 0, out, &settled);
	if (mistake)
		refuse(x, mistake);
	if (out->n > EXEC_OUTPUT_MAX)
		exec_fail(x, "the output is larger than %d bytes", EXEC_OUTPUT_MAX);
	return settled.any;
}
