/* The automaton over the template's text: block collections by their columns, nodes, the scalars in
   all their styles. It follows what a YAML reader would, and no more of it than is needed to know
   where the next value stands; mistakes that cannot mislead it are left to the reader. */
#include "tmpl/context.h"

#include <stdarg.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/utf8.h"
#include "tmpl/context_state.h"

/* How much of a text is laid at once, but for the rest of a line. */
enum { LAY_MAX = 4096 };

void
context_refuse(struct context *c, const char *fmt, ...)
{
	struct buf b = {.arena = c->arena};
	/* More than the text where a scalar began before it. */
	size_t rest = c->end - c->out->n;
	size_t at = rest < c->text.n ? c->text.n - rest : 0;
	va_list ap;

	va_start(ap, fmt);
	buf_vprintf(&b, fmt, ap);
	va_end(ap);
	if (at > 0 && at == c->text.n)
		at--;
	c->refuse(c->argument, c->before + at, buf_cstr(&b));
	__builtin_unreachable();
}

void
context_refuse_rest(struct context *c)
{
	context_refuse(
	    c, "an action stands in a plain scalar that began on a line before: put it in quotes");
}

const uint16_t context_class[256] = {
    [' '] = IS_BLANK | IS_INDENT,
    ['\t'] = IS_BLANK,
    ['\r'] = IS_BLANK | IS_INDENT,
    ['\n'] = IS_BREAK,
    ['#'] = IS_HASH,
    [','] = IS_FLOW,
    ['['] = IS_FLOW | IS_NODE,
    [']'] = IS_FLOW,
    ['{'] = IS_FLOW | IS_NODE,
    ['}'] = IS_FLOW,
    ['\''] = IS_SINGLE | IS_NODE,
    ['"'] = IS_DOUBLE | IS_NODE,
    ['\\'] = IS_DOUBLE,
    ['-'] = IS_MARK | IS_NODE,
    ['?'] = IS_MARK | IS_NODE,
    [':'] = IS_MARK | IS_NODE,
    ['|'] = IS_NODE,
    ['>'] = IS_NODE,
    ['&'] = IS_NODE,
    ['!'] = IS_NODE,
    ['*'] = IS_NODE,
    ['%'] = IS_LINE,
    ['.'] = IS_LINE,
};

/* A new document. */
static void
reset(struct context *c)
{
	context_push(c, LEVEL_ROOT, -1);
	c->flow = 0;
	c->here.close = c->here.property = -1;
	c->here.expect = c->here.sealed = c->here.empty = false;
	c->here.state = AT_LINE;
}

struct context *
context_new(struct arena *a, struct context_shapes *shapes, struct buf *out, bool inner,
    void (*refuse)(void *argument, size_t offset, const char *message), void *argument)
{
	struct context *c = arena_take(a, sizeof *c);

	*c = (struct context){.arena = a,
	    .shapes = shapes,
	    .out = out,
	    .inner = inner,
	    .refuse = refuse,
	    .argument = argument};
	c->anew.arena = c->printed.arena = a;
	c->line = out->n;
	reset(c);
	return c;
}

static void node(struct context *c);

/* Whether --- or ... stands here, where a line begins, indented or not. */
static bool
at_mark(const struct context *c, char ch)
{
	return (ch == '-' || ch == '.') && context_peek(c, 1) == ch && context_peek(c, 2) == ch &&
	    context_blank_or_end(c, 3);
}

/* Whether a character of the text follows the next, and is a blank or a line's end. */
static bool
is_before_blank(const struct context *c)
{
	return c->out->n + 1 < c->end && context_blank_or_end(c, 1);
}

/* A line that begins with the dash of an item: mostly the sequence's next. */
static void
item_line(struct context *c)
{
	const struct level *top = context_top(c);
	int col = context_col(c);

	if (top->kind == LEVEL_SEQUENCE && top->col == col &&
	    (c->here.close < 0 || col <= c->here.close)) {
		c->here.close = -1;
		context_dash(c);
		return;
	}
	context_begin_line(c, true);
	if (c->here.state == AT_NODE)
		context_dash(c);
}

