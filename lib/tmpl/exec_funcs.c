/* The functions that need the run itself: and, or (which exec_eval.c evaluates), include, tpl,
   failAt. */
#include "base/arena.h"
#include "base/buf.h"
#include "base/die.h"
#include "data/path.h"
#include "data/val.h"
#include "tmpl/args.h"
#include "tmpl/context.h"
#include "tmpl/exec.h"
#include "tmpl/exec_eval.h"
#include "tmpl/fmt.h"
#include "tmpl/funcs.h"
#include "tmpl/opening.h"
#include "tmpl/parse.h"
#include "tmpl/print.h"

static struct tmpl *
find(struct exec *x, str name)
{
	struct tmpl *t = parse_template(x->set, name);
	struct buf shown = {.arena = x->scratch}, in = {.arena = x->scratch};

	if (t)
		return t;
	fmt_quoted(&shown, name, false);
	fmt_quoted(&in, str_of(x->source->name), false);
	func_error(x, "template: no template %s associated with template %s", buf_cstr(&shown),
	    buf_cstr(&in));
}

/* The tree that a value is, or NULL where it is no collection or the template's own. */
static const struct val *
tree_of(struct value v)
{
	bool list = v.kind == VALUE_LIST && !v.as.list, map = v.kind == VALUE_MAP && !v.as.map;

	return list || map ? v.node : NULL;
}

/* A string that a template gave. */
static struct value
rendered(str text)
{
	struct value v = value_string(text);

	v.rendered = true;
	return v;
}

static struct value
render(struct exec *x, const struct tmpl *t, struct value dot, enum exec_form form)
{
	struct buf b = {.arena = x->scratch};
	unsigned failed = x->failed;
	struct context_result result = exec_render(x, t, dot, &b, form != FORM_STRING);
	struct value v;

	if (form == FORM_STRING)
		return rendered(buf_str(&b));
	if (form == FORM_LINES && (result.begun || opening_of_text(buf_str(&b)) == 0))
		return x->failed == failed ? render(x, t, dot, FORM_STRING) : rendered(buf_str(&b));
	v = value_marked(buf_str(&b), MARK_BLOCK, NULL);
	v.indent = (uint16_t)context_indent(v.s);
	v.open = result.open;
	return v;
}

/* Names and labels are included again and again: what a template gives depends on the dot alone, so
   while the document stays as it is it is rendered once. What failAt reports is reported every
   time. */
static struct value
include(struct exec *x, const struct value *args, size_t n)
{
	struct tmpl *t = find(x, args_str(x, args[0]));
	enum exec_form form = exec_include_form(x, t);
	const struct val *dot = tree_of(args[1]);
	uint64_t run = x->runs;
	unsigned failed = x->failed;
	struct value v;

	(void)n;
	if (dot && t->given.run == run && t->given.dot == dot && t->given.form == form)
		return t->given.value;
	v = render(x, t, args[1], form);
	if (dot && x->runs == run && x->failed == failed)
		t->given = (struct given){run, dot, (uint8_t)form, v};
	return v;
}

static struct value
tpl(struct exec *x, const struct value *args, size_t n)
{
	str text = args_str(x, args[0]);
	struct tmpl_set set;
	struct tmpl_set *outer = x->set;
	struct buf b = {.arena = x->scratch};
	struct tmpl *t;
	size_t i;

	(void)n;
	/* What the text defines is known to itself only. */
	parse_set(&set, x->scratch);
	for (i = 0; i < outer->table.cap; i++)
		if (outer->table.slots[i]) {
			struct tmpl *copy = arena_alloc(x->scratch, sizeof *copy);

			*copy = *(struct tmpl *)outer->table.slots[i];
			copy->given = (struct given){0};
			copy->pass = copy->opening = 0;
			map_add(&set.table, copy);
		}
	x->set = &set;
	t = parse_file(&set, "gotpl", arena_str(x->scratch, text));
	exec_render(x, t, args[1], &b, false);
	x->set = outer;
	return rendered(buf_str(&b));
}

/* The value at path, or the nearest above it that there is: something to point at. */
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

/* failAt PATH MESSAGE: reported at once, and the run goes on, to fail at its end: all checks of a
   request are said in one go. */
static struct value
fail_at(struct exec *x, const struct value *args, size_t n)
{
	str path = args_str(x, args[0]), message = print_str(x->scratch, args[1]);
	struct val *v = nearest(x, path);

	(void)n;
	warn_at(val_pos(v), "%.*s: %.*s", (int)path.n, path.p, (int)message.n, message.p);
	x->failed++;
	return value_string(STR(""));
}

const struct func funcs_exec[] = {
    {"and", 1, FUNC_ANY, FUNC_LAZY | FUNC_MISSING, NULL},
    {"or", 1, FUNC_ANY, FUNC_LAZY | FUNC_MISSING, NULL},
    {"include", 2, 2, FUNC_LINES, include},
    {"tpl", 2, 2, FUNC_LINES, tpl},
    {"failAt", 2, 2, 0, fail_at},
    {NULL, 0, 0, 0, NULL},
};
