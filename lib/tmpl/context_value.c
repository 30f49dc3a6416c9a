/* Values: which of the ways to write one its place demands, and structure. */
#include <limits.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/escape.h"
#include "base/utf8.h"
#include "data/val.h"
#include "tmpl/context.h"
#include "tmpl/context_state.h"
#include "tmpl/print.h"

/* At a place where a node may begin on this line, or behind a key's colon or an item's dash. */
static bool
before_node(const struct context *c)
{
	return (c->here.state == AT_LINE && !c->here.empty) || c->here.state == AT_NODE ||
	    context_ends_key(c) || context_mark_alone(c);
}

/* At the beginning of a line that does not stand as deep as the block scalar before, which has
   ended: indent is what the value is indented by there. */
static bool
below_body(const struct context *c, int indent)
{
	return c->here.state == AT_BODY_LINE &&
	    (c->here.empty || context_col(c) + (indent > 0 ? indent : 0) < context_body_col(c));
}

bool
context_structural(const struct context *c, int indent, bool newline)
{
	if (c->flow)
		return false;
	if (c->here.sealed || c->here.empty)
		return newline;
	if (before_node(c) || (!newline && below_body(c, indent)))
		return true;
	/* A line break ends what is on the line. */
	if (!newline)
		return false;
	if (c->here.state == IN_BODY || c->here.state == AT_BODY_LINE)
		return (c->body >= 0 || c->here.state == AT_BODY_LINE) &&
		    indent < context_body_col(c);
	return c->here.state == IN_PLAIN || c->here.state == AFTER_NODE ||
	    c->here.state == IN_COMMENT || c->here.state == IN_PROPERTY ||
	    c->here.state == IN_ALIAS;
}

bool
context_breakable(const struct context *c)
{
	return context_structural(c, INT_MAX, true) && c->here.state != IN_COMMENT;
}

bool
context_at_line(const struct context *c)
{
	return !c->here.empty && (c->here.state == AT_LINE || below_body(c, 0));
}

bool
context_at_item(const struct context *c)
{
	return context_at_line(c) || (c->here.state == AT_NODE && c->here.fresh && !c->flow);
}

bool
context_behind_dash(const struct context *c)
{
	return context_mark_alone(c);
}

bool
context_open(const struct context *c, int col)
{
	/* The entries around the innermost collection have that for their value. */
	return !c->here.filled && context_top(c)->col < col;
}

/* The offset of the first line with text. */
static size_t
first_line(str text)
{
	size_t i, line = 0;

	for (i = 0; i < text.n; i++)
		if (text.p[i] == '\n')
			line = i + 1;
		else if (text.p[i] != ' ' && text.p[i] != '\r')
			return line;
	return text.n;
}

/* How many spaces a line begins with. */
static int
spaces(str line)
{
	size_t i = 0;

	while (i < line.n && line.p[i] == ' ')
		i++;
	return i < UINT16_MAX ? (int)i : UINT16_MAX;
}

int
context_indent(str text)
{
	return spaces(str_from(text, first_line(text)));
}

static bool
is_dash(str node)
{
	return node.n > 0 && node.p[0] == '-' &&
	    (node.n == 1 || node.p[1] == ' ' || node.p[1] == '\n');
}

/* Indents all lines with text but the first. */
static str
shift(struct context *c, str text, int by)
{
	struct buf b = {.arena = c->arena};
	size_t i;

	for (i = 0; i < text.n; i++) {
		buf_addc(&b, text.p[i]);
		if (text.p[i] == '\n' && i + 1 < text.n && text.p[i + 1] != '\n')
			buf_pad(&b, ' ', (size_t)by);
	}
	return buf_str(&b);
}

/* Whether structure whose first line begins at col belongs to something there. */
static void
check_fit(struct context *c, int col, bool is_dash)
{
	const struct level *top = context_top(c);
	int inner = top->col;
	bool filled = c->here.filled;

	if (!filled && col <= top->col &&
	    !(is_dash && col == top->col && top->kind == LEVEL_MAPPING))
		context_refuse(c,
		    "the structure is indented by %d, its key by %d: indent it deeper", col,
		    top->col);
	for (; top->col > col; top = top->parent) {
		inner = top->col;
		filled = true;
	}
	if (top->col < col && filled)
		context_refuse(
		    c, "the structure is indented by %d, what stands before it by %d", col, inner);
}

