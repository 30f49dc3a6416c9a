/* Declarations that the files of exec share: evaluating, rendering, failing. */
#ifndef TMPL_EXEC_EVAL_H
#define TMPL_EXEC_EVAL_H

#include "base/str.h"
#include "tmpl/exec/exec.h"
#include "tmpl/go/value.h"

struct func;
struct node;
struct tmpl;

/* A function call in progress: its node and the evaluated arguments. If argc is greater than the
   number of arguments in node, the last value was piped in. */
struct call {
	const struct node *node;
	struct value *argv;
	size_t argc;
};

/* exec_say_origin prints the last line of a message: the origin of x->about, or else of the text
   that tpl renders. */
void exec_say_origin(const struct exec *x);

/* exec_fail ends the run with Go's message at x->node. */
_Noreturn void exec_fail(struct exec *x, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

/* exec_pipe evaluates the pipeline of n and sets its variables. It sets *v to the value and returns
   v. */
struct value *exec_pipe(
    struct exec *x, const struct value *dot, const struct node *n, struct value *v);

/* exec_render renders t with dot and returns the output, in YAML mode as markup. */
struct value exec_render(struct exec *x, const struct tmpl *t, struct value dot);

/* exec_not_set ends the run because v is missing. */
_Noreturn void exec_not_set(struct exec *x, struct value v);

/* exec_method returns v's method with this name. It returns NULL if there is no method, if v has a
   field with this name, or if x->missing is not EXEC_HELM. (exec/methods.c) */
const struct func *exec_method(const struct exec *x, struct value v, str name);

/* exec_meant_template returns "; did you mean NAME?" with the most similar name of a template,
   exec_meant_path with the most similar path of the document. If nothing is similar, the result is
   "". path is as in the template: ".a.b", "$.a.b". (exec/meant.c) */
const char *exec_meant_template(struct exec *x, str name);
const char *exec_meant_path(struct exec *x, str path);

/* exec_enter and exec_leave count nested actions, parentheses and templates. */
static inline void
exec_enter(struct exec *x)
{
	if (++x->nest > EXEC_NEST)
		exec_fail(x, "actions, parentheses and templates nest deeper than %d", EXEC_NEST);
}

static inline void
exec_leave(struct exec *x)
{
	x->nest--;
}

#endif
