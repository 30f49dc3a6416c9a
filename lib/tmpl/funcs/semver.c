/* The functions semver and semverCompare: parse and compare versions. */
#include "tmpl/formats/semver.h"
#include "base/arena.h"
#include "base/escape.h"
#include "tmpl/funcs/args.h"

static struct semver
parse(struct exec *x, str s)
{
	struct semver v;

	if (!semver_parse(s, &v))
		func_error(x, "Invalid Semantic Version %s", escape_show(func_arena(x), s));
	return v;
}

/* Returns a map with the parts; in Go these are methods. */
FUNC(do_semver)
{
	struct arena *a = func_arena(x);
	str s = args_str(x, v[0]);
	struct semver version = parse(x, s);
	struct value out = value_map(a);

	value_set(a, out, STR("Major"), value_int((int64_t)version.major));
	value_set(a, out, STR("Minor"), value_int((int64_t)version.minor));
	value_set(a, out, STR("Patch"), value_int((int64_t)version.patch));
	value_set(a, out, STR("Prerelease"), value_string(version.pre));
	value_set(a, out, STR("Metadata"), value_string(version.metadata));
	value_set(a, out, STR("Original"), value_string(s));
	return out;
}

FUNC(do_compare)
{
	str constraint = args_str(x, v[0]);
	struct semver version = parse(x, args_str(x, v[1]));
	int good = semver_check(constraint, &version);

	if (good < 0)
		func_error(x, "improper constraint: %s", escape_show(func_arena(x), constraint));
	return value_bool(good > 0);
}

const struct func funcs_semver[] = {
    {"semver", 1, 1, 0, do_semver},
    {"semverCompare", 2, 2, 0, do_compare},
    {0},
};
