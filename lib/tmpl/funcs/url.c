/* Functions for URLs and paths: urlParse urlJoin base dir clean ext isAbs. Paths of files
   (osBase and so on) are the same here. */
#include "net/url.h"
#include "base/arena.h"
#include "base/buf.h"
#include "tmpl/funcs/args.h"
#include "tmpl/go/print.h"

FUNC(do_url_parse)
{
	struct arena *a = func_arena(x);
	struct value out = value_map(a);
	struct url u;
	const char *error = url_parse(a, args_str(x, v[0]), false, &u);

	if (error)
		func_error(x, "unable to parse url: %s", error);
	value_set(a, out, STR("scheme"), value_string(u.scheme));
	value_set(a, out, STR("host"), value_string(u.host));
	value_set(a, out, STR("hostname"), value_string(url_hostname(u.host)));
	value_set(a, out, STR("path"), value_string(u.path));
	value_set(a, out, STR("query"), value_string(u.query));
	value_set(a, out, STR("opaque"), value_string(u.opaque));
	value_set(a, out, STR("fragment"), value_string(u.fragment));
	value_set(a, out, STR("userinfo"), value_string(u.userinfo));
	return out;
}

static str
part(struct exec *x, struct value map, const char *key)
{
	struct value v;

	if (!value_get(&map, str_of(key), &v))
		return (str){0};
	if (v.kind != VALUE_STRING)
		func_error(x, "unable to parse %s key, must be of type string, but %s found", key,
		    print_kind(v));
	return v.s;
}

FUNC(do_url_join)
{
	struct arena *a = func_arena(x);
	struct value map = args_map(x, v[0]);
	struct url u = {part(x, map, "scheme"), part(x, map, "opaque"), {0}, part(x, map, "host"),
	    part(x, map, "path"), part(x, map, "query"), part(x, map, "fragment")};
	str user = part(x, map, "userinfo");
	struct buf b = {.arena = a};
	struct url parsed;

	if (user.n > 0) {
		buf_add(&b, STR("proto://"));
		buf_add(&b, user);
		buf_add(&b, STR("@host"));
		if (url_parse(a, buf_str(&b), false, &parsed))
			func_error(x, "unable to parse userinfo in dict");
		u.userinfo = parsed.userinfo;
	}
	return value_string(url_join(a, &u));
}

/* Returns the start of the last element. */
static size_t
last_element(str path)
{
	size_t i = path.n;

	while (i > 0 && path.p[i - 1] != '/')
		i--;
	return i;
}

FUNC(do_base)
{
	str path = args_str(x, v[0]);

	if (path.n == 0)
		return value_string(STR("."));
	while (path.n > 0 && path.p[path.n - 1] == '/')
		path.n--;
	path = str_from(path, last_element(path));
	return value_string(path.n > 0 ? path : STR("/"));
}

FUNC(do_dir)
{
	str path = args_str(x, v[0]);

	return value_string(url_clean(func_arena(x), str_sub(path, 0, last_element(path))));
}

FUNC(do_clean)
{
	return value_string(url_clean(func_arena(x), args_str(x, v[0])));
}

FUNC(do_ext)
{
	str path = args_str(x, v[0]), name = str_from(path, last_element(path));
	size_t i = name.n;

	while (i > 0 && name.p[i - 1] != '.')
		i--;
	return value_string(i > 0 ? str_from(name, i - 1) : (str){0});
}

FUNC(do_is_abs)
{
	return value_bool(str_starts(args_str(x, v[0]), STR("/")));
}

const struct func funcs_url[] = {
    {"urlParse", 1, 1, 0, do_url_parse},
    {"urlJoin", 1, 1, 0, do_url_join},
    {"base", 1, 1, 0, do_base},
    {"dir", 1, 1, 0, do_dir},
    {"clean", 1, 1, 0, do_clean},
    {"ext", 1, 1, 0, do_ext},
    {"isAbs", 1, 1, 0, do_is_abs},
    {"osBase", 1, 1, 0, do_base},
    {"osDir", 1, 1, 0, do_dir},
    {"osClean", 1, 1, 0, do_clean},
    {"osExt", 1, 1, 0, do_ext},
    {"osIsAbs", 1, 1, 0, do_is_abs},
    {0},
};
