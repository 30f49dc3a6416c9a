/* Functions that write and read YAML, JSON and TOML. In YAML mode, a writer of YAML or JSON returns
   one hole, whose value is its argument. As in Helm, a reader that fails returns a map {Error: …}
   or a list with the error. */
#include "base/arena.h"
#include "base/buf.h"
#include "base/in.h"
#include "data/val.h"
#include "data/yaml_in.h"
#include "tmpl/formats/formats.h"
#include "tmpl/funcs/funcs.h"
#include "tmpl/yaml/hole.h"
#include "tmpl/yaml/settle.h"

static struct val *
tree_of(struct exec *x, struct value v)
{
	const char *error;
	struct val *tree = value_tree(func_env(x)->arena, v, &error);

	if (!tree)
		func_error(x, "%s", error);
	return tree;
}

FUNC(do_write)
{
	struct buf b = {.arena = a};
	struct val *tree = tree_of(x, v[0]);
	struct hole hole = {.value = value_of(tree), .spelling = (enum hole_spelling)f->which};

	if (!func_env(x)->holes)
		return value_string(hole_text(a, &hole, false));
	/* In YAML mode settling decides the layout. */
	if (hole.spelling == HOLE_PRETTY_YAML)
		hole.spelling = HOLE_YAML;
	*hole_put(func_env(x)->holes, &b) = hole;
	return func_text(x, buf_str(&b));
}

/* Returns v as a value if it has this kind; null becomes an empty collection. For any other v, or
   NULL, returns a collection that contains error, or a message of its own if error is NULL. */
static struct value
checked(struct exec *x, struct val *v, enum val_kind kind, const char *error)
{
	struct arena *a = func_env(x)->arena;
	bool map = kind == VAL_MAPPING;
	struct value out = map ? value_map(a) : value_list(a, 0);

	if (v && v->kind == (unsigned)kind)
		return value_of(v);
	if (v && v->kind == VAL_NULL)
		return out;
	if (!error)
		error = map ? "cannot unmarshal into a map: the text is not a mapping"
			    : "cannot unmarshal into a list: the text is not a sequence";
	if (map)
		value_set(a, out, STR("Error"), value_string(str_of(error)));
	else
		value_push(a, &out, value_string(str_of(error)));
	return out;
}

/* The first mistake in a text. Later mistakes may be only its effects. */
struct first_mistake {
	struct arena *a;
	const char *text;
};

static void
keep_mistake(void *context, const struct yaml_mistake *m)
{
	struct first_mistake *first = context;
	str path = m->path.n > 1 ? m->path : STR("");

	if (!first->text)
		first->text = buf_format(first->a, "line %u:%u: %.*s%s%s", (unsigned)m->pos.line,
		    (unsigned)m->pos.col, (int)path.n, path.p, path.n ? ": " : "", m->message);
}

/* Reads the first document of a text as go-yaml does (yaml_options.loose). Returns NULL and sets
   *error if something is wrong. An empty text is null. */
static struct val *
read_yaml(struct arena *a, str text, const char **error)
{
	struct first_mistake first = {.a = a};
	struct yaml_options options = {.report = keep_mistake, .context = &first, .loose = true};
	struct arena reader = {0};
	struct val *v;
	struct in in;

	in_text(&in, "text", text);
	v = yaml_in_next(yaml_in_open(&reader, &in, &options), a);
	arena_free(&reader);
	*error = first.text;
	return first.text ? NULL : v ? v : val_new(a, VAL_NULL);
}

/* Reads markup as YAML or JSON. settle first writes each value as a scalar or a collection, so that
   its text cannot add keys or items. If v is only a hole of toYaml or toJson, returns its value. */
static struct val *
read_markup(struct exec *x, struct value v, const char **error)
{
	const struct func_env *env = func_env(x);
	struct arena *a = env->arena;
	const struct hole *only = hole_only(env->holes, v.s);
	struct buf text = {.arena = a};
	struct settled settled;

	if (only && only->spelling >= HOLE_YAML)
		return val_copy(a, value_tree(a, only->value, NULL));
	settled =
	    settle(env->holes, a, v.s, SETTLE_TREE | (env->strict ? SETTLE_STRICT : 0), &text);
	if (settled.tree && !settled.mistake)
		return settled.tree;
	if (!settled.mistake)
		return read_yaml(a, buf_str(&text), error);
	*error = buf_format(a, "line %zu:%zu: %s", settled.mistake->line + 1,
	    settled.mistake->col + 1, settled.mistake->message);
	return NULL;
}

/* Returns whether a string is markup with holes that is not just one printed value. */
static bool
is_mixed(struct exec *x, struct value v)
{
	const struct hole *only;

	if (!v.markup || hole_find(v.s, 0) == v.s.n)
		return false;
	only = hole_only(func_env(x)->holes, v.s);
	return !only || only->spelling > HOLE_NUMBER;
}

enum { MAP = 0, LIST = 1, JSON = 2, ANY = 4 };

FUNC(do_read)
{
	const char *error = NULL;
	struct val *tree = is_mixed(x, v[0]) ? read_markup(x, v[0], &error)
	    : f->which & JSON                ? json_read(a, value_text(&v[0]), &error)
					     : read_yaml(a, value_text(&v[0]), &error);

	if (!(f->which & ANY))
		return checked(x, tree, f->which & LIST ? VAL_SEQUENCE : VAL_MAPPING, error);
	if (!tree)
		func_error(x, "%s", error);
	return value_of(tree);
}

/* As in Helm, returns the message if the value cannot be written. */
FUNC(do_to_toml)
{
	struct buf b = {.arena = a};
	const char *error;

	if (func_is_nil(v[0]))
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
	error = toml_read(a, value_text(&v[0]), &map);
	return error ? checked(x, NULL, VAL_MAPPING, error) : map;
}

const struct func funcs_yaml[] = {
    {"toYaml mustToYaml", "a", 0, do_write, HOLE_YAML},
    {"toYamlPretty", "a", 0, do_write, HOLE_PRETTY_YAML},
    {"toJson mustToJson", "a", 0, do_write, HOLE_JSON},
    {"toRawJson mustToRawJson", "a", 0, do_write, HOLE_RAW_JSON},
    {"toPrettyJson mustToPrettyJson", "a", 0, do_write, HOLE_PRETTY_JSON},
    {"fromYaml", "S", 0, do_read, MAP},
    {"fromYamlArray", "S", 0, do_read, LIST},
    {"fromJson", "S", 0, do_read, JSON | MAP},
    {"fromJsonArray", "S", 0, do_read, JSON | LIST},
    {"mustFromJson", "S", 0, do_read, JSON | ANY},
    {"toToml", "a", 0, do_to_toml, 0},
    {"fromToml", "S", 0, do_from_toml, 0},
    {0},
};
