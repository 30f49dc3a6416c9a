/* The functions semver and semverCompare: versions (semver.org 2.0.0) and constraints on them, as
   Masterminds/semver reads them.

       version    = ["v"] MAJOR ["." MINOR ["." PATCH]] ["-" PRE] ["+" METADATA]
       constraint = and *("||" and)
       and        = term *([","] term)
       term       = [op] version | version " - " version
       op         = "=" "!=" ">" "<" ">=" "=>" "<=" "=<" "~" "~>" "^"

   A version in a term may have x, X or * in place of its numbers. A version with a prerelease meets
   only an "and" that has a term with a prerelease. */
#include "base/escape.h"
#include "base/num.h"
#include "base/regex.h"
#include "tmpl/funcs/funcs.h"

enum { NUMBERS = 3, ALL = 4 };

/* A version, or a term with its operator. set is how many numbers are before the first one that is
   missing or a wildcard. */
struct version {
	str op, pre, metadata;
	uint64_t number[NUMBERS];
	int set;
};

/* The pattern of a version, with groups for numbers, prerelease, metadata. */
#define IDENTIFIERS "([0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*)"
#define SEMVER(number)                                                                             \
	"v?" number "(?:\\." number ")?(?:\\." number ")?(?:-" IDENTIFIERS ")?(?:\\+" IDENTIFIERS  \
	")?"
#define PLAIN "^()" SEMVER("(\\d+)") "$"
#define TERM "^\\s*(!=|>=|=>|<=|=<|~>|[=><~^])?\\s*" SEMVER("(\\d+|[xX*])")
#define RANGE "^\\s+(-)\\s+" SEMVER("(\\d+|[xX*])")

/* Takes an operator and a version from *s, as pattern matches them. Numbers after a wildcard are
   ignored. A number in a prerelease must not begin with 0. */
static bool
take(const char *pattern, str *s, struct version *t)
{
	struct regex_match m;
	str text;

	if (!regex_in(pattern, *s, 0, &m))
		return false;
	*t = (struct version){.op = m.group[1], .pre = m.group[5], .metadata = m.group[6]};
	for (; t->set < NUMBERS; t->set++) {
		text = m.group[2 + t->set];
		if (text.n == 0 || strchr("xX*", text.p[0]))
			break;
		if (!num_uint(text, 10, &t->number[t->set]))
			return false;
	}
	if (regex_in("(?:^|\\.)0\\d+(?:\\.|$)", t->pre, 0, NULL))
		return false;
	*s = str_from(*s, m.group[0].n);
	return true;
}

/* Compares two identifiers: a missing one is less than a number, a number less than text. */
static int
cmp_part(str a, str b)
{
	uint64_t m = 0, n = 0;
	bool a_number = num_uint(a, 10, &m), b_number = num_uint(b, 10, &n);

	if (a.n == 0 || b.n == 0)
		return (a.n > 0) - (b.n > 0);
	if (a_number && b_number)
		return (m > n) - (m < n);
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

/* Compares the first n numbers of two versions; if n is ALL, all numbers and the prereleases. */
static int
compare(const struct version *a, const struct version *b, int n)
{
	int i;

	for (i = 0; i < NUMBERS && i < n; i++)
		if (a->number[i] != b->number[i])
			return a->number[i] < b->number[i] ? -1 : 1;
	return n == ALL ? cmp_pre(a->pre, b->pre) : 0;
}

static bool
check_term(const struct version *v, const struct version *t)
{
	const uint64_t *c = t->number;
	int set = t->set, order = compare(v, t, ALL);
	bool some = set == 1 || set == 2;
	int part = some ? compare(v, t, set) : order;

	if (str_is(t->op, "!="))
		return part != 0 || (set == 2 && cmp_pre(v->pre, t->pre) != 0);
	if (str_is(t->op, ">"))
		return part > 0;
	if (str_is(t->op, "<=") || str_is(t->op, "=<"))
		return (set > 0 ? part : compare(v, t, 2)) <= 0;
	if (str_is(t->op, "<"))
		return order < 0;
	if (set == NUMBERS && (t->op.n == 0 || str_is(t->op, "=")))
		return order == 0;
	if (order < 0 || str_is(t->op, ">=") || str_is(t->op, "=>"))
		return order >= 0;
	if (str_is(t->op, "^"))
		set = c[0] > 0 || set == 1 ? 1 : c[1] > 0 || set == 2 ? 2 : NUMBERS;
	else if (some || c[0] || c[1] || c[2])
		set = set == 1 ? 1 : 2;
	else /* ~0.0.0 and * match every version, as in Masterminds/semver. */
		set = 0;
	return compare(v, t, set) == 0;
}

/* Checks a constraint, in which "A - B" is ">= A, <= B". Returns 1 if v meets all terms of one
   alternative ("||"), 0 if not, -1 if the constraint is malformed. */
static int
check(str s, const struct version *v)
{
	struct regex_match m;
	struct version t, high;
	bool found = false, good = true, pre = v->pre.n == 0;

	for (;; s = str_from(s, m.end)) {
		if (!take(TERM, &s, &t))
			return -1;
		if (t.op.n == 0 && take(RANGE, &s, &high)) {
			t.op = STR(">=");
			high.op = STR("<=");
			good = good && check_term(v, &high);
			pre = pre || high.pre.n > 0;
		}
		good = good && check_term(v, &t);
		pre = pre || t.pre.n > 0;
		if (!regex_in("^(?:\\s*(?:(\\|\\||$)|,)|\\s+)", s, 0, &m))
			return -1;
		if (!m.group[1].p)
			continue;
		found = found || (good && pre);
		if (m.group[1].n == 0)
			return found;
		good = true;
		pre = v->pre.n == 0;
	}
}

static struct version
parse(struct exec *x, str s)
{
	struct version t;
	str rest = s;

	if (!take(PLAIN, &rest, &t))
		func_error(x, "Invalid Semantic Version %s", escape_show(func_env(x)->arena, s));
	return t;
}

/* Returns a map with the parts; in Go these are methods. */
FUNC(do_semver)
{
	static const char *const names[] = {"Major", "Minor", "Patch"};
	struct version version = parse(x, v[0].s);
	struct value out = value_map(a);
	int i;

	for (i = 0; i < NUMBERS; i++)
		value_set(a, out, str_of(names[i]), value_int((int64_t)version.number[i]));
	value_set(a, out, STR("Prerelease"), value_string(version.pre));
	value_set(a, out, STR("Metadata"), value_string(version.metadata));
	value_set(a, out, STR("Original"), v[0]);
	return out;
}

FUNC(do_compare)
{
	struct version version = parse(x, v[1].s);
	int met = check(v[0].s, &version);

	if (met < 0)
		func_error(x, "improper constraint: %s", escape_show(a, v[0].s));
	return value_bool(met);
}

const struct func funcs_semver[] = {
    {"semver", "s", 0, do_semver, 0},
    {"semverCompare", "ss", 0, do_compare, 0},
    {0},
};
