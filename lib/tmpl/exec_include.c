/* include and tpl: what a template gives, as a value. */
#include "base/arena.h"
#include "base/buf.h"
#include "base/die.h"
#include "data/val.h"
#include "tmpl/args.h"
#include "tmpl/context.h"
#include "tmpl/exec.h"
#include "tmpl/exec_eval.h"
#include "tmpl/fmt.h"
#include "tmpl/funcs.h"
#include "tmpl/parse.h"

/* What an include gave, known by where its text begins and ends, and what it gave it for. */
struct held {
	str text;
	const struct tmpl *t;
	struct value dot;
};

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
	size_t printed = x->printed;
	struct exec_rendering rendering = exec_render(x, t, dot, &b, form);
	struct value v;

	/* One that only checks gives nothing. */
	if (!rendering.structure && (b.n > 0 || x->printed > printed))
		return rendered(buf_str(&b));
	v = value_marked(buf_str(&b), MARK_BLOCK, NULL);
	v.indent = (uint16_t)context_indent(v.s);
	v.open = rendering.open;
	return v;
}

static str
key_of(const void *held)
{
	const struct held *h = held;

	return (str){(const char *)&h->text, sizeof h->text};
}

/* Notes what gave a string that a variable or the dot will hold. */
static void
hold(struct exec *x, const struct value *v, const struct tmpl *t, struct value dot)
{
	struct held *h;

	if (v->kind != VALUE_STRING || v->mark || v->s.n == 0)
		return;
	h = arena_alloc(x->scratch, sizeof *h);
	*h = (struct held){v->s, t, dot};
	x->held.arena = x->scratch;
	x->held.key = key_of;
	map_add(&x->held, h);
}

bool
exec_include_again(struct exec *x, const struct value *text, struct value *structure)
{
	const struct held *h = NULL;

	if (text->kind == VALUE_STRING && x->held.n > 0)
		h = map_get(&x->held, (str){(const char *)&text->s, sizeof text->s});
	if (h)
		*structure = render(x, h->t, h->dot, FORM_STRUCTURE);
	return h;
}

/* Names and labels are included again and again: what a template gives depends on the dot alone, so
   while the document stays as it is it is rendered once. What failAt reports is reported every
   time. */
static struct value
include(struct exec *x, const struct value *args, size_t n)
{
	struct tmpl *t = find(x, args_str(x, args[0]));
	enum exec_form form = exec_include_form(x);
	const struct val *dot = tree_of(args[1]);
	uint64_t run = x->runs;
	unsigned failed = x->failed;
	struct value v;

	(void)n;
	if (dot && t->given.run == run && t->given.dot == dot && t->given.form == form)
		v = t->given.value;
	else
		v = render(x, t, args[1], form);
	if (x->failed != failed)
		return v;
	if (x->context && x->call->node->flags & INCLUDE_HELD)
		hold(x, &v, t, args[1]);
	if (dot && x->runs == run)
		t->given = (struct given){run, dot, (uint8_t)form, v};
	return v;
}

/* The templates of the sets around one, as its own, so that what was noted of them is forgotten. */
static void
copy_outer(struct tmpl_set *set, struct arena *a)
{
	const struct tmpl_set *outer = set->outer;
	bool lenient = set->lenient;
	size_t i;

	parse_set(set, a, NULL);
	set->lenient = lenient;
	for (; outer; outer = outer->outer)
		for (i = 0; i < outer->table.cap; i++)
			if (outer->table.slots[i]) {
				struct tmpl *copy = arena_alloc(a, sizeof *copy);

				*copy = *(struct tmpl *)outer->table.slots[i];
				copy->given = (struct given){0};
				map_add(&set->table, copy);
			}
}

/* The template that a text is. What it defines, which changes what others include, is known to
   itself only. */
static struct tmpl *
parse_text(struct exec *x, str text)
{
	str copy = arena_str(x->scratch, text);
	struct tmpl *t = parse_file(x->set, "gotpl", copy);

	if (!t)
		die_now(DIE_INPUT);
	if (x->set->table.n == 1 || !x->set->outer)
		return t;
	copy_outer(x->set, x->scratch);
	return parse_file(x->set, "gotpl", copy);
}

static bool
has_action(str text)
{
	return str_find(text, STR("{{")) < text.n;
}

static str
tpl_text(struct exec *x, str text, struct value dot)
{
	struct buf b = {.arena = x->scratch};

	if (!has_action(text))
		return text;
	exec_render(x, parse_text(x, text), dot, &b, FORM_STRING);
	return buf_str(&b);
}

/* A tree, each of its strings being a template. */
static struct val *
tpl_tree(struct exec *x, const struct val *tree, struct value dot)
{
	struct val *out, *v;

	if (tree->kind == VAL_STRING)
		return val_string(x->scratch, tpl_text(x, val_text(tree), dot));
	if (val_is_scalar(tree))
		return val_copy(x->scratch, tree);
	out = val_new(x->scratch, tree->kind);
	for (v = val_first(tree); v; v = val_next(tree, v)) {
		struct val *item = tpl_tree(x, v, dot);
		str key;

		if (tree->kind == VAL_SEQUENCE) {
			val_push(out, item);
			continue;
		}
		key = tpl_text(x, val_key(v), dot);
		if (val_add(x->scratch, out, key, item))
			func_error(x, "two keys become \"%.*s\"", (int)key.n, key.p);
	}
	return out;
}

static struct value
call(struct exec *x, const char *name, const struct value *args, size_t n)
{
	return func_find(str_of(name))->call(x, args, n);
}

/* Of what toYaml, toJson or quote gave each string is a template, so that what one gives stays in
   its place. The result is written and indented as the whole was. */
static struct value
tpl_written(struct exec *x, const struct value *written, struct value dot)
{
	struct value v = value_of(tpl_tree(x, written->node, dot)), args[2];

	v = call(x, written->mark == MARK_FLOW ? "toJson" : "toYaml", &v, 1);
	args[0] = value_literal(written->indent);
	args[1] = v;
	if (written->s.p[0] == '\n')
		return call(x, "nindent", args, 2);
	return written->indent > 0 ? call(x, "indent", args, 2) : v;
}

/* Whether a text is finished YAML that stands as it was written, apart from indentation. */
static bool
is_written(const struct exec *x, const struct value *v)
{
	return x->context && v->mark && v->node && v->s.n > 0 &&
	    (v->indent == 0 || v->s.p[0] == '\n' || v->s.p[0] == ' ');
}

static struct value
tpl(struct exec *x, const struct value *args, size_t n)
{
	str text = args_str(x, args[0]);
	bool written = is_written(x, &args[0]);
	struct tmpl_set set, *outer = x->set;
	struct value v;

	(void)n;
	if (!has_action(text))
		return written ? args[0] : rendered(text);
	parse_set(&set, x->scratch, outer);
	x->set = &set;
	if (written)
		v = tpl_written(x, &args[0], args[1]);
	else
		v = rendered(tpl_text(x, text, args[1]));
	x->set = outer;
	return v;
}

const struct func funcs_include[] = {
    {"include", 2, 2, FUNC_LINES, include},
    {"tpl", 2, 2, FUNC_LINES, tpl},
    {NULL, 0, 0, 0, NULL},
};
