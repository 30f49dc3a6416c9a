/* What the parts of exec share. */
#ifndef TMPL_EXEC_EVAL_H
#define TMPL_EXEC_EVAL_H

#include "base/str.h"
#include "tmpl/exec/exec.h"
#include "tmpl/go/value.h"

struct buf;
struct func;
struct node;
struct tmpl;

/* A function being called: its node, and the arguments' values, one of which was piped in where
   there are more of them than arguments there. */
struct call {
	const struct node *node;
	struct value *argv;
	size_t argc;
};

/* exec_fail ends the run with Go's message at x->node. */
_Noreturn void exec_fail(struct exec *x, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

/* exec_fail_about also says where the value came from. */
_Noreturn void exec_fail_about(struct exec *x, struct value about, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));

/* exec_pipe evaluates the pipeline of n and sets its variables. It gives the value where it stands
   (the dot, a variable, a literal), or in room where it had to be made: copy what is to outlive a
   change of variables. */
const struct value *exec_pipe(
    struct exec *x, const struct value *dot, const struct node *n, struct value *room);

/* exec_render renders t over dot into out: text, in YAML mode markup. */
void exec_render(struct exec *x, const struct tmpl *t, struct value dot, struct buf *out);

/* exec_mark_output notes that a node writes what comes next in the output. exec_settle adds what
   the markup of a template settles to to out; tells whether there is any. */
void exec_mark_output(struct exec *x, const struct node *n);
bool exec_settle(struct exec *x, const struct tmpl *t, str markup, struct buf *out);

/* exec_not_set ends the run: a missing value is to be used. exec_too_deep does too. */
_Noreturn void exec_not_set(struct exec *x, struct value v);
_Noreturn void exec_too_deep(struct exec *x);

/* exec_method returns the method that Helm's users call by this name on a value that has no such
   field, in mode helm; else NULL. (exec/methods.c) */
const struct func *exec_method(const struct exec *x, struct value v, str name);

/* exec_enter and exec_leave count what nests. */
static inline void
exec_enter(struct exec *x)
{
	if (++x->nest > EXEC_NEST)
		exec_too_deep(x);
}

static inline void
exec_leave(struct exec *x)
{
	x->nest--;
}

#endif
