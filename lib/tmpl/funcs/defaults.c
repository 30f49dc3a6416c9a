/* default empty coalesce ternary all any: functions that treat missing values as empty. */
#include "tmpl/funcs/args.h"

/* default only looks at its first value. */
FUNC(do_default)
{
	return n > 1 && value_true(v[1]) ? v[1] : v[0];
}

FUNC(do_empty)
{
	return value_bool(!value_true(v[0]));
}

FUNC(do_coalesce)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (value_true(v[i]))
			return v[i];
	return value_nil();
}

FUNC(do_ternary)
{
	if (args_nil(v[2]) && func_strict(x))
		return v[1];
	return args_bool(x, v[2]) ? v[0] : v[1];
}

FUNC(do_all)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (!value_true(v[i]))
			return value_bool(false);
	return value_bool(true);
}

FUNC(do_any)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (value_true(v[i]))
			return value_bool(true);
	return value_bool(false);
}

const struct func funcs_defaults[] = {
    {"default", 1, FUNC_ANY, FUNC_MISSING | FUNC_MARKUP, do_default},
    {"empty", 1, 1, FUNC_MISSING, do_empty},
    {"coalesce", 0, FUNC_ANY, FUNC_MISSING | FUNC_MARKUP, do_coalesce},
    {"ternary", 3, 3, FUNC_MISSING | FUNC_MARKUP, do_ternary},
    {"all", 0, FUNC_ANY, FUNC_MISSING, do_all},
    {"any", 0, FUNC_ANY, FUNC_MISSING, do_any},
    {0},
};
