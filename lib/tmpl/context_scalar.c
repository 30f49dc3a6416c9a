/* Scalars with actions in them, written when they end: only then is all of their text known. */
#include "base/arena.h"
#include "base/buf.h"
#include "base/num.h"
#include "base/utf8.h"
#include "data/scalar.h"
#include "data/val.h"
#include "data/yaml_out.h"
#include "tmpl/context_state.h"

/* A reader takes a key for one within 1,024 characters only. */
enum { KEY_MAX = 1000 };

/* Whether s can stand in single quotes on one line. */
static bool
is_printable(str s)
{
	uint32_t rune;
	size_t i;

	for (i = 0; i < s.n;) {
		i += utf8_next(str_from(s, i), &rune);
		if (scalar_is_special(rune))
			return false;
	}
	return true;
}

static void
add_single(struct buf *b, str s)
{
	size_t i;

	for (i = 0; i < s.n; i++) {
		if (s.p[i] == '\'')
			buf_addc(b, '\'');
		buf_addc(b, s.p[i]);
	}
}

/* What quote, squote, toBool, toYaml of a scalar made: its quotes are kept, its text is the
   node's. */
static void
finished_scalar(struct buf *b, struct value v, bool flow)
{
	str text = val_text(v.node);

	if (v.node->kind != VAL_STRING || v.s.n == 0) {
		yaml_out_scalar(b, v.node, flow);
	} else if (v.s.p[0] == '\'' && is_printable(text)) {
		buf_addc(b, '\'');
		add_single(b, text);
		buf_addc(b, '\'');
	} else if (v.s.p[0] == '"' && v.s.n == text.n + 2) {
		/* Nothing in it is escaped. */
		buf_add(b, v.s);
	} else if (v.s.p[0] == '"' || v.s.p[0] == '\'') {
		yaml_out_double(b, text, false);
	} else {
		yaml_out_scalar(b, v.node, flow);
	}
}

/* Whether a value is all of the scalar, which ends at tail. */
static bool
is_whole(const struct context *c)
{
	return c->values == 1 && c->value_start == c->start && c->value_end == c->tail;
}

void
context_check_key(struct context *c, size_t length)
{
	if (length > KEY_MAX)
		context_refuse(c, "a key is longer than %d characters", KEY_MAX);
}

static void
check_keys(struct context *c, const struct val *node)
{
	struct buf b = {.arena = c->arena};
	const struct val *v;

	if (val_is_scalar(node))
		return;
	for (v = val_first(node); v; v = val_next(node, v)) {
		b.n = 0;
		if (node->kind == VAL_MAPPING)
			yaml_out_double(&b, val_key(v), false);
		context_check_key(c, b.n);
		check_keys(c, v);
	}
}

/* A value that is all of a scalar. */
static void
add_whole(struct context *c, struct buf *b, const struct value *v, str text)
{
	bool flow = c->flow > 0;

	if (v->kind == VALUE_STRING && v->mark == MARK_FLOW && v->node) {
		if (!c->inner)
			check_keys(c, v->node);
		json_out(b, v->node);
	} else if (v->kind == VALUE_STRING && v->mark == MARK_SCALAR && v->node) {
		finished_scalar(b, *v, flow);
	} else if (v->kind == VALUE_STRING) {
		yaml_out_string(b, text, flow);
	} else if (v->node) {
		yaml_out_scalar(b, v->node, flow);
	} else if (v->kind == VALUE_FLOAT) {
		struct val number = val_of(VAL_FLOAT, num_text(c->arena, v->as.f));

		yaml_out_scalar(b, &number, flow);
	} else {
		buf_add(b, v->kind <= VALUE_NIL ? STR("null") : text);
	}
}

static void
add_key(struct context *c, struct buf *b, str text)
{
	struct value v = c->whole;

	if (is_whole(c) && v.mark && v.node && v.node->kind == VAL_STRING)
		finished_scalar(b, v, c->flow > 0);
	else if (is_whole(c) && v.kind <= VALUE_NIL)
		context_refuse(c, "null stands where a key is needed");
	else
		yaml_out_string(b, text, c->flow > 0);
}

/* Whether a scalar that stands here by itself is the key of "? key". */
static bool
is_question(const struct context *c)
{
	return !c->flow && !c->here.filled && context_top(c)->question;
}