/* Whether a dash that ends the text, first on its line, can be an item's: what an action adds to it
   will tell. */
static bool
may_be_item(const struct context *c)
{
	const struct level *at = context_top(c);
	bool filled = c->here.filled;
	int col = context_col(c);

	for (; at->col > col; at = at->parent)
		filled = true;
	return c->out->n + 1 == c->end && at->col == col && (at->kind == LEVEL_SEQUENCE || !filled);
}

static _Noreturn void
refuse_tab(struct context *c)
{
	context_refuse(c, "a tab stands where the line is indented");
}

static _Noreturn void
refuse_mark(struct context *c)
{
	context_refuse(
	    c, "%.3s is indented: between documents it begins its line", c->out->p + c->out->n);
}

/* A line that begins with a character that could mean something else. */
static void
special_line(struct context *c, char ch)
{
	if (ch == '\t') {
		refuse_tab(c);
	} else if (ch == '\n') {
		/* Behind structure they could be text of its last scalar. */
		if (c->here.close >= 0)
			context_drop_blanks(c);
		context_newline(c, AT_LINE);
	} else if (ch == '#' && c->here.close >= 0 && context_col(c) > c->here.close) {
		context_refuse(c, "this comment is indented deeper than the structure before it");
	} else if (ch == '#' ||
	    (ch == '%' && context_col(c) == 0 && !context_top(c)->parent && !c->here.filled)) {
		c->here.state = IN_COMMENT;
	} else if (ch == '-' && is_before_blank(c)) {
		item_line(c);
	} else if (at_mark(c, ch) && context_col(c) > 0) {
		refuse_mark(c);
	} else if (at_mark(c, ch)) {
		reset(c);
		context_take(c, 3);
		c->here.fresh = true;
		c->here.state = ch == '-' ? AT_NODE : AFTER_NODE;
	} else {
		context_begin_line(c, ch == '-' && may_be_item(c));
		if (c->here.state == AT_NODE)
			node(c);
	}
}

/* Behind a value without text, which begins the line. */
static void
behind_empty(struct context *c)
{
	bool comment;
	char ch;

	context_take_all(c, IS_BLANK);
	if (context_ended(c))
		return;
	ch = context_peek(c, 0);
	comment = ch == '#' && c->out->n > c->start;
	if (ch != '\n' && !comment)
		context_begin_empty(c);
	else if (memchr(c->out->p + c->start, '\t', c->out->n - c->start))
		refuse_tab(c);
	else
		special_line(c, ch);
}

static void
at_line(struct context *c)
{
	char ch;

	if (c->here.empty) {
		behind_empty(c);
		return;
	}
	context_take_all(c, IS_INDENT);
	ch = context_peek(c, 0);
	if (context_is(ch, IS_BLANK | IS_BREAK | IS_HASH | IS_NODE | IS_LINE)) {
		if (!context_ended(c))
			special_line(c, ch);
		return;
	}
	context_begin_line(c, false);
	if (c->here.state == AT_NODE)
		context_plain(c);
}

static void
block_header(struct context *c)
{
	c->fold = context_peek(c, 0) == '>';
	context_fill(c);
	context_take(c, 1);
	c->header = c->out->n;
	c->body = c->lead = -1;
	c->told = false;
	c->here.state = IN_HEADER;
}

static void
open_flow(struct context *c)
{
	context_begin(c);
	context_fill(c);
	c->flow++;
	c->flow_plain = false;
	context_take(c, 1);
	c->here.state = AT_FLOW;
}

