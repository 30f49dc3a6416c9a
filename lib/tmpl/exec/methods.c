/* The methods of Helm's objects, called on the mappings and lists that replace them in the
   stream: .Capabilities.APIVersions is a list, .Files is a mapping of paths to texts. A method
   is a function whose last argument is the receiver. */
#include "base/arena.h"
#include "data/val.h"
#include "tmpl/exec/eval.h"
#include "tmpl/exec/exec.h"
#include "tmpl/formats/glob.h"
#include "tmpl/funcs/args.h"
#include "tmpl/funcs/funcs.h"

static struct value
apply(struct exec *x, str name, struct value v)
{
	return func_find(name)->call(x, &v, 1);
}

FUNC(versions_has)
{
	str wanted = args_str(x, v[0]);
	struct value_walk w;

	for (w = value_walk(v[1]); value_next(&w);)
		if (w.item.kind == VALUE_STRING && str_eq(w.item.s, wanted))
			return value_bool(true);
	return value_bool(false);
}

/* A file of the chart is text of the template: in YAML mode it is markup, if it has no holes. */
FUNC(files_get)
{
	bool own = x->yaml && v[1].node && v[1].node == val_get(x->root, STR("Files"));
	struct value text;

	if (!value_get(&v[1], args_str(x, v[0]), &text))
		return value_string(STR(""));
	if (!own || text.kind != VALUE_STRING || str_find(text.s, STR(HOLE_BEGIN)) < text.s.n)
		return text;
	return value_markup(text.s, &x->holes.markup);
}

FUNC(files_glob)
{
	struct value some = value_map(func_arena(x));
	str pattern = args_str(x, v[0]);
	struct value_walk w;

	for (w = value_walk(v[1]); value_next(&w);)
		if (glob_match(func_arena(x), pattern, w.key))
			value_set(func_arena(x), some, w.key, w.item);
	return some;
}

/* Returns a mapping from file names without directories to the texts. If through is not
   NULL, it converts each text. */
static struct value
config(struct exec *x, struct value files, const char *through)
{
	struct value out = value_map(func_arena(x)), text;
	struct value_member *m = value_sorted(func_arena(x), files);
	size_t i, n = value_len(files);

	for (i = 0; i < n; i++) {
		text = through ? apply(x, str_of(through), m[i].value) : m[i].value;
		value_set(
		    func_arena(x), out, apply(x, STR("base"), value_string(m[i].key)).s, text);
	}
	return apply(x, STR("toYaml"), out);
}

FUNC(files_config)
{
	return config(x, v[0], NULL);
}

FUNC(files_secrets)
{
	return config(x, v[0], "b64enc");
}

/* The lines of markup are markup, too. */
FUNC(files_lines)
{
	struct value lines = value_list(func_arena(x), 0), line = files_get(x, v, n);
	str text = line.s;

	if (str_ends(text, STR("\n")))
		text.n--;
	else if (text.n == 0)
		return lines;
	for (;;) {
		bool last = str_find(text, STR("\n")) == text.n;

		line.s = str_split(&text, '\n');
		value_push(func_arena(x), lines, line);
		if (last)
			return lines;
	}
}

FUNC(values_map)
{
	return v[0];
}

FUNC(kube_version)
{
	struct value version;

	return value_get(&v[0], STR("Version"), &version) ? version : value_nil();
}

static const struct func list_methods[] = {{"Has", 2, 2, 0, versions_has}, {NULL, 0, 0, 0, NULL}};

static const struct func map_methods[] = {
    {"AsConfig", 1, 1, 0, files_config},
    {"AsMap", 1, 1, 0, values_map},
    {"AsSecrets", 1, 1, 0, files_secrets},
    {"Get", 2, 2, 0, files_get},
    {"GetBytes", 2, 2, 0, files_get},
    {"GitVersion", 1, 1, 0, kube_version},
    {"Glob", 2, 2, 0, files_glob},
    {"Lines", 2, 2, 0, files_lines},
    {NULL, 0, 0, 0, NULL},
};

const struct func *
exec_method(const struct exec *x, struct value v, str name)
{
	const struct func *m = v.kind == VALUE_LIST ? list_methods : map_methods;
	struct value own;

	if (x->missing != EXEC_HELM || (v.kind != VALUE_LIST && v.kind != VALUE_MAP))
		return NULL;
	if (v.kind == VALUE_MAP && value_get(&v, name, &own))
		return NULL;
	while (m->name && !str_is(name, m->name))
		m++;
	return m->name ? m : NULL;
}
