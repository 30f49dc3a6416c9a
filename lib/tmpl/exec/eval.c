/* Evaluates expressions by Go's rules: pipelines, fields, variables, function calls. */
#include "tmpl/exec/eval.h"

#include "base/arena.h"
#include "base/buf.h"
#include "tmpl/exec/exec.h"
#include "tmpl/funcs/funcs.h"
#include "tmpl/go/fmt.h"
#include "tmpl/parse/node.h"

/* A call with at most this many arguments allocates no memory: saves 0.4 % of the instructions
   of a run over 1000 requests. */
enum { ARGS_LOCAL = 8 };

static struct value
missing(const struct node *n)
{
	return (struct value){
	    .kind = VALUE_MISSING, .s = n->kind == NODE_CHAIN ? STR("the value") : n->text};
}

static _Noreturn void
no_variable(struct exec *x, str name)
{
	exec_fail(x, "undefined variable: %.*s", (int)name.n, name.p);
}

/* Returns the value of a field that v lacks, or fails, depending on the mode. */
static struct value
no_field(struct exec *x, struct value v, str name, const struct node *n, bool inner)
{
	bool dead = v.kind == VALUE_MISSING || v.kind == VALUE_NIL;

	x->node = node_last(n);
	if (v.kind != VALUE_MAP && !dead)
		exec_fail(func_about(x, v), "can't evaluate field %.*s in type %s", (int)name.n,
		    name.p, print_type(v));
	if (x->missing == EXEC_STRICT)
		return missing(n);
	if (v.kind == VALUE_NIL && inner)
		exec_fail(x, "nil pointer evaluating interface {}.%.*s%s", (int)name.n, name.p,
		    x->missing == EXEC_HELM ? exec_meant_path(x, missing(n).s) : "");
	if (x->missing == EXEC_ERROR)
		exec_fail(x, "%s no entry for key %s", dead ? "nil data;" : "map has",
		    fmt_quote(x->scratch, name));
	return dead || x->missing == EXEC_DEFAULT ? missing(n) : value_nil();
}

/* Fails at the function's name, as Go does. A method's receiver is not counted as an argument. */
static _Noreturn void
wrong_count(struct exec *x, const struct node *call, size_t n)
{
	const struct func *f = call->func;
	struct node name = {.kind = NODE_CALL, .pos = call->pos, .func = f};
	bool is_method = f->flags & FUNC_METHOD, repeats = strchr(f->params, '*');
	size_t least = strcspn(f->params, "?* ") - repeats, most = strcspn(f->params, "* ");
	bool few = n < least;

	x->node = &name;
	exec_fail(x, "wrong number of args for %s: want %s%zu got %zu", f->name,
	    least == most ? ""
		: few     ? "at least "
			  : "at most ",
	    (few ? least : most) - is_method, n - is_method);
}

/* Fails if a call has too few or too many arguments. */
static inline void
check_count(struct exec *x, const struct node *call, size_t n)
{
	const char *p = call->func->params;
	size_t left = n;

	for (; left > 0 && *p > '*' && p[1] != '*'; left--)
		p++;
	/* Optional and repeated parameters need no argument; a repeated one takes any number. */
	if (*p > '*' ? p[1] != '*' && (left > 0 || *p != '?') : left > 0)
		wrong_count(x, call, n);
}

/* Evaluates an operand and sets *v to its value. */
static void operand(struct exec *x, const struct value *dot, const struct node *n, struct value *v);

/* Evaluates `and` or `or`: sets *v to the first operand that decides, or the last. Does not
   evaluate the operands after it. final is the value piped into the call, or NULL. */
static void
lazy(struct exec *x, const struct value *dot, const struct node *call, const struct value *final,
    struct value *v)
{
	bool is_or = call->func->name[0] == 'o';
	struct value last = final ? *final : value_nil();
	const struct node *args;

	for (args = call->args; args; args = args->next) {
		operand(x, dot, args, v);
		if (value_true(*v) == is_or)
			return;
	}
	if (final)
		*v = last;
}

/* Evaluates the arguments of node n and calls its function. The array `more` has more_n further
   arguments: a value piped into the call, and the receiver of a method. v may point to one of
   them. */
static void
call_function(struct exec *x, const struct value *dot, const struct node *n,
    const struct value *more, size_t more_n, struct value *v)
{
	struct value local[ARGS_LOCAL], *value;
	struct call here = {n, local, more_n};
	const struct call *outer = x->call;
	const struct node *arg;

	for (arg = n->args; arg; arg = arg->next)
		here.argc++;
	x->node = n;
	check_count(x, n, here.argc);
	exec_enter(x);
	if (n->func->flags & FUNC_LAZY) {
		lazy(x, dot, n, more, v);
	} else {
		if (here.argc > ARGS_LOCAL)
			here.argv = arena_array(x->scratch, here.argc, sizeof *value);
		for (arg = n->args, value = here.argv; arg; arg = arg->next)
			operand(x, dot, arg, value++);
		for (; more_n > 0; more_n--)
			*value++ = *more++;
		x->node = n;
		x->call = &here;
		func_prepare(x, n->func, here.argv, here.argc);
		*v = n->func->call(n->func, x, x->scratch, here.argv, here.argc);
		x->call = outer;
	}
	exec_leave(x);
}

