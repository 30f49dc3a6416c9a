/* The automaton within scalars and behind nodes: where each of them ends. */
#include <string.h>

#include "base/buf.h"
#include "tmpl/context_state.h"

/* The end of a plain scalar that is no key. */
void
context_plain_ends(struct context *c)
{
	if (c->values > 0)
		context_finish(c, false);
	context_plain_ended(c, c->values > 0);
}

/* A key with values in it; its colon has been taken. */
static void
finish_key(struct context *c)
{
	c->tail = c->out->n - 1;
	while (c->tail > c->start && c->tail > c->value_end &&
	    context_is(c->out->p[c->tail - 1], IS_BLANK))
		c->tail--;
	context_finish(c, true);
}

void
context_plain_key(struct context *c)
{
	if (c->values > 0)
		finish_key(c);
	context_key_ends(c);
	context_take_all(c, IS_BLANK);
}

/* A mark is what it means, since a blank follows. */
static void
take_mark(struct context *c)
{
	c->out->n = c->start;
	if (context_peek(c, 0) == '-')
		context_dash(c);
	else
		context_complex_key(c);
}

/* A character that may end the scalar; tells whether it does not. */
static bool
plain_goes_on(struct context *c, char ch)
{
	if (context_is(ch, IS_BLANK | IS_BREAK) && context_mark_alone(c)) {
		take_mark(c);
	} else if (context_is(ch, IS_BLANK | IS_BREAK) && context_ends_key(c)) {
		context_plain_key(c);
	} else if (ch == '\n' && !c->flow) {
		context_plain_ends(c);
		context_newline(c, AT_LINE);
	} else if (c->flow && context_is(ch, IS_FLOW | IS_BREAK)) {
		if (context_ends_key(c))
			context_plain_key(c);
		else
			context_plain_ends(c);
	} else if (ch == '#' && c->last_literal && c->out->n > c->tail) {
		context_plain_ends(c);
		c->here.state = IN_COMMENT;
	} else {
		return true;
	}
	return false;
}

/* The length of what comes next that cannot end a plain scalar. */
static size_t
word(const struct context *c)
{
	return c->flow ? context_find(c, IS_BLANK | IS_BREAK | IS_HASH | IS_FLOW)
		       : context_find(c, IS_BLANK | IS_BREAK | IS_HASH);
}

/* Takes a key of one word, which most of what begins as a plain scalar is, and the blanks behind
   it; tells whether there is one. */
static bool
take_key(struct context *c)
{
	size_t n = word(c);

	if (c->out->n + n == c->end || n == 0 || context_peek(c, n - 1) != ':' ||
	    !context_blank_or_end(c, n))
		return false;
	context_begin_col(c);
	context_take(c, n);
	context_key_ends(c);
	context_take_all(c, IS_BLANK);
	return true;
}

void
context_plain(struct context *c)
{
	if (take_key(c))
		return;
	context_begin(c);
	c->here.state = IN_PLAIN;
	context_in_plain(c);
}

static void
take_literal(struct context *c, size_t n)
{
	if (c->finished)
		context_reopen(c);
	context_take(c, n);
	c->tail = c->out->n;
	c->last_literal = true;
}

void
context_in_plain(struct context *c)
{
	if (!context_blank_or_end(c, 0))
		context_no_item(c);
	do {
		size_t n = word(c);
		char ch;

		if (n > 0)
			take_literal(c, n);
		if (context_ended(c))
			return;
		ch = context_peek(c, 0);
		if (!plain_goes_on(c, ch))
			return;
		if (context_is(ch, IS_BLANK)) {
			context_take_all(c, IS_BLANK);
			c->last_literal = true;
		} else {
			take_literal(c, 1);
		}
	} while (!context_ended(c) && !c->here.sealed);
}

static void
quote_ends(struct context *c)
{
	context_take(c, 1);
	c->tail = c->out->n;
	context_finish_quoted(c);
	c->here.state = AFTER_NODE;
}

void
context_in_single(struct context *c)
{
	context_take_to(c, IS_SINGLE | IS_BREAK);
	if (context_ended(c))
		return;
	if (context_peek(c, 0) == '\n') {
		context_newline(c, IN_SINGLE);
		c->folded = true;
	} else if (context_peek(c, 1) == '\'') {
		context_take(c, 2);
	} else {
		quote_ends(c);
	}
}

void
context_in_double(struct context *c)
{
	if (c->escape) {
		c->escape = false;
		if (context_peek(c, 0) != '\n')
			context_take(c, 1);
	}
	context_take_to(c, IS_DOUBLE | IS_BREAK);
	if (context_ended(c))
		return;
	if (context_peek(c, 0) == '\n') {
		context_newline(c, IN_DOUBLE);
		c->folded = true;
	} else if (context_peek(c, 0) == '\\') {
		context_take(c, 1);
		c->escape = true;
	} else {
		quote_ends(c);
	}
}

void
context_in_name(struct context *c, enum state next)
{
	context_take_to(c, IS_BLANK | IS_BREAK | (c->flow ? IS_FLOW : 0));
	if (!context_ended(c))
		c->here.state = (uint8_t)(next == AT_NODE && c->flow ? AT_FLOW : next);
}

void
context_in_comment(struct context *c)
{
	context_take_to(c, IS_BREAK);
	if (!context_ended(c))
		context_newline(c, c->flow ? AT_FLOW : AT_LINE);
}

void
context_in_rest(struct context *c)
{
	context_take_to(c, IS_BREAK);
	if (!context_ended(c))
		context_newline(c, AT_LINE);
}

void
context_in_header(struct context *c)
{
	const char *header = c->out->p + c->header;
	/* A comment that an action interrupted goes on. */
	bool comment = memchr(header, '#', c->out->n - c->header);
	char ch;

	for (; !context_ended(c); context_take(c, 1)) {
		ch = context_peek(c, 0);
		if (ch == '\n') {
			context_newline(c, AT_BODY_LINE);
			return;
		}
		if (ch == '#' || comment) {
			context_take_to(c, IS_BREAK);
			return;
		}
		if (ch >= '1' && ch <= '9') {
			c->body = context_parent_col(c) + (ch - '0');
			c->told = true;
		}
	}
}

void
context_drop_blanks(struct context *c)
{
	char *line = c->out->p + c->line;
	size_t n = c->out->n - c->line;

	if (n == 0)
		return;
	memmove(line, line + n, c->end + 1 - c->out->n);
	c->out->n -= n;
	c->end -= n;
}

void
context_at_body_line(struct context *c)
{
	char ch = context_peek(c, 0);
	int col = context_col(c);

	if (ch == '\n') {
		/* Readers refuse blanks before the first text that go further than that. */
		if (c->body < 0)
			context_drop_blanks(c);
		context_newline(c, AT_BODY_LINE);
	} else if (ch == '\r' || (ch == ' ' && (c->body < 0 || col < c->body || c->here.empty))) {
		context_take(c, 1);
	} else if (col < context_body_col(c)) {
		c->here.state = AT_LINE;
	} else if (c->here.empty) {
		c->here.state = AT_LINE;
		context_begin_empty(c);
	} else if (c->body < 0) {
		context_body_begins(c, ch == '\t');
	} else {
		c->here.state = IN_BODY;
	}
}

void
context_in_body(struct context *c)
{
	context_take_to(c, IS_BREAK);
	if (!context_ended(c))
		context_newline(c, AT_BODY_LINE);
}