/* Whether what was added is what has to be written. */
static bool
stands(const struct context *c, str text, bool is_key)
{
	const struct value *v = &c->whole;

	if (!is_whole(c) ||
	    (!v->mark && (v->kind == VALUE_STRING || (is_key && v->kind > VALUE_NIL))))
		return scalar_plain_safe(text, c->flow > 0);
	if (is_key || (v->kind != VALUE_INT && v->kind != VALUE_BOOL))
		return false;
	return !v->node || str_eq(val_text(v->node), text);
}

/* The scalar's text so far as it counts. */
static str
scalar_text(const struct context *c)
{
	return (str){c->out->p + c->start, c->tail - c->start};
}

void
context_replace(struct context *c)
{
	str text = buf_str(&c->anew);
	size_t shift = text.n - (c->tail - c->start);
	char *p = buf_need(c->out, c->end - c->out->n + text.n) - c->out->n;

	memmove(p + c->start + text.n, p + c->tail, c->end + 1 - c->tail);
	str_copy(p + c->start, text.p, text.n);
	c->out->n += shift;
	c->end += shift;
	c->tail = c->start + text.n;
}

void
context_reopen(struct context *c)
{
	c->finished = false;
	c->anew.n = 0;
	buf_add(&c->anew, c->whole_text);
	context_replace(c);
	c->value_end = c->tail;
}

/* Single quotes that must become double ones. */
static void
requote(struct context *c)
{
	str text = scalar_text(c);
	struct buf raw = {.arena = c->arena};
	size_t i;

	for (i = 1; i < text.n - 1; i++) {
		buf_addc(&raw, text.p[i]);
		if (text.p[i] == '\'')
			i++;
	}
	c->anew.n = 0;
	yaml_out_double(&c->anew, buf_str(&raw), false);
	context_replace(c);
}

void
context_finish_quoted(struct context *c)
{
	if (c->folded && (c->redo || c->edge))
		context_refuse(c,
		    "a value with line breaks, control characters or blanks at its ends stands in "
		    "quotes that span lines");
	if (c->redo)
		requote(c);
}

static void
rewrite(struct context *c, str text, bool is_key)
{
	c->anew.n = 0;
	if (is_key)
		add_key(c, &c->anew, text);
	else if (is_whole(c))
		add_whole(c, &c->anew, &c->whole, text);
	else
		yaml_out_string(&c->anew, text, c->flow > 0);
	context_replace(c);
}

void
context_finish(struct context *c, bool is_key)
{
	str text = scalar_text(c);
	bool is_string = is_key || is_question(c);

	if (c->finished)
		return;
	if (!stands(c, text, is_string)) {
		rewrite(c, text, is_string);
		text = buf_str(&c->anew);
	}
	if (is_key)
		context_check_key(c, text.n);
}

/* The blank behind a colon or a dash where the template has none. */
static inline void
separate(struct context *c)
{
	char last = c->out->n ? c->out->p[c->out->n - 1] : '\0';

	if (last == ':' || (last == '-' && c->here.state == AT_NODE))
		buf_addc(c->out, ' ');
}

/* Where a node may begin a scalar may. */
static void
prepare(struct context *c)
{
	if (c->here.state == AT_LINE)
		context_begin_line(c, false);
	if (c->here.state == AT_FLOW && c->flow_plain)
		context_flow_rest(c);
	if (c->here.state == IN_REST || c->here.state == IN_PLAIN)
		context_refuse_rest(c);
	separate(c);
}

/* Whether the scalar that may begin is the value and nothing else, where it ends with it. What else
   there is to be refused is refused where the text ends it. */
static bool
is_all(const struct context *c, const struct value *v)
{
	return !c->flow && !c->here.expect && !is_question(c) &&
	    (!v->mark || v->mark == MARK_SCALAR);
}

void
context_plain_ended(struct context *c, bool dynamic)
{
	context_fill(c);
	if (c->flow) {
		c->flow_plain = true;
		c->flow_dynamic = dynamic;
		c->here.state = AT_FLOW;
	} else {
		c->here.plain = true;
		c->here.dynamic = dynamic;
		c->here.state = AFTER_NODE;
	}
}

