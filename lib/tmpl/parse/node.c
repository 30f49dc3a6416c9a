/* Messages about mistakes in templates: prints nodes of the syntax tree in Go's normalized form,
   finds their places, and shows the line with a caret. */
#include "tmpl/parse/node.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "tmpl/funcs/funcs.h"
#include "tmpl/go/fmt.h"

/* How pipelines, and statements with one, begin. */
static const char *const words[NODE_STRING + 1] = {[NODE_PIPE] = "",
    [NODE_ACTION] = "{{",
    [NODE_IF] = "{{if ",
    [NODE_WITH] = "{{with ",
    [NODE_RANGE] = "{{range ",
    [NODE_TEMPLATE] = "{{template "};

static void
show_list(struct buf *b, const struct node *n, const char *between)
{
	const struct node *first = n;

	for (; n; n = n->next) {
		if (n != first)
			buf_add(b, str_of(between));
		buf_add(b, n->kind == NODE_PIPE ? STR("(") : STR(""));
		node_show(b, n);
		buf_add(b, n->kind == NODE_PIPE ? STR(")") : STR(""));
	}
}

/* Prints a pipeline, or a statement without its lists. */
static void
show_pipe(struct buf *b, const struct node *n)
{
	unsigned i;

	buf_add(b, str_of(words[n->kind]));
	if (n->kind == NODE_TEMPLATE) {
		fmt_quoted(b, n->name, false);
		buf_add(b, n->commands ? STR(" ") : STR(""));
	}
	for (i = 0; i < n->decl_n; i++) {
		buf_add(b, i ? STR(", ") : STR(""));
		buf_add(b, n->decl[i].name);
	}
	if (n->decl_n)
		buf_add(b, n->assign ? STR(" = ") : STR(" := "));
	show_list(b, n->commands, " | ");
	buf_add(b, n->kind == NODE_PIPE ? STR("") : STR("}}"));
}

void
node_show(struct buf *b, const struct node *n)
{
	if (words[n->kind]) {
		show_pipe(b, n);
	} else if (n->kind == NODE_CALL) {
		buf_add(b, str_of(n->func->name));
		buf_add(b, n->args ? STR(" ") : STR(""));
		show_list(b, n->args, " ");
	} else if (n->kind == NODE_COMMAND) {
		show_list(b, n->operands, " ");
	} else if (n->kind == NODE_CHAIN) {
		show_list(b, n->operand, "");
		buf_add(b, n->text);
	} else {
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

static const struct node *
end_of(const struct node *n)
{
	while (n->next)
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
			n = end_of(n->commands);
			n = n->kind == NODE_CALL && n->args ? end_of(n->args) : n;
		} else {
			return n;
		}
	}
}

/* The excerpt of a long line has SHOWN bytes, at most SHOWN_BEFORE of them before the mistake. */
enum { SHOWN_BEFORE = 60, SHOWN = 100 };

/* The excerpt shows a tab and a NUL as one column, so that the caret is in the right place.
   For an empty line there is no excerpt. */
void
node_fault(struct arena *a, const struct source *s, uint32_t pos, bool col, const char *message)
{
	struct pos place = node_place(s, pos);
	const char *column = col ? buf_format(a, ":%u", place.col) : "";
	size_t start = pos - place.col, i;
	struct buf line = {.arena = a}, caret = {.arena = a};
	str shown, rest;

	warn_at((struct pos){0}, "template: %s:%u%s: %s", s->name, place.line, column, message);
	if (pos - start > SHOWN_BEFORE)
		start = pos - SHOWN_BEFORE;
	while (start < pos && (s->text.p[start] & 0xC0) == 0x80)
		start++;
	rest = str_sub(s->text, start, SHOWN);
	shown = str_split(&rest, '\n');
	if (shown.n == 0)
		return;
	buf_add(&line, STR("    "));
	for (i = 0; i < shown.n; i++) {
		char c = shown.p[i] ? shown.p[i] : '?';

		if (c != '\r')
			buf_addc(&line, c == '\t' ? ' ' : c);
	}
	buf_pad(&caret, ' ', 4 + utf8_count(str_sub(s->text, start, pos - start)));
	buf_addc(&caret, '^');
	die_note(buf_cstr(&line));
	die_note(buf_cstr(&caret));
}
