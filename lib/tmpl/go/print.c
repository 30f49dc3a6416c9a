/* Prints values by a verb, and by a format as Go's Sprintf does:

       directive = "%" *flag [index] [width] ["." [index] [prec]] [index] verb
       flag      = "#" | "0" | "+" | "-" | " "
       index     = "[" number "]"            operand by number, from 1
       width     = number | "*"              prec = number | "*"

   A mistake in the format or an operand is printed in its place: %!verb(…), %!(NOVERB),
   %!(BADINDEX), %!(BADWIDTH), %!(EXTRA …). */
#include "tmpl/go/print.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/num.h"
#include "base/utf8.h"
#include "data/val.h"
#include "tmpl/go/fmt.h"

/* No flags, as in %v. */
static const struct fmt no_flags;

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
	buf_add(b, STR("%!"));
	fmt_int(b, &no_flags, verb, 'c');
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
	if (v.kind == VALUE_STRING)
		buf_add(b, value_text(&v));
	else if (v.kind == VALUE_INT)
		buf_int(b, v.as.i);
	else
		print_verb(b, &no_flags, v, 'v', 0);
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

/* The state of one call: i is the offset in format, next the next operand; fits is the result. */
struct format {
	struct buf *b;
	str format;
	const struct value *args;
	size_t n, i, next;
	bool reordered, good_index, after_index, fits;
	struct fmt f;
	print_operand *operand;
	void *context;
};

static bool
at(const struct format *p, char c)
{
	return p->i < p->format.n && p->format.p[p->i] == c;
}

/* Reads digits before end. As in Go, a number above the limit does not count, and the position
   moves to end. */
static bool
number(struct format *p, size_t end, int *value)
{
	size_t stop = str_digits(str_sub(p->format, 0, end), p->i);
	str digits = str_sub(p->format, p->i, stop - p->i);
	uint64_t n = 0;
	bool fits = digits.n == 0 || (num_uint(digits, &n) && n / 10 <= PRINT_WIDTH_MAX);

	p->i = fits ? stop : end;
	*value = fits ? (int)n : 0;
	return fits && digits.n > 0;
}

static void
flags(struct format *p)
{
	struct fmt *f = &p->f;

	for (; p->i < p->format.n; p->i++) {
		char c = p->format.p[p->i];

		if (!memchr("#0+- ", c, 5))
			break;
		f->sharp = f->sharp || c == '#';
		f->plus = f->plus || c == '+';
		f->minus = f->minus || c == '-';
		f->space = f->space || c == ' ';
		f->zero = (f->zero || c == '0') && !f->minus;
	}
}

/* Reads an operand's number in brackets, if present. */
static void
operand_index(struct format *p)
{
	size_t close = p->i + str_find(str_from(p->format, p->i), STR("]"));
	bool whole = close < p->format.n && p->format.n - p->i >= 3;
	int value;

	p->after_index = false;
	if (!at(p, '['))
		return;
	p->reordered = true;
	p->i++;
	if (whole) {
		p->after_index = number(p, close, &value) && p->i == close;
		p->i = close + 1;
	}
	if (p->after_index && value >= 1 && (size_t)value <= p->n)
		p->next = (size_t)value - 1;
	else
		p->good_index = false;
}

/* Reads a width or a precision: a number, or the operand of a `*`, which must be at least `least`.
   Returns false if there is none; a wrong operand prints bad. */
static bool
measure(struct format *p, int least, int *value, const char *bad)
{
	const struct value *v = p->next < p->n ? &p->args[p->next] : NULL;
	bool good;

	if (!at(p, '*'))
		return number(p, p->format.n, value);
	p->i++;
	p->next += v != NULL;
	p->fits = p->after_index = false;
	good = v && v->kind == VALUE_INT && v->as.i <= PRINT_WIDTH_MAX && v->as.i >= least;
	*value = good ? (int)v->as.i : 0;
	if (!good)
		buf_printf(p->b, "%%!(%s)", bad);
	return good;
}

static void
width(struct format *p)
{
	struct fmt *f = &p->f;

	f->has_width = measure(p, -PRINT_WIDTH_MAX, &f->width, "BADWIDTH");
	p->good_index = p->good_index && !(p->after_index && f->has_width);
	if (f->width < 0) {
		f->width = -f->width;
		f->minus = true;
		f->zero = false;
	}
}

static void
precision(struct format *p)
{
	bool digits;

	if (!at(p, '.') || p->i + 1 >= p->format.n)
		return;
	p->i++;
	p->good_index = p->good_index && !p->after_index;
	operand_index(p);
	digits = !at(p, '*');
	p->f.has_prec = measure(p, 0, &p->f.prec, "BADPREC") || digits;
}

/* Handles any directive after "%". */
static void
directive(struct format *p)
{
	const struct value *v;
	uint32_t verb = 0;
	const char *problem;
	size_t begin;

	p->f = (struct fmt){.plain = p->i < p->format.n && p->format.p[p->i] >= 'a'};
	p->good_index = true;
	if (!p->f.plain) {
		flags(p);
		operand_index(p);
		width(p);
		precision(p);
		if (!p->after_index)
			operand_index(p);
	}
	begin = p->i;
	if (begin < p->format.n)
		p->i += utf8_next(str_from(p->format, begin), &verb);
	if (verb == '%') {
		buf_addc(p->b, '%');
		return;
	}
	problem = p->i == begin ? "(NOVERB)"
	    : !p->good_index    ? "(BADINDEX)"
	    : p->next >= p->n   ? "(MISSING)"
				: NULL;
	if (problem) {
		p->fits = false;
		buf_add(p->b, STR("%!"));
		if (p->i > begin)
			fmt_int(p->b, &no_flags, verb, 'c');
		buf_add(p->b, str_of(problem));
		return;
	}
	if (verb == 'v') {
		p->f.sharp_v = p->f.sharp;
		p->f.sharp = p->f.plus = false;
	}
	v = &p->args[p->next++];
	if (p->operand)
		p->operand(p->context, p->b, &p->f, v, verb);
	else if (print_is_simple(&p->f, v, verb))
		print_value(p->b, *v);
	else
		print_verb(p->b, &p->f, *v, verb, 0);
}

static void
extra(struct format *p)
{
	size_t i;

	buf_add(p->b, STR("%!(EXTRA "));
	for (i = p->next; i < p->n; i++) {
		if (i > p->next)
			buf_add(p->b, STR(", "));
		if (p->args[i].kind != VALUE_NIL && p->args[i].kind != VALUE_MISSING)
			buf_printf(p->b, "%s=", print_type(p->args[i]));
		print_value(p->b, p->args[i]);
	}
	buf_addc(p->b, ')');
}

bool
print_format(struct buf *b, str format, const struct value *args, size_t n, print_operand *operand,
    void *context)
{
	struct format p = {
	    b, format, args, n, .operand = operand, .context = context, .fits = true};

	while (p.i < format.n) {
		size_t plain = str_find(str_from(format, p.i), STR("%"));

		buf_add(b, str_sub(format, p.i, plain));
		p.i += plain;
		if (p.i == format.n)
			break;
		p.i++;
		directive(&p);
	}
	if (p.reordered || p.next == n)
		return p.fits && !p.reordered;
	extra(&p);
	return false;
}
