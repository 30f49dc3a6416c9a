/* Prints nodes of the syntax tree for messages, in Go's normalized form, and finds their places. */
#include "tmpl/parse/node.h"

#include "base/arena.h"
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

static void
show_call(struct buf *b, const struct node *n)
{
	buf_add(b, str_of(n->func->name));
	if (n->args) {
		buf_addc(b, ' ');
		show_list(b, n->args, " ");
	}
}

/* Prints a statement without its lists. */
static void
show_statement(struct buf *b, const struct node *n, const char *word)
{
	buf_printf(b, "{{%s", word);
	show_pipe(b, n);
	buf_add(b, STR("}}"));
}

static void
show_template(struct buf *b, const struct node *n)
{
	buf_add(b, STR("{{template "));
	fmt_quoted(b, *n->name, false);
	if (n->commands) {
		buf_addc(b, ' ');
		show_pipe(b, n);
	}
	buf_add(b, STR("}}"));
}

static void
show_names(struct buf *b, const struct node *n)
{
	uint32_t i;

	for (i = 0; i < n->names_n; i++) {
		buf_addc(b, '.');
		buf_add(b, n->names[i]);
	}
}

str
node_path(const struct node *n)
{
	/* Names are adjacent in the text. */
	str last = n->names_n ? n->names[n->names_n - 1] : n->variable;
	const char *first = n->kind == NODE_VARIABLE ? n->variable.p : n->names[0].p - 1;

	return (str){first, (size_t)(last.p + last.n - first)};
}

void
node_show(struct buf *b, const struct node *n)
{
	switch ((enum node_kind)n->kind) {
	case NODE_ACTION:
		show_statement(b, n, "");
		break;
	case NODE_IF:
		show_statement(b, n, "if ");
		break;
	case NODE_WITH:
		show_statement(b, n, "with ");
		break;
	case NODE_RANGE:
		show_statement(b, n, "range ");
		break;
	case NODE_TEMPLATE:
		show_template(b, n);
		break;
	case NODE_BREAK:
		buf_add(b, STR("{{break}}"));
		break;
	case NODE_CONTINUE:
		buf_add(b, STR("{{continue}}"));
		break;
	case NODE_PIPE:
		show_pipe(b, n);
		break;
	case NODE_CALL:
		show_call(b, n);
		break;
	case NODE_COMMAND:
		show_list(b, n->operands, " ");
		break;
	case NODE_CHAIN:
		show_list(b, n->operand, "");
		show_names(b, n);
		break;
	case NODE_FIELD:
	case NODE_VARIABLE:
		buf_add(b, node_path(n));
		break;
	case NODE_DOT:
		buf_addc(b, '.');
		break;
	case NODE_NIL:
		buf_add(b, STR("nil"));
		break;
	default:
		buf_add(b, n->text);
		break;
	}
}

void
node_place(const struct source *s, uint32_t pos, unsigned *line, unsigned *col)
{
	size_t i, start = 0;

	*line = 1;
	for (i = 0; i < pos && i < s->text.n; i++)
		if (s->text.p[i] == '\n') {
			++*line;
			start = i + 1;
		}
	*col = (unsigned)(pos - start);
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
