/* Checks names by the classes of their characters. */
#include "form/name.h"

#include "base/arena.h"
#include "net/ip.h"

enum { LABEL_MAX = 63, SUBDOMAIN_MAX = 253, PORT_MAX = 15 };

/* Classes of characters. */
enum {
	LOWER = 1,
	UPPER = 2,
	DIGIT = 4,
	DASH = 8,
	UNDERSCORE = 16,
	DOT = 32,
	LABEL = LOWER | DIGIT,
	WORD = LOWER | UPPER | DIGIT
};

static unsigned
class_of(char c)
{
	if (c >= 'a' && c <= 'z')
		return LOWER;
	if (c >= '0' && c <= '9')
		return DIGIT;
	if (c >= 'A' && c <= 'Z')
		return UPPER;
	return c == '-' ? DASH : c == '.' ? DOT : c == '_' ? UNDERSCORE : 0;
}

/* Returns whether s has 1 to max characters: the first in class `first`, the last in `last`, the
   others in `last` or `inner`. */
static bool
consists_of(str s, size_t max, unsigned first, unsigned inner, unsigned last)
{
	size_t i;

	if (s.n == 0 || s.n > max || !(class_of(s.p[0]) & first))
		return false;
	for (i = 1; i < s.n; i++)
		if (!(class_of(s.p[i]) & (i + 1 < s.n ? inner | last : last)))
			return false;
	return true;
}

/* Returns whether each part between dots is a label of `class` and dashes. */
static bool
all_labels(str s, size_t max, unsigned class)
{
	size_t dots = 0, i;

	for (i = 0; i < s.n; i++)
		dots += s.p[i] == '.';
	for (i = 0; i <= dots; i++)
		if (!consists_of(str_split(&s, '.'), max, class, DASH, class))
			return false;
	return true;
}

bool
name_is_hostname(str s)
{
	return s.n <= SUBDOMAIN_MAX && all_labels(s, LABEL_MAX, WORD);
}

bool
name_is_kind(str s)
{
	return consists_of(s, LABEL_MAX, LOWER | UPPER, DASH, WORD);
}

static bool
is_word(str s)
{
	return consists_of(s, LABEL_MAX, WORD, DASH | UNDERSCORE | DOT, WORD);
}

static bool
is_qualified(str s)
{
	if (str_find(s, STR("/")) == s.n)
		return is_word(s);
	return name_fits(NAME_SUBDOMAIN, str_split(&s, '/')) && is_word(s);
}

static bool
is_segment_prefix(str s)
{
	return s.n > 0 && str_find(s, STR("/")) == s.n && str_find(s, STR("%")) == s.n;
}

/* Checks a port name: up to 15 of a-z, 0-9 and -, with a letter and without --. */
static bool
is_port(str s)
{
	return consists_of(s, PORT_MAX, LABEL, DASH, LABEL) && str_find(s, STR("--")) == s.n &&
	    !consists_of(s, PORT_MAX, DIGIT, DASH, DIGIT);
}

/* Returns whether s is IPv4, or IPv6 in the form of RFC 5952. */
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
	const unsigned class = WORD | DASH | UNDERSCORE | DOT;

	return consists_of(s, SUBDOMAIN_MAX, class, 0, class) && !str_is(s, ".") &&
	    !str_starts(s, STR(".."));
}

bool
name_fits(enum name_rule rule, str s)
{
	switch (rule) {
	case NAME_LABEL:
		return consists_of(s, LABEL_MAX, LABEL, DASH, LABEL);
	case NAME_LABEL_1035:
		return consists_of(s, LABEL_MAX, LOWER, DASH, LABEL);
	case NAME_SUBDOMAIN:
		return s.n <= SUBDOMAIN_MAX && all_labels(s, SUBDOMAIN_MAX, LABEL);
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
