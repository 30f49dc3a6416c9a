/* Values in block scalars. The scalar's indentation is that of its first line with text, unless its
   header tells; where a value begins that line with a blank, the header is made to tell. */
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/utf8.h"
#include "data/scalar.h"
#include "tmpl/context.h"
#include "tmpl/context_state.h"

str
context_strip(struct arena *a, str text, int indent, bool newline)
{
	struct buf b = {.arena = a};
	size_t width = indent > 0 ? (size_t)indent : 0, n;

	if (newline && text.n > 0 && text.p[0] == '\n')
		text = str_from(text, 1);
	if (width == 0)
		return text;
	for (;;) {
		bool more = text.n > 0 && memchr(text.p, '\n', text.n);
		str line = str_split(&text, '\n');

		for (n = 0; n < width && n < line.n && line.p[n] == ' '; n++)
			;
		buf_add(&b, str_from(line, n));
		if (!more)
			return buf_str(&b);
		buf_addc(&b, '\n');
	}
}

static void
check_characters(struct context *c, str text)
{
	uint32_t rune;
	size_t i;

	for (i = 0; i < text.n;) {
		i += utf8_next(str_from(text, i), &rune);
		if (scalar_is_special(rune) && rune != '\n' && rune != '\t')
			context_refuse(
			    c, "a block scalar cannot hold the character U+%04X", (unsigned)rune);
	}
}

/* Whether the line begins with a blank that counts as text: its line break is not folded. */
static bool
is_deeper(const struct context *c)
{
	return context_col(c) > c->body &&
	    context_is(c->out->p[c->line + (size_t)c->body], IS_BLANK);
}

static void
check_folding(struct context *c, str text)
{
	bool deeper = is_deeper(c);
	size_t i;

	for (i = 0; i < text.n; i++)
		if (text.p[i] == '\n' &&
		    (deeper || i + 1 == text.n || i == 0 || strchr(" \t\n", text.p[i + 1])))
			context_refuse(c,
			    "a folded block scalar (>) would change the value's line breaks: "
			    "use | instead");
}

/* Writes the indentation into the header, relative to the parent as it is counted there. */
static void
tell(struct context *c)
{
	int digit = c->body - context_parent_col(c);

	if (c->told)
		return;
	if (c->inner && context_top(c)->col < 0)
		context_refuse(c,
		    "an include's block scalar begins with a blank: what it is counted from is "
		    "known where the include stands");
	if (digit < 1 || digit > 9)
		context_refuse(c,
		    "a block scalar that begins with a blank must be indented by 1 to 9 "
		    "columns more than its key");
	c->start = c->tail = c->header;
	c->anew.n = 0;
	buf_int(&c->anew, digit);
	context_replace(c);
	c->line++;
	c->told = true;
}

void
context_body_begins(struct context *c, bool blank)
{
	int col = context_col(c);

	/* A value without text would have begun it. */
	c->body = c->lead >= 0 ? c->lead : col;
	if (blank || c->body != col)
		tell(c);
}

static void
begin_line(struct context *c, str text, int indent)
{
	int col;

	buf_pad(c->out, ' ', indent > 0 ? (size_t)indent : 0);
	col = context_col(c);
	if (c->body < 0) {
		if (col < context_body_col(c))
			context_refuse_hollow(c);
		context_lay(c, STR(""));
		context_body_begins(c, strchr(" \t\n", text.p[0]));
	}
	if (col < c->body)
		context_refuse(c, "a value stands at column %d in a block scalar indented by %d",
		    col, c->body);
	if (c->fold && strchr(" \t", text.p[0]))
		context_refuse(
		    c, "a line of a folded block scalar (>) begins with a blank: use | instead");
	c->here.state = IN_BODY;
}

/* A value without text, which still is indented; what follows on its line is of the same column. */
static void
add_nothing(struct context *c, int indent)
{
	if (c->here.state != AT_BODY_LINE)
		return;
	buf_pad(c->out, ' ', indent > 0 ? (size_t)indent : 0);
	if (c->body < 0 && (c->lead < 0 || context_col(c) < c->lead))
		c->lead = context_col(c);
}

void
context_body(struct context *c, str text, int indent, bool newline)
{
	if (c->here.state == IN_HEADER && !newline)
		context_refuse(c, "an action stands behind %s: its text begins on the next line",
		    c->fold ? ">" : "|");
	/* The line break is the template's. */
	if (newline)
		context_text(c, STR("\n"));
	/* What is indented deeper than the scalar is text. */
	if (c->body >= 0 && indent > c->body)
		indent = c->body;
	if (c->here.state == AT_BODY_LINE && indent >= 0)
		text = context_strip(c->arena, text, indent, newline);
	if (text.n == 0) {
		add_nothing(c, indent);
		return;
	}
	check_characters(c, text);
	if (c->here.state == AT_BODY_LINE)
		begin_line(c, text, indent);
	if (c->fold)
		check_folding(c, text);
	for (;;) {
		bool more = memchr(text.p, '\n', text.n) != NULL;
		str line = str_split(&text, '\n');

		buf_add(c->out, line);
		if (!more)
			return;
		buf_add(c->out, c->fold ? STR("\n\n") : STR("\n"));
		c->line = c->out->n;
		/* The last line's indentation stands even when it is empty: text may follow. */
		if (text.n == 0 || text.p[0] != '\n')
			buf_pad(c->out, ' ', (size_t)c->body);
		if (text.n == 0)
			return;
	}
}
