/* Prints any value under one verb of a format. print_format.c parses formats. */
#include "tmpl/go/print.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "data/val.h"
#include "tmpl/go/fmt.h"
#include "tmpl/go/print_verb.h"

const char *
print_type(struct value v)
{
	switch (v.kind) {
	case VALUE_BOOL:
		return "bool";
	case VALUE_INT:
		return v.literal ? "int" : "int64";
	case VALUE_FLOAT:
		return "float64";
	case VALUE_STRING:
		return "string";
	case VALUE_LIST:
		return "[]interface {}";
	case VALUE_MAP:
		return "map[string]interface {}";
	default:
		return "<nil>";
	}
}

const char *
print_kind(struct value v)
{
	switch (v.kind) {
	case VALUE_LIST:
		return "slice";
	case VALUE_MAP:
		return "map";
	case VALUE_NIL:
	case VALUE_MISSING:
		return "invalid";
	default:
		return print_type(v);
	}
}

/* %!d(string=x) */
static void
bad_verb(struct buf *b, const struct fmt *f, struct value v, uint32_t verb, int depth)
{
	static const struct fmt plain;

	buf_add(b, STR("%!"));
	fmt_char(b, &plain, verb);
	buf_addc(b, '(');
	if (v.kind == VALUE_NIL || v.kind == VALUE_MISSING) {
		buf_add(b, STR("<nil>"));
	} else {
		buf_printf(b, "%s=", print_type(v));
		print_verb(b, f, v, 'v', depth);
	}
	buf_addc(b, ')');
}

static bool
print_int(struct buf *b, const struct fmt *f, int64_t i, uint32_t verb)
{
	switch (verb) {
	case 'v':
	case 'd':
		fmt_int(b, f, i, 10, 'd');
		return true;
	case 'b':
		fmt_int(b, f, i, 2, 'b');
		return true;
	case 'o':
	case 'O':
		fmt_int(b, f, i, 8, verb);
		return true;
	case 'x':
	case 'X':
		fmt_int(b, f, i, 16, verb);
		return true;
	case 'c':
		fmt_char(b, f, i);
		return true;
	case 'q':
		fmt_quoted_char(b, f, i);
		return true;
	case 'U':
		fmt_unicode(b, f, i);
		return true;
	default:
		return false;
	}
}

static bool
print_float(struct buf *b, const struct fmt *f, struct value v, uint32_t verb)
{
	enum { DEFAULT_PREC = 6 };

	if (verb == 'v' && v.node && v.node->kind == VAL_INT)
		fmt_pad(b, f, val_text(v.node));
	else if (verb == 'v')
		fmt_float(b, f, v.as.f, 'g', -1);
	else if (verb < 0x80 && verb && strchr("bgGxX", (int)verb))
		fmt_float(b, f, v.as.f, (char)verb, -1);
	else if (verb < 0x80 && verb && strchr("feEF", (int)verb))
		fmt_float(b, f, v.as.f, verb == 'F' ? 'f' : (char)verb, DEFAULT_PREC);
	else
		return false;
	return true;
}

static bool
print_string(struct buf *b, const struct fmt *f, str s, uint32_t verb)
{
	if (verb == 'q' || (verb == 'v' && f->sharp_v))
		fmt_quote(b, f, s);
	else if (verb == 'v' || verb == 's')
		fmt_string(b, f, s);
	else if (verb == 'x' || verb == 'X')
		fmt_hex(b, f, s, verb == 'X');
	else
		return false;
	return true;
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
print_list(struct buf *b, const struct fmt *f, struct value v, uint32_t verb, int depth)
{
	struct value_walk w;
	bool first = true;

	if (f->sharp_v)
		buf_printf(b, "%s{", print_type(v));
	else
		buf_addc(b, '[');
	for (w = value_walk(v); value_next(&w); first = false) {
		if (!first)
			buf_add(b, f->sharp_v ? STR(", ") : STR(" "));
		print_item(b, f, w.item, verb, depth + 1);
	}
	buf_addc(b, f->sharp_v ? '}' : ']');
}

static void
print_map(struct buf *b, const struct fmt *f, struct value v, uint32_t verb, int depth)
{
	size_t i, n = value_len(v);
	struct value_member *m = value_sorted(b->arena, v);

	if (f->sharp_v)
		buf_printf(b, "%s{", print_type(v));
	else
		buf_add(b, STR("map["));
	for (i = 0; i < n; i++) {
		if (i > 0)
			buf_add(b, f->sharp_v ? STR(", ") : STR(" "));
		print_verb(b, f, value_string(m[i].key), verb, depth + 1);
		buf_addc(b, ':');
		print_item(b, f, m[i].value, verb, depth + 1);
	}
	buf_addc(b, f->sharp_v ? '}' : ']');
}

void
print_verb(struct buf *b, const struct fmt *f, struct value v, uint32_t verb, int depth)
{
	bool good = false;

	if (verb == 'T' && depth == 0) {
		fmt_string(b, f, str_of(print_type(v)));
		return;
	}
	switch (v.kind) {
	case VALUE_BOOL:
		good = verb == 't' || verb == 'v';
		if (good)
			fmt_pad(b, f, v.as.b ? STR("true") : STR("false"));
		break;
	case VALUE_INT:
		/* In Helm every number of the values is a float. */
		if (!v.literal && verb < 0x80 && verb && strchr("eEfFgG", (int)verb))
			good = print_float(b, f, value_float((double)v.as.i), verb);
		else
			good = print_int(b, f, v.as.i, verb);
		break;
	case VALUE_FLOAT:
		good = print_float(b, f, v, verb);
		break;
	case VALUE_STRING:
		good = print_string(b, f, value_text(&v), verb);
		break;
	case VALUE_LIST:
	case VALUE_MAP:
		good = verb != 'p' && verb != 'w';
		if (good)
			(v.kind == VALUE_LIST ? print_list : print_map)(b, f, v, verb, depth);
		break;
	default:
		good = verb == 'v';
		if (good)
			fmt_pad(b, f, STR("<nil>"));
	}
	if (!good)
		bad_verb(b, f, v, verb, depth);
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

void
print_line(struct buf *b, const struct value *args, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++) {
		if (i > 0)
			buf_addc(b, ' ');
		print_value(b, args[i]);
	}
	buf_addc(b, '\n');
}
