/* eq ne lt le gt ge by the rules of text/template: basic kinds compare with the same kind, eq
   compares nil with anything. int and int64 are the same kind. Integers compare with floats
   only in mode helm: Helm reads all numbers as floats, as in `gt .Values.replicas 1.0`. */
#include <math.h>

#include "tmpl/funcs/args.h"
#include "tmpl/go/print.h"

static bool
is_basic(struct value v)
{
	return v.kind >= VALUE_BOOL && v.kind <= VALUE_STRING;
}

static bool
is_number(struct value v)
{
	return v.kind == VALUE_INT || v.kind == VALUE_FLOAT;
}

/* Makes floats of an integer and a float in mode helm. */
static void
match(const struct exec *x, struct value *a, struct value *b)
{
	if (!func_helm(x) || a->kind == b->kind || !is_number(*a) || !is_number(*b))
		return;
	*a = value_float(args_to_double(*a));
	*b = value_float(args_to_double(*b));
}

static bool
equal(struct exec *x, struct value a, struct value b)
{
	str shown;

	match(x, &a, &b);

	if (args_nil(a) || args_nil(b))
		return args_nil(a) && args_nil(b);
	if (is_basic(a) != is_basic(b) || (is_basic(a) && a.kind != b.kind))
		func_error(x, "incompatible types for comparison");
	switch (a.kind) {
	case VALUE_BOOL:
		return a.as.b == b.as.b;
	case VALUE_INT:
		return a.as.i == b.as.i;
	case VALUE_FLOAT:
		return a.as.f >= b.as.f && a.as.f <= b.as.f;
	case VALUE_STRING:
		return str_eq(a.s, b.s);
	default:
		shown = print_str(func_arena(x), a);
		func_error_about(
		    x, a, "non-comparable type %.*s: %s", (int)shown.n, shown.p, print_type(a));
	}
}

static bool
less(struct exec *x, struct value a, struct value b)
{
	match(x, &a, &b);
	if (!is_basic(a) || !is_basic(b))
		func_error(x, "invalid type for comparison");
	if (a.kind != b.kind)
		func_error(x, "incompatible types for comparison");
	switch (a.kind) {
	case VALUE_INT:
		return a.as.i < b.as.i;
	case VALUE_FLOAT:
		return a.as.f < b.as.f;
	case VALUE_STRING:
		return str_cmp(a.s, b.s) < 0;
	default:
		func_error(x, "invalid type for comparison");
	}
}

FUNC(do_eq)
{
	size_t i;

	if (n < 2)
		func_error(x, "missing argument for comparison");
	for (i = 1; i < n; i++)
		if (equal(x, v[0], v[i]))
			return value_bool(true);
	return value_bool(false);
}

FUNC(do_ne)
{
	return value_bool(!equal(x, v[0], v[1]));
}

FUNC(do_lt)
{
	return value_bool(less(x, v[0], v[1]));
}

FUNC(do_le)
{
	return value_bool(less(x, v[0], v[1]) || equal(x, v[0], v[1]));
}

FUNC(do_gt)
{
	return value_bool(!less(x, v[0], v[1]) && !equal(x, v[0], v[1]));
}

FUNC(do_ge)
{
	return value_bool(!less(x, v[0], v[1]));
}

const struct func funcs_compare[] = {
    {"eq", 1, FUNC_ANY, 0, do_eq},
    {"ne", 2, 2, 0, do_ne},
    {"lt", 2, 2, 0, do_lt},
    {"le", 2, 2, 0, do_le},
    {"gt", 2, 2, 0, do_gt},
    {"ge", 2, 2, 0, do_ge},
    {0},
};