/* Calls the method `name` of receiver, or returns false if receiver does not have it. final and
   receiver may be equal to v. */
static bool
call_method(struct exec *x, const struct value *dot, const struct node *n, str name,
    struct node *args, const struct value *final, const struct value *receiver, struct value *v)
{
	struct value more[] = {final ? *final : *receiver, *receiver};
	struct node call = {.kind = NODE_CALL, .pos = n->pos, .args = args};

	if (!(call.func = exec_method(x, *receiver, name)))
		return false;
	call_function(x, dot, &call, more, final ? 2 : 1, v);
	x->node = n;
	return true;
}

/* Sets *v to the value whose fields n names. */
static void
base(struct exec *x, const struct value *dot, const struct node *n, struct value *v)
{
	if (n->kind == NODE_CHAIN)
		operand(x, dot, n->operand, v);
	else if (n->kind == NODE_FIELD)
		*v = *dot;
	else if (n->slot == NODE_NO_SLOT)
		no_variable(x, str_sub(n->text, 0, n->name_n));
	else
		*v = x->vars[n->slot];
}

/* Follows `fields`, the first or all of n, one after the other. Go's messages about a field after
   the first one name the type interface {}. */
static void
walk_fields(
    struct exec *x, const struct value *dot, const struct node *n, str fields, struct value *v)
{
	bool inner = false;
	str name;

	base(x, dot, n, v);
	for (; fields.n > 0; inner = true) {
		name = str_split(&fields, '.');
		if (v->kind == VALUE_MAP && value_get(v, name, v))
			continue;
		if (!call_method(x, NULL, n, name, NULL, NULL, v, v))
			*v = no_field(x, *v, name, n, inner);
	}
	if (inner && x->markups.n > 0)
		*v = func_markup(x, *v);
}

static void
operand(struct exec *x, const struct value *dot, const struct node *n, struct value *v)
{
	x->node = n;
	if (n->kind >= NODE_NIL)
		*v = n->kind == NODE_NIL ? value_nil() : n->value;
	else if (n->kind == NODE_DOT)
		*v = *dot;
	else if (n->kind == NODE_CALL)
		call_function(x, dot, n, NULL, 0, v);
	else if (n->kind == NODE_PIPE)
		exec_pipe(x, dot, n, v);
	else
		walk_fields(x, dot, n, node_fields(n), v);
}

/* Evaluates an operand with arguments: the last of its fields must be a method. */
static void
with_arguments(struct exec *x, const struct value *dot, const struct node *n, struct node *args,
    const struct value *final, struct value *v)
{
	struct buf b = {.arena = x->scratch};
	str fields = node_fields(n);
	size_t last = str_after_last(fields, '.');
	struct value receiver;

	if (fields.n > 0 && x->missing == EXEC_HELM) {
		walk_fields(x, dot, n, str_sub(fields, 0, last - (last > 0)), &receiver);
		if (call_method(x, dot, n, str_from(fields, last), args, final, &receiver, v))
			return;
	}
	x->node = n;
	node_show(&b, n);
	exec_fail(x, "can't give argument to non-function %s", buf_cstr(&b));
}

/* Evaluates a command. final is the value piped into it, or NULL; it may be equal to v. */
static void
command(struct exec *x, const struct value *dot, const struct node *c, const struct value *final,
    struct value *v)
{
	x->node = c;
	if (c->kind == NODE_CALL)
		call_function(x, dot, c, final, final != NULL, v);
	else if (c->kind == NODE_COMMAND)
		with_arguments(x, dot, c->operands, c->operands->next, final, v);
	else if (final)
		with_arguments(x, dot, c, NULL, final, v);
	else if (c->kind == NODE_NIL)
		exec_fail(x, "nil is not a command");
	else
		operand(x, dot, c, v);
}

struct value *
exec_pipe(struct exec *x, const struct value *dot, const struct node *n, struct value *v)
{
	const struct node *c = n->commands;
	unsigned i;

	x->node = n;
	exec_enter(x);
	command(x, dot, c, NULL, v);
	while ((c = c->next) != NULL)
		command(x, dot, c, v, v);
	exec_leave(x);
	for (i = 0; i < n->decl_n; i++) {
		if (n->decl[i].slot == NODE_NO_SLOT)
			no_variable(x, n->decl[i].name);
		x->vars[n->decl[i].slot] = v->from_tpl ? value_plain(v) : *v;
	}
	return v;
}