/* A node that begins with one of the characters for that, or a plain scalar after all. */
static void
special_node(struct context *c, char ch)
{
	bool blank = is_before_blank(c);

	if (c->here.fresh && !c->flow && at_mark(c, ch))
		refuse_mark(c);
	if (!c->flow && c->here.fresh && context_is(ch, IS_MARK) && blank) {
		if (ch == '-')
			context_dash(c);
		else
			context_complex_key(c);
		return;
	}
	if (c->flow && ch == '?' && blank) {
		context_take(c, 1);
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
	switch (ch) {
	case '"':
	case '\'':
		context_begin(c);
		context_take(c, 1);
		c->here.state = ch == '"' ? IN_DOUBLE : IN_SINGLE;
		break;
	case '&':
	case '!':
		if (c->here.property < 0)
			c->here.property = context_col(c);
		c->here.state = IN_PROPERTY;
		break;
	case '*':
		context_begin(c);
		c->here.state = IN_ALIAS;
		break;
	default:
		context_plain(c);
	}
}

/* A node begins; blanks and line breaks before it have been dealt with. */
static void
node(struct context *c)
{
	char ch = context_peek(c, 0);

	if (context_is(ch, IS_NODE))
		special_node(c, ch);
	else
		context_plain(c);
}

/* Whether a # begins a comment here. */
static bool
behind_blank(const struct context *c)
{
	return c->out->n > c->line && context_is(c->out->p[c->out->n - 1], IS_BLANK);
}

static void
at_node(struct context *c)
{
	char ch = context_peek(c, 0);

	if (ch == '\n')
		context_newline(c, AT_LINE);
	else if (context_is(ch, IS_BLANK))
		context_take_all(c, IS_BLANK);
	else if (!behind_blank(c))
		context_refuse(c, "text stands directly behind %c, where an action gave nothing",
		    c->out->p[c->out->n - 1]);
	else if (ch == '#')
		c->here.state = IN_COMMENT;
	else
		node(c);
}

void
context_flow_rest(struct context *c)
{
	if (c->flow_dynamic)
		context_refuse_lines(c);
	context_begin(c);
	c->rest = true;
	c->here.state = IN_PLAIN;
}

static void
at_flow(struct context *c)
{
	char ch = context_peek(c, 0);

	if (ch == '\n') {
		context_newline(c, AT_FLOW);
	} else if (context_is(ch, IS_BLANK)) {
		context_take(c, 1);
	} else if (ch == ',' ||
	    (ch == ':' && context_is(context_peek(c, 1), IS_BLANK | IS_BREAK | IS_FLOW))) {
		context_take(c, 1);
		c->flow_plain = false;
	} else if (ch == '}' || ch == ']') {
		context_take(c, 1);
		c->flow_plain = false;
		c->flow--;
		c->here.state = AFTER_NODE;
	} else if (ch == '#' && behind_blank(c)) {
		c->here.state = IN_COMMENT;
	} else if (c->flow_plain && ch != '{' && ch != '[') {
		context_flow_rest(c);
	} else {
		node(c);
	}
}

/* A scalar in quotes that has just ended is a key. */
static void
check_quoted_key(struct context *c)
{
	size_t i = c->tail;

	while (i < c->out->n && context_is(c->out->p[i], IS_BLANK))
		i++;
	if (c->start >= c->line && i == c->out->n)
		context_check_key(c, c->tail - c->start);
}

/* Behind a node that could still be a key. */
static void
after_node(struct context *c)
{
	char ch = context_peek(c, 0);

	if (c->flow) {
		c->here.state = AT_FLOW;
		if (ch != ':')
			return;
		check_quoted_key(c);
		context_take(c, 1);
	} else if (context_is(ch, IS_BLANK)) {
		context_take_all(c, IS_BLANK);
	} else if (ch == ':' && context_blank_or_end(c, 1) && (!c->here.filled || c->here.expect)) {
		check_quoted_key(c);
		context_take(c, 1);
		context_key_ends(c);
	} else if (ch != '\n' && (ch != '#' || !behind_blank(c))) {
		context_refuse(c, "text stands directly behind a value");
	} else {
		if (!c->here.filled || c->here.expect)
			context_fill(c);
		if (ch == '#')
			c->here.state = IN_COMMENT;
		else
			context_newline(c, AT_LINE);
	}
}

static void
step(struct context *c)
{
	switch (c->here.state) {
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
		context_in_plain(c);
		break;
	case IN_REST:
		context_in_rest(c);
		break;
	case IN_SINGLE:
		context_in_single(c);
		break;
	case IN_DOUBLE:
		context_in_double(c);
		break;
	case IN_PROPERTY:
		context_in_name(c, AT_NODE);
		break;
	case IN_ALIAS:
		context_in_name(c, AFTER_NODE);
		break;
	case AFTER_NODE:
		after_node(c);
		break;
	case IN_COMMENT:
		context_in_comment(c);
		break;
	case IN_HEADER:
		context_in_header(c);
		break;
	case AT_BODY_LINE:
		context_at_body_line(c);
		break;
	case IN_BODY:
		context_in_body(c);
		break;
	}
}

/* Whether such a line break is at the front of s, which begins with CR or is not ASCII. */
static bool
is_odd_break(str s)
{
	if (s.p[0] == '\r')
		return s.n == 1 || s.p[1] != '\n';
	return str_starts(s, STR("\xc2\x85")) || str_starts(s, STR("\xe2\x80\xa8")) ||
	    str_starts(s, STR("\xe2\x80\xa9"));
}

size_t
context_odd_text(str text)
{
	bool cr = memchr(text.p, '\r', text.n) != NULL;
	size_t i = cr ? 0 : utf8_ascii(text), end = i < text.n ? utf8_bad(text) : i;

	for (; i < end; i++)
		if ((text.p[i] == '\r' || text.p[i] & 0x80) && is_odd_break(str_from(text, i)))
			break;
	return i;
}

/* Drops the blanks that come next. */
static void
drop_ahead(struct context *c)
{
	size_t at = context_at(c);

	while (at < c->text.n && context_is(c->text.p[at], IS_BLANK))
		at++;
	context_lay(c, str_from(c->text, at));
}

/* What remains of a line that structure was inserted on. Tells whether it has been dealt with. */
static bool
behind_structure(struct context *c)
{
	if (!context_blank_or_end(c, 0))
		context_refuse(c, "text stands on the line of inserted structure");
	/* What was inserted last may be a block scalar; the template's text is not in it, and its
	   blanks must not be. */
	if (c->here.state != IN_BODY && c->here.state != AT_BODY_LINE && c->here.state != IN_REST)
		return false;
	if (context_peek(c, 0) == '\n')
		context_newline(c, AT_LINE);
	else
		drop_ahead(c);
	return true;
}

static inline void
add_text(struct context *c, str text)
{
	c->text = text;
	context_lay(c, text);
	while (!context_ended(c))
		if (!c->here.sealed || !behind_structure(c))
			step(c);
	c->text.n = 0;
}

/* A long text comes in parts, of whole lines: dropping blanks moves what has been laid. Apart from
   its caller, which has less to save without it. */
static __attribute__((noinline)) void
add_parts(struct context *c, str text)
{
	size_t n;

	for (c->before = 0; c->before < text.n; c->before += n) {
		str rest = str_from(text, c->before);

		n = rest.n > LAY_MAX ? LAY_MAX : rest.n;
		while (n < rest.n && rest.p[n - 1] != '\n')
			n++;
		add_text(c, str_sub(rest, 0, n));
	}
	c->before = 0;
}

void
context_text(struct context *c, str text)
{
	if (text.n <= LAY_MAX)
		add_text(c, text);
	else
		add_parts(c, text);
}

void
context_end_plain(struct context *c)
{
	context_lay(c, STR(""));
	if (c->here.state == IN_PLAIN && context_ends_key(c))
		context_plain_key(c);
	else if (c->here.state == IN_PLAIN)
		context_plain_ends(c);
}

struct context_result
context_end(struct context *c)
{
	static const char *const where[] = {[AT_FLOW] = "a flow collection",
	    [IN_SINGLE] = "single quotes",
	    [IN_DOUBLE] = "double quotes"};

	context_end_plain(c);
	if (c->here.state == AT_LINE && c->here.close >= 0)
		context_drop_blanks(c);
	if ((c->here.state == AFTER_NODE || c->here.state == IN_ALIAS) &&
	    (!c->here.filled || c->here.expect))
		context_fill(c);
	if (c->flow || c->here.state == IN_SINGLE || c->here.state == IN_DOUBLE)
		context_refuse(c, "the template ends within %s",
		    c->flow ? where[AT_FLOW] : where[c->here.state]);
	return (struct context_result){
	    .any = c->here.any, .open = c->here.close < 0 && !context_in_block(c)};
}
