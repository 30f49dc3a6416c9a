/* Functions that return or compare the types of values by Go's names: typeOf typeIs typeIsLike
   kindOf kindIs deepEqual; and toBool. */
#include "base/arena.h"
#include "tmpl/funcs/args.h"
#include "tmpl/go/print.h"

/* Returns v as Helm's functions see its type: in mode helm a document's integers are floats. */
static struct value
as_typed(const struct exec *x, struct value v)
{
	return v.kind == VALUE_INT && v.node && func_helm(x) ? value_float(0) : v;
}

FUNC(do_type_of)
{
	return value_string(str_of(print_type(as_typed(x, v[0]))));
}

FUNC(do_type_is)
{
	return value_bool(str_is(args_str(x, v[0]), print_type(as_typed(x, v[1]))));
}

FUNC(do_kind_of)
{
	return value_string(str_of(print_kind(as_typed(x, v[0]))));
}

FUNC(do_kind_is)
{
	return value_bool(str_is(args_str(x, v[0]), print_kind(as_typed(x, v[1]))));
}

FUNC(do_deep_equal)
{
	return value_bool(args_equal(v[0], v[1]));
}

/* Accepts booleans, their spellings (strconv.ParseBool), numbers (true if not 0) and nil
   (false). */
FUNC(do_to_bool)
{
	static const char *const yes[] = {"1", "t", "T", "true", "TRUE", "True"};
	static const char *const no[] = {"0", "f", "F", "false", "FALSE", "False"};
	size_t i;

	if (v[0].kind != VALUE_STRING && v[0].kind != VALUE_LIST && v[0].kind != VALUE_MAP)
		return value_bool(value_true(v[0]));
	for (i = 0; v[0].kind == VALUE_STRING && i < sizeof yes / sizeof yes[0]; i++) {
		if (str_is(v[0].s, yes[i]))
			return value_bool(true);
		if (str_is(v[0].s, no[i]))
			return value_bool(false);
	}
	func_error(x, "not a boolean: use true or false");
}

const struct func funcs_types[] = {
    {"typeOf", 1, 1, 0, do_type_of},
    {"typeIs", 2, 2, 0, do_type_is},
    {"typeIsLike", 2, 2, 0, do_type_is},
    {"kindOf", 1, 1, 0, do_kind_of},
    {"kindIs", 2, 2, 0, do_kind_is},
    {"deepEqual", 2, 2, 0, do_deep_equal},
    {"toBool", 1, 1, 0, do_to_bool},
    {0},
};