bool
context_bare(struct context *c, const struct value *v)
{
	bool integer = v->kind == VALUE_INT && !v->node;

	/* A finished scalar whose text is safe is that text. */
	if (c->here.state != AT_NODE || !is_all(c, v) ||
	    !(integer || (v->kind == VALUE_STRING && scalar_plain_safe(v->s, false))))
		return false;
	separate(c);
	c->here.property = -1;
	if (integer)
		buf_int(c->out, v->as.i);
	else
		buf_add(c->out, v->s);
	context_plain_ended(c, true);
	return true;
}

void
context_empty(struct context *c, int indent)
{
	if (c->here.empty)
		return;
	c->here.empty = true;
	c->start = c->tail = c->out->n;
	c->indent = (size_t)indent;
}

void
context_begin_empty(struct context *c)
{
	size_t end;

	c->anew.n = 0;
	buf_pad(&c->anew, ' ', c->indent);
	context_replace(c);
	end = c->out->n;
	c->out->n = c->tail;
	prepare(c);
	context_begin(c);
	c->here.state = IN_PLAIN;
	c->here.empty = false;
	c->values = 1;
	c->whole = value_string(STR(""));
	c->whole_text = STR("");
	c->value_start = c->value_end = c->start;
	c->out->n = end;
}

void
context_scalar(struct context *c, const struct value *v, str text, bool ends)
{
	if (c->here.state == AT_LINE && text.n == 0) {
		context_empty(c, 0);
		return;
	}
	if (c->here.empty) {
		context_lay(c, STR(""));
		context_begin_empty(c);
	} else if (c->here.state != IN_PLAIN) {
		prepare(c);
		if (ends && is_all(c, v)) {
			c->here.property = -1;
			add_whole(c, c->out, v, text);
			context_plain_ended(c, true);
			return;
		}
		context_begin(c);
		c->here.state = IN_PLAIN;
	}
	if (c->rest)
		context_refuse_rest(c);
	/* Nothing, beside what is finished, is nothing. */
	if (c->values == 1 && c->whole.mark && text.n == 0 && c->value_end == c->out->n)
		return;
	if (c->values == 1 && v->mark && c->out->n == c->start)
		c->values = 0;
	context_no_item(c);
	/* Here what follows is no text. */
	if (c->finished) {
		context_lay(c, STR(""));
		context_reopen(c);
	}
	c->values++;
	c->whole = *v;
	c->whole_text = text;
	c->last_literal = false;
	c->value_start = c->out->n;
	c->finished = v->mark == MARK_SCALAR && c->values == 1 && c->start == c->out->n && text.n &&
	    !is_question(c);
	if (c->finished)
		add_whole(c, c->out, v, text);
	else
		buf_add(c->out, text);
	c->value_end = c->out->n;
	if (text.n)
		c->tail = c->out->n;
}

void
context_begin(struct context *c)
{
	c->start = c->tail = c->out->n;
	context_begin_col(c);
	c->values = 0;
	c->value_start = c->value_end = 0;
	c->last_literal = c->escape = c->folded = c->redo = c->edge = c->rest = c->finished = false;
}

/* Within quotes of the template's. */
void
context_quoted(struct context *c, const struct value *v, str text)
{
	bool is_single = c->here.state == IN_SINGLE, blank;

	if (text.n == 0)
		return;
	if (v->mark == MARK_SCALAR && v->s.p[0] == (is_single ? '\'' : '"'))
		context_refuse(
		    c, "a quoted value stands within the same quotes: leave one of them out");
	if (c->escape)
		context_refuse(c, "a value stands behind a backslash");
	if (c->folded && context_col(c) < 3 && (text.p[0] == '-' || text.p[0] == '.'))
		context_refuse(c,
		    "a value with %c in front begins a line in quotes, as --- and ... do",
		    text.p[0]);
	blank = text.p[0] == ' ' || text.p[text.n - 1] == ' ' || text.p[0] == '\t' ||
	    text.p[text.n - 1] == '\t';
	c->edge = c->edge || blank;
	if (is_single) {
		c->redo = c->redo || !is_printable(text);
		add_single(c->out, text);
	} else {
		yaml_out_double(c->out, text, true);
	}
}
