/* Texts that are added many times. Between scalars, what a text does depends on nothing but the
   place where the context stands and the column, and leads to a place and a line. */
#include <string.h>

#include "base/buf.h"
#include "tmpl/context.h"
#include "tmpl/context_state.h"

/* Whether the context stands between scalars, where none that has ended can become a key. */
static bool
is_between(const struct context *c)
{
	return !c->flow && !c->here.sealed && !c->here.empty &&
	    (c->here.state == AT_LINE || c->here.state == AT_NODE);
}

/* Whether nothing else matters to text that follows. A # asks what stands before it; blanks behind
   structure are dropped. */
static bool
is_known(const struct context *c, str text)
{
	if (text.n == 0)
		return false;
	if (text.p[0] == '\n' && c->here.state == AFTER_NODE)
		return !c->flow && !c->here.sealed;
	return is_between(c) && text.p[0] != '#' && c->here.close < 0;
}

static bool
is_same(const struct context_place *a, const struct context_place *b)
{
	return memcmp(a, b, sizeof *a) == 0;
}

/* Adds the text, following it, and notes what it does. Apart from its caller, which has less to
   save without it. */
static __attribute__((noinline)) void
follow(struct context *c, str text, struct context_step *step)
{
	struct context_place before = c->here;
	size_t line = c->line, start = c->out->n;
	int col = context_col(c);
	bool known = is_known(c, text);

	context_text(c, text);
	step->before.level = NULL;
	/* Blanks of it may have been dropped. */
	if (!known || !is_between(c) || !str_eq(str_from(buf_str(c->out), start), text))
		return;
	*step = (struct context_step){.before = before,
	    .after = c->here,
	    .col = col,
	    .line = c->out->n - c->line,
	    .breaks = c->line != line};
}

void
context_again(struct context *c, str text, struct context_step *step)
{
	if (c->flow || context_col(c) != step->col || !is_same(&c->here, &step->before)) {
		follow(c, text, step);
		return;
	}
	buf_add(c->out, text);
	c->here = step->after;
	if (step->breaks)
		c->line = c->out->n - step->line;
}