/* Whether a tree's text may end in a block scalar. */
static bool
ends_in_lines(const struct val *tree)
{
	while (!val_is_scalar(tree) && tree->n > 0)
		tree = val_last(tree);
	return tree->kind == VAL_STRING && memchr(val_text(tree).p, '\n', tree->n);
}

/* What toYaml wrote need not be followed to its end: its first line tells what it belongs to, and
   then only that collection's entries can go on. */
static void
add_tree(struct context *c, const struct val *tree, str text, int col)
{
	str rest = str_from(text, first_line(text)), last;

	str_split(&rest, '\n');
	context_text(c, str_sub(text, 0, text.n - rest.n));
	if (rest.n == 0)
		return;
	buf_add(c->out, rest);
	while (context_top(c)->col > col)
		context_pop(c);
	context_question(c, false);
	c->here.filled = true;
	c->here.plain = false;
	c->line = c->out->n;
	while (c->out->p[c->line - 1] != '\n')
		c->line--;
	last = str_from(buf_str(c->out), c->line);
	c->here.state = ends_in_lines(tree) ? IN_BODY : AFTER_NODE;
	if (context_indent(last) == (int)last.n)
		c->here.state = AT_LINE;
}

/* What an include gave. Labels and their like are added again and again: what all lines but the
   last do, which may go on, is noted. */
static void
add_lines(struct context *c, str text)
{
	struct context_shapes *shapes = c->shapes;
	size_t n = text.n;
	str lines;

	while (n > 0 && text.p[n - 1] != '\n')
		n--;
	lines = str_sub(text, 0, n);
	if (!str_eq(lines, shapes->lines)) {
		shapes->lines = lines;
		shapes->step.before.level = NULL;
	}
	context_again(c, lines, &shapes->step);
	context_text(c, str_from(text, n));
	context_end_plain(c);
	/* It may have been an action's. */
	c->here.dynamic = c->here.plain;
}

void
context_structure(struct context *c, const struct value *v, bool newline)
{
	size_t first = first_line(v->s);
	int indent = spaces(str_from(v->s, first)), col;
	bool led = newline || first > 0;
	bool dash = is_dash(str_from(v->s, first + (size_t)indent));
	str text = v->s;

	if (first == text.n)
		return;
	if (!led && c->here.state == IN_PLAIN)
		context_refuse(c,
		    "structure stands directly behind a colon or a dash: put it on lines of its "
		    "own with nindent");
	if (!led && c->here.state == AT_NODE && !c->here.fresh)
		context_refuse(
		    c, "structure stands behind its key: put it on lines of its own with nindent");
	if (led) {
		str_split(&text, '\n');
		/* Ends the key that stands before. */
		context_text(c, STR("\n"));
	}
	col = indent + (led ? 0 : context_col(c));
	/* Where the first line lost its indentation to trim, it must stand where the others do. */
	if (indent != v->indent && col != v->indent)
		context_refuse(c,
		    "the structure's first line stands at column %d, the others at %d: use "
		    "nindent",
		    col, v->indent);
	if (indent == v->indent && !led)
		text = shift(c, text, context_col(c));
	check_fit(c, col, dash);
	if (v->node)
		add_tree(c, v->node, text, col);
	else
		add_lines(c, text);
	c->here.close = v->open && !context_in_block(c) ? -1 : col;
	/* Of a block scalar without text any line would be, that is deeper than its key. */
	if (context_in_block(c) && c->body < 0)
		c->here.close = context_parent_col(c);
	c->here.sealed = c->here.state != AT_LINE && c->here.state != AT_BODY_LINE;
	if (c->here.state == AT_BODY_LINE)
		c->here.state = AT_LINE;
}

