/* The automaton over the template's text: block collections by their columns, nodes, the scalars in
   all their styles. It follows what a YAML reader would, and no more of it than is needed to know
   where the next value stands; mistakes that cannot mislead it are left to the reader. */
#include "tmpl/context.h"

#include <stdarg.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "tmpl/context_state.h"

void
context_refuse(struct context *c, const char *fmt, ...)
{
	struct buf b = {.arena = c->arena};
	va_list ap;

	va_start(ap, fmt);
	buf_vprintf(&b, fmt, ap);
	va_end(ap);
	c->refuse(c->argument,
	    c->at < c->text.n ? c->at
		: c->text.n   ? c->text.n - 1
			      : 0,
	    buf_cstr(&b));
	__builtin_unreachable();
}

struct level *
context_top(const struct context *c)
{
	return &c->levels[c->levels_n - 1];
}

int
context_col(const struct context *c)
{
	return (int)(c->out->n - c->line);
}

static void
push(struct context *c, enum level_kind kind, int col)
{
	if (c->levels_n == c->levels_cap) {
		size_t cap = c->levels_cap ? c->levels_cap * 2 : 16;

		c->levels = arena_grow(c->arena, c->levels, c->levels_cap * sizeof *c->levels,
		    cap * sizeof *c->levels);
		c->levels_cap = cap;
	}
	c->levels[c->levels_n++] = (struct level){.col = col, .kind = (uint8_t)kind};
}

/* A new document. */
static void
reset(struct context *c)
{
	c->levels_n = 0;
	push(c, LEVEL_ROOT, -1);
	c->flow = 0;
	c->close = -1;
	c->expect = c->sealed = false;
	c->state = AT_LINE;
}

