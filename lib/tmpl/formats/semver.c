/* Parses semantic versions and checks constraints on them. */
#include "tmpl/formats/semver.h"

#include <string.h>

/* A version in a constraint. unset: how many of its numbers are wildcards or missing. */
struct term {
	str op;
	struct semver v;
	int unset;
};

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
is_identifier(char c)
{
	return is_digit(c) || c == '-' || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
}

/* Takes digits from *s. */
static bool
take_number(str *s, uint64_t *value)
{
	size_t i = 0;

	for (*value = 0; i < s->n && is_digit(s->p[i]); i++) {
		uint64_t d = (uint64_t)(s->p[i] - '0');

		if (*value > (UINT64_MAX - d) / 10)
			return false;
		*value = *value * 10 + d;
	}
	*s = str_from(*s, i);
	return i > 0;
}

/* Takes a sign and dotted identifiers from *s. */
static str
take_identifiers(str *s, char sign)
{
	size_t i = 1, end = 0;

	if (s->n < 2 || s->p[0] != sign || !is_identifier(s->p[1]))
		return (str){0};
	for (; i < s->n; i++) {
		if (is_identifier(s->p[i]))
			end = i + 1;
		else if (s->p[i] != '.' || s->p[i - 1] == '.')
			break;
	}
	str out = str_from(str_sub(*s, 0, end), 1);

	*s = str_from(*s, end);
	return out;
}

/* A numeric identifier must not begin with 0. */
static bool
pre_valid(str pre)
{
	while (pre.n > 0) {
		str part = str_split(&pre, '.');
		size_t i = 0;

		while (i < part.n && is_digit(part.p[i]))
			i++;
		if (i == part.n && part.n > 1 && part.p[0] == '0')
			return false;
	}
	return true;
}

static bool
take_wild(str *s)
{
	if (s->n == 0 || (s->p[0] != 'x' && s->p[0] != 'X' && s->p[0] != '*'))
		return false;
	*s = str_from(*s, 1);
	return true;
}

/* Takes a version from *s. Wildcards are allowed if unset is not NULL; numbers after a wildcard
   are ignored. */
static bool
take_version(str *s, struct semver *v, int *unset)
{
	uint64_t *number[] = {&v->major, &v->minor, &v->patch}, ignored;
	int i, wild = 0;

	memset(v, 0, sizeof *v);
	if (s->n > 0 && s->p[0] == 'v')
		*s = str_from(*s, 1);
	for (i = 0; i < 3; i++) {
		str rest = *s;

		if (i > 0) {
			if (rest.n == 0 || rest.p[0] != '.')
				break;
			rest = str_from(rest, 1);
		}
		if (unset && take_wild(&rest))
			wild = wild ? wild : 3 - i;
		else if (!take_number(&rest, wild ? &ignored : number[i]))
			break;
		*s = rest;
	}
	if (i == 0)
		return false;
	if (unset)
		*unset = wild > 3 - i ? wild : 3 - i;
	v->pre = take_identifiers(s, '-');
	v->metadata = take_identifiers(s, '+');
	return pre_valid(v->pre);
}

