/* Functions that need the state of the run: and, or (which eval.c evaluates), failAt, warnAt.
   exec/include.c has include and tpl. */
#include "base/arena.h"
#include "data/note.h"
#include "data/path.h"
#include "data/val.h"
#include "tmpl/exec/eval.h"
#include "tmpl/exec/exec.h"
#include "tmpl/funcs/args.h"
#include "tmpl/funcs/funcs.h"
#include "tmpl/go/print.h"
#include "tmpl/parse/node.h"

/* Returns the value at path, or the nearest existing value above it, for its position. */
static struct val *
nearest(struct exec *x, str path)
{
	struct val *v = x->root, *child;
	struct path_segment segment;
	const char *error;
	str rest = path;

	if (str_is(path, "."))
		return v;
	for (; rest.n > 0; v = child) {
		if ((error = path_next(x->scratch, &rest, rest.n == path.n, &segment)))
			func_error(x, "the path %.*s: %s", (int)path.n, path.p, error);
		if (segment.key.p)
			child = val_get(v, segment.key);
		else
			child = v->kind == VAL_SEQUENCE ? val_at(v, segment.index) : NULL;
		if (!child)
			break;
	}
	return v;
}

/* Adds a finding or a warning MESSAGE about PATH. The run continues, so that one run reports all
   failed checks. Prints nothing. */
static struct value
note(struct exec *x, const struct value *args, enum note_kind kind)
{
	str path = args_str(x, args[0]), message = print_str(x->scratch, args[1]);
	struct val *v = nearest(x, path);

	if (x->notes)
		note_add(x->notes, kind, val_pos(v), "%.*s: %.*s", (int)path.n, path.p,
		    (int)message.n, message.p);
	x->failed++;
	return value_markup(STR(""), NULL);
}

static struct value
fail_at(struct exec *x, const struct value *args, size_t n)
{
	(void)n;
	return note(x, args, NOTE_FINDING);
}

static struct value
warn(struct exec *x, const struct value *args, size_t n)
{
	(void)n;
	return note(x, args, NOTE_WARNING);
}

static struct value
undefined(struct exec *x, const struct value *args, size_t n)
{
	(void)args;
	(void)n;
	exec_fail(x, "%s", func_unknown(x->scratch, str_of(x->call->node->func->name)));
}

const struct func *
func_undefined(struct arena *a, str name)
{
	struct func *f = arena_alloc(a, sizeof *f);

	*f = (struct func){arena_str(a, name).p, 0, FUNC_ANY, FUNC_MISSING, undefined};
	return f;
}

const struct func funcs_exec[] = {
    {"and", 1, FUNC_ANY, FUNC_LAZY | FUNC_MISSING, NULL},
    {"or", 1, FUNC_ANY, FUNC_LAZY | FUNC_MISSING, NULL},
    {"failAt", 2, 2, 0, fail_at},
    {"warnAt", 2, 2, 0, warn},
    {NULL, 0, 0, 0, NULL},
};
