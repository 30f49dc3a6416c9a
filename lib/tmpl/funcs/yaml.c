/* Functions that write and read YAML, JSON and TOML. In YAML mode a writer of YAML or JSON
   returns a hole for a whole value. As in Helm, a reader that fails returns a map {Error: …} or
   a list with the error. */
#include <math.h>

#include "base/arena.h"
#include "base/buf.h"
#include "data/json_out.h"
#include "data/val.h"
#include "data/yaml_text.h"
#include "tmpl/formats/toml.h"
#include "tmpl/funcs/args.h"
#include "tmpl/go/go_json_parse.h"
#include "tmpl/go/print.h"
#include "tmpl/go/to_yaml.h"
#include "tmpl/yaml/hole.h"
#include "tmpl/yaml/settle.h"

/* Returns whether v has a JSON form. Infinity and NaN do not; only a template's arithmetic can
   make them. */
static bool
has_json(struct value v, int depth)
{
	bool made = v.kind == VALUE_LIST ? v.as.list != NULL : v.kind == VALUE_MAP && v.as.map;
	struct value_walk w;

	if (v.kind == VALUE_FLOAT)
		return isfinite(v.as.f);
	if (!made || depth > VALUE_DEPTH)
		return true;
	for (w = value_walk(v); value_next(&w);)
		if (!has_json(w.item, depth + 1))
			return false;
	return true;
}

static struct val *
tree_of(struct exec *x, struct value v)
{
	struct val *tree = value_tree(func_arena(x), v);

	if (!has_json(v, 0))
		func_error(x, "infinity and NaN have no JSON form");
	if (!tree)
		func_error(x, "a value nested deeper than %d", VALUE_DEPTH);
	return tree;
}

/* Returns a hole for a whole value. */
static struct value
whole(struct exec *x, struct val *tree, enum hole_spelling spelling)
{
	struct buf b = {.arena = func_arena(x)};

	func_lend(x, tree);
	hole_put(func_holes(x), &b,
	    (struct hole){.value = value_of(tree), .spelling = (uint8_t)spelling});
	return args_markup(x, &b);
}

FUNC(do_to_yaml)
{
	struct buf b = {.arena = func_arena(x)};
	struct val *tree = tree_of(x, v[0]);

	if (func_holes(x))
		return whole(x, tree, HOLE_YAML);
	to_yaml(&b, tree, false);
	return value_string(buf_str(&b));
}

/* In YAML mode it is the same as toYaml: the writer decides the layout. */
FUNC(do_to_yaml_pretty)
{
	struct buf b = {.arena = func_arena(x)};

	if (func_holes(x))
		return do_to_yaml(x, v, n);
	to_yaml(&b, tree_of(x, v[0]), true);
	return value_string(buf_str(&b));
}

static struct value
json(struct exec *x, struct value v, bool html, bool pretty)
{
	struct buf b = {.arena = func_arena(x)};
	struct val *tree = tree_of(x, v);

	if (func_holes(x))
		return whole(x, tree, pretty ? HOLE_PRETTY_JSON : html ? HOLE_JSON : HOLE_RAW_JSON);
	json_out(&b, tree, JSON_GO | (html ? JSON_HTML : 0) | (pretty ? JSON_PRETTY : 0));
	return value_string(buf_str(&b));
}

FUNC(do_to_json)
{
	return json(x, v[0], true, false);
}

FUNC(do_to_raw_json)
{
	return json(x, v[0], false, false);
}

FUNC(do_to_pretty_json)
{
	return json(x, v[0], true, true);
}

static struct value
error_map(struct exec *x, const char *error)
{
	struct value out = value_map(func_arena(x));

	value_set(func_arena(x), out, STR("Error"), value_string(str_of(error)));
	return out;
}

static struct value
error_list(struct exec *x, const char *error)
{
	struct value out = value_list(func_arena(x), 1);

	value_push(func_arena(x), out, value_string(str_of(error)));
	return out;
}

/* Checks that a tree is a collection of a kind. null is an empty one. */
static struct value
checked(struct exec *x, struct val *v, enum val_kind kind, const char *error)
{
	bool map = kind == VAL_MAPPING;

	if (v && v->kind == (unsigned)kind)
		return value_of(v);
	if (v && v->kind == VAL_NULL)
		return map ? value_map(func_arena(x)) : value_list(func_arena(x), 0);
	if (!error)
		error = map ? "cannot unmarshal into a map: the text is not a mapping"
			    : "cannot unmarshal into a list: the text is not a sequence";
	return map ? error_map(x, error) : error_list(x, error);
}

/* Reads markup as YAML or JSON. settle first writes each value as a scalar or a collection, so that
   its text cannot add keys or items. If v is only a hole of toYaml or toJson, returns its value. */
