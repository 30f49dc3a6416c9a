/* Checks a URI part by part:

       [scheme ":"] ["//" [user "@"] host [":" port]] path ["?" query]

   A fragment is part of the path. */
#include "form/uri.h"

#include "form/address.h"

static bool
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
is_among(char c, const char *set)
{
	for (; *set; set++)
		if (*set == c)
			return true;
	return false;
}

static int
hex(char c)
{
	if (is_digit(c))
		return c - '0';
	if ((c | 32) >= 'a' && (c | 32) <= 'f')
		return (c | 32) - 'a' + 10;
	return -1;
}

/* Each percent sign must begin an escape; in a host only of a character beyond ASCII, or %25. */
static bool
has_good_escapes(str s, bool host)
{
	size_t i;

	for (i = 0; i < s.n; i++) {
		if (s.p[i] != '%')
			continue;
		if (i + 2 >= s.n || hex(s.p[i + 1]) < 0 || hex(s.p[i + 2]) < 0)
			return false;
		if (host && hex(s.p[i + 1]) < 8 && !str_starts(str_from(s, i), STR("%25")))
			return false;
	}
	return true;
}

static bool
is_host_text(str s)
{
	size_t i;

	for (i = 0; i < s.n; i++)
		if (!(s.p[i] & 0x80) && !is_letter(s.p[i]) && !is_digit(s.p[i]) &&
		    !is_among(s.p[i], "%-_.~!$&'()*+,;=:[]<>\""))
			return false;
	return has_good_escapes(s, true);
}

/* The empty text, or a colon and any number of digits. */
static bool
is_port(str s)
{
	size_t i;

	if (s.n > 0 && s.p[0] != ':')
		return false;
	for (i = 1; i < s.n; i++)
		if (!is_digit(s.p[i]))
			return false;
	return true;
}

static size_t
find_last(str s, char c)
{
	size_t i = s.n;

	while (i > 0 && s.p[i - 1] != c)
		i--;
	return i ? i - 1 : s.n;
}

/* An IPv6 address in brackets, with or without %25 and a zone after it. */
static bool
is_bracketed(str s)
{
	size_t end = find_last(s, ']');
	str address = str_sub(s, 1, end - 1), zone;

	if (end == s.n || !is_port(str_from(s, end + 1)))
		return false;
	zone = str_from(address, str_find(address, STR("%25")));
	if (zone.n == 3 || !has_good_escapes(zone, false))
		return false;
	return address_is_ipv6(str_sub(address, 0, address.n - zone.n), false);
}

static bool
is_host(str s, bool strict_colons)
{
	size_t bracket = find_last(s, '['), colon;

	if (bracket == 0 && s.n > 0)
		return is_bracketed(s);
	if (bracket < s.n)
		return false;
	colon = strict_colons ? str_find(s, STR(":")) : find_last(s, ':');
	return (colon == s.n || is_port(str_from(s, colon))) && is_host_text(s);
}

static bool
is_user(str s)
{
	size_t i;

	for (i = 0; i < s.n; i++)
		if (!is_letter(s.p[i]) && !is_digit(s.p[i]) &&
		    !is_among(s.p[i], "-._:~!$&'()*+,;=%@"))
			return false;
	return has_good_escapes(s, false);
}

static bool
is_authority(str s, bool strict_colons)
{
	size_t at = find_last(s, '@');

	if (at == s.n)
		return is_host(s, strict_colons);
	return is_host(str_from(s, at + 1), strict_colons) && is_user(str_sub(s, 0, at));
}

/* The length of the scheme without its colon; 0 without a scheme, s.n if s begins with a colon. */
static size_t
scheme_length(str s)
{
	size_t i;

	for (i = 0; i < s.n; i++) {
		if (s.p[i] == ':')
			return i ? i : s.n;
		if (!is_letter(s.p[i]) &&
		    (i == 0 || (!is_digit(s.p[i]) && !is_among(s.p[i], "+-."))))
			return 0;
	}
	return 0;
}

bool
uri_is_request(str s)
{
	size_t i, scheme = scheme_length(s);
	bool http = scheme > 3 && (s.p[0] | 32) == 'h' && (s.p[1] | 32) == 't' &&
	    (s.p[2] | 32) == 't' && (s.p[3] | 32) == 'p' &&
	    (scheme == 4 || (scheme == 5 && (s.p[4] | 32) == 's'));
	str rest;

	for (i = 0; i < s.n; i++)
		if ((unsigned char)s.p[i] < ' ' || s.p[i] == 0x7f)
			return false;
	if (str_is(s, "*"))
		return true;
	if (s.n == 0 || scheme == s.n)
		return false;
	rest = scheme ? str_from(s, scheme + 1) : s;
	rest = str_sub(rest, 0, str_find(rest, STR("?")));
	if (!str_starts(rest, STR("/")))
		return scheme > 0;
	if (scheme && str_starts(rest, STR("//"))) {
		str after = str_from(rest, 2);
		size_t end = str_find(after, STR("/"));

		if (!is_authority(str_sub(after, 0, end), http))
			return false;
		rest = str_from(after, end);
	}
	return has_good_escapes(rest, false);
}
