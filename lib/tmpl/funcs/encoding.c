/* Functions for base 64, base 32 and checksums; urlParse, urlJoin, and paths: base dir clean ext
   isAbs, also named osBase and so on. As in sprig, decoding malformed text returns a message. */
#include <sha1.h>
#include <sha2.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/basenc.h"
#include "base/buf.h"
#include "net/url.h"
#include "tmpl/funcs/funcs.h"
#include "tmpl/go/fmt.h"

enum { BASE64 = 6, BASE32 = 5 };

FUNC(do_encode)
{
	return value_string(basenc_encode(a, v[0].s, (unsigned)f->which));
}

FUNC(do_decode)
{
	size_t bad;
	str out;

	if (!basenc_decode(a, v[0].s, (unsigned)f->which, &out, &bad))
		out = str_of(buf_format(
		    a, "illegal base%d data at input byte %zu", f->which == BASE64 ? 64 : 32, bad));
	return value_string(out);
}

/* Returns a checksum in hexadecimal: libmd writes `size` bytes, the last one a NUL. */
FUNC(do_checksum)
{
	static const struct {
		char *(*write)(const uint8_t *, size_t, char *);
		size_t size;
	} sums[] = {{SHA1Data, SHA1_DIGEST_STRING_LENGTH},
	    {SHA256Data, SHA256_DIGEST_STRING_LENGTH}, {SHA512Data, SHA512_DIGEST_STRING_LENGTH}};
	size_t size = sums[f->which].size;
	char *hex = arena_take(a, size);

	sums[f->which].write((const uint8_t *)v[0].s.p, v[0].s.n, hex);
	return value_string((str){hex, size - 1});
}

/* RFC 1950, section 8.2. */
FUNC(do_adler32sum)
{
	enum { MODULUS = 65521 };
	struct buf b = {.arena = a};
	str s = v[0].s;
	uint32_t sum = 1, sums = 0;
	size_t i;

	for (i = 0; i < s.n; i++) {
		sum = (sum + (unsigned char)s.p[i]) % MODULUS;
		sums = (sums + sum) % MODULUS;
	}
	buf_uint(&b, sums << 16 | sum);
	return value_string(buf_str(&b));
}

/* The parts of a URL. urlParse adds the hostname, which urlJoin ignores. */
static const struct {
	const char *key;
	size_t at;
} parts[] = {{"scheme", offsetof(struct url, scheme)}, {"host", offsetof(struct url, host)},
    {"path", offsetof(struct url, path)}, {"query", offsetof(struct url, query)},
    {"opaque", offsetof(struct url, opaque)}, {"fragment", offsetof(struct url, fragment)},
    {"userinfo", offsetof(struct url, userinfo)}};

enum { PARTS = sizeof parts / sizeof parts[0] };

static str *
part(struct url *u, size_t i)
{
	return (str *)((char *)u + parts[i].at);
}

FUNC(do_url_parse)
{
	struct value out = value_map(a);
	struct url u;
	const char *error = url_parse(a, v[0].s, false, &u);
	size_t i;

	if (error)
		func_error(x, "unable to parse url: %s", error);
	for (i = 0; i < PARTS; i++)
		value_set(a, out, str_of(parts[i].key), value_string(*part(&u, i)));
	value_set(a, out, STR("hostname"), value_string(url_hostname(u.host)));
	return out;
}

FUNC(do_url_join)
{
	struct url u = {0}, parsed;
	struct buf b = {.arena = a};
	struct value item;
	size_t i;

	for (i = 0; i < PARTS; i++) {
		if (!value_get(&v[0], str_of(parts[i].key), &item))
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

/* clean, which is Go's path.Clean, and dir if `which` is true. Removes empty elements, ".", and
   ".." with the element before it. */
FUNC(do_clean)
{
	struct buf b = {.arena = a};
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

const struct func funcs_encoding[] = {
    {"b64enc", "s", 0, do_encode, BASE64},
    {"b64dec", "s", 0, do_decode, BASE64},
    {"b32enc", "s", 0, do_encode, BASE32},
    {"b32dec", "s", 0, do_decode, BASE32},
    {"sha1sum", "s", 0, do_checksum, 0},
    {"sha256sum", "s", 0, do_checksum, 1},
    {"sha512sum", "s", 0, do_checksum, 2},
    {"adler32sum", "s", 0, do_adler32sum, 0},
    {"urlParse", "s", 0, do_url_parse, 0},
    {"urlJoin", "m", 0, do_url_join, 0},
    {"base osBase", "s", 0, do_base, 0},
    {"dir osDir", "s", 0, do_clean, true},
    {"clean osClean", "s", 0, do_clean, false},
    {"ext osExt", "s", 0, do_ext, 0},
    {"isAbs osIsAbs", "s", 0, do_is_abs, 0},
    {0},
};