/* A collection without members is written {} or []; where it stands among other entries there is
   nothing to add. */
static bool
adds_nothing(const struct context *c, const struct value *v, int indent)
{
	return v->node && !val_is_scalar(v->node) && v->node->n == 0 && c->here.state == AT_LINE &&
	    !context_open(c, context_col(c) + (indent > 0 ? indent : 0));
}

/* Where a node may begin, or within a plain scalar. */
static void
plain(struct context *c, const struct value *v, str text, int indent, bool newline, bool ends)
{
	bool before = before_node(c) && !c->flow;
	struct value flow;

	if (v->mark == MARK_BLOCK) {
		if (before && (!v->node || newline || c->here.state == AT_LINE || c->here.fresh)) {
			context_structure(c, v, newline);
			return;
		}
		if (!v->node || (!before && c->here.state != AT_FLOW))
			context_refuse(
			    c, "structure stands within a scalar: put it on lines of its own");
		flow = *v;
		flow.mark = MARK_FLOW;
		v = &flow;
	}
	if (before && v->mark && adds_nothing(c, v, indent))
		return;
	/* indent and nindent of what is no structure: their blanks are not the value's. */
	if (before && indent >= 0) {
		text = context_strip(c->arena, text, indent, newline);
		if (c->here.state == IN_PLAIN)
			context_text(c, STR(" "));
		if (c->here.state == AT_LINE && text.n == 0) {
			context_empty(c, indent);
			return;
		}
		if (c->here.state == AT_LINE)
			buf_pad(c->out, ' ', (size_t)indent);
	}
	/* What the template has on the line has ended there. */
	if (newline && (c->here.state == IN_PLAIN || c->here.empty) && !before) {
		if (context_strip(c->arena, text, indent, true).n == 0)
			return;
		context_refuse(c,
		    "nindent puts a string on a line of its own behind a scalar: only what toYaml "
		    "and include give is structure");
	}
	context_scalar(c, v, text, ends);
}

/* What nindent puts on lines of its own below what stands here. */
static void
below(struct context *c, const struct value *v, str text, int indent, bool ends)
{
	if (v->mark == MARK_BLOCK) {
		context_structure(c, v, true);
		return;
	}
	context_text(c, STR("\n"));
	c->here.state = AT_LINE;
	plain(c, v, text, indent, true, ends);
}

/* The value's text, as Go prints it; until the next value's. */
static str
text_of(struct context *c, const struct value *v)
{
	switch ((enum value_kind)v->kind) {
	case VALUE_LIST:
	case VALUE_MAP:
		if (c->here.state == IN_COMMENT)
			break;
		context_refuse(c, "a %s stands where text is written: use toYaml or toJson",
		    v->kind == VALUE_LIST ? "list" : "map");
	case VALUE_STRING:
		/* Block YAML is ours, and what is in it has been checked. */
		if (v->mark != MARK_BLOCK && utf8_bad(v->s) < v->s.n)
			context_refuse(c, "the value is not UTF-8");
		return v->s;
	case VALUE_MISSING:
	case VALUE_NIL:
		return STR("<no value>");
	case VALUE_FLOAT:
		if (v->as.f - v->as.f != 0)
			context_refuse(c, "the value is no finite number");
		if (v->node && v->node->kind == VAL_INT)
			return val_text(v->node);
		break;
	case VALUE_INT:
		c->printed.n = 0;
		buf_int(&c->printed, v->as.i);
		return buf_str(&c->printed);
	case VALUE_BOOL:
		return v->as.b ? STR("true") : STR("false");
	}
	c->printed.n = 0;
	print_value(&c->printed, *v);
	return buf_str(&c->printed);
}

