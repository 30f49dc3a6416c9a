/* Go's built-in functions, and those that test and name values. Missing values are empty for
   `default`, `empty` and similar functions. Comparison is by the rules of text/template: a basic
   kind compares only with itself, int and int64 are one kind, and eq compares nil with anything.
   Integers compare with floats only in mode helm, as in `gt .Values.replicas 1.0`: Helm reads all
   numbers as floats. */
#include <math.h>

#include "tmpl/funcs/funcs.h"
#include "tmpl/go/fmt.h"

FUNC(do_len)
{
	if (v[0].kind < VALUE_STRING)
		func_error(x, "len of type %s", print_type(v[0]));
	return value_literal((int64_t)value_len(v[0]));
}

/* Returns an index from 0 to last, or fails. */
static size_t
index_arg(struct exec *x, const struct value *v, size_t last)
{
	int64_t i;

	if (v->kind != VALUE_INT && (v->kind != VALUE_FLOAT || v->as.f != trunc(v->as.f)))
		func_error(x, "cannot index slice/array with type %s", print_type(*v));
	i = func_int(x, v);
	if (i < 0 || (uint64_t)i > last)
		func_error(x, "index out of range: %lld", (long long)i);
	return (size_t)i;
}

static struct value
index_one(struct exec *x, struct value item, const struct value *at)
{
	struct value out = value_nil();
	size_t i, n = value_len(item);

	if (item.kind < VALUE_STRING)
		func_error(x, "can't index item of type %s", print_type(item));
	if (item.kind == VALUE_MAP) {
		if (at->kind != VALUE_STRING)
			func_error(x, "value has type %s; should be string", print_type(*at));
		if (!value_get(&item, at->s, &out) && func_env(x)->strict) {
			out.kind = VALUE_MISSING;
			out.s = at->s;
		}
		return func_markup(x, out);
	}
	i = index_arg(x, at, n);
	if (i == n)
		func_error(x, "reflect: %s index out of range", print_kind(item));
	if (item.kind == VALUE_STRING)
		return value_literal((unsigned char)item.s.p[i]);
	return item.own ? item.as.list->items[i] : func_item(x, item, i);
}

FUNC(do_index)
{
	struct value item = v[0];
	size_t i;

	if (func_is_nil(item))
		func_error(x, "index of untyped nil");
	for (i = 1; i < n; i++)
		item = index_one(x, value_plain(&item), &v[i]);
	return item;
}

/* slice, with Go's checks and sprig's shorter forms, and mustSlice if `which` is true: mustSlice
   does not accept strings. */
FUNC(do_slice)
{
	size_t total = value_len(v[0]), from = 0, to = total, i;
	struct value_walk w = value_walk(v[0]);
	struct value out;

	if (v[0].kind != VALUE_LIST && (v[0].kind != VALUE_STRING || f->which))
		func_error(x, "list should be type of slice or array but %s", print_kind(v[0]));
	if (v[0].kind == VALUE_LIST && total == 0)
		return value_nil();
	if (n > 1)
		from = index_arg(x, &v[1], total);
	if (n > 2)
		to = index_arg(x, &v[2], total);
	if (from > to)
		func_error(x, "invalid slice index: %zu > %zu", from, to);
	if (v[0].kind == VALUE_STRING)
		return value_string(str_sub(v[0].s, from, to - from));
	out = value_list(a, to - from);
	for (i = 0; i < to && value_next(&w); i++)
		if (i >= from)
			value_push(a, &out, w.item);
	return out;
}

/* required MESSAGE VALUE, and fail MESSAGE */
FUNC(do_required)
{
	str message = value_text(&v[0]);

	if (n > 1 && !func_is_nil(v[1]) && (v[1].kind != VALUE_STRING || value_text(&v[1]).n > 0))
		return v[1];
	func_error(x, "%.*s", (int)message.n, message.p ? message.p : "");
}

/* There is no cluster, so the result is empty, as in helm template. */
FUNC(do_lookup)
{
	return value_map(a);
}

/* Always fails: no value of a document is a function. */
FUNC(do_call)
{
	func_error(x, "non-function of type %s", print_type(v[0]));
}

FUNC(do_hello)
{
	return value_string(STR("Hello!"));
}

static bool
is_basic(struct value v)
{
	return v.kind >= VALUE_BOOL && v.kind <= VALUE_STRING;
}

/* Makes a float of an integer that is compared with a float in mode helm. */
static void
match(struct exec *x, struct value *a, const struct value *b)
{
	if (a->kind == VALUE_INT && b->kind == VALUE_FLOAT && func_env(x)->helm)
		*a = value_float((double)a->as.i);
}

