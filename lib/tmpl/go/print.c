/* Prints any value under one verb of a format. print_format.c parses formats. */
#include "tmpl/go/print.h"

#include "base/arena.h"
#include "base/buf.h"
#include "data/val.h"
#include "tmpl/go/fmt.h"

const char *
print_type(struct value v)
{
	static const char *const names[] = {"<nil>", "<nil>", "bool", "int64", "float64", "string",
	    "[]interface {}", "map[string]interface {}"};

	return v.literal ? "int" : names[v.kind];
}

const char *
print_kind(struct value v)
{
	static const char *const names[VALUE_MAP + 1] = {
	    "invalid", "invalid", [VALUE_LIST] = "slice", [VALUE_MAP] = "map"};

	return names[v.kind] ? names[v.kind] : print_type(v);
}

/* %!d(string=x) */
static void
bad_verb(struct buf *b, const struct fmt *f, struct value v, uint32_t verb, int depth)
{
	static const struct fmt plain;

	buf_add(b, STR("%!"));
	fmt_int(b, &plain, verb, 'c');
	buf_addc(b, '(');
	if (v.kind == VALUE_NIL || v.kind == VALUE_MISSING) {
		buf_add(b, STR("<nil>"));
	} else {
		buf_printf(b, "%s=", print_type(v));
		print_verb(b, f, v, 'v', depth);
	}
	buf_addc(b, ')');
}

/* Prints an item of a collection. There nil prints as <nil> under every verb. */
static void
print_item(struct buf *b, const struct fmt *f, struct value v, uint32_t verb, int depth)
{
	if (depth > VALUE_DEPTH)
		buf_add(b, STR("<cycle>"));
	else if (v.kind != VALUE_NIL && v.kind != VALUE_MISSING)
		print_verb(b, f, v, verb, depth);
	else
		buf_add(b, f->sharp_v ? STR("interface {}(nil)") : STR("<nil>"));
}

static void
print_collection(struct buf *b, const struct fmt *f, struct value v, uint32_t verb, int depth)
{
	bool map = v.kind == VALUE_MAP;
	struct value_member *m = value_sorted(b->arena, v);
	size_t i, n = value_len(v);

	if (f->sharp_v)
		buf_printf(b, "%s{", print_type(v));
	else
		buf_add(b, map ? STR("map[") : STR("["));
	for (i = 0; i < n; i++) {
		if (i > 0)
			buf_add(b, f->sharp_v ? STR(", ") : STR(" "));
		if (map) {
			print_verb(b, f, value_string(m[i].key), verb, depth + 1);
			buf_addc(b, ':');
		}
		print_item(b, f, m[i].value, verb, depth + 1);
	}
	buf_addc(b, f->sharp_v ? '}' : ']');
}

void
print_verb(struct buf *b, const struct fmt *f, struct value v, uint32_t verb, int depth)
{
	/* In Helm every number of the values is a float. */
	static const char *const verbs[] = {
	    "v", "v", "tv", "vdboOxXcqUeEfFgG", "vbgGxXeEfF", "qvsxX"};
	bool as_float = fmt_verb_in(verb, "eEfFgG");

	if (verb == 'T' && depth == 0) {
		fmt_string(b, f, str_of(print_type(v)), 's');
		return;
	}
	if (v.kind < VALUE_LIST ? !fmt_verb_in(verb, verbs[v.kind]) || (v.literal && as_float)
				: verb == 'p' || verb == 'w') {
		bad_verb(b, f, v, verb, depth);
		return;
	}
	switch (v.kind) {
	case VALUE_BOOL:
		fmt_pad(b, f, v.as.b ? STR("true") : STR("false"));
		break;
	case VALUE_INT:
		if (as_float)
			fmt_float(b, f, (double)v.as.i, verb);
		else
			fmt_int(b, f, v.as.i, verb);
		break;
	case VALUE_FLOAT:
		if (verb == 'v' && v.node && v.node->kind == VAL_INT)
			fmt_pad(b, f, val_text(v.node));
		else
			fmt_float(b, f, v.as.f, verb);
		break;
	case VALUE_STRING:
		fmt_string(b, f, value_text(&v), verb);
		break;
	case VALUE_LIST:
	case VALUE_MAP:
		print_collection(b, f, v, verb, depth);
		break;
	default:
		fmt_pad(b, f, STR("<nil>"));
	}
}

void
print_value(struct buf *b, struct value v)
{
	static const struct fmt plain;

	if (v.kind == VALUE_STRING)
		buf_add(b, value_text(&v));
	else if (v.kind == VALUE_INT)
		buf_int(b, v.as.i);
	else
		print_verb(b, &plain, v, 'v', 0);
}

str
print_str(struct arena *a, struct value v)
{
	struct buf b = {.arena = a};

	if (v.kind == VALUE_STRING)
		return value_text(&v);
	print_value(&b, v);
	return buf_str(&b);
}

void
print_all(struct buf *b, const struct value *args, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++) {
		if (i > 0 && args[i].kind != VALUE_STRING && args[i - 1].kind != VALUE_STRING)
			buf_addc(b, ' ');
		print_value(b, args[i]);
	}
}
