/* Checks and converts the arguments of template functions, as Go and sprig do. */
#include "tmpl/funcs/args.h"

#include <math.h>

#include "base/arena.h"
#include "base/buf.h"
#include "tmpl/go/go_num.h"
#include "tmpl/go/print.h"
#include "tmpl/yaml/hole.h"

str
args_str(struct exec *x, struct value v)
{
	if (v.kind != VALUE_STRING)
		func_error_type(x, v, "string");
	return value_text(&v);
}

int64_t
args_int(struct exec *x, struct value v)
{
	enum { EXACT = 53 };

	if (v.kind == VALUE_FLOAT && v.as.f == floor(v.as.f) && fabs(v.as.f) < ldexp(1, EXACT))
		return (int64_t)v.as.f;
	if (v.kind != VALUE_INT)
		func_error_type(x, v, "int");
	return v.as.i;
}

bool
args_bool(struct exec *x, struct value v)
{
	if (v.kind != VALUE_BOOL)
		func_error_type(x, v, "bool");
	return v.as.b;
}

struct value
args_map(struct exec *x, struct value v)
{
	if (v.kind == VALUE_NIL || v.kind == VALUE_MISSING)
		return value_map(func_arena(x));
	if (v.kind != VALUE_MAP)
		func_error_type(x, v, "map[string]interface {}");
	return v;
}

struct value
args_list(struct exec *x, struct value v, const char *what)
{
	if (v.kind != VALUE_LIST)
		func_error_about(x, v, "Cannot %s on type %s", what, print_kind(v));
	return v;
}

bool
args_nil(struct value v)
{
	return v.kind == VALUE_NIL || v.kind == VALUE_MISSING;
}

/* Removes a fraction of zeros, as ".000". */
static str
without_zero_decimals(str s)
{
	size_t i = s.n;

	while (i > 0 && s.p[i - 1] == '0')
		i--;
	return i > 0 && i < s.n && s.p[i - 1] == '.' ? str_sub(s, 0, i - 1) : s;
}

/* Out of range it returns what the amd64 instruction returns, as Go does. */
static int64_t
truncated(double f)
{
	if (!(f >= -0x1p63 && f < 0x1p63))
		return INT64_MIN;
	return (int64_t)f;
}

int64_t
args_to_int(struct value v)
{
	int64_t i;

	switch (v.kind) {
	case VALUE_INT:
		return v.as.i;
	case VALUE_FLOAT:
		return truncated(v.as.f);
	case VALUE_BOOL:
		return v.as.b;
	case VALUE_STRING:
		return go_num_int(without_zero_decimals(v.s), 0, &i) ? i : 0;
	default:
		return 0;
	}
}

double
args_to_double(struct value v)
{
	double d;

	switch (v.kind) {
	case VALUE_INT:
		return (double)v.as.i;
	case VALUE_FLOAT:
		return v.as.f;
	case VALUE_BOOL:
		return v.as.b;
	case VALUE_STRING:
		go_num_double(v.s, &d);
		return d;
	default:
		return 0;
	}
}

str *
args_strings(struct arena *a, struct value v, size_t *n)
{
	struct value_walk w;
	str *out;

	*n = 0;
	if (v.kind != VALUE_LIST) {
		out = arena_array(a, 1, sizeof *out);
		if (!args_nil(v))
			out[(*n)++] = print_str(a, v);
		return out;
	}
	out = arena_array(a, value_len(v) + 1, sizeof *out);
	for (w = value_walk(v); value_next(&w);)
		if (!args_nil(w.item))
			out[(*n)++] = print_str(a, w.item);
	return out;
}

struct value
args_markup(struct exec *x, const struct buf *b)
{
	struct holes *h = func_holes(x);

	return h ? value_markup(buf_str(b), &h->markup) : value_string(buf_str(b));
}

void
args_operand(struct exec *x, struct buf *b, struct value v)
{
	struct holes *h = func_holes(x);

	if (!h)
		print_value(b, v);
	else if (v.markup)
		buf_add(b, v.s);
	else if (args_nil(v) && !func_strict(x))
		buf_add(b, STR("<nil>"));
	else
		hole_put(h, b, (struct hole){.value = func_value(x, &v)});
}

static bool
equal(struct value a, struct value b, int depth)
{
	struct value_walk w, u;
	struct value other;

	if (args_nil(a) && args_nil(b))
		return true;
	if (a.kind != b.kind || depth > VALUE_DEPTH)
		return false;
	switch (a.kind) {
	case VALUE_BOOL:
		return a.as.b == b.as.b;
	case VALUE_INT:
		return a.as.i == b.as.i && a.literal == b.literal;
	case VALUE_FLOAT:
		return a.as.f <= b.as.f && a.as.f >= b.as.f;
	case VALUE_STRING:
		return str_eq(value_text(&a), value_text(&b));
	default:
		break;
	}
	if (value_len(a) != value_len(b))
		return false;
	for (w = value_walk(a), u = value_walk(b); value_next(&w);)
		if (a.kind == VALUE_LIST
			? !value_next(&u) || !equal(w.item, u.item, depth + 1)
			: !value_get(&b, w.key, &other) || !equal(w.item, other, depth + 1))
			return false;
	return true;
}

bool
args_equal(struct value a, struct value b)
{
	return equal(a, b, 0);
}
