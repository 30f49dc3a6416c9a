/* Checks and converts the arguments of template functions, as Go and sprig do. */
#include "tmpl/funcs/args.h"

#include <math.h>

#include "base/arena.h"
#include "base/buf.h"
#include "tmpl/go/literal.h"
#include "tmpl/go/print.h"
#include "tmpl/yaml/hole.h"

void
args_prepare(struct exec *x, const struct func *f, struct value *v, size_t n)
{
	const struct value *end = v + n;
	const char *p = f->params;

	for (; v < end; v++, p += p[1] != '*') {
		if (v->kind == VALUE_MISSING && !(f->flags & FUNC_MISSING)) {
			if (func_strict(x))
				func_missing(x, v);
			*v = value_nil();
		} else if (v->markup &&
		    ((*p != 'A' && *p != 'S') || (v->from_tpl && !(f->flags & FUNC_INDENT)))) {
			*v = value_plain(v);
		}
		switch (*p) {
		case 's':
		case 'S':
			if (v->kind != VALUE_STRING)
				func_error_type(x, v, "string");
			break;
		case 'i':
			*v = value_int(args_int(x, v));
			break;
		case 'm':
		case 'M':
			if (v->kind > VALUE_NIL && v->kind != VALUE_MAP)
				func_error_type(x, v, "map[string]interface {}");
			if (v->kind != VALUE_MAP && *p == 'M')
				func_error(x, "assignment to entry in nil map");
			if (v->kind != VALUE_MAP)
				*v = value_map(func_arena(x));
			break;
		case 'l':
		case 'L':
			if (v->kind != VALUE_LIST && (*p == 'l' || v->kind > VALUE_NIL))
				func_error(func_about(x, *v), "Cannot%s on type %s",
				    strchr(f->params, ' '), print_kind(*v));
			break;
		default:
			break;
		}
	}
}

int64_t
args_int(struct exec *x, const struct value *v)
{
	enum { EXACT = 53 };

	if (v->kind == VALUE_FLOAT && v->as.f == floor(v->as.f) && fabs(v->as.f) < ldexp(1, EXACT))
		return (int64_t)v->as.f;
	if (v->kind != VALUE_INT)
		func_error_type(x, v, "int");
	return v->as.i;
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
		return literal_int(without_zero_decimals(v.s), 0, &i) ? i : 0;
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
		literal_double(v.s, &d);
		return d;
	default:
		return 0;
	}
}

struct value
args_items(struct arena *a, struct value v)
{
	struct value list = v;

	if (v.kind != VALUE_LIST) {
		list = value_list(a, 1);
		value_push(a, list, v);
	}
	return list;
}

str *
args_strings(struct arena *a, struct value v, size_t *n)
{
	struct value list = args_items(a, v);
	str *out = arena_array(a, value_len(list), sizeof *out);
	struct value_walk w;

	*n = 0;
	for (w = value_walk(list); value_next(&w);)
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
		*hole_put(h, b) = (struct hole){.value = func_value(x, &v)};
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