struct context *
context_new(struct arena *a, struct buf *out,
    void (*refuse)(void *argument, size_t offset, const char *message), void *argument)
{
	struct context *c = arena_alloc(a, sizeof *c);

	*c = (struct context){.arena = a, .out = out, .refuse = refuse, .argument = argument};
	c->line = out->n;
	reset(c);
	return c;
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

/* The character i bytes on; '\n' where the text ends, as if the line did. */
static char
peek(const struct context *c, size_t i)
{
	return c->at + i < c->text.n ? c->text.p[c->at + i] : '\n';
}

static bool
is_blank(char ch)
{
	return ch == ' ' || ch == '\t' || ch == '\r';
}

static bool
blank_or_end(const struct context *c, size_t i)
{
	return is_blank(peek(c, i)) || peek(c, i) == '\n';
}

static void
take(struct context *c, size_t n)
{
	buf_add(c->out, str_sub(c->text, c->at, n));
	c->at += n;
}

static void
newline(struct context *c, enum state next)
{
	take(c, 1);
	c->line = c->out->n;
	c->sealed = false;
	c->state = next;
}

/* Takes what is none of the characters of a set, newlines included. */
static void
take_run(struct context *c, const char *until)
{
	size_t n = 0;

	while (c->at + n < c->text.n && !strchr(until, c->text.p[c->at + n]))
		n++;
	take(c, n);
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
	c->expect = top->col == col && top->kind == LEVEL_MAPPING && !dash;
	c->state = AT_NODE;
	if (c->expect || (top->col == col && top->kind == LEVEL_SEQUENCE) || !top->filled)
		return;
	if (top->plain && top->dynamic)
		context_refuse(c,
		    "a plain scalar with an action in it goes on over the line: put it in "
		    "quotes or on one line");
	if (!top->plain)
		context_refuse(c, "this line's indentation belongs to nothing before it");
	c->state = IN_REST;
}

/* A node turned out to be a key; its colon has been written. */
static void
key_ends(struct context *c)
{
	if (c->flow) {
		c->state = AT_FLOW;
		return;
	}
	if (!c->fresh)
		context_refuse(c, "a key stands within a value: quote what holds \": \"");
	c->any = true;
	if (!c->expect) {
		context_fill(c);
		push(c, LEVEL_MAPPING, c->start_col);
	}
	context_top(c)->filled = context_top(c)->plain = false;
	c->fresh = c->expect = false;
	c->state = AT_NODE;
}

static void
dash(struct context *c)
{
	struct level *top = context_top(c);
	int col = context_col(c);

	if (top->kind != LEVEL_SEQUENCE || top->col != col) {
		context_fill(c);
		push(c, LEVEL_SEQUENCE, col);
	}
	context_top(c)->filled = context_top(c)->plain = false;
	take(c, 1);
	c->any = c->fresh = true;
	c->expect = false;
	c->state = AT_NODE;
}

/* "? key" and, on a line of its own, ": value". */
static void
complex_key(struct context *c)
{
	if (peek(c, 0) == '?' && !c->expect) {
		int col = context_col(c);

		context_fill(c);
		push(c, LEVEL_MAPPING, col);
	}
	if (peek(c, 0) == ':' && !context_top(c)->question)
		context_refuse(c, "a colon stands where a key is needed");
	context_top(c)->question = peek(c, 0) == '?';
	context_top(c)->filled = context_top(c)->plain = false;
	take(c, 1);
	c->fresh = true;
	c->expect = false;
	c->state = AT_NODE;
}

static void
at_line(struct context *c)
{
	static const char marks[2][4] = {"---", "..."};
	char ch = peek(c, 0);

	if (ch == ' ' || ch == '\r' || ch == '\t') {
		take(c, 1);
	} else if (ch == '\n') {
		newline(c, AT_LINE);
	} else if (ch == '#' || (ch == '%' && context_col(c) == 0 && c->levels_n == 1)) {
		c->state = IN_COMMENT;
	} else if (context_col(c) == 0 && (ch == '-' || ch == '.') &&
	    str_is(str_sub(c->text, c->at, 3), marks[ch == '.']) && blank_or_end(c, 3)) {
		reset(c);
		take(c, 3);
		c->fresh = true;
		c->state = ch == '-' ? AT_NODE : AFTER_NODE;
	} else {
		context_begin_line(c, ch == '-' && c->at + 1 < c->text.n && blank_or_end(c, 1));
	}
}

static void
block_header(struct context *c)
{
	c->fold = peek(c, 0) == '>';
	context_fill(c);
	take(c, 1);
	c->header = c->out->n;
	c->body = -1;
	c->told = false;
	c->state = IN_HEADER;
}

static void
open_flow(struct context *c)
{
	context_begin(c);
	context_fill(c);
	c->flow++;
	take(c, 1);
	c->state = AT_FLOW;
}

/* A node begins; blanks and line breaks before it have been dealt with. */
static void
node(struct context *c)
{
	char ch = peek(c, 0);

	if (!c->flow && c->fresh && strchr("-?:", ch) && c->at + 1 < c->text.n &&
	    blank_or_end(c, 1)) {
		if (ch == '-')
			dash(c);
		else
			complex_key(c);
		return;
	}
	if (ch == '{' || ch == '[') {
		open_flow(c);
		return;
	}
	if ((ch == '|' || ch == '>') && !c->flow) {
		block_header(c);
		return;
	}
	if (ch != '&' && ch != '!')
		context_begin(c);
	switch (ch) {
	case '"':
	case '\'':
		take(c, 1);
		c->state = ch == '"' ? IN_DOUBLE : IN_SINGLE;
		break;
	case '&':
	case '!':
	case '*':
		c->state = ch == '*' ? IN_ALIAS : IN_PROPERTY;
		break;
	default:
		c->state = IN_PLAIN;
	}
}

static void
at_node(struct context *c)
{
	char ch = peek(c, 0);

	if (ch == '\n')
		newline(c, AT_LINE);
	else if (is_blank(ch))
		take(c, 1);
	else if (ch == '#' && c->out->n > c->line && is_blank(c->out->p[c->out->n - 1]))
		c->state = IN_COMMENT;
	else
		node(c);
}

static void
at_flow(struct context *c)
{
	char ch = peek(c, 0);

	if (ch == '\n') {
		newline(c, AT_FLOW);
	} else if (is_blank(ch) || ch == ',' || (ch == ':' && strchr(" \t\r\n,[]{}", peek(c, 1)))) {
		take(c, 1);
	} else if (ch == '}' || ch == ']') {
		take(c, 1);
		c->flow--;
		c->state = AFTER_NODE;
	} else if (ch == '#' && c->out->n > c->line && is_blank(c->out->p[c->out->n - 1])) {
		c->state = IN_COMMENT;
	} else {
		node(c);
	}
}

/* The end of a plain scalar that is no key. */
static void
plain_ends(struct context *c)
{
	bool dynamic = c->values > 0;

	context_finish(c, false);
	context_fill(c);
	if (!c->flow) {
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

static void
plain_key(struct context *c)
{
	c->out->n--;
	c->tail = c->out->n;
	while (c->tail > c->start && c->tail > c->value_end && is_blank(c->out->p[c->tail - 1]))
		c->tail--;
	context_finish(c, true);
	buf_addc(c->out, ':');
	key_ends(c);
}

static bool
is_dash_alone(const struct context *c)
{
	return c->out->n == c->start + 1 && c->out->p[c->start] == '-' && !c->values && c->fresh;
}

static void
in_plain(struct context *c)
{
	char ch = peek(c, 0);
	size_t n = 0;

	if ((ch == '\n' || is_blank(ch)) && context_ends_key(c)) {
		plain_key(c);
	} else if (ch == '\n' && is_dash_alone(c)) {
		c->out->n--;
		c->at--;
		dash(c);
	} else if (ch == '\n' || (c->flow && strchr(",[]{}", ch))) {
		if (c->flow && context_ends_key(c))
			plain_key(c);
		else
			plain_ends(c);
	} else if (ch == '#' && c->last_literal && c->out->n > c->tail) {
		plain_ends(c);
		c->state = IN_COMMENT;
	} else if (is_blank(ch)) {
		take(c, 1);
		c->last_literal = true;
	} else {
		const char *stops = c->flow ? ",[]{}# \t\r\n" : "# \t\r\n";

		do
			n++;
		while (c->at + n < c->text.n && !strchr(stops, c->text.p[c->at + n]));
		take(c, n);
		c->last_literal = true;
		c->tail = c->out->n;
	}
}

static void
quote_ends(struct context *c)
{
	take(c, 1);
	c->tail = c->out->n;
	context_finish(c, false);
	c->state = AFTER_NODE;
}

static void
in_single(struct context *c)
{
	take_run(c, "'\n");
	if (c->at == c->text.n)
		return;
	if (peek(c, 0) == '\n') {
		newline(c, IN_SINGLE);
		c->folded = true;
	} else if (peek(c, 1) == '\'') {
		take(c, 2);
	} else {
		quote_ends(c);
	}
}

static void
in_double(struct context *c)
{
	if (c->escape) {
		c->escape = false;
		if (peek(c, 0) != '\n')
			take(c, 1);
	}
	take_run(c, "\"\\\n");
	if (c->at == c->text.n)
		return;
	if (peek(c, 0) == '\n') {
		newline(c, IN_DOUBLE);
		c->folded = true;
	} else if (peek(c, 0) == '\\') {
		take(c, 1);
		c->escape = true;
	} else {
		quote_ends(c);
	}
}

static void
in_name(struct context *c, enum state next)
{
	take_run(c, c->flow ? " \t\r\n,[]{}" : " \t\r\n");
	if (c->at < c->text.n)
		c->state = next == AT_NODE && c->flow ? AT_FLOW : next;
}

/* Behind a node that could still be a key. */
static void
after_node(struct context *c)
{
	char ch = peek(c, 0);

	if (c->flow) {
		c->state = AT_FLOW;
		if (ch == ':')
			take(c, 1);
		return;
	}
	if (is_blank(ch)) {
		take(c, 1);
		return;
	}
	if (ch == ':' && blank_or_end(c, 1) && !context_top(c)->filled) {
		take(c, 1);
		key_ends(c);
		return;
	}
	if (ch == ':' && c->expect && blank_or_end(c, 1)) {
		take(c, 1);
		key_ends(c);
		return;
	}
	if (ch != '\n' && (ch != '#' || !is_blank(c->out->p[c->out->n - 1])))
		context_refuse(c, "text stands directly behind a value");
	if (!context_top(c)->filled || c->expect)
		context_fill(c);
	c->state = ch == '#' ? IN_COMMENT : AT_LINE;
}

static void
in_comment(struct context *c)
{
	take_run(c, "\n");
	if (c->at < c->text.n)
		newline(c, c->flow ? AT_FLOW : AT_LINE);
}

static void
in_rest(struct context *c)
{
	take_run(c, "\n");
	if (c->at < c->text.n)
		newline(c, AT_LINE);
}

static void
in_header(struct context *c)
{
	char ch = peek(c, 0);
	int parent = context_top(c)->col;

	if (ch == '\n') {
		newline(c, AT_BODY_LINE);
		return;
	}
	if (ch >= '1' && ch <= '9') {
		c->body = (parent > 0 ? parent : 0) + (ch - '0');
		c->told = true;
	}
	if (ch == '#')
		take_run(c, "\n");
	else
		take(c, 1);
}

static void
at_body_line(struct context *c)
{
	char ch = peek(c, 0);
	int col = context_col(c);

	if (ch == '\n') {
		newline(c, AT_BODY_LINE);
	} else if (ch == '\r' || (ch == ' ' && (c->body < 0 || col < c->body))) {
		take(c, 1);
	} else if (col <= context_top(c)->col || (c->body >= 0 && col < c->body)) {
		c->state = AT_LINE;
	} else {
		if (c->body < 0)
			c->body = col;
		c->state = IN_BODY;
	}
}

static void
in_body(struct context *c)
{
	take_run(c, "\n");
	if (c->at < c->text.n)
		newline(c, AT_BODY_LINE);
}

static void
step(struct context *c)
{
	switch (c->state) {
	case AT_LINE:
		at_line(c);
		break;
	case AT_NODE:
		at_node(c);
		break;
	case AT_FLOW:
		at_flow(c);
		break;
	case IN_PLAIN:
		in_plain(c);
		break;
	case IN_REST:
		in_rest(c);
		break;
	case IN_SINGLE:
		in_single(c);
		break;
	case IN_DOUBLE:
		in_double(c);
		break;
	case IN_PROPERTY:
		in_name(c, AT_NODE);
		break;
	case IN_ALIAS:
		in_name(c, AFTER_NODE);
		break;
	case AFTER_NODE:
		after_node(c);
		break;
	case IN_COMMENT:
		in_comment(c);
		break;
	case IN_HEADER:
		in_header(c);
		break;
	case AT_BODY_LINE:
		at_body_line(c);
		break;
	case IN_BODY:
		in_body(c);
		break;
	}
}

void
context_text(struct context *c, str text)
{
	c->text = text;
	c->at = 0;
	while (c->at < text.n) {
		if (c->sealed && text.p[c->at] != '\n' && !is_blank(text.p[c->at]))
			context_refuse(c, "text stands on the line of inserted structure");
		/* What was inserted last may be a block scalar; the template's text is not in it. */
		if (c->sealed && text.p[c->at] == '\n' &&
		    (c->state == IN_BODY || c->state == AT_BODY_LINE || c->state == IN_REST)) {
			newline(c, AT_LINE);
			continue;
		}
		step(c);
	}
	c->text = STR("");
	c->at = 0;
}

bool
context_end(struct context *c)
{
	static const char *const where[] = {[AT_FLOW] = "a flow collection",
	    [IN_SINGLE] = "single quotes",
	    [IN_DOUBLE] = "double quotes"};

	if (c->state == IN_PLAIN && context_ends_key(c))
		plain_key(c);
	else if (c->state == IN_PLAIN)
		plain_ends(c);
	if (c->flow || c->state == IN_SINGLE || c->state == IN_DOUBLE)
		context_refuse(
		    c, "the template ends within %s", c->flow ? where[AT_FLOW] : where[c->state]);
	return c->any;
}