static bool
equal(struct exec *x, struct value a, struct value b)
{
	str shown;

	match(x, &a, &b);
	match(x, &b, &a);
	if (func_is_nil(a) || func_is_nil(b))
		return func_is_nil(a) && func_is_nil(b);
	if (is_basic(a) != is_basic(b) || (is_basic(a) && a.kind != b.kind))
		func_error(x, "incompatible types for comparison");
	if (!is_basic(a)) {
		shown = print_str(func_env(x)->arena, a);
		func_error(func_about(x, a), "non-comparable type %.*s: %s", (int)shown.n, shown.p,
		    print_type(a));
	}
	a.literal = b.literal;
	return func_equal(a, b, 0);
}

static bool
less(struct exec *x, struct value a, struct value b)
{
	match(x, &a, &b);
	match(x, &b, &a);
	if (!is_basic(a) || !is_basic(b) || (a.kind == VALUE_BOOL && b.kind == VALUE_BOOL))
		func_error(x, "invalid type for comparison");
	if (a.kind != b.kind)
		func_error(x, "incompatible types for comparison");
	if (a.kind == VALUE_STRING)
		return str_cmp(a.s, b.s) < 0;
	return a.kind == VALUE_INT ? a.as.i < b.as.i : a.as.f < b.as.f;
}

/* eq, and ne if `which` is true. */
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

/* default DEFAULT VALUE… looks only at the first VALUE. */
FUNC(do_default)
{
	return n > 1 && value_true(v[1]) ? v[1] : v[0];
}

/* `empty` and `not` */
FUNC(do_empty)
{
	return value_bool(!value_true(v[0]));
}

FUNC(do_ternary)
{
	if (func_is_nil(v[2]) && func_env(x)->strict)
		return v[1];
	if (v[2].kind != VALUE_BOOL)
		func_error_type(x, &v[2], "bool");
	return v[2].as.b ? v[0] : v[1];
}

enum { COALESCE, ANY, ALL };

FUNC(do_any)
{
	size_t i = 0;

	while (i < n && value_true(v[i]) == (f->which == ALL))
		i++;
	if (f->which == COALESCE)
		return i < n ? v[i] : value_nil();
	return value_bool((i < n) == (f->which == ANY));
}

enum { TYPE, KIND };

/* typeOf VALUE and typeIs NAME VALUE, kindOf and kindIs. In mode helm a document's integers are
   floats for Helm's functions. */
FUNC(do_type)
{
	struct value typed = v[n - 1];
	str name;

	if (typed.kind == VALUE_INT && typed.node && func_env(x)->helm)
		typed = value_float(0);
	name = str_of(f->which == TYPE ? print_type(typed) : print_kind(typed));
	return n > 1 ? value_bool(str_eq(v[0].s, name)) : value_string(name);
}

FUNC(do_deep_equal)
{
	return value_bool(func_equal(v[0], v[1], 0));
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
	func_error(x, "%s is not a boolean: use true or false", fmt_quote(a, print_str(a, v[0])));
}

const struct func funcs_core[] = {
    {"len", "a", 0, do_len, 0},
    {"index", "aa*", 0, do_index, 0},
    {"slice", "a??", 0, do_slice, false},
    {"mustSlice", "a??", 0, do_slice, true},
    {"fail", "s", 0, do_required, 0},
    {"required", "sA", FUNC_MISSING, do_required, 0},
    {"lookup", "ssss", 0, do_lookup, 0},
    {"call", "aa*", 0, do_call, 0},
    {"hello", "", 0, do_hello, 0},
    {"eq", "aa*", 0, do_eq, false},
    {"ne", "aa", 0, do_eq, true},
    {"lt", "aa", 0, do_order, LESS},
    {"le", "aa", 0, do_order, OR_EQUAL},
    {"gt", "aa", 0, do_order, NOT | OR_EQUAL},
    {"ge", "aa", 0, do_order, NOT},
    {"default", "AA*", FUNC_MISSING, do_default, 0},
    {"empty not", "a", FUNC_MISSING, do_empty, 0},
    {"coalesce", "A*", FUNC_MISSING, do_any, COALESCE},
    {"ternary", "AAA", FUNC_MISSING, do_ternary, 0},
    {"all", "a*", FUNC_MISSING, do_any, ALL},
    {"any", "a*", FUNC_MISSING, do_any, ANY},
    {"typeOf", "a", 0, do_type, TYPE},
    {"typeIs typeIsLike", "sa", 0, do_type, TYPE},
    {"kindOf", "a", 0, do_type, KIND},
    {"kindIs", "sa", 0, do_type, KIND},
    {"deepEqual", "aa", 0, do_deep_equal, 0},
    {"toBool", "a", 0, do_to_bool, 0},
    {0},
};
