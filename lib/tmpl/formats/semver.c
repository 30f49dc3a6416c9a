/* Parses semantic versions and checks constraints on them. */
#include "tmpl/formats/semver.h"

#include <string.h>

#include "base/regex.h"

/* A version in a constraint. unset: how many of its numbers are wildcards or missing. */
struct term {
	str op;
	struct semver v;
	int unset;
};

/* The pattern of a version, with groups for numbers, prerelease, metadata. */
#define IDENTIFIERS "([0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*)"
#define SEMVER(number)                                                                             \
	"v?" number "(?:\\." number ")?(?:\\." number ")?(?:-" IDENTIFIERS ")?(?:\\+" IDENTIFIERS  \
	")?"
#define PLAIN "^()" SEMVER("(\\d+)") "$"
#define TERM "^\\s*(!=|>=|=>|<=|=<|~>|[=><~^])?\\s*" SEMVER("(\\d+|[xX*])")
#define RANGE "^\\s+(-)\\s+" SEMVER("(\\d+|[xX*])")

/* Reads a whole number of 64 bits. */
static bool
number(str s, uint64_t *value)
{
	size_t i;

	for (*value = 0, i = 0; i < s.n; i++) {
		unsigned d = (unsigned)(unsigned char)s.p[i] - '0';

		if (d > 9 || *value > (UINT64_MAX - d) / 10)
			return false;
		*value = *value * 10 + d;
	}
	return s.n > 0;
}

/* Takes an operator and a version from *s, as pattern matches them. Numbers after a wildcard are
   ignored. A number in a prerelease must not begin with 0. */
static bool
take(struct regex **compiled, const char *pattern, str *s, struct term *t)
{
	static struct regex *zero;
	uint64_t *numbers[] = {&t->v.major, &t->v.minor, &t->v.patch};
	struct regex_match m;
	int i;

	if (!regex_in(compiled, pattern, *s, 0, &m))
		return false;
	*t = (struct term){.op = m.group[1], .v = {.pre = m.group[5], .metadata = m.group[6]}};
	for (i = 0; i < 3 && !t->unset; i++) {
		str text = m.group[2 + i];

		if (text.n == 0 || strchr("xX*", text.p[0]))
			t->unset = 3 - i;
		else if (!number(text, numbers[i]))
			return false;
	}
	if (regex_in(&zero, "(?:^|\\.)0\\d+(?:\\.|$)", t->v.pre, 0, NULL))
		return false;
	*s = str_from(*s, m.group[0].n);
	return true;
}

bool
semver_parse(str s, struct semver *v)
{
	static struct regex *plain;
	struct term t = {0};
	bool good = take(&plain, PLAIN, &s, &t);

	*v = t.v;
	return good;
}

static int
cmp_numbers(uint64_t a, uint64_t b)
{
	return (a > b) - (a < b);
}

/* Compares two identifiers: a missing one is less than a number, a number less than text. */
static int
cmp_part(str a, str b)
{
	uint64_t m, n;
	bool a_number = number(a, &m), b_number = number(b, &n);

	if (a.n == 0 || b.n == 0)
		return (a.n > 0) - (b.n > 0);
	if (a_number && b_number)
		return cmp_numbers(m, n);
	if (a_number || b_number)
		return a_number ? -1 : 1;
	return str_cmp(a, b);
}

static int
cmp_pre(str a, str b)
{
	int order = 0;

	if (a.n == 0 || b.n == 0)
		return (a.n == 0) - (b.n == 0);
	while (order == 0 && (a.n > 0 || b.n > 0))
		order = cmp_part(str_split(&a, '.'), str_split(&b, '.'));
	return order;
}

static int
compare(const struct semver *a, const struct semver *b)
{
	int order = cmp_numbers(a->major, b->major);

	if (order == 0)
		order = cmp_numbers(a->minor, b->minor);
	if (order == 0)
		order = cmp_numbers(a->patch, b->patch);
	return order ? order : cmp_pre(a->pre, b->pre);
}

static bool
check_tilde(const struct semver *v, const struct term *t)
{
	const struct semver *c = &t->v;

	if (compare(v, c) < 0)
		return false;
	/* ~0.0.0 and * match every version, as in Masterminds/semver. */
	if (c->major == 0 && c->minor == 0 && c->patch == 0 && (t->unset == 0 || t->unset == 3))
		return true;
	return v->major == c->major && (v->minor == c->minor || t->unset == 2);
}

