/* Functions that compare, test and name values: eq ne lt le gt ge by the rules of text/template,
   deepEqual; default empty coalesce ternary all any, which treat missing values as empty; the names
   of Go's types; toBool. A basic kind compares only with itself, int and int64 are one kind, and eq
   compares nil with anything. Integers compare with floats only in mode helm, as in
   `gt .Values.replicas 1.0`: Helm reads all numbers as floats. */
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
	if (!is_basic(a)) {
		shown = print_str(func_arena(x), a);
		func_error(func_about(x, a), "non-comparable type %.*s: %s", (int)shown.n, shown.p,
		    print_type(a));
	}
	a.literal = b.literal;
	return args_equal(a, b);
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

/* eq, and ne if which is true. */
FUNC(do_eq)
{
	size_t i = 1;

	if (n < 2)
		func_error(x, "missing argument for comparison");
	while (i < n && !equal(x, v[0], v[i]))
		i++;
	return value_bool((i < n) != f->which);
}

/* lt, le, gt, ge */
enum { LESS = 0, OR_EQUAL = 1, NOT = 2 };

FUNC(do_order)
{
	bool yes = less(x, v[0], v[1]) || (f->which & OR_EQUAL && equal(x, v[0], v[1]));

	return value_bool(yes == !(f->which & NOT));
}

/* default only looks at its first value. */
FUNC(do_default)
{
	return n > 1 && value_true(v[1]) ? v[1] : v[0];
}

/* empty, and not */
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
	if (v[2].kind != VALUE_BOOL)
		func_error_type(x, &v[2], "bool");
	return v[2].as.b ? v[0] : v[1];
}

/* any, or all if which is false */
FUNC(do_any)
{
	size_t i = 0;

	while (i < n && value_true(v[i]) != f->which)
		i++;
	return value_bool((i < n) == f->which);
}

enum { TYPE, KIND };

/* typeOf VALUE and typeIs NAME VALUE, kindOf and kindIs. In mode helm a document's integers are
   floats for Helm's functions. */
FUNC(do_type)
{
	struct value typed = v[n - 1];
	str name;

	if (typed.kind == VALUE_INT && typed.node && func_helm(x))
		typed = value_float(0);
	name = str_of(f->which == TYPE ? print_type(typed) : print_kind(typed));
	return n > 1 ? value_bool(str_eq(v[0].s, name)) : value_string(name);
}

FUNC(do_deep_equal)
{
	return value_bool(args_equal(v[0], v[1]));
}

/* Accepts booleans, their spellings (strconv.ParseBool), numbers (true if not 0) and nil
   (false). */
FUNC(do_to_bool)
{
	static const char *const words[] = {
	    "1", "t", "T", "true", "TRUE", "True", "0", "f", "F", "false", "FALSE", "False"};
	size_t i, all = sizeof words / sizeof words[0];

	if (v[0].kind != VALUE_STRING && v[0].kind != VALUE_LIST && v[0].kind != VALUE_MAP)
		return value_bool(value_true(v[0]));
	for (i = 0; v[0].kind == VALUE_STRING && i < all; i++)
		if (str_is(v[0].s, words[i]))
			return value_bool(i < all / 2);
	func_error(x, "not a boolean: use true or false");
}

const struct func funcs_compare[] = {
    {"eq", "aa*", 0, do_eq, false},
    {"ne", "aa", 0, do_eq, true},
    {"lt", "aa", 0, do_order, LESS},
    {"le", "aa", 0, do_order, OR_EQUAL},
    {"gt", "aa", 0, do_order, NOT | OR_EQUAL},
    {"ge", "aa", 0, do_order, NOT},
    {"default", "AA*", FUNC_MISSING, do_default, 0},
    {"empty not", "a", FUNC_MISSING, do_empty, 0},
    {"coalesce", "A*", FUNC_MISSING, do_coalesce, 0},
    {"ternary", "AAA", FUNC_MISSING, do_ternary, 0},
    {"all", "a*", FUNC_MISSING, do_any, false},
    {"any", "a*", FUNC_MISSING, do_any, true},
    {"typeOf", "a", 0, do_type, TYPE},
    {"typeIs typeIsLike", "sa", 0, do_type, TYPE},
    {"kindOf", "a", 0, do_type, KIND},
    {"kindIs", "sa", 0, do_type, KIND},
    {"deepEqual", "aa", 0, do_deep_equal, 0},
    {"toBool", "a", 0, do_to_bool, 0},
    {0},
};
