/* What the parts of exec share. */
#ifndef TMPL_EXEC_EVAL_H
#define TMPL_EXEC_EVAL_H

#include "base/str.h"
#include "tmpl/exec.h"
#include "tmpl/value.h"

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

/* What an include gives: a string; structure; structure if it begins with a line break, by which it
   begins a line, a string if it goes on with the line that it stands on. */
enum exec_form { FORM_STRING, FORM_STRUCTURE, FORM_LINES };

/* exec_include_form tells what the include being called is to give. Structure, where it is at the
   front of an action that stands where structure may, and is indented, or first and last on its
   line, first also by a line break that its text begins with; or where its text is read as YAML. */
enum exec_form exec_include_form(const struct exec *x);

/* What a rendering came to; structure and open are those of context.h's results and of values. */
struct exec_rendering {
	bool structure, open;
};

/* exec_render renders t over dot into out, in the form: a string as text, structure in YAML mode of
   its own. FORM_LINES is structure until something is given, and unsettled so long:
   exec_settle_text and exec_settle_value, of an action, tell what that is, before it is added. */
struct exec_rendering exec_render(
    struct exec *x, const struct tmpl *t, struct value dot, struct buf *out, enum exec_form form);
void exec_settle_text(struct exec *x, str text);
void exec_settle_value(struct exec *x, const struct node *action, const struct value *v);

/* exec_include_again gives as structure the string that an include gave, if the dot or a variable
   was to hold it; tells whether that is so. */
bool exec_include_again(struct exec *x, const struct value *text, struct value *structure);

/* exec_as_structure gives what an action gives with an include for structure that the dot or a
   variable holds as a string, if it begins with that where such an include would be structure;
   tells whether that is so. exec_check_string refuses another string, which include or tpl gave or
   an action of ACTION_LINES gives, where only structure should stand: by itself at the beginning of
   a line or indented, if it looks like that. */
bool exec_as_structure(
    struct exec *x, const struct value *dot, const struct node *action, struct value *structure);
void exec_check_string(struct exec *x, const struct node *action, str text);

/* exec_not_set ends the run: a missing value is to be used. exec_too_deep does too. */
_Noreturn void exec_not_set(struct exec *x, struct value v);
_Noreturn void exec_too_deep(struct exec *x);

/* exec_method returns the method that Helm's users call by this name on a value that has no such
   field, in mode helm; else NULL. (exec_methods.c) */
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