static struct val *
read_markup(struct exec *x, struct value v, const char **error)
{
	struct arena *a = func_arena(x);
	const struct hole *only = hole_only(func_holes(x), v.s);
	const struct settle_mistake *mistake;
	struct buf text = {.arena = a}, b = {.arena = a};
	struct settled settled;

	if (only && only->spelling >= HOLE_YAML)
		return value_tree(a, value_copy(a, only->value));
	mistake = settle(func_holes(x), a, v.s, SETTLE_TREE | (func_strict(x) ? SETTLE_STRICT : 0),
	    &text, &settled);
	if (!mistake && settled.tree)
		return settled.tree;
	if (!mistake)
		return yaml_text_loose(a, "text", buf_str(&text), error);
	buf_printf(&b, "line %zu:%zu: %s", mistake->line + 1, mistake->col + 1, mistake->message);
	*error = buf_cstr(&b);
	return NULL;
}

/* Returns whether a string is markup other than plain text. */
static bool
is_mixed(struct exec *x, struct value v)
{
	const struct hole *only;

	if (v.kind != VALUE_STRING || !v.markup || hole_find(v.s, 0) == v.s.n)
		return false;
	only = hole_only(func_holes(x), v.s);
	return !only || only->spelling != HOLE_PRINT;
}

static struct value
from_yaml(struct exec *x, struct value v, enum val_kind kind)
{
	const char *error = NULL;
	struct val *tree = is_mixed(x, v)
	    ? read_markup(x, v, &error)
	    : yaml_text_loose(func_arena(x), "text", args_str(x, v), &error);

	return checked(x, tree, kind, error);
}

FUNC(do_from_yaml)
{
	return from_yaml(x, v[0], VAL_MAPPING);
}

FUNC(do_from_yaml_array)
{
	return from_yaml(x, v[0], VAL_SEQUENCE);
}

static struct val *
read_json(struct exec *x, struct value v, const char **error)
{
	return is_mixed(x, v) ? read_markup(x, v, error)
			      : go_json_parse(func_arena(x), args_str(x, v), error);
}

static struct value
from_json(struct exec *x, struct value v, enum val_kind kind)
{
	const char *error = NULL;
	struct val *tree = read_json(x, v, &error);

	return checked(x, tree, kind, error);
}

FUNC(do_from_json)
{
	return from_json(x, v[0], VAL_MAPPING);
}

FUNC(do_from_json_array)
{
	return from_json(x, v[0], VAL_SEQUENCE);
}

FUNC(do_must_from_json)
{
	const char *error = NULL;
	struct val *tree = read_json(x, v[0], &error);

	if (!tree)
		func_error(x, "%s", error);
	return value_of(tree);
}

/* As in Helm, returns the message if the value cannot be written. */
FUNC(do_to_toml)
{
	struct buf b = {.arena = func_arena(x)};
	const char *error;

	if (args_nil(v[0]))
		func_error(x, "null cannot be written as TOML");
	error = toml_write(&b, tree_of(x, v[0]));
	return value_string(error ? str_of(error) : buf_str(&b));
}

/* Fails for template text that contains values: they could add keys. */
FUNC(do_from_toml)
{
	struct value map;
	const char *error;

	if (is_mixed(x, v[0]))
		func_error(x, "values within TOML could change its structure: use fromYaml");
	error = toml_read(func_arena(x), args_str(x, v[0]), &map);
	return error ? error_map(x, error) : map;
}

const struct func funcs_yaml[] = {
    {"toYaml", 1, 1, 0, do_to_yaml},
    {"toYamlPretty", 1, 1, 0, do_to_yaml_pretty},
    {"mustToYaml", 1, 1, 0, do_to_yaml},
    {"toJson", 1, 1, 0, do_to_json},
    {"mustToJson", 1, 1, 0, do_to_json},
    {"toRawJson", 1, 1, 0, do_to_raw_json},
    {"mustToRawJson", 1, 1, 0, do_to_raw_json},
    {"toPrettyJson", 1, 1, 0, do_to_pretty_json},
    {"mustToPrettyJson", 1, 1, 0, do_to_pretty_json},
    {"fromYaml", 1, 1, FUNC_MARKUP, do_from_yaml},
    {"fromYamlArray", 1, 1, FUNC_MARKUP, do_from_yaml_array},
    {"fromJson", 1, 1, FUNC_MARKUP, do_from_json},
    {"fromJsonArray", 1, 1, FUNC_MARKUP, do_from_json_array},
    {"mustFromJson", 1, 1, FUNC_MARKUP, do_must_from_json},
    {"toToml", 1, 1, 0, do_to_toml},
    {"fromToml", 1, 1, FUNC_MARKUP, do_from_toml},
    {0},
};
