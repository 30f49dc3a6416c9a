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

/* Returns the node of the argument v, or NULL if it was piped in. Sets *found if v is an
   argument. */
static const struct node *
argument(const struct call *call, const struct value *v, bool *found)
{
	const struct node *n = call->node->args;
	size_t i;

	for (i = 0; i < call->argc && &call->argv[i] != v; i++)
		n = n ? n->next : NULL;
	*found = i < call->argc;
	return n;
}

void
func_missing(struct exec *x, const struct value *v)
{
	bool is_argument;
	const struct node *n = argument(x->call, v, &is_argument);

	if (n)
		x->node = node_last(n);
	exec_not_set(x, *v);
}

/* Fails because a literal has the wrong type. Go's message depends on the parameter's kind. */
static _Noreturn void
refuse_literal(struct exec *x, const struct node *n, const char *expected)
{
	struct buf shown = {.arena = x->scratch};

	x->node = n;
	if (n->kind == NODE_NIL)
		exec_fail(x, "cannot assign nil to %s", expected);
	node_show(&shown, n);
	if (strchr(expected, '['))
		exec_fail(x, "can't handle %s for arg of type %s", buf_cstr(&shown), expected);
	exec_fail(x, "expected %s; found %s", strcmp(expected, "int") == 0 ? "integer" : expected,
	    buf_cstr(&shown));
}

/* Returns Go's type of a value, or NULL for nil. A field that is null has a type. A field that
   missingkey=zero makes has one too. */
static const char *
type_of(const struct exec *x, struct value v, const struct node *n)
{
	bool is_zero = x->missing == EXEC_ZERO || x->missing == EXEC_HELM;
	bool is_field = n && node_fields(n).n > 0;

	if (v.kind != VALUE_NIL && v.kind != VALUE_MISSING)
		return print_type(v);
	return is_field && (v.node || is_zero) ? "interface {}" : NULL;
}

/* Returns the node that was evaluated last before a value was piped in. */
static const struct node *
before(const struct call *call)
{
	const struct node *n = node_end(call->node->args);

	return n ? n : call->node;
}

void
func_error_type(struct exec *x, const struct value *v, const char *expected)
{
	bool is_argument;
	const struct node *n = argument(x->call, v, &is_argument);
	const char *type = type_of(x, *v, n);

	func_about(x, *v);
	if (!is_argument)
		func_error(
		    x, "wrong type for value; expected %s; got %s", expected, print_type(*v));
	if (n && (n->kind == NODE_NIL || n->kind >= NODE_BOOL))
		refuse_literal(x, n, expected);
	x->node = node_last(n ? n : before(x->call));
	if (!type)
		exec_fail(x, "invalid value; expected %s", expected);
	exec_fail(x, "wrong type for value; expected %s; got %s", expected, type);
}