static bool
check_caret(const struct semver *v, const struct term *t)
{
	const struct semver *c = &t->v;

	if (compare(v, c) < 0 || v->major != c->major) {
		return false;
	}
	if (c->major > 0 || t->unset == 2)
		return true;
	if (v->minor != c->minor)
		return false;
	return c->minor > 0 || t->unset == 1 || v->patch == c->patch;
}

static bool
check_not(const struct semver *v, const struct term *t)
{
	if (t->unset == 0)
		return compare(v, &t->v) != 0;
	if (v->major != t->v.major)
		return true;
	if (t->unset != 2 && v->minor != t->v.minor)
		return true;
	if (t->unset == 1)
		return cmp_pre(v->pre, t->v.pre) != 0;
	return t->unset == 3 && (v->patch != t->v.patch || compare(v, &t->v) != 0);
}

static bool
check_greater(const struct semver *v, const struct term *t)
{
	if (t->unset == 0 || t->unset == 3)
		return t->unset == 3 && v->major == 0 ? compare(v, &t->v) > 0
						      : compare(v, &t->v) > 0;
	if (v->major != t->v.major)
		return v->major > t->v.major;
	return t->unset == 1 && v->minor > t->v.minor;
}

static bool
check_less_equal(const struct semver *v, const struct term *t)
{
	if (t->unset == 0)
		return compare(v, &t->v) <= 0;
	if (v->major != t->v.major)
		return v->major < t->v.major;
	return v->minor <= t->v.minor || t->unset == 2;
}

static bool
check_term(const struct semver *v, const struct term *t)
{
	if (t->op.n == 0 || str_is(t->op, "="))
		return t->unset ? check_tilde(v, t) : compare(v, &t->v) == 0;
	if (str_is(t->op, "!="))
		return check_not(v, t);
	if (str_is(t->op, ">"))
		return check_greater(v, t);
	if (str_is(t->op, "<"))
		return compare(v, &t->v) < 0;
	if (str_is(t->op, ">=") || str_is(t->op, "=>"))
		return compare(v, &t->v) >= 0;
	if (str_is(t->op, "<=") || str_is(t->op, "=<"))
		return check_less_equal(v, t);
	return str_is(t->op, "^") ? check_caret(v, t) : check_tilde(v, t);
}

/* Checks the terms between two "||"; "A - B" is ">= A, <= B". *pre tells whether a term has a
   prerelease. Returns 1 if v meets all terms, 0 if not, -1 if they are malformed. */
static int
check_terms(str s, const struct semver *v, bool *pre)
{
	static struct regex *term, *range, *separator, *end;
	struct regex_match m;
	struct term t, high;
	bool good = true;

	for (*pre = false;; s = str_from(s, m.group[0].n)) {
		if (!take(&term, TERM, &s, &t))
			return -1;
		if (t.op.n == 0 && take(&range, RANGE, &s, &high)) {
			t.op = STR(">=");
			high.op = STR("<=");
			good = good && check_term(v, &high);
			*pre = *pre || high.v.pre.n > 0;
		}
		good = good && check_term(v, &t);
		*pre = *pre || t.v.pre.n > 0;
		if (regex_in(&end, "^\\s*$", s, 0, NULL))
			return good;
		if (!regex_in(&separator, "^(?:\\s*,|\\s+)", s, 0, &m))
			return -1;
	}
}

/* A version with a prerelease meets terms only if one of them has a prerelease too. */
static int
check_and(str s, const struct semver *v)
{
	bool pre;
	int good = check_terms(s, v, &pre);

	return good > 0 && v->pre.n > 0 && !pre ? 0 : good;
}

int
semver_check(str constraint, const struct semver *v)
{
	int found = 0, good;
	size_t at;

	do {
		at = str_find(constraint, STR("||"));
		good = check_and(str_sub(constraint, 0, at), v);
		if (good < 0)
			return -1;
		found |= good;
		if (at == constraint.n)
			return found;
		constraint = str_from(constraint, at + 2);
	} while (true);
}
