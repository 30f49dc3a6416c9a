/* Splits URLs into their parts and joins them, as Go's net/url does. */
#include "net/url.h"

#include <string.h>

#include "base/buf.h"
#include "base/regex.h"
#include "net/ip.h"

/* The characters that a part contains without escapes, besides letters and digits. */
static const char HOST[] = "-_.~!$&'()*+,;=:[]<>\"", PATH[] = "-_.~$&+,/:;=@",
		  USER[] = "-_.~$&+,;=", FRAGMENT[] = "-_.~$&+,/:;=?@!()*";

/* Returns whether c is a letter, a digit or one of others. */
static bool
is_among(char c, const char *others)
{
	return (char_is_word(c) && c != '_') || (c && strchr(others, c));
}

str
url_escape(struct arena *a, str s, const char *bare)
{
	struct buf b = {.arena = a};
	size_t i;

	for (i = 0; i < s.n; i++) {
		if (is_among(s.p[i], bare))
			buf_addc(&b, s.p[i]);
		else
			buf_printf(&b, "%%%02X", (unsigned char)s.p[i]);
	}
	return buf_str(&b);
}

/* What a part may contain. In a host only "%" and bytes outside of ASCII may be escaped; in a zone,
   the part of an IPv6 address after its percent sign, only "%", spaces and characters of a host. */
enum rule { ANY, IN_USER, IN_HOST, IN_ZONE };

static bool
fits(enum rule rule, char c, bool escaped)
{
	if (rule == ANY || (rule == IN_USER && escaped))
		return true;
	if (rule == IN_USER)
		return is_among(c, "-._:~!$&'()*+,;=@");
	if (!escaped)
		return c & 0x80 || is_among(c, HOST);
	return c == '%' || (rule == IN_HOST ? c & 0x80 : c == ' ' || is_among(c, HOST));
}

/* Decodes the escapes %XX. */
static const char *
unescape(struct arena *a, str s, enum rule rule, str *out)
{
	struct buf b = {.arena = a};
	size_t i;

	for (i = 0; i < s.n; i++) {
		char c = s.p[i];
		bool escaped = c == '%';

		if (escaped) {
			if (i + 2 >= s.n || !char_is_hex(s.p[i + 1]) || !char_is_hex(s.p[i + 2]))
				return "invalid URL escape";
			c = (char)(char_value(s.p[i + 1]) << 4 | char_value(s.p[i + 2]));
			i += 2;
		}
		if (!fits(rule, c, escaped))
			return "invalid character or escape in user or host name";
		buf_addc(&b, c);
	}
	*out = buf_str(&b);
	return NULL;
}

/* Returns whether s is a port: ":" and digits, or "". */
static bool
is_port(str s)
{
	return s.n == 0 || (s.p[0] == ':' && str_digits(s, 1) == s.n);
}

/* Parses an IPv6 address in brackets, with or without %25 and a zone after it. */
static const char *
parse_brackets(struct arena *a, str host, struct url *u)
{
	struct buf b = {.arena = a};
	struct regex_match m;
	struct ip ip;
	str zone;

	if (!regex_in("^(\\[([^%]*))(%25.*)?(\\](?::\\d*)?)$", host, 0, &m) ||
	    ip_parse(m.group[2], &ip) || ip.n != 16 || unescape(a, m.group[3], IN_ZONE, &zone) ||
	    zone.n == 1)
		return "invalid IP-literal";
	buf_add(&b, m.group[1]);
	buf_add(&b, zone);
	buf_add(&b, m.group[4]);
	u->host = buf_str(&b);
	return NULL;
}

