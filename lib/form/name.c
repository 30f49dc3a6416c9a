/* Checks names by a table of patterns. */
#include "form/name.h"

#include "base/arena.h"
#include "base/regex.h"
#include "net/ip.h"

/* Parts of patterns. MOST(n) allows at most n characters from there on. */
#define MOST(n) "(?!.{" #n "}.)"
#define LABEL "[a-z\\d](?:[a-z\\d-]{0,61}[a-z\\d])?"
#define LABEL_1035 "[a-z](?:[a-z\\d-]{0,61}[a-z\\d])?"
#define SUBDOMAIN "[a-z\\d]+(?:(?:-+|\\.)[a-z\\d]+)*"
#define WORD "[A-Za-z\\d](?:[\\w.-]{0,61}[A-Za-z\\d])?"
#define PREFIX "(?:(?![^/]{254})" SUBDOMAIN "/)?"
#define PREFIX_ANY "(?:(?![^/]{254})[A-Za-z\\d]+(?:(?:-+|\\.)[A-Za-z\\d]+)*/)?"

#define VERSION_WANTS "a version (v1) or group/version (apps/v1)"
#define QUALIFIED_WANTS                                                                            \
	"[DNS-NAME/]NAME, with a NAME of at most 63 letters, digits, -, _ and ., a letter or "     \
	"digit at both ends"

static const struct {
	const char *pattern, *wants;
} rules[] = {
    [NAME_LABEL] = {"^" LABEL "$",
	"at most 63 lower-case letters, digits and -, with a letter or digit at both ends"},
    [NAME_LABEL_1035] = {"^" LABEL_1035 "$",
	"at most 63 lower-case letters, digits and -, with a letter first and a letter or digit "
	"last"},
    [NAME_SUBDOMAIN] = {"^" MOST(253) SUBDOMAIN "$",
	"at most 253 lower-case letters, digits, - and ., with a letter or digit at both ends of "
	"each part"},
    [NAME_SUBDOMAIN_52] = {"^" MOST(52) SUBDOMAIN "$",
	"at most 52 lower-case letters, digits, - and ., with a letter or digit at both ends of "
	"each part"},
    [NAME_SEGMENT] = {"^(?!\\.\\.?$)[^/%]+$", "a text without / and %, and neither . nor .."},
    [NAME_SEGMENT_PREFIX] = {"^[^/%]+$", "a text without / and %"},
    [NAME_PORT] = {"^" MOST(15) "(?=[^a-z]*[a-z])[a-z\\d]+(?:-[a-z\\d]+)*$",
	"at most 15 lower-case letters, digits and -, with at least one letter, a letter or digit "
	"at both ends, and never two - in a row"},
    [NAME_IP] = {NULL, "an IP address in its shortest form, like 10.0.4.1 or fd00::1"},
    [NAME_KEY] = {"^(?!\\.$|\\.\\.)[\\w.-]{1,253}$",
	"at most 253 letters, digits, -, _ and ., and neither . nor a text that begins with .."},
    [NAME_QUALIFIED] = {"^" PREFIX WORD "$", QUALIFIED_WANTS},
    [NAME_QUALIFIED_ANY] = {"^" PREFIX_ANY WORD "$", QUALIFIED_WANTS},
    [NAME_LABEL_VALUE] = {"^(?:" WORD ")?$",
	"empty, or at most 63 letters, digits, -, _ and ., with a letter or digit at both ends"},
    [NAME_KIND] = {"^[A-Za-z](?:[A-Za-z\\d-]{0,61}[A-Za-z\\d])?$",
	"a kind like ConfigMap: a letter, then letters, digits and -, at most 63"},
    [NAME_VERSION] = {"^" PREFIX LABEL_1035 "$", VERSION_WANTS},
    [NAME_VERSION_ANY] = {"^(?!$)[^/]*(?:/[^/]*)?$", VERSION_WANTS},
};

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

bool
name_fits(enum name_rule rule, str s)
{
	return rule == NAME_IP ? is_canonical_ip(s) : regex_in(rules[rule].pattern, s, 0, NULL);
}

const char *
name_wants(enum name_rule rule)
{
	return rules[rule].wants;
}
