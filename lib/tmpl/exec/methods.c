/* The methods of Helm's objects, called on the mappings and lists that replace them in the
   stream: .Capabilities.APIVersions is a list, .Files is a mapping of paths to texts. A method
   is a function whose last argument is the receiver. */
#include "base/buf.h"
#include "base/regex.h"
#include "base/utf8.h"
#include "data/val.h"
#include "tmpl/exec/eval.h"
#include "tmpl/exec/exec.h"
#include "tmpl/funcs/funcs.h"
#include "tmpl/parse/parse.h"

static struct value
apply(struct exec *x, str name, struct value v)
{
	const struct func *f = func_find(name);

	func_prepare(x, f, &v, 1);
	return f->call(f, x, x->scratch, &v, 1);
}

FUNC(versions_has)
{
	const struct func *has = func_find(STR("has"));

	return has->call(has, x, a, v, n);
}

/* Returns `text`, the contents of a file in `files`. The document's .Files are template text, so in
   YAML mode the result is markup, unless it contains U+E000. */
static struct value
file_text(struct exec *x, struct value files, struct value text)
{
	bool own = x->set->yaml && files.node && files.node == val_get(x->root, STR("Files"));

	if (!own || text.kind != VALUE_STRING || str_find(text.s, STR(HOLE_BEGIN)) < text.s.n)
		return text;
	return value_markup(text.s, &x->holes.markup);
}

FUNC(files_get)
{
	struct value text;

	return value_get(&v[1], v[0].s, &text) ? file_text(x, v[1], text) : value_string(STR(""));
}

/* Adds the first character or escape of s in the form \x{…}, and returns its length. */
static size_t
add_char(struct buf *b, str s)
{
	size_t skip = s.p[0] == '\\' && s.n > 1, n;
	uint32_t rune;

	n = utf8_next(str_from(s, skip), &rune);
	buf_printf(b, "\\x{%x}", (unsigned)rune);
	return skip + n;
}

/* Adds the character class at the beginning of s and returns its length. If the class is empty or
   does not end, adds a character that is too large, so that the pattern does not compile. */
static size_t
add_class(struct buf *b, str s)
{
	bool negated = str_starts(s, STR("[!"));
	size_t begin = 1 + negated, i = begin;

	buf_add(b, negated ? STR("[^") : STR("["));
	while (i < s.n && s.p[i] != ']') {
		i += add_char(b, str_from(s, i));
		if (i + 1 < s.n && s.p[i] == '-' && s.p[i + 1] != ']') {
			buf_addc(b, '-');
			i += 1 + add_char(b, str_from(s, i + 1));
		}
	}
	buf_add(b, i < s.n && i > begin ? STR("]") : STR("\\x{ffffff}]"));
	return i + 1;
}

/* Returns a regular expression that matches whole names of files, as Helm does (gobwas/glob with
   separator /). As in Helm it matches every name if the pattern is malformed.

       *       any characters but /          [abc] [a-z] [!abc]   one of these; !: any other
       **      any characters                {one,two}            one of these patterns
       ?       one character but /           \x                   x itself */
static struct regex *
glob_compile(struct arena *a, str pattern)
{
	/* Outside of braces, "}" and "," are ordinary characters. */
	static const struct {
		const char *glob, *regex;
		int depth;
	} tokens[] = {{"**", ".*", 0}, {"*", "[^/]*", 0}, {"?", "[^/]", 0}, {"{", "(?:", 1},
	    {"}", ")", -1}, {",", "|", 0}, {NULL, NULL, 0}},
	  *t;
	struct buf b = {.arena = a};
	struct regex *regex;
	const char *error;
	int depth = 0;
	size_t n;

	buf_add(&b, STR("^(?s:"));
	for (; pattern.n > 0; pattern = str_from(pattern, n)) {
		for (t = tokens; t->glob && !str_starts(pattern, str_of(t->glob)); t++)
			continue;
		if (t->glob && (depth > 0 || !strchr("},", *t->glob))) {
			buf_add(&b, str_of(t->regex));
			depth += t->depth;
			n = strlen(t->glob);
		} else {
			n = *pattern.p == '[' ? add_class(&b, pattern) : add_char(&b, pattern);
		}
	}
	buf_add(&b, STR(")$"));
	regex = regex_compile(a, buf_str(&b), &error);
	return regex ? regex : regex_compile(a, STR(""), &error);
}

FUNC(files_glob)
{
	struct regex *glob = glob_compile(a, v[0].s);
	struct value some = value_map(a);
	struct value_walk w;
	int found;

	for (w = value_walk(v[1]); value_next(&w);) {
		if ((found = regex_find(glob, w.key, 0, NULL)) < 0)
			func_error(x, "matching the pattern takes too long");
		if (found)
			value_set(a, some, w.key, file_text(x, v[1], w.item));
	}
	return some;
}

/* AsConfig, and AsSecrets if `which` is true: a mapping from file names without directories to the
   texts, or to the texts in base 64. */
FUNC(files_config)
{
	struct value out = value_map(a), text;
	struct value_walk w;

	for (w = value_sorted(a, v[0]); value_next(&w);) {
		text = f->which ? apply(x, STR("b64enc"), w.item) : w.item;
		value_set(a, out, apply(x, STR("base"), value_string(w.key)).s, text);
	}
	return apply(x, STR("toYaml"), out);
}

/* The lines of markup are markup, too. */
FUNC(files_lines)
{
	struct value lines = value_list(a, 0), line = files_get(f, x, a, v, n);
	str text = line.s;

	while (text.n > 0) {
		line.s = str_split(&text, '\n');
		value_push(a, &lines, line);
	}
	return lines;
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

static const struct func list_methods[] = {{"Has", "sa", FUNC_METHOD, versions_has, 0}, {0}};

static const struct func map_methods[] = {
    {"AsConfig", "a", FUNC_METHOD, files_config, false},
    {"AsMap", "a", FUNC_METHOD, values_map, 0},
    {"AsSecrets", "a", FUNC_METHOD, files_config, true},
    {"Get", "sa", FUNC_METHOD, files_get, 0},
    {"GetBytes", "sa", FUNC_METHOD, files_get, 0},
    {"GitVersion", "a", FUNC_METHOD, kube_version, 0},
    {"Glob", "sa", FUNC_METHOD, files_glob, 0},
    {"Lines", "sa", FUNC_METHOD, files_lines, 0},
    {0},
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
