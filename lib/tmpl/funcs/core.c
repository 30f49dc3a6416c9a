/* Go's built-in functions print println printf len index slice call, and fail, required, lookup,
   hello. */
#include <math.h>

#include "base/arena.h"
#include "base/buf.h"
#include "data/scalar.h"
#include "data/val.h"
#include "tmpl/funcs/args.h"
#include "tmpl/go/fmt.h"
#include "tmpl/go/print.h"
#include "tmpl/yaml/hole.h"

/* print, and println if which is true */
FUNC(do_print)
{
	struct buf b = {.arena = func_arena(x)};
	size_t i;

	for (i = 0; i < n; i++) {
		if (i > 0 &&
		    (f->which || (v[i].kind != VALUE_STRING && v[i - 1].kind != VALUE_STRING)))
			buf_addc(&b, ' ');
		if (f->which)
			print_value(&b, v[i]);
		else
			args_operand(x, &b, v[i]);
	}
	if (!f->which)
		return args_markup(x, &b);
	buf_addc(&b, '\n');
	return value_string(buf_str(&b));
}

/* Adds the printed form of an operand as a hole, for a format that is markup. */
static void
operand(void *context, struct buf *b, const struct fmt *f, const struct value *v, uint32_t verb)
{
	struct exec *x = context;
	struct buf text = {.arena = b->arena};
	struct hole hole = {0};
	bool numeric =
	    (v->kind == VALUE_INT || v->kind == VALUE_FLOAT) && fmt_verb_in(verb, "dfFgGeEv");
	struct scalar typed;

	if (print_is_simple(f, v, verb)) {
		args_operand(x, b, *v);
		return;
	}
	print_verb(&text, f, *v, verb, 0);
	hole.value = value_string(buf_str(&text));
	if (f->plain && verb == 'q' && v->kind == VALUE_STRING)
		hole = (struct hole){.value = value_plain(v), .spelling = HOLE_QUOTE};
	else if (numeric && !scalar_plain(b->arena, buf_str(&text), &typed) &&
	    typed.kind != VAL_STRING)
		hole.spelling = HOLE_NUMBER;
	*hole_put(func_holes(x), b) = hole;
}

FUNC(do_printf)
{
	struct buf holes = {.arena = func_arena(x)}, b = holes;
	str format = value_text(&v[0]);

	if (func_holes(x) && v[0].markup && hole_find(v[0].s, 0) == v[0].s.n &&
	    print_format(&holes, format, v + 1, n - 1, operand, x))
		return args_markup(x, &holes);
	print_format(&b, format, v + 1, n - 1, NULL, NULL);
	return value_string(buf_str(&b));
}

FUNC(do_len)
{
	switch (v[0].kind) {
	case VALUE_LIST:
	case VALUE_MAP:
	case VALUE_STRING:
		return value_literal((int64_t)value_len(v[0]));
	case VALUE_NIL:
	case VALUE_MISSING:
		func_error(x, "len of nil pointer");
	default:
		func_error(x, "len of type %s", print_type(v[0]));
	}
}

/* Returns an index from 0 to last, or fails. */
static size_t
index_arg(struct exec *x, const struct value *v, size_t last)
{
	int64_t i;

	if (args_nil(*v))
		func_error(x, "cannot index slice/array with nil");
	if (v->kind != VALUE_INT && (v->kind != VALUE_FLOAT || v->as.f != trunc(v->as.f)))
		func_error(x, "cannot index slice/array with type %s", print_type(*v));
	i = args_int(x, v);
	if (i < 0 || (uint64_t)i > last)
		func_error(x, "index out of range: %lld", (long long)i);
	return (size_t)i;
}

static struct value
index_one(struct exec *x, struct value item, const struct value *at)
{
	struct value out = value_nil();
	size_t i, n = value_len(item);

	if (args_nil(item))
		func_error(x, "index of nil pointer");
	if (item.kind < VALUE_STRING)
		func_error(x, "can't index item of type %s", print_type(item));
	if (item.kind == VALUE_MAP) {
		if (at->kind != VALUE_STRING)
			func_error(x,
			    args_nil(*at) ? "value is nil; should be of type string"
					  : "value has type %s; should be string",
			    print_type(*at));
		if (!value_get(&item, at->s, &out) && func_strict(x)) {
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
	return item.as.list ? item.as.list->items[i] : func_item(x, item.node, i);
}

FUNC(do_index)
{
	struct value item = v[0];
	size_t i;

	if (args_nil(item))
		func_error(x, "index of untyped nil");
	for (i = 1; i < n; i++)
		item = index_one(x, value_plain(&item), &v[i]);
	return item;
}

/* slice, with Go's checks and sprig's shorter forms, and mustSlice if which is true: it does not
   work on strings. */
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
	out = value_list(func_arena(x), to - from);
	for (i = 0; i < to && value_next(&w); i++)
		if (i >= from)
			value_push(func_arena(x), out, w.item);
	return out;
}

/* required, and fail, which has no value */
FUNC(do_required)
{
	str message = value_text(&v[0]);

	if (n > 1 && !args_nil(v[1]) && (v[1].kind != VALUE_STRING || value_text(&v[1]).n > 0))
		return v[1];
	func_error(x, "%.*s", (int)message.n, message.p ? message.p : "");
}

/* There is no cluster, so the result is empty, as in helm template. */
FUNC(do_lookup)
{
	return value_map(func_arena(x));
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

const struct func funcs_core[] = {
    {"print", "A*", 0, do_print, false},
    {"println", "a*", 0, do_print, true},
    {"printf", "SA*", 0, do_printf, 0},
    {"len", "a", 0, do_len, 0},
    {"index", "aa*", 0, do_index, 0},
    {"slice", "a??", 0, do_slice, false},
    {"mustSlice", "a??", 0, do_slice, true},
    {"fail", "s", 0, do_required, 0},
    {"required", "sA", FUNC_MISSING, do_required, 0},
    {"lookup", "ssss", 0, do_lookup, 0},
    {"call", "aa*", 0, do_call, 0},
    {"hello", "", 0, do_hello, 0},
    {0},
};