/* A value with a mark, indented, or at a place for other things than plain scalars. */
static void
add_value(struct context *c, const struct value *v, int indent, bool newline, bool ends)
{
	str text = text_of(c, v);

	if (c->here.sealed && text.n == 0)
		return;
	if (c->here.sealed && !(newline && v->mark))
		context_refuse(c, "a value stands on the line of inserted structure");
	if (newline && v->mark && (c->here.sealed || !before_node(c)) &&
	    context_structural(c, indent, true)) {
		below(c, v, text, indent, ends);
		return;
	}
	switch (c->here.state) {
	case AT_LINE:
	case AT_NODE:
	case AT_FLOW:
	case IN_PLAIN:
		plain(c, v, text, indent, newline, ends);
		break;
	case IN_SINGLE:
	case IN_DOUBLE:
		context_quoted(c, v, text);
		break;
	case IN_COMMENT:
		if (c->out->p[c->line] == '%')
			context_refuse(c, "an action stands in a directive");
		escape_line(c->out, text);
		break;
	case IN_HEADER:
	case AT_BODY_LINE:
	case IN_BODY:
		context_body(c, text, indent, newline);
		break;
	case IN_PROPERTY:
	case IN_ALIAS:
		context_refuse(c, "an action stands in an anchor, an alias or a tag");
	case IN_REST:
		context_refuse_rest(c);
	case AFTER_NODE:
		if (text.n)
			context_refuse(c, "a value stands directly behind another");
		break;
	}
}

/* Whether a value is toYaml's of a scalar, and stands where it is that scalar. */
static bool
is_scalar(const struct context *c, const struct value *v)
{
	return v->mark == MARK_BLOCK && v->node && val_is_scalar(v->node) && !context_in_block(c);
}

/* A value below a block scalar, which ends before it if anything of it is written. */
static void
end_body(struct context *c, const struct value *v, int indent, bool ends)
{
	struct context_place before = c->here;
	size_t n = c->out->n;

	if (c->body < 0)
		c->hollow = c->line;
	c->here.state = AT_LINE;
	context_value(c, v, indent, false, ends);
	if (c->out->n == n) {
		before.empty = c->here.empty;
		c->here = before;
	}
}

const struct value *
context_hanging(struct context *c, const struct value *v, int width, struct value *room)
{
	if (!context_in_block(c) || below_body(c, 0) || v->kind != VALUE_STRING)
		return v;
	*room = value_string(context_strip(c->arena, v->s, width, false));
	return room;
}

const struct value *
context_key_line(struct context *c, const struct value *v, int indent, struct value *room)
{
	struct value key = *v;

	if (v->mark > MARK_SCALAR || v->kind != VALUE_STRING ||
	    !context_structural(c, indent, true))
		return v;
	context_text(c, STR("\n"));
	key.s = str_from(v->s, 1);
	*room = key;
	return room;
}

void
context_value(struct context *c, const struct value *v, int indent, bool newline, bool ends)
{
	struct value scalar;
	size_t first;

	if (v->mark == MARK_BLOCK && v->s.n == 0)
		return;
	/* Blank structure is nothing, but for a line break that ends the line; before text its own
	   line break is as good as nindent's. */
	if (v->mark == MARK_BLOCK && !context_in_block(c)) {
		first = first_line(v->s);
		if (first == v->s.n) {
			if (!ends && c->here.state != AT_LINE && memchr(v->s.p, '\n', v->s.n))
				context_text(c, STR("\n"));
			return;
		}
		newline = newline || first > 0;
	}
	/* What was indented before the action's last function came. */
	if (indent < 0 && v->mark && v->mark < MARK_BLOCK && v->indent > 0 &&
	    context_is(v->s.p[0], IS_BLANK | IS_BREAK)) {
		newline = v->s.p[0] == '\n';
		indent = v->indent;
	}
	/* A scalar, where a plain one may stand. */
	if (v->mark <= MARK_SCALAR && indent < 0 && !c->here.sealed && c->here.state <= IN_PLAIN) {
		if (!ends || !context_bare(c, v))
			context_scalar(c, v, text_of(c, v), ends);
	} else if (!newline && below_body(c, indent)) {
		end_body(c, v, indent, ends);
	} else if (is_scalar(c, v)) {
		scalar = value_of(v->node);
		add_value(c, &scalar, indent, newline && context_ends_key(c), ends);
	} else {
		add_value(c, v, indent, newline, ends);
	}
}
