/* Ends a run at a mistake, with Go's message at the node that Go names. */
#include <stdarg.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/die.h"
#include "data/val.h"
#include "tmpl/exec/eval.h"
#include "tmpl/exec/exec.h"
#include "tmpl/funcs/funcs.h"
#include "tmpl/go/fmt.h"
#include "tmpl/go/print.h"
#include "tmpl/parse/node.h"
#include "tmpl/parse/parse.h"

const char *
exec_from(const struct exec *x)
{
	struct buf b = {.arena = x->scratch};
	struct pos pos = x->about ? val_pos(x->about) : x->set->origin;

	if (!pos.file)
		return NULL;
	buf_printf(&b, "    the %s is from ", x->about ? "value" : "text of tpl");
	pos_show(&b, pos);
	return buf_cstr(&b);
}

static _Noreturn void
fail(struct exec *x, const char *prefix, const char *fmt, va_list ap)
{
	struct buf b = {.arena = x->scratch};
	size_t i;

	buf_printf(&b, "executing %s at <", fmt_quote(x->scratch, x->tmpl->name));
	node_show(&b, x->node);
	buf_printf(&b, ">: %s", prefix);
	buf_vprintf(&b, fmt, ap);
	/* The message is a C string; a template in UTF-16 has NULs. */
	for (i = 0; i < b.n; i++)
		if (b.p[i] == '\0')
			b.p[i] = '?';
	fault_exec(x->scratch, x->tmpl->source, x->node->pos, buf_cstr(&b), exec_from(x));
}

void
exec_fail(struct exec *x, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	fail(x, "", fmt, ap);
}

void
func_error(struct exec *x, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	fail(x, buf_format(x->scratch, "error calling %s: ", x->call->node->func->name), fmt, ap);
}

struct exec *
func_about(struct exec *x, struct value v)
{
	x->about = value_origin(v);
	return x;
}

void
exec_too_deep(struct exec *x)
{
	exec_fail(x, "actions, parentheses and templates nest deeper than %d", EXEC_NEST);
}

void
exec_not_set(struct exec *x, struct value v)
{
	exec_fail(x, "%.*s is not set%s", (int)v.s.n, v.s.p, exec_meant_path(x, v.s));
}

/* Names the argument v in the message, if it is one and was not piped in. */
static void
set_node(struct exec *x, const struct value *v)
{
	const struct node *n = x->call->node->args;
	size_t i;

	for (i = 0; n && i < x->call->argc && &x->call->argv[i] != v; i++)
		n = n->next;
	if (n)
		x->node = node_last(n);
}

void
func_missing(struct exec *x, const struct value *v)
{
	set_node(x, v);
	exec_not_set(x, *v);
}

void
func_error_type(struct exec *x, const struct value *v, const char *expected)
{
	set_node(x, v);
	exec_fail(func_about(x, *v), "wrong type for value; expected %s; got %s", expected,
	    print_type(*v));
}
