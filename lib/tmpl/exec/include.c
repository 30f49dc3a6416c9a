/* The functions include and tpl: they render a template and return its output as a value. */
#include "base/arena.h"
#include "base/buf.h"
#include "base/end.h"
#include "data/val.h"
#include "tmpl/exec/eval.h"
#include "tmpl/exec/exec.h"
#include "tmpl/formats/formats.h"
#include "tmpl/funcs/funcs.h"
#include "tmpl/go/fmt.h"
#include "tmpl/parse/parse.h"

/* Caches the last output of each template for the same dot, a mapping of the document: templates
   include names and labels again and again. The cache is valid while the document does not change;
   the calls of failAt and warnAt that are skipped would only repeat their notes. (Saves 10 % of the
   instructions of a chart of nine manifests.) */
FUNC(include)
{
	str name = value_text(&v[0]);
	struct tmpl *t = parse_template(x->set, name);
	const struct val *dot = v[1].kind == VALUE_MAP && !v[1].own ? v[1].node : NULL;
	uint64_t run = x->runs;
	struct value out;

	if (!t)
		func_error(x, "template: no template %s associated with template %s%s",
		    fmt_quote(a, name), fmt_quote(a, str_of(x->tmpl->source->name)),
		    exec_meant_template(x, name));
	if (dot && t->cache.run == run && t->cache.dot == dot)
		return t->cache.value;
	out = exec_render(x, t, v[1]);
	if (dot && x->runs == run)
		t->cache = (struct tmpl_cache){run, dot, out};
	return out;
}

/* Parses a text as a template. During this call of tpl its definitions replace those of the same
   name for all templates, so cached outputs are no longer valid. */
static struct tmpl *
parse_text(struct exec *x, str text)
{
	static const char name[] = "gotpl";
	struct tmpl *t;

	/* As a definition, an empty text would not replace the text of an earlier string. */
	if (map_get(&x->set->table, str_of(name)))
		map_remove(&x->set->table, str_of(name));
	t = parse_file(x->set, name, arena_str(x->scratch, text));
	if (!t) {
		exec_say_origin(x);
		end_input();
	}
	x->runs += x->set->table.n > 1;
	return t;
}

static bool
has_action(str text)
{
	return str_find(text, STR("{{")) < text.n;
}

/* Renders a text as a template. Returns markup in YAML mode. */
static struct value
tpl_markup(struct exec *x, str text, struct value dot)
{
	if (!has_action(text))
		return func_text(x, text);
	return exec_render(x, parse_text(x, text), dot);
}

/* Renders a text of the document as a template. The result is a string, except for indent and
   nindent, which take it as markup. */
static struct value
tpl_document(struct exec *x, str text, struct value dot)
{
	struct value v;

	/* parse_file refuses what looks like a hole, but a text without actions is not parsed. */
	if (!has_action(text) && str_find(text, STR(HOLE_BEGIN)) < text.n)
		return value_string(text);
	v = tpl_markup(x, text, dot);
	v.from_tpl = v.markup;
	return v;
}

static str
tpl_text(struct exec *x, str text, struct value dot)
{
	struct value v = tpl_document(x, text, dot);

	return value_text(&v);
}

/* Renders a string as a template. Helm renders the text that toYaml wrote, so the string keeps its
   quotes. In that text {{- at the start of a block scalar removes the line break after the header.
   So if a string of several lines begins with {{-, the result here loses its first line break. */
static struct val *
tpl_string(struct exec *x, str text, struct value dot)
{
	str rendered = tpl_text(x, text, dot);
	struct val *out;

	if (str_starts(text, STR("{{- ")) && str_starts(rendered, STR("\n")) &&
	    memchr(text.p, '\n', text.n))
		rendered = str_from(rendered, 1);
	out = val_string(x->scratch, rendered);
	if (has_action(text))
		out->quote = to_yaml_quote(x->scratch, text);
	return out;
}

/* Copies a tree and renders each of its strings as a template. */
static struct val *
tpl_tree(struct exec *x, const struct val *tree, struct value dot)
{
	struct val *out, *v;

	x->set->origin = tree;
	if (tree->kind == VAL_STRING)
		return tpl_string(x, val_text(tree), dot);
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
		item->key_quote =
		    has_action(val_key(v)) ? to_yaml_quote(x->scratch, val_key(v)) : '\0';
		if (val_add(x->scratch, out, key, item))
			func_error(
			    x, "two keys of the mapping both become \"%.*s\"", (int)key.n, key.p);
	}
	return out;
}

/* Renders the strings in a hole. Each string stays in its place, whatever its template renders. */
static struct hole
tpl_hole(struct exec *x, struct hole hole, struct value dot)
{
	struct value v = hole.value;
	bool string = v.kind == VALUE_STRING;

	if (hole.spelling <= HOLE_NUMBER && !(string && has_action(v.s)))
		return hole;
	x->set->origin = value_origin(v);
	if (hole.spelling <= HOLE_NUMBER)
		hole.value = value_string(tpl_text(x, v.s, dot));
	else if (string)
		hole.value = value_of(tpl_string(x, v.s, dot));
	else if (hole_is_collection(&hole)) /* a copy, because its templates may change it */
		hole.value = value_of(tpl_tree(x, val_copy(x->scratch, v.node), dot));
	return hole;
}

/* Renders markup as a template, and the strings in its holes too. */
static struct value
tpl_holes(struct exec *x, str text, struct value dot)
{
	struct buf b = {.arena = x->scratch};
	size_t at, from = 0;
	struct hole hole;

	for (; (at = hole_find(text, from)) < text.n; from = at + HOLE_SIZE) {
		buf_add(&b, str_sub(text, from, at - from));
		hole = tpl_hole(x, x->holes.hole[hole_id(text, at)], dot);
		*hole_put(&x->holes, &b) = hole;
	}
	buf_add(&b, str_from(text, from));
	x->set->markup = true;
	x->set->origin = NULL;
	return tpl_markup(x, buf_str(&b), dot);
}

/* Returns whether markup has a hole within an action. */
static bool
has_hole_in_action(str text)
{
	size_t end;

	for (; has_action(text); text = str_from(text, end)) {
		text = str_from(text, str_find(text, STR("{{")));
		end = str_find(text, STR("}}"));
		if (hole_find(text, 0) < end)
			return true;
	}
	return false;
}

FUNC(tpl)
{
	struct tmpl_set set, *outer = x->set;
	struct value out;

	parse_set(&set, x->scratch, outer);
	x->set = &set;
	x->set->origin = value_origin(v[0]);
	if (!v[0].markup)
		out = tpl_document(x, v[0].s, v[1]);
	else if (has_hole_in_action(v[0].s))
		/* A value is part of an action: the result is a string. */
		out = value_string(tpl_text(x, value_text(&v[0]), v[1]));
	else
		out = tpl_holes(x, v[0].s, v[1]);
	x->set = outer;
	x->runs += set.table.n > 1;
	return out;
}

const struct func funcs_include[] = {
    {"include", "sA", 0, include, 0},
    {"tpl", "SA", 0, tpl, 0},
    {0},
};
