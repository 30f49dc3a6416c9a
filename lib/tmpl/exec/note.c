/* The functions failAt and warnAt, which add notes to the document, and the function that is called
   in place of an unknown one. The table also has `and` and `or`, which eval.c evaluates. */
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/die.h"
#include "data/note.h"
#include "data/path.h"
#include "data/val.h"
#include "tmpl/exec/eval.h"
#include "tmpl/exec/exec.h"
#include "tmpl/funcs/funcs.h"
#include "tmpl/go/fmt.h"

/* Returns the value at path, or the nearest existing value above it. */
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
		if (!(child = path_descend(v, &segment)))
			break;
	}
	return v;
}

/* Returns whether the value is set in the document itself, not by a default. */
static bool
is_written(struct exec *x, const struct val *v)
{
	return v->file && x->root->file && strcmp(v->file, x->root->file) == 0;
}

/* Adds "; PATH is at PLACE" for each path with a known place, except paths[but]. */
static void
add_others(struct exec *x, struct buf *b, const str *paths, size_t n, size_t but)
{
	const struct val *v;
	size_t i;

	for (i = 0; i < n; i++) {
		v = nearest(x, paths[i]);
		if (i == but || !v->file)
			continue;
		buf_printf(b, "; %.*s is at %s", (int)paths[i].n, paths[i].p,
		    pos_text(b->arena, val_pos(v)));
	}
}

/* Returns whether one of the paths has a finding already. For a single collection only a finding of
   an earlier tool at the path itself counts: several checks of the templates may report the same
   collection. */
static bool
is_known(struct exec *x, const str *paths, size_t n)
{
	bool one = n == 1 && !val_is_scalar(nearest(x, paths[0]));
	size_t i = 0;

	while (i < n && !note_is_about(x->notes, paths[i], one ? NOTE_READ : NOTE_BELOW))
		i++;
	return i < n;
}

/* Adds a finding or a warning MESSAGE about PATH. For several paths it uses the place of the
   first one that the document itself sets. The run continues, so that one run reports all failed
   checks. Prints nothing. */
FUNC(note)
{
	struct buf text = {.arena = x->scratch};
	size_t count, i, at = 0;
	const str *paths = func_strings(x->scratch, v[0], &count);

	if (count == 0)
		func_error(x, "expected a path, or a list of paths");
	for (i = count; i-- > 0;)
		if (is_written(x, nearest(x, paths[i])))
			at = i;
	if (!is_known(x, paths, count)) {
		buf_add(&text, print_str(x->scratch, v[1]));
		add_others(x, &text, paths, count, at);
		note_add(x->notes, (enum note_kind)f->which,
		    path_pos(x->scratch, x->root, paths[at]), "%.*s: %s", (int)paths[at].n,
		    paths[at].p, buf_cstr(&text));
	}
	return value_markup(STR(""), NULL);
}

FUNC(undefined)
{
	exec_fail(x, "%s", func_unknown(x->scratch, str_of(f->name)));
}

const struct func *
func_undefined(struct arena *a, str name)
{
	struct func *f = arena_alloc(a, sizeof *f);

	*f = (struct func){arena_str(a, name).p, "a*", FUNC_MISSING, undefined, 0};
	return f;
}

const struct func funcs_exec[] = {
    {"and", "aa*", FUNC_LAZY | FUNC_MISSING, NULL, 0},
    {"or", "aa*", FUNC_LAZY | FUNC_MISSING, NULL, 0},
    {"failAt", "aa", 0, note, NOTE_FINDING},
    {"warnAt", "aa", 0, note, NOTE_WARNING},
    {0},
};
