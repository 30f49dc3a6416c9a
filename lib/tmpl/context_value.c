/* Values: which of the ways to write one its place demands, and structure. */
#include "base/arena.h"
#include "base/buf.h"
#include "base/escape.h"
#include "base/utf8.h"
#include "data/val.h"
#include "tmpl/context.h"
#include "tmpl/context_state.h"
#include "tmpl/print.h"

bool
context_structural(const struct context *c)
{
	if (c->flow)
		return false;
	return c->state == AT_LINE || c->state == AT_NODE || context_ends_key(c) ||
	    (c->state == IN_PLAIN && c->fresh && !c->values && c->out->n == c->start + 1 &&
		c->out->p[c->start] == '-');
}

bool
context_at_line(const struct context *c)
{
	return c->state == AT_LINE;
}

bool
context_open(const struct context *c, int col)
{
	size_t i = c->levels_n;

	while (i > 1 && c->levels[i - 1].col >= col)
		i--;
	return !c->levels[i - 1].filled;
}

/* The lines of a structure: where the first with text begins, its indentation, the least indentation
   of those after it, -1 when there is none. */
struct lines {
	size_t first;
	int indent, rest;
	bool dash;
};

static struct lines
measure(str text)
{
	struct lines l = {text.n, 0, -1, false};
	size_t at = 0, i;

	for (; at < text.n; at = i + 1) {
		int indent = 0;

		for (i = at; i < text.n && text.p[i] == ' '; i++)
			indent++;
		if (i < text.n && text.p[i] != '\n' && text.p[i] != '\r') {
			if (l.first == text.n) {
				l.first = at;
				l.indent = indent;
				l.dash = text.p[i] == '-' &&
				    (i + 1 == text.n || text.p[i + 1] == ' ' ||
					text.p[i + 1] == '\n');
			} else if (l.rest < 0 || indent < l.rest) {
				l.rest = indent;
			}
		}
		while (i < text.n && text.p[i] != '\n')
			i++;
	}
	return l;
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
	size_t i = c->levels_n;

	if (!top->filled && col <= top->col &&
	    !(is_dash && col == top->col && top->kind == LEVEL_MAPPING))
		context_refuse(c,
		    "the structure is indented by %d, its key by %d: indent it deeper", col,
		    top->col);
	while (i > 1 && c->levels[i - 1].col > col)
		i--;
	top = &c->levels[i - 1];
	if (top->col < col && top->filled)
		context_refuse(c, "the structure is indented by %d, what stands before it by %d",
		    col, i < c->levels_n ? c->levels[i].col : top->col);
}

void
context_structure(struct context *c, struct value v, bool newline)
{
	struct lines l = measure(v.s);
	bool led = newline || l.first > 0;
	str text = v.s;
	int col;

	if (l.first == text.n)
		return;
	if (!led && c->state == AT_NODE && !c->fresh)
		context_refuse(
		    c, "structure stands behind its key: put it on lines of its own with nindent");
	if (led) {
		text = str_from(text, str_find(text, STR("\n")) + 1);
		/* Ends the key that stands before. */
		context_text(c, STR("\n"));
	}
	col = l.indent + (led ? 0 : context_col(c));
	if (l.rest >= 0 && l.rest != col) {
		if (led || l.rest != l.indent)
			context_refuse(c,
			    "the structure's first line stands at column %d, the others at %d: "
			    "use nindent",
			    col, l.rest);
		text = shift(c, text, context_col(c));
	}
	check_fit(c, col, l.dash);
	context_text(c, text);
	c->sealed = c->state != AT_LINE && c->state != AT_BODY_LINE;
	if (c->state == AT_BODY_LINE)
		c->state = AT_LINE;
	c->close = col;
}

/* A collection without members is written {} or []; where it stands among other entries there is
   nothing to add. */
static bool
adds_nothing(const struct context *c, struct value v, int indent)
{
	return v.node && !val_is_scalar(v.node) && v.node->n == 0 && c->state == AT_LINE &&
	    !context_open(c, context_col(c) + (indent > 0 ? indent : 0));
}

static void
plain(struct context *c, struct value v, str text, int indent, bool newline)
{
	bool structural = context_structural(c);

	if (structural && v.kind == VALUE_STRING && v.mark && adds_nothing(c, v, indent))
		return;
	if (structural && v.mark == MARK_BLOCK) {
		if (!v.node || newline || c->state == AT_LINE || c->fresh) {
			context_structure(c, v, newline);
			return;
		}
		v.mark = MARK_FLOW;
	}
	if (v.mark == MARK_BLOCK && c->state == AT_FLOW && v.node)
		v.mark = MARK_FLOW;
	/* indent and nindent of what is no structure: their blanks are not the value's. */
	if (structural && indent >= 0) {
		text = context_strip(c->arena, text, indent, newline);
		if (c->state == IN_PLAIN)
			context_text(c, STR(" "));
		if (c->state == AT_LINE && text.n)
			buf_pad(c->out, ' ', (size_t)indent);
	}
	context_scalar(c, v, text);
}

/* The value's text, as Go prints it. */
static str
text_of(struct context *c, struct value v)
{
	struct buf b = {.arena = c->arena};

	switch ((enum value_kind)v.kind) {
	case VALUE_LIST:
	case VALUE_MAP:
		context_refuse(c, "a %s stands where text is written: use toYaml or toJson",
		    v.kind == VALUE_LIST ? "list" : "map");
	case VALUE_STRING:
		if (utf8_bad(v.s) < v.s.n)
			context_refuse(c, "the value is not UTF-8");
		return v.s;
	case VALUE_MISSING:
	case VALUE_NIL:
		return STR("<no value>");
	case VALUE_FLOAT:
		if (v.as.f - v.as.f != 0)
			context_refuse(c, "the value is no finite number");
		if (v.node && v.node->kind == VAL_INT)
			return val_text(v.node);
		break;
	default:
		break;
	}
	print_value(&b, v);
	return buf_str(&b);
}

void
context_value(struct context *c, struct value v, int indent, bool newline)
{
	str text;

	if (v.mark == MARK_BLOCK && v.node && val_is_scalar(v.node) && c->state != IN_BODY &&
	    c->state != AT_BODY_LINE && c->state != IN_HEADER) {
		v = value_of(v.node);
		newline = newline && context_ends_key(c);
	}
	text = text_of(c, v);
	if (c->sealed && text.n)
		context_refuse(c, "a value stands on the line of inserted structure");
	switch (c->state) {
	case AT_LINE:
	case AT_NODE:
	case AT_FLOW:
	case IN_PLAIN:
		plain(c, v, text, indent, newline);
		break;
	case IN_SINGLE:
	case IN_DOUBLE:
		context_quoted(c, v, text);
		break;
	case IN_COMMENT:
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
		context_refuse(c,
		    "an action stands in a plain scalar that began on a line before: put it "
		    "in quotes");
	case AFTER_NODE:
		if (text.n)
			context_refuse(c, "a value stands directly behind another");
		break;
	}
}
