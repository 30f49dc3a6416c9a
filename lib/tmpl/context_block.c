/* Block collections: which of them a line goes on with, and what opens another. */
#include "base/arena.h"
#include "base/buf.h"
#include "tmpl/context_state.h"

void
context_push(struct context *c, enum level_kind kind, int col)
{
	if (c->levels_n == c->levels_cap) {
		size_t cap = c->levels_cap ? c->levels_cap * 2 : 16;

		c->levels = arena_grow(c->arena, c->levels, c->levels_cap * sizeof *c->levels,
		    cap * sizeof *c->levels);
		c->levels_cap = cap;
	}
	c->levels[c->levels_n++] = (struct level){.col = col, .kind = (uint8_t)kind};
}

void
context_fill(struct context *c)
{
	struct level *top = context_top(c);

	c->any = true;
	if (c->flow)
		return;
	if (c->expect)
		context_refuse(c, "a value stands where the mapping's next key is needed");
	top->filled = true;
	top->plain = false;
}

void
context_refuse_lines(struct context *c)
{
	context_refuse(c,
	    "a plain scalar with an action in it goes on over the line: put it in quotes or on "
	    "one line");
}

void
context_begin_line(struct context *c, bool dash)
{
	int col = context_col(c);
	struct level *top = context_top(c);

	if (c->close >= 0 && col > c->close)
		context_refuse(c, "this line is indented deeper than the structure before it");
	c->close = -1;
	while (top->col > col || (top->col == col && top->kind == LEVEL_SEQUENCE && !dash)) {
		c->levels_n--;
		top = context_top(c);
	}
	c->fresh = true;
	c->property = -1;
	c->expect = top->col == col && top->kind == LEVEL_MAPPING && !dash;
	c->state = AT_NODE;
	if (c->expect || (top->col == col && top->kind == LEVEL_SEQUENCE) || !top->filled)
		return;
	if (top->plain && top->dynamic)
		context_refuse_lines(c);
	if (!top->plain)
		context_refuse(c, "this line's indentation belongs to nothing before it");
	c->state = IN_REST;
}

/* A node turned out to be a key; its colon has been written. */
void
context_key_ends(struct context *c)
{
	if (c->flow) {
		c->flow_plain = false;
		c->state = AT_FLOW;
		return;
	}
	if (!c->fresh)
		context_refuse(c, "a key stands within a value: quote what holds \": \"");
	c->any = true;
	if (!c->expect) {
		context_fill(c);
		context_push(c, LEVEL_MAPPING, c->start_col);
	}
	context_top(c)->filled = context_top(c)->plain = false;
	c->fresh = c->expect = false;
	c->state = AT_NODE;
}

void
context_dash(struct context *c)
{
	struct level *top = context_top(c);
	int col = context_col(c);

	if (top->kind != LEVEL_SEQUENCE || top->col != col) {
		context_fill(c);
		context_push(c, LEVEL_SEQUENCE, col);
	}
	context_top(c)->filled = context_top(c)->plain = false;
	context_take(c, 1);
	context_take_all(c, IS_BLANK);
	c->any = c->fresh = true;
	c->property = -1;
	c->expect = false;
	c->state = AT_NODE;
}

/* "? key" and, on a line of its own, ": value". */
void
context_complex_key(struct context *c)
{
	if (context_peek(c, 0) == '?' && !c->expect) {
		int col = context_col(c);

		context_fill(c);
		context_push(c, LEVEL_MAPPING, col);
	}
	if (context_peek(c, 0) == ':' && !context_top(c)->question)
		context_refuse(c, "a colon stands where a key is needed");
	context_top(c)->question = context_peek(c, 0) == '?';
	context_top(c)->filled = context_top(c)->plain = false;
	context_take(c, 1);
	c->fresh = true;
	c->property = -1;
	c->expect = false;
	c->state = AT_NODE;
}
