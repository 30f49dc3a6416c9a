/* Functions for URLs and paths: urlParse urlJoin base dir clean ext isAbs. Paths of files
   (osBase and so on) are the same here. */
#include "net/url.h"

#include <stddef.h>

#include "base/arena.h"
#include "base/buf.h"
#include "tmpl/funcs/args.h"
#include "tmpl/go/print.h"

/* The parts of a URL. A hostname is made from the host, and not used to join. */
static const struct {
	const char *key;
	size_t at;
} parts[] = {{"scheme", offsetof(struct url, scheme)}, {"host", offsetof(struct url, host)},
    {"hostname", offsetof(struct url, host)}, {"path", offsetof(struct url, path)},
    {"query", offsetof(struct url, query)}, {"opaque", offsetof(struct url, opaque)},
    {"fragment", offsetof(struct url, fragment)}, {"userinfo", offsetof(struct url, userinfo)}};

enum { HOSTNAME = 2, PARTS = sizeof parts / sizeof parts[0] };

static str *
part(struct url *u, size_t i)
{
	return (str *)((char *)u + parts[i].at);
}

FUNC(do_url_parse)
{
	struct value out = value_map(func_arena(x));
	struct url u;
	const char *error = url_parse(func_arena(x), v[0].s, false, &u);
	size_t i;
	str s;

	if (error)
		func_error(x, "unable to parse url: %s", error);
	for (i = 0; i < PARTS; i++) {
		s = i == HOSTNAME ? url_hostname(u.host) : *part(&u, i);
		value_set(func_arena(x), out, str_of(parts[i].key), value_string(s));
	}
	return out;
}

FUNC(do_url_join)
{
	struct url u = {0}, parsed;
	struct buf b = {.arena = func_arena(x)};
	struct value item;
	size_t i;

	for (i = 0; i < PARTS; i++) {
		if (i == HOSTNAME || !value_get(&v[0], str_of(parts[i].key), &item))
			continue;
		if (item.kind != VALUE_STRING)
			func_error(x,
			    "unable to parse %s key, must be of type string, but %s found",
			    parts[i].key, print_kind(item));
		*part(&u, i) = value_text(&item);
	}
	if (u.userinfo.n > 0) {
		buf_add(&b, STR("proto://"));
		buf_add(&b, u.userinfo);
		buf_add(&b, STR("@host"));
		if (url_parse(b.arena, buf_str(&b), false, &parsed))
			func_error(x, "unable to parse userinfo in dict");
		u.userinfo = parsed.userinfo;
	}
	return value_string(url_join(b.arena, &u));
}

FUNC(do_base)
{
	str path = v[0].s;

	if (path.n == 0)
		return value_string(STR("."));
	while (path.n > 0 && path.p[path.n - 1] == '/')
		path.n--;
	path = str_from(path, str_after_last(path, '/'));
	return value_string(path.n > 0 ? path : STR("/"));
}

/* clean, which is Go's path.Clean, and dir if which is true. Removes empty elements, ".", and ".."
   with the one before. */
FUNC(do_clean)
{
	struct buf b = {.arena = func_arena(x)};
	str path = f->which ? str_sub(v[0].s, 0, str_after_last(v[0].s, '/')) : v[0].s, part;
	size_t root = str_starts(path, STR("/")), last;

	buf_add(&b, str_sub(path, 0, root));
	while (path.n > 0) {
		part = str_split(&path, '/');
		last = str_after_last(buf_str(&b), '/');
		if (part.n == 0 || str_is(part, "."))
			continue;
		if (!str_is(part, "..") ||
		    (!root && (b.n == 0 || str_is(str_from(buf_str(&b), last), "..")))) {
			if (b.n > root)
				buf_addc(&b, '/');
			buf_add(&b, part);
		} else {
			b.n = last > root ? last - 1 : root;
		}
	}
	return value_string(b.n > 0 ? buf_str(&b) : STR("."));
}

FUNC(do_ext)
{
	str name = str_from(v[0].s, str_after_last(v[0].s, '/'));
	size_t dot = str_after_last(name, '.');

	return value_string(dot > 0 ? str_from(name, dot - 1) : (str){0});
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
