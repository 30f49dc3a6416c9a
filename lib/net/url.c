/* Splits URLs into their parts and joins them, as Go's net/url does. */
#include "net/url.h"

#include <string.h>

#include "base/buf.h"
#include "net/ip.h"

/* The parts of a URL that have rules of their own. ZONE is the part of an IPv6 address after its
   percent sign. bare are the characters that a part contains without escapes, beside letters and
   digits. */
enum mode { HOST, ZONE, PATH, USER, FRAGMENT };
static const char *const bare[] = {"-_.~!$&'()*+,;=:[]<>\"", "-_.~!$&'()*+,;=:[]<>\"",
    "-_.~$&+,/:;=@", "-_.~$&+,;=", "-_.~$&+,/:;=?@!()*"};

/* Returns whether c is a letter, a digit or one of others. */
static bool
is_among(char c, const char *others)
{
	return (char_is_word(c) && c != '_') || (c && strchr(others, c));
}

static str
escape(struct arena *a, str s, enum mode mode)
{
	struct buf b = {.arena = a};
	size_t i;

	for (i = 0; i < s.n; i++) {
		if (is_among(s.p[i], bare[mode]))
			buf_addc(&b, s.p[i]);
		else
			buf_printf(&b, "%%%02X", (unsigned char)s.p[i]);
	}
	return buf_str(&b);
}

/* Decodes the escapes %XX. In a host only "%" and bytes outside of ASCII may be escaped; in a zone,
   only "%", spaces and characters that a host may contain. */
static const char *
unescape(struct arena *a, str s, enum mode mode, str *out)
{
	bool host = mode == HOST || mode == ZONE;
	struct buf b = {.arena = a};
	size_t i;

	for (i = 0; i < s.n; i++) {
		char c = s.p[i];

		if (c != '%') {
			if (host && (unsigned char)c < 0x80 && !is_among(c, bare[mode]))
				return "invalid character in host name";
			buf_addc(&b, c);
			continue;
		}
		if (i + 2 >= s.n || !char_is_hex(s.p[i + 1]) || !char_is_hex(s.p[i + 2]))
			return "invalid URL escape";
		c = (char)(char_value(s.p[i + 1]) << 4 | char_value(s.p[i + 2]));
		if (host && c != '%' &&
		    (mode == HOST ? !(c & 0x80) : c != ' ' && !is_among(c, bare[HOST])))
			return "invalid URL escape in host name";
		buf_addc(&b, c);
		i += 2;
	}
	*out = buf_str(&b);
	return NULL;
}

/* Cuts off the scheme at the front of *rest. */
static const char *
take_scheme(struct arena *a, str *rest, struct url *u)
{
	struct buf b = {.arena = a};
	size_t i, n = 0;

	if (rest->n > 0 && !char_is_digit(rest->p[0]))
		while (n < rest->n && is_among(rest->p[n], n > 0 ? "+-." : ""))
			n++;
	if (n == rest->n || rest->p[n] != ':')
		return NULL;
	for (i = 0; i < n; i++)
		buf_addc(&b, char_lower(rest->p[i]));
	u->scheme = buf_str(&b);
	*rest = str_from(*rest, n + 1);
	return n > 0 ? NULL : "missing protocol scheme";
}

/* Returns whether s is a port: ":" and digits, or "". */
static bool
is_port(str s)
{
	return s.n == 0 || (s.p[0] == ':' && str_digits(s, 1) == s.n);
}

static size_t
last_of(str s, char c)
{
	size_t i = s.n;

	while (i > 0 && s.p[i - 1] != c)
		i--;
	return i > 0 ? i - 1 : s.n;
}

/* Parses an IPv6 address in brackets, with or without %25 and a zone after it. */
static const char *
parse_brackets(struct arena *a, str host, struct url *u)
{
	size_t end = last_of(host, ']');
	str address = str_sub(host, 1, end - 1),
	    zone = str_from(address, str_find(address, STR("%25")));
	struct buf b = {.arena = a};
	const char *error;
	struct ip ip;

	if (end == host.n)
		return "missing ']' in host";
	if (!is_port(str_from(host, end + 1)))
		return "invalid port after host";
	address.n -= zone.n;
	if ((error = unescape(a, zone, ZONE, &zone)))
		return error;
	if (ip_parse(address, &ip) || ip.n != 16 || zone.n == 1)
		return "invalid IP-literal";
	buf_printf(&b, "[%.*s%.*s]%.*s", (int)address.n, address.p, (int)zone.n, zone.p,
	    (int)(host.n - end - 1), host.p + end + 1);
	u->host = buf_str(&b);
	return NULL;
}

/* A database URL may contain several hosts, each with a port; an HTTP URL may not. */
static const char *
parse_host(struct arena *a, str host, struct url *u)
{
	bool http = str_is(u->scheme, "http") || str_is(u->scheme, "https");
	size_t bracket = last_of(host, '[');

	if (bracket == 0 && host.n > 0)
		return parse_brackets(a, host, u);
	if (bracket < host.n)
		return "invalid IP-literal";
	if (!is_port(str_from(host, http ? str_find(host, STR(":")) : last_of(host, ':'))))
		return "invalid port after host";
	return unescape(a, host, HOST, &u->host);
}

