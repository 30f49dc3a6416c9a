/* Prints by a format, as Go's Sprintf does:

       directive = "%" *flag [index] [width] ["." [index] [prec]] [index] verb
       flag      = "#" | "0" | "+" | "-" | " "
       index     = "[" number "]"            operand by number, from 1
       width     = number | "*"              prec = number | "*"

   A mistake in the format or an operand is printed in its place: %!verb(…), %!(NOVERB),
   %!(BADINDEX), %!(BADWIDTH), %!(EXTRA …). */
#include "base/buf.h"
#include "base/utf8.h"
#include "tmpl/go/fmt.h"
#include "tmpl/go/print.h"

/* The state of one call: i is the offset in format, next the next operand. */
struct format {
	struct buf *b;
	str format;
	const struct value *args;
	size_t n, i, next;
	bool reordered, good_index, after_index;
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
	bool any = false;

	*value = 0;
	for (; p->i < end && p->format.p[p->i] >= '0' && p->format.p[p->i] <= '9'; p->i++) {
		if (*value > PRINT_WIDTH_MAX) {
			*value = 0;
			p->i = end;
			return false;
		}
		*value = *value * 10 + (p->format.p[p->i] - '0');
		any = true;
	}
	return any;
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

/* Takes the operand of a `*`. Returns whether there is a `*`; *good tells whether its operand is a
   number, *value. */
static bool
star(struct format *p, bool *good, int *value)
{
	const struct value *v = p->next < p->n ? &p->args[p->next] : NULL;

	if (!at(p, '*'))
		return false;
	p->i++;
	p->next += v != NULL;
	p->after_index = false;
	*good =
	    v && v->kind == VALUE_INT && v->as.i <= PRINT_WIDTH_MAX && v->as.i >= -PRINT_WIDTH_MAX;
	*value = *good ? (int)v->as.i : 0;
	return true;
}

static void
width(struct format *p)
{
	struct fmt *f = &p->f;

	if (!star(p, &f->has_width, &f->width)) {
		f->has_width = number(p, p->format.n, &f->width);
		p->good_index = p->good_index && !(p->after_index && f->has_width);
		return;
	}
	if (!f->has_width)
		buf_add(p->b, STR("%!(BADWIDTH)"));
	if (f->width < 0) {
		f->width = -f->width;
		f->minus = true;
		f->zero = false;
	}
}

static void
precision(struct format *p)
{
	struct fmt *f = &p->f;

	if (!at(p, '.') || p->i + 1 >= p->format.n)
		return;
	p->i++;
	p->good_index = p->good_index && !p->after_index;
	operand_index(p);
	if (!star(p, &f->has_prec, &f->prec)) {
		number(p, p->format.n, &f->prec);
		f->has_prec = true;
		return;
	}
	f->has_prec = f->has_prec && f->prec >= 0;
	if (!f->has_prec) {
		f->prec = 0;
		buf_add(p->b, STR("%!(BADPREC)"));
	}
}

/* Handles any directive after "%". Returns false if the format ends there. */
static bool
directive(struct format *p)
{
	const struct value *v;
	uint32_t verb;
	const char *problem = NULL;
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
	if (p->i >= p->format.n) {
		buf_add(p->b, STR("%!(NOVERB)"));
		return false;
	}
	begin = p->i;
	p->i += utf8_next(str_from(p->format, p->i), &verb);
	if (verb == '%') {
		buf_addc(p->b, '%');
		return true;
	}
	if (!p->good_index)
		problem = "(BADINDEX)";
	else if (p->next >= p->n)
		problem = "(MISSING)";
	if (problem) {
		buf_add(p->b, STR("%!"));
		buf_add(p->b,
		    verb == UTF8_BAD ? STR("\xef\xbf\xbd")
				     : str_sub(p->format, begin, p->i - begin));
		buf_add(p->b, str_of(problem));
		return true;
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
	return true;
}

static void
extra(struct format *p)
{
	size_t i;

	if (p->reordered || p->next >= p->n)
		return;
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
print_fits(str format, size_t n)
{
	size_t i = 0, verbs = 0;
	uint32_t verb;

	while ((i += str_find(str_from(format, i), STR("%"))) < format.n) {
		for (i++; i < format.n && memchr("#0+- 123456789.", format.p[i], 15);)
			i++;
		if (i == format.n || format.p[i] == '*' || format.p[i] == '[')
			return false;
		i += utf8_next(str_from(format, i), &verb);
		verbs += verb != '%';
	}
	return verbs == n;
}

void
print_format(struct buf *b, str format, const struct value *args, size_t n, print_operand *operand,
    void *context)
{
	struct format p = {
	    .b = b, .format = format, .args = args, .n = n, .operand = operand, .context = context};

	while (p.i < format.n) {
		size_t plain = str_find(str_from(format, p.i), STR("%"));

		buf_add(b, str_sub(format, p.i, plain));
		p.i += plain;
		if (p.i == format.n)
			break;
		p.i++;
		if (!directive(&p))
			break;
	}
	extra(&p);
}
