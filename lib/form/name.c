/* Checks names by the classes of their characters, and a few rules in code. */
#include "form/name.h"

#include "base/arena.h"
#include "net/ip.h"

/* Classes of characters. */
enum {
	LOWER = 1,
	UPPER = 2,
	DIGIT = 4,
	DASH = 8,
	UNDERSCORE = 16,
	DOT = 32,
	LABEL = LOWER | DIGIT,
	WORD = LOWER | UPPER | DIGIT,
	MARK = DASH | UNDERSCORE | DOT
};

#define VERSION_WANTS "a version (v1) or group/version (apps/v1)"
#define QUALIFIED_WANTS                                                                            \
	"[DNS-NAME/]NAME, with a NAME of at most 63 letters, digits, -, _ and ., a letter or "     \
	"digit at both ends"

/* A name has 1 to max characters: the first in class `first`, the last in `last`, the others in
   `last` or `inner`. If max is 0, any text is left to name_fits. */
static const struct rule {
	const char *wants;
	size_t max;
	unsigned first, inner, last;
} rules[] = {
    [NAME_LABEL] = {"at most 63 lower-case letters, digits and -, with a letter or digit at both "
		    "ends",
	63, LABEL, DASH, LABEL},
    [NAME_LABEL_1035] = {"at most 63 lower-case letters, digits and -, with a letter first and a "
			 "letter or digit last",
	63, LOWER, DASH, LABEL},
    [NAME_SUBDOMAIN] =
	{"at most 253 lower-case letters, digits, - and ., with a letter or digit at "
	 "both ends of each part",
	    253, LABEL, DASH | DOT, LABEL},
    [NAME_SUBDOMAIN_ANY] = {NULL, 253, WORD, DASH | DOT, WORD},
    [NAME_SEGMENT] = {"a text without / and % other than . and ..", 0, 0, 0, 0},
    [NAME_SEGMENT_PREFIX] = {"a text without / and %", 0, 0, 0, 0},
    [NAME_PORT] =
	{"at most 15 lower-case letters, digits and -, with at least one letter, a letter "
	 "or digit at both ends, and never two - in a row",
	    15, LABEL, DASH, LABEL},
    [NAME_IP] = {"an IP address in its shortest form, like 10.0.4.1 or fd00::1", 0, 0, 0, 0},
    [NAME_KEY] = {"at most 253 letters, digits, -, _ and ., and not begin with ..", 253,
	WORD | MARK, 0, WORD | MARK},
    [NAME_WORD] = {NULL, 63, WORD, MARK, WORD},
    [NAME_QUALIFIED] = {QUALIFIED_WANTS, 0, 0, 0, 0},
    [NAME_QUALIFIED_ANY] = {QUALIFIED_WANTS, 0, 0, 0, 0},
    [NAME_LABEL_VALUE] =
	{"empty, or at most 63 letters, digits, -, _ and ., with a letter or digit "
	 "at both ends",
	    0, 0, 0, 0},
    [NAME_KIND] = {"a kind like ConfigMap: a letter, then letters, digits and -, at most 63", 63,
	LOWER | UPPER, DASH, WORD},
    [NAME_VERSION] = {VERSION_WANTS, 0, 0, 0, 0},
    [NAME_VERSION_ANY] = {VERSION_WANTS, 0, 0, 0, 0},
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

static bool
consists_of(str s, const struct rule *r)
{
	size_t i;

	if (s.n == 0 || s.n > r->max || !(class_of(s.p[0]) & r->first))
		return false;
	for (i = 1; i < s.n; i++)
		if (!(class_of(s.p[i]) & (i + 1 < s.n ? r->inner | r->last : r->last)))
			return false;
	return true;
}

static bool
has(str s, const char *part)
{
	return str_find(s, str_of(part)) < s.n;
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

/* Returns whether s is a name, or a name and a slash after a prefix. */
static bool
is_prefixed(str s, enum name_rule prefix, enum name_rule name)
{
	return (!has(s, "/") || name_fits(prefix, str_split(&s, '/'))) && name_fits(name, s);
}

bool
name_fits(enum name_rule rule, str s)
{
	static const struct rule digits = {NULL, 15, DIGIT, DASH, DIGIT};
	str rest = s;

	if (rules[rule].max > 0 && !consists_of(s, &rules[rule]))
		return false;
	switch (rule) {
	case NAME_SUBDOMAIN:
	case NAME_SUBDOMAIN_ANY:
		return !has(s, "..") && !has(s, ".-") && !has(s, "-.");
	case NAME_SEGMENT:
		return name_fits(NAME_SEGMENT_PREFIX, s) && !str_is(s, ".") && !str_is(s, "..");
	case NAME_SEGMENT_PREFIX:
		return s.n > 0 && !has(s, "/") && !has(s, "%");
	case NAME_PORT:
		return !has(s, "--") && !consists_of(s, &digits);
	case NAME_IP:
		return is_canonical_ip(s);
	case NAME_KEY:
		return !str_is(s, ".") && !str_starts(s, STR(".."));
	case NAME_QUALIFIED:
		return is_prefixed(s, NAME_SUBDOMAIN, NAME_WORD);
	case NAME_QUALIFIED_ANY:
		return is_prefixed(s, NAME_SUBDOMAIN_ANY, NAME_WORD);
	case NAME_LABEL_VALUE:
		return s.n == 0 || name_fits(NAME_WORD, s);
	case NAME_VERSION:
		return is_prefixed(s, NAME_SUBDOMAIN, NAME_LABEL_1035);
	case NAME_VERSION_ANY:
		str_split(&rest, '/');
		return s.n > 0 && !has(rest, "/");
	default:
		return true;
	}
}

const char *
name_wants(enum name_rule rule)
{
	return rules[rule].wants;
}