bool
semver_parse(str s, struct semver *v)
{
	return take_version(&s, v, NULL) && s.n == 0;
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
	str s = a, t = b;
	bool a_number = take_number(&s, &m) && s.n == 0, b_number = take_number(&t, &n) && t.n == 0;

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

int
semver_cmp(const struct semver *a, const struct semver *b)
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

	if (semver_cmp(v, c) < 0)
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

	if (semver_cmp(v, c) < 0 || v->major != c->major) {
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
		return semver_cmp(v, &t->v) != 0;
	if (v->major != t->v.major)
		return true;
	if (t->unset != 2 && v->minor != t->v.minor)
		return true;
	if (t->unset == 1)
		return cmp_pre(v->pre, t->v.pre) != 0;
	return t->unset == 3 && (v->patch != t->v.patch || semver_cmp(v, &t->v) != 0);
}

static bool
check_greater(const struct semver *v, const struct term *t)
{
	if (t->unset == 0 || t->unset == 3)
		return t->unset == 3 && v->major == 0 ? semver_cmp(v, &t->v) > 0
						      : semver_cmp(v, &t->v) > 0;
	if (v->major != t->v.major)
		return v->major > t->v.major;
	return t->unset == 1 && v->minor > t->v.minor;
}

static bool
check_less_equal(const struct semver *v, const struct term *t)
{
	if (t->unset == 0)
		return semver_cmp(v, &t->v) <= 0;
	if (v->major != t->v.major)
		return v->major < t->v.major;
	return v->minor <= t->v.minor || t->unset == 2;
}

static bool
check_term(const struct semver *v, const struct term *t)
{
	if (t->op.n == 0 || str_is(t->op, "="))
		return t->unset ? check_tilde(v, t) : semver_cmp(v, &t->v) == 0;
	if (str_is(t->op, "!="))
		return check_not(v, t);
	if (str_is(t->op, ">"))
		return check_greater(v, t);
	if (str_is(t->op, "<"))
		return semver_cmp(v, &t->v) < 0;
	if (str_is(t->op, ">=") || str_is(t->op, "=>"))
		return semver_cmp(v, &t->v) >= 0;
	if (str_is(t->op, "<=") || str_is(t->op, "=<"))
		return check_less_equal(v, t);
	return str_is(t->op, "^") ? check_caret(v, t) : check_tilde(v, t);
}

static bool
is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r' && c != '\v');
}

static str
skip_spaces(str s)
{
	while (s.n > 0 && is_space(s.p[0]))
		s = str_from(s, 1);
	return s;
}

static bool
take_term(str *s, struct term *t)
{
	static const char *const ops[] = {
	    "!=", ">=", "=>", "<=", "=<", "~>", "=", ">", "<", "~", "^"};
	size_t i;

	memset(t, 0, sizeof *t);
	*s = skip_spaces(*s);
	for (i = 0; i < sizeof ops / sizeof ops[0] && t->op.n == 0; i++)
		if (str_starts(*s, str_of(ops[i])))
			t->op = str_of(ops[i]);
	*s = skip_spaces(str_from(*s, t->op.n));
	if (!take_version(s, &t->v, &t->unset))
		return false;
	return true;
}

/* "A - B" is ">= A, <= B". */
static bool
take_range(str *s, struct term *low, struct term *high)
{
	str rest = skip_spaces(*s);

	if (low->op.n > 0 || rest.n == s->n || rest.n < 2 || rest.p[0] != '-' ||
	    !is_space(rest.p[1]))
		return false;
	rest = skip_spaces(str_from(rest, 1));
	memset(high, 0, sizeof *high);
	if (!take_version(&rest, &high->v, &high->unset))
		return false;
	low->op = STR(">=");
	high->op = STR("<=");
	*s = rest;
	return true;
}

/* Checks the terms between two "||". *pre tells whether a term has a prerelease. Returns 1 if v
   meets all terms, 0 if not, -1 if they are malformed. */
static int
check_terms(str s, const struct semver *v, bool *pre)
{
	struct term t, high;
	bool good = true;
	size_t before;

	for (*pre = false;;) {
		if (!take_term(&s, &t))
			return -1;
		if (take_range(&s, &t, &high)) {
			good = good && check_term(v, &high);
			*pre = *pre || high.v.pre.n > 0;
		}
		good = good && check_term(v, &t);
		*pre = *pre || t.v.pre.n > 0;
		before = s.n;
		s = skip_spaces(s);
		if (s.n == 0)
			return good;
		if (s.p[0] == ',')
			s = str_from(s, 1);
		else if (s.n == before)
			return -1;
	}
}

/* A prerelease only meets terms if one of them has a prerelease. */
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
