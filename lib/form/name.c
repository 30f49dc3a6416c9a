/* Checks each rule by a function over the characters of the name. */
#include "form/name.h"

#include "base/arena.h"
#include "net/ip.h"

enum { LABEL_MAX = 63, SUBDOMAIN_MAX = 253, PORT_MAX = 15 };

static bool
is_lower(char c)
{
	return c >= 'a' && c <= 'z';
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
is_alnum(char c)
{
	return is_lower(c) || is_digit(c) || (c >= 'A' && c <= 'Z');
}

/* Lower-case letters, digits and dashes, no dash at the ends, of any length. */
static bool
is_label(str s)
{
	size_t i;

	for (i = 0; i < s.n; i++)
		if (!is_lower(s.p[i]) && !is_digit(s.p[i]) &&
		    (s.p[i] != '-' || i == 0 || i + 1 == s.n))
			return false;
	return s.n > 0;
}

/* Whether each part between dots fits is_part. */
static bool
all_parts(str s, bool (*is_part)(str))
{
	size_t dots = 0, i;

	for (i = 0; i < s.n; i++)
		dots += s.p[i] == '.';
	for (i = 0; i <= dots; i++)
		if (!is_part(str_split(&s, '.')))
			return false;
	return true;
}

static bool
is_host_label(str s)
{
	size_t i;

	for (i = 0; i < s.n; i++)
		if (!is_alnum(s.p[i]) && (s.p[i] != '-' || i == 0 || i + 1 == s.n))
			return false;
	return s.n > 0 && s.n <= LABEL_MAX;
}

bool
name_is_hostname(str s)
{
	return s.n <= SUBDOMAIN_MAX && all_parts(s, is_host_label);
}

/* Letters, digits, - _ . with a letter or digit at both ends. */
static bool
is_word(str s)
{
	size_t i;

	for (i = 0; i < s.n; i++)
		if (!is_alnum(s.p[i]) &&
		    ((s.p[i] != '-' && s.p[i] != '_' && s.p[i] != '.') || i == 0 || i + 1 == s.n))
			return false;
	return s.n > 0 && s.n <= LABEL_MAX;
}

static bool
is_qualified(str s)
{
	str prefix;

	if (str_find(s, STR("/")) == s.n)
		return is_word(s);
	prefix = str_split(&s, '/');
	return name_fits(NAME_SUBDOMAIN, prefix) && is_word(s);
}

static bool
is_segment_prefix(str s)
{
	return s.n > 0 && str_find(s, STR("/")) == s.n && str_find(s, STR("%")) == s.n;
}

/* Up to 15 lower-case letters, digits and dashes, with a letter and without two dashes in a row. */
static bool
is_port(str s)
{
	bool letter = false;
	size_t i;

	for (i = 0; i < s.n; i++)
		letter = letter || is_lower(s.p[i]);
	return s.n <= PORT_MAX && letter && is_label(s) && str_find(s, STR("--")) == s.n;
}

/* IPv4, or IPv6 in the form of RFC 5952. */
static bool
is_canonical_ip(str s)
{
	struct arena a = {0};
	struct ip ip;
	bool good = !ip_parse(s, &ip) && str_is(s, ip_text(&a, &ip));

	arena_free(&a);
	return good;
}

static bool
is_key(str s)
{
	size_t i;

	for (i = 0; i < s.n; i++)
		if (!is_alnum(s.p[i]) && s.p[i] != '-' && s.p[i] != '_' && s.p[i] != '.')
			return false;
	return s.n > 0 && s.n <= SUBDOMAIN_MAX && !str_is(s, ".") && !str_starts(s, STR(".."));
}

bool
name_is_kind(str s)
{
	size_t i;

	for (i = 0; i < s.n; i++)
		if (!is_alnum(s.p[i]) && (s.p[i] != '-' || i + 1 == s.n))
			return false;
	return s.n > 0 && s.n <= LABEL_MAX && !is_digit(s.p[0]) && s.p[0] != '-';
}

bool
name_fits(enum name_rule rule, str s)
{
	switch (rule) {
	case NAME_LABEL:
		return s.n <= LABEL_MAX && is_label(s);
	case NAME_LABEL_1035:
		return s.n <= LABEL_MAX && is_label(s) && is_lower(s.p[0]);
	case NAME_SUBDOMAIN:
		return s.n <= SUBDOMAIN_MAX && all_parts(s, is_label);
	case NAME_SEGMENT:
		return is_segment_prefix(s) && !str_is(s, ".") && !str_is(s, "..");
	case NAME_SEGMENT_PREFIX:
		return is_segment_prefix(s);
	case NAME_PORT:
		return is_port(s);
	case NAME_IP:
		return is_canonical_ip(s);
	case NAME_KEY:
		return is_key(s);
	case NAME_QUALIFIED:
		return is_qualified(s);
	case NAME_LABEL_VALUE:
		return s.n == 0 || is_word(s);
	}
	return false;
}

const char *
name_wants(enum name_rule rule)
{
	static const char *const text[] = {
	    [NAME_LABEL] = "at most 63 lower-case letters, digits and -, with a letter or digit "
			   "at both ends",
	    [NAME_LABEL_1035] = "at most 63 lower-case letters, digits and -, with a letter first "
				"and a letter or digit last",
	    [NAME_SUBDOMAIN] = "at most 253 lower-case letters, digits, - and ., with a letter or "
			       "digit at both ends of each part",
	    [NAME_SEGMENT] = "a text without / and % other than . and ..",
	    [NAME_SEGMENT_PREFIX] = "a text without / and %",
	    [NAME_PORT] = "at most 15 lower-case letters, digits and -, with at least one letter, "
			  "a letter or digit at both ends, and never two - in a row",
	    [NAME_IP] = "an IP address in its shortest form, like 10.0.4.1 or fd00::1",
	    [NAME_KEY] = "at most 253 letters, digits, -, _ and ., and not begin with ..",
	    [NAME_QUALIFIED] = "[DNS-NAME/]NAME, with a NAME of at most 63 letters, digits, -, _ "
			       "and ., a letter or digit at both ends",
	    [NAME_LABEL_VALUE] = "empty, or at most 63 letters, digits, -, _ and ., with a letter "
				 "or digit at both ends",
	};

	return text[rule];
}
