/* The services of the run that funcs.h offers to functions; the messages that end a run: as in Go,
   with the node that Go names; and failAt and warnAt, which add notes to the document. */
#include "tmpl/funcs/funcs.h"

#include <stdarg.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/die.h"
#include "base/end.h"
#include "data/note.h"
#include "data/path.h"
#include "data/val.h"
#include "tmpl/exec/eval.h"
#include "tmpl/exec/exec.h"
#include "tmpl/go/fmt.h"
#include "tmpl/parse/node.h"
#include "tmpl/parse/parse.h"

void
exec_say_origin(const struct exec *x)
{
	const struct val *origin = x->about ? x->about : x->set->origin;

	if (origin && origin->file)
		die_note(buf_format(x->scratch, "    the %s is from %s",
		    x->about ? "value" : "text of tpl", pos_text(x->scratch, val_pos(origin))));
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
	node_fault(x->scratch, x->tmpl->source, x->node->pos, true, buf_cstr(&b));
	exec_say_origin(x);
	end_input();
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
exec_not_set(struct exec *x, struct value v)
{
	exec_fail(x, "%.*s is not set%s", (int)v.s.n, v.s.p, exec_meant_path(x, v.s));
}

/* Makes the message name the argument v, unless v was piped in or is not an argument. */
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

struct func_env *
func_env(struct exec *x)
{
	return &x->env;
}

void
func_change(struct exec *x)
{
	for (; x->copied < x->holes.n; x->copied++) {
		struct hole *hole = &x->holes.hole[x->copied];

		if (hole_is_collection(hole))
			hole->value = value_of(val_copy(x->scratch, hole->value.node));
	}
	x->values_stay = true;
	x->runs++;
}

/* Markup that `set` put into the document as a plain string: n bytes at address. */
struct set_markup {
	uint64_t address;
	size_t n;
	struct value markup;
};

void
func_note_markup(struct exec *x, struct value map, str key, struct value v)
{
	struct set_markup *m;
	struct value there;

	if (!v.markup || !v.holes || !value_get(&map, key, &there) || there.s.n == 0)
		return;
	m = arena_alloc(x->scratch, sizeof *m);
	*m = (struct set_markup){(uintptr_t)there.s.p, there.s.n, v};
	if (map_add(&x->markups, m))
		map_replace(&x->markups, m);
}

struct value
func_markup(const struct exec *x, struct value v)
{
	uint64_t address = (uintptr_t)v.s.p;
	const struct set_markup *m;

	if (x->markups.n == 0 || v.kind != VALUE_STRING || v.markup)
		return v;
	m = map_get(&x->markups, map_number(&address));
	return m && m->n == v.s.n ? m->markup : v;
}

/* Walks from the item of the last call: index over 10,000 items in turn takes 14 million
   instructions instead of 214 million. */
struct value
func_item(struct exec *x, struct value list, size_t i)
{
	struct value_walk *w = &x->index;

	if (w->of.node != list.node || x->index_run != x->runs || w->i > i + 1)
		*w = value_walk(list);
	x->index_run = x->runs;
	while (w->i <= i)
		value_next(w);
	return w->item;
}

struct value
func_value(struct exec *x, const struct value *v)
{
	const char *error;
	struct val *tree;

	if (v->kind != VALUE_LIST && v->kind != VALUE_MAP)
		return value_plain(v);
	if (!(tree = value_tree(x->scratch, *v, &error)))
		exec_fail(x, "%s", error);
	return value_of(tree);
}

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
   checks. A second run adds nothing. Prints nothing. */
FUNC(note)
{
	struct buf text = {.arena = x->scratch};
	size_t count, i, at = 0;
	const str *paths = func_strings(x->scratch, v[0], &count);

	if (count == 0)
		func_error(x, "expected a path, or a list of paths");
	for (i = count; i-- > 0;)
		if (val_same_file(nearest(x, paths[i]), x->root))
			at = i;
	if (!x->mistake && !is_known(x, paths, count)) {
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
