/* The automaton within scalars and behind nodes: where each of them ends. */
#include <string.h>

#include "base/buf.h"
#include "tmpl/context_state.h"

/* The end of a plain scalar that is no key. */
void
context_plain_ends(struct context *c)
{
	bool dynamic = c->values > 0;

	context_finish(c, false);
	context_fill(c);
	if (c->flow) {
		c->flow_plain = true;
		c->flow_dynamic = dynamic;
	} else {
		context_top(c)->plain = true;
		context_top(c)->dynamic = dynamic;
	}
	c->state = c->flow ? AT_FLOW : AFTER_NODE;
}

/* The scalar's last character is a colon of the template's, and a blank follows: it was a key. */
bool
context_ends_key(const struct context *c)
{
	return c->state == IN_PLAIN && c->last_literal && c->tail == c->out->n &&
	    c->tail > c->start && c->out->p[c->tail - 1] == ':';
}

void
context_plain_key(struct context *c)
{
	c->out->n--;
	c->tail = c->out->n;
	while (c->tail > c->start && c->tail > c->value_end &&
	    context_is_blank(c->out->p[c->tail - 1]))
		c->tail--;
	context_finish(c, true);
	buf_addc(c->out, ':');
	context_key_ends(c);
}

static bool
is_dash_alone(const struct context *c)
{
	return c->out->n == c->start + 1 && c->out->p[c->start] == '-' && !c->values && c->fresh;
}

void
context_in_plain(struct context *c)
{
	char ch = context_peek(c, 0);
	size_t n = 0;

	if ((ch == '\n' || context_is_blank(ch)) && context_ends_key(c)) {
		context_plain_key(c);
	} else if (ch == '\n' && is_dash_alone(c)) {
		c->out->n--;
		c->at--;
		context_dash(c);
	} else if (ch == '\n' || (c->flow && strchr(",[]{}", ch))) {
		if (c->flow && context_ends_key(c))
			context_plain_key(c);
		else
			context_plain_ends(c);
	} else if (ch == '#' && c->last_literal && c->out->n > c->tail) {
		context_plain_ends(c);
		c->state = IN_COMMENT;
	} else if (context_is_blank(ch)) {
		context_take(c, 1);
		c->last_literal = true;
	} else {
		const char *stops = c->flow ? ",[]{}# \t\r\n" : "# \t\r\n";

		do
			n++;
		while (c->at + n < c->text.n && !strchr(stops, c->text.p[c->at + n]));
		context_take(c, n);
		c->last_literal = true;
		c->tail = c->out->n;
	}
}

static void
quote_ends(struct context *c)
{
	context_take(c, 1);
	c->tail = c->out->n;
	context_finish(c, false);
	c->state = AFTER_NODE;
}

void
context_in_single(struct context *c)
{
	context_take_run(c, "'\n");
	if (c->at == c->text.n)
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
	context_take_run(c, "\"\\\n");
	if (c->at == c->text.n)
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
	context_take_run(c, c->flow ? " \t\r\n,[]{}" : " \t\r\n");
	if (c->at < c->text.n)
		c->state = next == AT_NODE && c->flow ? AT_FLOW : next;
}

/* Behind a node that could still be a key. */
void
context_after_node(struct context *c)
{
	char ch = context_peek(c, 0);

	if (c->flow) {
		c->state = AT_FLOW;
		if (ch != ':')
			return;
		if (c->tail == c->out->n)
			context_check_key(c, c->tail - c->start);
		context_take(c, 1);
		return;
	}
	if (context_is_blank(ch)) {
		context_take(c, 1);
		return;
	}
	if (ch == ':' && context_blank_or_end(c, 1) && !context_top(c)->filled) {
		context_take(c, 1);
		context_key_ends(c);
		return;
	}
	if (ch == ':' && c->expect && context_blank_or_end(c, 1)) {
		context_take(c, 1);
		context_key_ends(c);
		return;
	}
	if (ch != '\n' && (ch != '#' || !context_is_blank(c->out->p[c->out->n - 1])))
		context_refuse(c, "text stands directly behind a value");
	if (!context_top(c)->filled || c->expect)
		context_fill(c);
	c->state = ch == '#' ? IN_COMMENT : AT_LINE;
}

void
context_in_comment(struct context *c)
{
	context_take_run(c, "\n");
	if (c->at < c->text.n)
		context_newline(c, c->flow ? AT_FLOW : AT_LINE);
}

void
context_in_rest(struct context *c)
{
	context_take_run(c, "\n");
	if (c->at < c->text.n)
		context_newline(c, AT_LINE);
}

void
context_in_header(struct context *c)
{
	char ch = context_peek(c, 0);
	int parent = context_top(c)->col;

	if (ch == '\n') {
		context_newline(c, AT_BODY_LINE);
		return;
	}
	if (ch >= '1' && ch <= '9') {
		c->body = (parent > 0 ? parent : 0) + (ch - '0');
		c->told = true;
	}
	if (ch == '#')
		context_take_run(c, "\n");
	else
		context_take(c, 1);
}

void
context_at_body_line(struct context *c)
{
	char ch = context_peek(c, 0);
	int col = context_col(c);

	if (ch == '\n') {
		context_newline(c, AT_BODY_LINE);
	} else if (ch == '\r' || (ch == ' ' && (c->body < 0 || col < c->body))) {
		context_take(c, 1);
	} else if (col <= context_top(c)->col || (c->body >= 0 && col < c->body)) {
		c->state = AT_LINE;
	} else {
		if (c->body < 0)
			c->body = col;
		c->state = IN_BODY;
	}
}

void
context_in_body(struct context *c)
{
	context_take_run(c, "\n");
	if (c->at < c->text.n)
		context_newline(c, AT_BODY_LINE);
}
