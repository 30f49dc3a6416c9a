/* Block collections: which of them a line goes on with, and what opens another. */
#include "base/arena.h"
#include "base/buf.h"
#include "tmpl/context_state.h"

/* The level within parent, made when it is needed first. */
static struct level *
level_of(struct context *c, struct level *parent, enum level_kind kind, int col, bool question)
{
	struct level **at = parent ? &parent->child : &c->shapes->root;

	for (; *at; at = &(*at)->next)
		if ((*at)->col == col && (*at)->kind == kind && (*at)->question == question)
			return *at;
	*at = arena_alloc(c->shapes->arena, sizeof **at);
	**at = (struct level){
	    .parent = parent, .col = col, .kind = (uint8_t)kind, .question = question};
	return *at;
}

void
context_push(struct context *c, enum level_kind kind, int col)
{
	c->here.level = level_of(c, kind == LEVEL_ROOT ? NULL : c->here.level, kind, col, false);
	c->here.filled = c->here.plain = c->here.dynamic = false;
}

void
context_pop(struct context *c)
{
	c->here.level = c->here.level->parent;
	c->here.filled = true;
	c->here.plain = c->here.dynamic = false;
}

void
context_question(struct context *c, bool question)
{
	const struct level *top = context_top(c);

	c->here.level = level_of(c, top->parent, top->kind, top->col, question);
}

void
context_fill(struct context *c)
{
	c->here.any = true;
	if (c->flow)
		return;
	if (c->here.expect && c->hollow == c->line && c->line > 0)
		context_refuse_hollow(c);
	if (c->here.expect)
		context_refuse(c, "a value stands where the mapping's next key is needed");
	c->here.filled = true;
	c->here.plain = false;
}

void
context_refuse_hollow(struct context *c)
{
	context_refuse(c, "the text of a block scalar must be indented deeper than its key");
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
	const struct level *top = context_top(c);

	if (c->here.close >= 0 && col > c->here.close)
		context_refuse(c, "this line is indented deeper than the structure before it");
	c->here.close = -1;
	while (top->col > col || (top->col == col && top->kind == LEVEL_SEQUENCE && !dash)) {
		context_pop(c);
		top = context_top(c);
	}
	c->here.fresh = true;
	c->here.property = -1;
	c->here.expect = top->col == col && top->kind == LEVEL_MAPPING && !dash;
	c->here.state = AT_NODE;
	if (c->here.expect || (top->col == col && top->kind == LEVEL_SEQUENCE) || !c->here.filled)
		return;
	if (c->here.plain && c->here.dynamic)
		context_refuse_lines(c);
	if (!c->here.plain || top->col == col)
		context_refuse(c, "this line's indentation belongs to nothing before it");
	c->here.state = IN_REST;
}

/* A node turned out to be a key; its colon has been written. */
void
context_key_ends(struct context *c)
{
	if (c->flow) {
		c->flow_plain = false;
		c->here.state = AT_FLOW;
		return;
	}
	if (!c->here.fresh)
		context_refuse(c, "a key stands within a value: quote what holds \": \"");
	c->here.any = true;
	if (!c->here.expect) {
		context_fill(c);
		context_push(c, LEVEL_MAPPING, c->start_col);
	} else if (context_top(c)->question) {
		context_question(c, false);
	}
	c->here.filled = c->here.plain = false;
	c->here.fresh = c->here.expect = false;
	c->here.state = AT_NODE;
}

void
context_dash(struct context *c)
{
	const struct level *top = context_top(c);
	int col = context_col(c);

	if (top->kind != LEVEL_SEQUENCE || top->col != col) {
		context_fill(c);
		context_push(c, LEVEL_SEQUENCE, col);
	}
	c->here.filled = c->here.plain = false;
	context_take(c, 1);
	context_take_all(c, IS_BLANK);
	c->here.any = c->here.fresh = true;
	c->here.property = -1;
	c->here.expect = false;
	c->here.state = AT_NODE;
}

void
context_no_item(struct context *c)
{
	if (c->here.expect || context_top(c)->col != c->start_col || !context_mark_alone(c))
		return;
	c->out->n = c->start;
	context_begin_line(c, false);
	c->out->n++;
	c->here.state = IN_PLAIN;
}

/* "? key" and, on a line of its own, ": value". */
void
context_complex_key(struct context *c)
{
	if (context_peek(c, 0) == '?' && !c->here.expect) {
		int col = context_col(c);

		context_fill(c);
		context_push(c, LEVEL_MAPPING, col);
	}
	if (context_peek(c, 0) == ':' && !context_top(c)->question)
		context_refuse(c, "a colon stands where a key is needed");
	context_question(c, context_peek(c, 0) == '?');
	c->here.filled = c->here.plain = false;
	context_take(c, 1);
	c->here.fresh = true;
	c->here.property = -1;
	c->here.expect = false;
	c->here.state = AT_NODE;
}
