/* Functions for URLs and paths: urlParse urlJoin base dir clean ext isAbs. Paths of files
   (osBase and so on) are the same here. */
#include "net/url.h"

#include <stddef.h>

#include "base/arena.h"
#include "base/buf.h"
#include "tmpl/funcs/args.h"
#include "tmpl/go/print.h"

/* A URL, and its hostname, which is not used to join. */
struct parts {
	struct url url;
	str hostname;
};

static const struct {
	const char *key;
	size_t at;
} parts[] = {{"scheme", offsetof(struct parts, url.scheme)},
    {"host", offsetof(struct parts, url.host)}, {"hostname", offsetof(struct parts, hostname)},
    {"path", offsetof(struct parts, url.path)}, {"query", offsetof(struct parts, url.query)},
    {"opaque", offsetof(struct parts, url.opaque)},
    {"fragment", offsetof(struct parts, url.fragment)},
    {"userinfo", offsetof(struct parts, url.userinfo)}};

enum { PARTS = sizeof parts / sizeof parts[0] };

static str *
part(struct parts *p, size_t i)
{
	return (str *)((char *)p + parts[i].at);
}

FUNC(do_url_parse)
{
	struct value out = value_map(func_arena(x));
	struct parts p;
	const char *error = url_parse(func_arena(x), v[0].s, false, &p.url);
	size_t i;

	if (error)
		func_error(x, "unable to parse url: %s", error);
	p.hostname = url_hostname(p.url.host);
	for (i = 0; i < PARTS; i++)
		value_set(func_arena(x), out, str_of(parts[i].key), value_string(*part(&p, i)));
	return out;
}

FUNC(do_url_join)
{
	struct parts p = {0};
	struct buf b = {.arena = func_arena(x)};
	struct url parsed;
	struct value item;
	size_t i;

	for (i = 0; i < PARTS; i++) {
		if (!value_get(&v[0], str_of(parts[i].key), &item) || part(&p, i) == &p.hostname)
			continue;
		if (item.kind != VALUE_STRING)
			func_error(x,
			    "unable to parse %s key, must be of type string, but %s found",
			    parts[i].key, print_kind(item));
		*part(&p, i) = item.s;
	}
	if (p.url.userinfo.n > 0) {
		buf_add(&b, STR("proto://"));
		buf_add(&b, p.url.userinfo);
		buf_add(&b, STR("@host"));
		if (url_parse(b.arena, buf_str(&b), false, &parsed))
			func_error(x, "unable to parse userinfo in dict");
		p.url.userinfo = parsed.userinfo;
	}
	return value_string(url_join(b.arena, &p.url));
}

/* Returns the offset after the last c in s, or 0. */
static size_t
after_last(str s, char c)
{
	size_t i = s.n;

	while (i > 0 && s.p[i - 1] != c)
		i--;
	return i;
}

FUNC(do_base)
{
	str path = v[0].s;

	if (path.n == 0)
		return value_string(STR("."));
	while (path.n > 0 && path.p[path.n - 1] == '/')
		path.n--;
	path = str_from(path, after_last(path, '/'));
	return value_string(path.n > 0 ? path : STR("/"));
}

/* clean, and dir if which is true */
FUNC(do_clean)
{
	str path = v[0].s;

	return value_string(
	    url_clean(func_arena(x), f->which ? str_sub(path, 0, after_last(path, '/')) : path));
}

FUNC(do_ext)
{
	str path = v[0].s, name = str_from(path, after_last(path, '/'));
	size_t i = after_last(name, '.');

	return value_string(i > 0 ? str_from(name, i - 1) : (str){0});
}

FUNC(do_is_abs)
{
	return value_bool(str_starts(v[0].s, STR("/")));
}

const struct func funcs_url[] = {
    {"urlParse", "s", 0, do_url_parse, 0},
    {"urlJoin", "m", 0, do_url_join, 0},
    {"base osBase", "s", 0, do_base, 0},
    {"dir osDir", "s", 0, do_clean, true},
    {"clean osClean", "s", 0, do_clean, false},
    {"ext osExt", "s", 0, do_ext, 0},
    {"isAbs osIsAbs", "s", 0, do_is_abs, 0},
    {0},
};
