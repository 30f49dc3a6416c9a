/* Prints nodes of the syntax tree for messages, in Go's normalized form, and finds their places. */
#include "tmpl/parse/node.h"

#include "base/buf.h"
#include "tmpl/funcs/funcs.h"
#include "tmpl/go/fmt.h"

static void
show_list(struct buf *b, const struct node *n, const char *between)
{
	const struct node *first = n;

	for (; n; n = n->next) {
		if (n != first)
			buf_add(b, str_of(between));
		if (n->kind == NODE_PIPE) {
			buf_addc(b, '(');
			node_show(b, n);
			buf_addc(b, ')');
		} else {
			node_show(b, n);
		}
	}
}

static void
show_pipe(struct buf *b, const struct node *n)
{
	unsigned i;

	for (i = 0; i < n->decl_n; i++) {
		buf_add(b, i ? STR(", ") : STR(""));
		buf_add(b, n->decl[i].name);
	}
	if (n->decl_n)
		buf_add(b, n->assign ? STR(" = ") : STR(" := "));
	show_list(b, n->commands, " | ");
}

/* Prints a statement without its lists. */
static void
show_statement(struct buf *b, const struct node *n)
{
	static const char *const words[] = {[NODE_ACTION] = "",
	    [NODE_IF] = "if ",
	    [NODE_WITH] = "with ",
	    [NODE_RANGE] = "range ",
	    [NODE_TEMPLATE] = "template "};

	buf_printf(b, "{{%s", words[n->kind]);
	if (n->kind == NODE_TEMPLATE) {
		fmt_quoted(b, n->name, false);
		buf_add(b, n->commands ? STR(" ") : STR(""));
	}
	show_pipe(b, n);
	buf_add(b, STR("}}"));
}

void
node_show(struct buf *b, const struct node *n)
{
	switch ((enum node_kind)n->kind) {
	case NODE_ACTION:
	case NODE_IF:
	case NODE_WITH:
	case NODE_RANGE:
	case NODE_TEMPLATE:
		show_statement(b, n);
		break;
	case NODE_PIPE:
		show_pipe(b, n);
		break;
	case NODE_CALL:
		buf_add(b, str_of(n->func->name));
		buf_add(b, n->args ? STR(" ") : STR(""));
		show_list(b, n->args, " ");
		break;
	case NODE_COMMAND:
		show_list(b, n->operands, " ");
		break;
	case NODE_CHAIN:
		show_list(b, n->operand, "");
		buf_add(b, n->text);
		break;
	default:
		buf_add(b, n->text);
	}
}

struct pos
node_place(const struct source *s, uint32_t pos)
{
	struct pos place = {.line = 1, .col = pos};
	uint32_t i;

	for (i = 0; i < pos && i < s->text.n; i++)
		if (s->text.p[i] == '\n') {
			place.line++;
			place.col = pos - i - 1;
		}
	return place;
}

bool
node_next_branch(const struct node **n)
{
	const struct node *other = (*n)->other;

	if (!other || other->kind != (*n)->kind || other->next)
		return false;
	*n = other;
	return true;
}

const struct node *
node_end(const struct node *n)
{
	while (n && n->next)
		n = n->next;
	return n;
}

const struct node *
node_last(const struct node *n)
{
	for (;;) {
		if (n->kind == NODE_CHAIN) {
			n = n->operand;
		} else if (n->kind == NODE_PIPE) {
			n = node_end(n->commands);
			n = n->kind == NODE_CALL && n->args ? node_end(n->args) : n;
		} else {
			return n;
		}
	}
}
