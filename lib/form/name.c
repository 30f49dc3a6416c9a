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
   `last` or `inner`. No character in class `apart` is next to a MARK. If max is 0, name_fits
   checks the rule by code. */
static const struct rule {
	size_t max;
	unsigned first, inner, last, apart;
	const char *wants;
} rules[] = {
    [NAME_LABEL] = {63, LABEL, DASH, LABEL, 0,
	"at most 63 lower-case letters, digits and -, with a letter or digit at both ends"},
    [NAME_LABEL_1035] = {63, LOWER, DASH, LABEL, 0,
	"at most 63 lower-case letters, digits and -, with a letter first and a letter or digit "
	"last"},
    [NAME_SUBDOMAIN] = {253, LABEL, DASH | DOT, LABEL, DOT,
	"at most 253 lower-case letters, digits, - and ., with a letter or digit at both ends of "
	"each part"},
    [NAME_SUBDOMAIN_52] = {52, LABEL, DASH | DOT, LABEL, DOT,
	"at most 52 lower-case letters, digits, - and ., with a letter or digit at both ends of "
	"each part"},
    [NAME_SUBDOMAIN_ANY] = {253, WORD, DASH | DOT, WORD, DOT, NULL},
    [NAME_SEGMENT] = {.wants = "a text without / and %, and neither . nor .."},
    [NAME_SEGMENT_PREFIX] = {.wants = "a text without / and %"},
    [NAME_PORT] = {15, LABEL, DASH, LABEL, DASH,
	"at most 15 lower-case letters, digits and -, with at least one letter, a letter or digit "
	"at both ends, and never two - in a row"},
    [NAME_IP] = {.wants = "an IP address in its shortest form, like 10.0.4.1 or fd00::1"},
    [NAME_KEY] = {253, WORD | MARK, 0, WORD | MARK, 0,
	"at most 253 letters, digits, -, _ and ., and neither . nor a text that begins with .."},
    [NAME_WORD] = {63, WORD, MARK, WORD, 0, NULL},
    [NAME_QUALIFIED] = {.wants = QUALIFIED_WANTS},
    [NAME_QUALIFIED_ANY] = {.wants = QUALIFIED_WANTS},
    [NAME_LABEL_VALUE] = {.wants = "empty, or at most 63 letters, digits, -, _ and ., with a "
				   "letter or digit at both ends"},
    [NAME_KIND] = {63, LOWER | UPPER, DASH, WORD, 0,
	"a kind like ConfigMap: a letter, then letters, digits and -, at most 63"},
    [NAME_VERSION] = {.wants = VERSION_WANTS},
    [NAME_VERSION_ANY] = {.wants = VERSION_WANTS},
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
	unsigned before = 0, class, wanted;
	size_t i;

	if (s.n == 0 || s.n > r->max)
		return false;
	for (i = 0; i < s.n; i++, before = class) {
		class = class_of(s.p[i]);
		wanted = i == 0 ? r->first : i + 1 < s.n ? r->inner | r->last : r->last;
		if (!(class & wanted) ||
		    (before & MARK && class & MARK && (before | class) & r->apart))
			return false;
	}
	return true;
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

/* Returns whether s is NAME or PREFIX/NAME. */
static bool
is_prefixed(str s, enum name_rule prefix, enum name_rule name)
{
	size_t slash = str_find(s, STR("/"));

	return slash == s.n
	    ? name_fits(name, s)
	    : name_fits(prefix, str_sub(s, 0, slash)) && name_fits(name, str_from(s, slash + 1));
}

bool
name_fits(enum name_rule rule, str s)
{
	static const struct rule digits = {15, DIGIT, DASH, DIGIT, 0, NULL};
	str rest = s;

	if (rules[rule].max > 0 && !consists_of(s, &rules[rule]))
		return false;
	switch (rule) {
	case NAME_SEGMENT:
		return name_fits(NAME_SEGMENT_PREFIX, s) && !str_is(s, ".") && !str_is(s, "..");
	case NAME_SEGMENT_PREFIX:
		return s.n > 0 && str_find(s, STR("/")) == s.n && str_find(s, STR("%")) == s.n;
	case NAME_PORT:
		return !consists_of(s, &digits);
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
		return s.n > 0 && str_find(rest, STR("/")) == rest.n;
	default:
		return true;
	}
}

const char *
name_wants(enum name_rule rule)
{
	return rules[rule].wants;
}