/* Adds a name or a password, with only the necessary escapes. */
static const char *
add_user(struct buf *b, str s)
{
	const char *error = unescape(b->arena, s, USER, &s);

	if (!error)
		buf_add(b, escape(b->arena, s, USER));
	return error;
}

static const char *
parse_user(struct arena *a, str s, struct url *u)
{
	struct buf b = {.arena = a};
	size_t i, at = str_find(s, STR(":"));
	const char *error;

	for (i = 0; i < s.n; i++)
		if (!is_among(s.p[i], "-._:~!$&'()*+,;=%@"))
			return "invalid userinfo";
	error = add_user(&b, str_sub(s, 0, at));
	if (!error && at < s.n) {
		buf_addc(&b, ':');
		error = add_user(&b, str_from(s, at + 1));
	}
	u->userinfo = buf_str(&b);
	return error;
}

static const char *
parse_authority(struct arena *a, str *rest, struct url *u)
{
	str all = str_sub(*rest, 0, str_find(*rest, STR("/")));
	size_t at = last_of(all, '@');
	const char *error;

	*rest = str_from(*rest, all.n);
	error = parse_host(a, at < all.n ? str_from(all, at + 1) : all, u);
	if (!error && at < all.n)
		error = parse_user(a, str_sub(all, 0, at), u);
	return error;
}

const char *
url_parse(struct arena *a, str s, bool request, struct url *u)
{
	size_t i, end = request ? s.n : str_find(s, STR("#"));
	str rest = str_sub(s, 0, end);
	const char *error;

	memset(u, 0, sizeof *u);
	for (i = 0; i < end; i++)
		if ((unsigned char)s.p[i] < ' ' || s.p[i] == 0x7f)
			return "invalid control character in URL";
	if (request && s.n == 0)
		return "empty url";
	if (end < s.n && (error = unescape(a, str_from(s, end + 1), FRAGMENT, &u->fragment)))
		return error;
	if (str_is(rest, "*")) {
		u->path = rest;
		return NULL;
	}
	if ((error = take_scheme(a, &rest, u)))
		return error;
	u->query = rest;
	rest = str_split(&u->query, '?');
	if (!str_starts(rest, STR("/"))) {
		if (u->scheme.n > 0) {
			u->opaque = rest;
			return NULL;
		}
		if (request)
			return "invalid URI for request";
		if (str_find(rest, STR(":")) < str_find(rest, STR("/")))
			return "first path segment in URL cannot contain colon";
	}
	if ((u->scheme.n > 0 || (!request && !str_starts(rest, STR("///")))) &&
	    str_starts(rest, STR("//"))) {
		rest = str_from(rest, 2);
		if ((error = parse_authority(a, &rest, u)))
			return error;
	}
	return unescape(a, rest, PATH, &u->path);
}

str
url_hostname(str host)
{
	size_t at = last_of(host, ':');

	if (at < host.n && is_port(str_from(host, at)) &&
	    (host.p[0] != '[' || last_of(host, ']') < at))
		host = str_sub(host, 0, at);
	if (host.n > 1 && host.p[0] == '[' && host.p[host.n - 1] == ']')
		host = str_from(str_sub(host, 0, host.n - 1), 1);
	return host;
}

str
url_join(struct arena *a, const struct url *u)
{
	struct buf b = {.arena = a};
	str path = str_is(u->path, "*") ? u->path : escape(a, u->path, PATH);
	str at = u->userinfo.n > 0 ? STR("@") : STR("");

	buf_add(&b, u->scheme);
	if (u->scheme.n > 0)
		buf_addc(&b, ':');
	if (u->opaque.n > 0) {
		buf_add(&b, u->opaque);
	} else {
		/* After a scheme, a path could be mistaken for an authority. */
		if (u->host.n > 0 || at.n > 0 || (u->scheme.n > 0 && path.n > 0))
			buf_add(&b, STR("//"));
		buf_add(&b, u->userinfo);
		buf_add(&b, at);
		buf_add(&b, escape(a, u->host, HOST));
		if (path.n > 0 && path.p[0] != '/' && u->host.n > 0)
			buf_addc(&b, '/');
		if (b.n == 0 && str_find(path, STR(":")) < str_find(path, STR("/")))
			buf_add(&b, STR("./"));
		buf_add(&b, path);
	}
	if (u->query.n > 0) {
		buf_addc(&b, '?');
		buf_add(&b, u->query);
	}
	if (u->fragment.n > 0) {
		buf_addc(&b, '#');
		buf_add(&b, escape(a, u->fragment, FRAGMENT));
	}
	return buf_str(&b);
}

str
url_clean(struct arena *a, str path)
{
	struct buf b = {.arena = a};
	size_t root = path.n > 0 && path.p[0] == '/', last;

	if (root)
		buf_addc(&b, '/');
	while (path.n > 0) {
		str part = str_split(&path, '/');

		if (part.n == 0 || str_is(part, "."))
			continue;
		for (last = b.n; last > root && b.p[last - 1] != '/'; last--)
			;
		if (!str_is(part, "..") ||
		    (!root && (b.n == 0 || str_is(str_from(buf_str(&b), last), "..")))) {
			if (b.n > root)
				buf_addc(&b, '/');
			buf_add(&b, part);
		} else {
			b.n = last > root ? last - 1 : root;
		}
	}
	return b.n > 0 ? buf_str(&b) : STR(".");
}