/* A database URL may contain several hosts, each with a port; an HTTP URL may not. */
static const char *
parse_host(struct arena *a, str host, struct url *u)
{
	bool http = str_is(u->scheme, "http") || str_is(u->scheme, "https");
	size_t bracket = str_after_last(host, '['), colon = str_after_last(host, ':');

	if (bracket == 1)
		return parse_brackets(a, host, u);
	if (bracket > 1)
		return "invalid IP-literal";
	if (http)
		colon = str_find(host, STR(":")) + 1;
	if (colon > 0 && !is_port(str_from(host, colon - 1)))
		return "invalid port after host";
	return unescape(a, host, IN_HOST, &u->host);
}

/* Parses a name and a password, and writes them to userinfo with only the necessary escapes. */
static const char *
parse_user(struct arena *a, str s, struct url *u)
{
	struct buf b = {.arena = a};
	size_t colon = str_find(s, STR(":"));
	str name, password;
	const char *error;

	if ((error = unescape(a, str_sub(s, 0, colon), IN_USER, &name)) ||
	    (error = unescape(a, str_from(s, colon + 1), IN_USER, &password)))
		return error;
	buf_add(&b, url_escape(a, name, USER));
	if (colon < s.n)
		buf_addc(&b, ':');
	buf_add(&b, url_escape(a, password, USER));
	u->userinfo = buf_str(&b);
	return NULL;
}

/* Cuts off the scheme at the front of *rest. */
static const char *
take_scheme(struct arena *a, str *rest, struct url *u)
{
	struct buf b = {.arena = a};
	size_t n = 0;

	while (
	    n < rest->n && is_among(rest->p[n], n > 0 ? "+-." : "") && !char_is_digit(rest->p[0]))
		buf_addc(&b, char_lower(rest->p[n++]));
	if (n == rest->n || rest->p[n] != ':')
		return NULL;
	u->scheme = buf_str(&b);
	*rest = str_from(*rest, n + 1);
	return n > 0 ? NULL : "missing protocol scheme";
}

/* Cuts off the authority at the front of *rest, after "//". */
static const char *
take_authority(struct arena *a, str *rest, struct url *u)
{
	str all = str_sub(*rest, 0, str_find(*rest, STR("/")));
	size_t at = str_after_last(all, '@');
	const char *error = parse_host(a, str_from(all, at), u);

	*rest = str_from(*rest, all.n);
	return error || at == 0 ? error : parse_user(a, str_sub(all, 0, at - 1), u);
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
	if (end < s.n && (error = unescape(a, str_from(s, end + 1), ANY, &u->fragment)))
		return error;
	if (str_is(rest, "*"))
		return unescape(a, rest, ANY, &u->path);
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
		if ((error = take_authority(a, &rest, u)))
			return error;
	}
	return unescape(a, rest, ANY, &u->path);
}

str
url_hostname(str host)
{
	size_t colon = str_after_last(host, ':');

	if (colon > 0 && is_port(str_from(host, colon - 1)) &&
	    (host.p[0] != '[' || str_after_last(host, ']') < colon))
		host = str_sub(host, 0, colon - 1);
	if (str_starts(host, STR("[")) && str_ends(host, STR("]")))
		host = str_sub(host, 1, host.n - 2);
	return host;
}

str
url_join(struct arena *a, const struct url *u)
{
	struct buf b = {.arena = a};
	str path = str_is(u->path, "*") ? u->path : url_escape(a, u->path, PATH);
	str at = u->userinfo.n > 0 ? STR("@") : STR("");

	buf_add(&b, u->scheme);
	if (u->scheme.n > 0)
		buf_addc(&b, ':');
	if (u->opaque.n > 0) {
		buf_add(&b, u->opaque);
	} else {
		/* Go writes "//" between a scheme and a path, even without a host. */
		if (u->host.n > 0 || at.n > 0 || (u->scheme.n > 0 && path.n > 0))
			buf_add(&b, STR("//"));
		buf_add(&b, u->userinfo);
		buf_add(&b, at);
		buf_add(&b, url_escape(a, u->host, HOST));
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
		buf_add(&b, url_escape(a, u->fragment, FRAGMENT));
	}
	return buf_str(&b);
}
