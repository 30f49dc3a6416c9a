/* Go's functions that print: print, println and printf; html, js and urlquery escape what they
   print. In YAML mode print and printf add operands as holes. A format is

       directive = "%" *flag [index] [width] ["." [index] [prec]] [index] verb
       flag      = "#" | "0" | "+" | "-" | " "
       index     = "[" number "]"            operand by number, from 1
       width     = number | "*"              prec = number | "*"

   A mistake in the format or an operand is printed in its place: %!verb(…), %!(NOVERB),
   %!(BADINDEX), %!(BADWIDTH), %!(EXTRA …). */
#include "base/buf.h"
#include "base/num.h"
#include "base/unicode.h"
#include "base/utf8.h"
#include "data/scalar.h"
#include "data/val.h"
#include "net/url.h"
#include "tmpl/funcs/funcs.h"
#include "tmpl/go/fmt.h"
#include "tmpl/go/text.h"
#include "tmpl/yaml/hole.h"

/* Adds operands, with a space between two that are not strings or, if `spaced`, between all. If x
   is not NULL, adds them as holes. */
static void
print_all(struct exec *x, struct buf *b, const struct value *v, size_t n, bool spaced)
{
	size_t i;

	for (i = 0; i < n; i++) {
		if (i > 0 &&
		    (spaced || (v[i].kind != VALUE_STRING && v[i - 1].kind != VALUE_STRING)))
			buf_addc(b, ' ');
		func_operand(x, b, v[i]);
	}
}

/* print, and println if `which` is true */
FUNC(do_print)
{
	struct buf b = {.arena = a};

	print_all(f->which ? NULL : x, &b, v, n, f->which);
	if (!f->which)
		return func_text(x, buf_str(&b));
	buf_addc(&b, '\n');
	return value_string(buf_str(&b));
}

/* Widths and precisions are limited, as in Go. */
enum { WIDTH_MAX = 1000000 };

/* The state of print_format: i is the offset in format, next the next operand. */
struct format {
	struct exec *x;
	struct buf b;
	str format;
	const struct value *args;
	size_t n, i, next;
	bool reordered, good_index, after_index, fits;
	struct fmt f;
};

static bool
at(const struct format *p, char c)
{
	return p->i < p->format.n && p->format.p[p->i] == c;
}

/* Returns whether text is a number. As in Go, a number above the limit does not count. */
static bool
number(str text, int *value)
{
	uint64_t n = 0;
	bool good = num_uint(text, 10, &n) && n / 10 <= WIDTH_MAX;

	*value = good ? (int)n : 0;
	return good;
}

static void
flags(struct format *p)
{
	struct fmt *f = &p->f;

	for (; p->i < p->format.n && memchr("#0+- ", p->format.p[p->i], 5); p->i++) {
		char c = p->format.p[p->i];

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
	str rest = str_from(p->format, p->i);
	size_t close = str_find(rest, STR("]"));
	bool whole = close < rest.n && rest.n >= 3;
	int value;

	p->after_index = false;
	if (!at(p, '['))
		return;
	p->reordered = true;
	p->i += whole ? close + 1 : 1;
	p->after_index = whole && number(str_sub(rest, 1, close - 1), &value);
	if (p->after_index && value >= 1 && (size_t)value <= p->n)
		p->next = (size_t)value - 1;
	else
		p->good_index = false;
}

/* Reads a width or a precision: a number, or the operand of a `*`, which must be at least `least`.
   Returns false if it is absent or the operand is wrong; for a wrong one it prints `bad`. */
static bool
measure(struct format *p, int least, int *value, const char *bad)
{
	const struct value *v = p->next < p->n ? &p->args[p->next] : NULL;
	str digits = str_sub(p->format, p->i, str_digits(p->format, p->i) - p->i);
	bool good;

	if (!at(p, '*')) {
		good = number(digits, value);
		p->i = good || digits.n == 0 ? p->i + digits.n : p->format.n;
		return good;
	}
	p->i++;
	p->next += v != NULL;
	p->fits = p->after_index = false;
	good = v && v->kind == VALUE_INT && v->as.i <= WIDTH_MAX && v->as.i >= least;
	*value = good ? (int)v->as.i : 0;
	if (!good)
		buf_printf(&p->b, "%%!(%s)", bad);
	return good;
}

static void
width(struct format *p)
{
	struct fmt *f = &p->f;

	if (measure(p, -WIDTH_MAX, &f->width, "BADWIDTH") && p->after_index)
		p->good_index = false;
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

/* Adds an operand. plain: the verb has no flags, width or precision. */
static void
operand(struct format *p, const struct value *v, uint32_t verb, bool plain)
{
	struct buf text = {.arena = p->b.arena};
	struct hole hole = {0};
	struct scalar typed;
	bool simple = plain &&
	    (verb == 'v' || (verb == 's' && v->kind == VALUE_STRING) ||
		(verb == 'd' && v->kind == VALUE_INT));

	if (simple)
		func_operand(p->x, &p->b, *v);
	else
		print_verb(p->x ? &text : &p->b, &p->f, *v, verb, 0);
	if (simple || !p->x)
		return;
	hole.value = value_string(buf_str(&text));
	if (plain && verb == 'q' && v->kind == VALUE_STRING)
		hole = (struct hole){.value = value_plain(v), .spelling = HOLE_QUOTE};
	else if ((v->kind == VALUE_INT || v->kind == VALUE_FLOAT) &&
	    fmt_verb_in(verb, "dfFgGeEv") && !scalar_plain(text.arena, buf_str(&text), &typed) &&
	    typed.kind != VAL_STRING)
		hole.spelling = HOLE_NUMBER;
	*hole_put(func_env(p->x)->holes, &p->b) = hole;
}

/* Handles any directive after "%". A directive that begins with a small letter is only a verb. (To
   look for flags would cost 1 % of the instructions of a template that calls printf.) */
static void
directive(struct format *p)
{
	bool plain = p->i < p->format.n && p->format.p[p->i] >= 'a';
	const char *problem;
	uint32_t verb = 0;
	size_t begin;

	p->f = (struct fmt){0};
	p->good_index = true;
	if (!plain) {
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
		buf_addc(&p->b, '%');
		return;
	}
	problem = p->i == begin ? "(NOVERB)"
	    : !p->good_index    ? "(BADINDEX)"
	    : p->next >= p->n   ? "(MISSING)"
				: NULL;
	if (problem) {
		p->fits = false;
		buf_add(&p->b, STR("%!"));
		if (p->i > begin)
			buf_rune(&p->b, verb == UTF8_BAD ? 0xfffd : verb);
		buf_add(&p->b, str_of(problem));
		return;
	}
	if (verb == 'v') {
		p->f.sharp_v = p->f.sharp;
		p->f.sharp = p->f.plus = false;
	}
	operand(p, &p->args[p->next++], verb, plain);
}

static void
extra(struct format *p)
{
	size_t i;

	buf_add(&p->b, STR("%!(EXTRA "));
	for (i = p->next; i < p->n; i++) {
		if (i > p->next)
			buf_add(&p->b, STR(", "));
		if (!func_is_nil(p->args[i]))
			buf_printf(&p->b, "%s=", print_type(p->args[i]));
		print_value(&p->b, p->args[i]);
	}
	buf_addc(&p->b, ')');
}

/* Prints v[1..n) by the format v[0]. If x is not NULL, adds the operands as holes. Sets *fits to
   whether the format has exactly one verb for each operand, in order, and uses none as width or
   precision. */
static struct buf
print_format(struct exec *x, struct arena *a, const struct value *v, size_t n, bool *fits)
{
	struct format p = {x, {.arena = a}, value_text(v), v + 1, n - 1, .fits = true};
	size_t plain;

	for (; p.i < p.format.n; directive(&p)) {
		plain = str_find(str_from(p.format, p.i), STR("%"));
		buf_add(&p.b, str_sub(p.format, p.i, plain));
		p.i += plain;
		if (p.i == p.format.n)
			break;
		p.i++;
	}
	if (!p.reordered && p.next < p.n)
		extra(&p);
	*fits = p.fits && !p.reordered && p.next == p.n;
	return p.b;
}

FUNC(do_printf)
{
	bool fits = false;
	struct buf b;

	if (func_env(x)->holes && v[0].markup && hole_find(v[0].s, 0) == v[0].s.n)
		b = print_format(x, a, v, n, &fits);
	if (fits)
		return func_text(x, buf_str(&b));
	b = print_format(NULL, a, v, n, &fits);
	return value_string(buf_str(&b));
}

/* escape_html and escape_js add a character, whose bytes are s, to b. rune is UTF8_BAD for a byte
   that is not UTF-8. */
static void
escape_html(struct buf *b, str s, uint32_t rune)
{
	static const char *const texts[] = {['\0'] = "\xef\xbf\xbd",
	    ['"'] = "&#34;",
	    ['\''] = "&#39;",
	    ['&'] = "&amp;",
	    ['<'] = "&lt;",
	    ['>'] = "&gt;"};

	buf_add(b, rune <= '>' && texts[rune] ? str_of(texts[rune]) : s);
}

static void
escape_js(struct buf *b, str s, uint32_t rune)
{
	char c = rune < 0x80 ? (char)rune : 'x';

	if (c && strchr("\\'\"", c))
		buf_printf(b, "\\%c", c);
	else if (c < ' ' || strchr("<>&=", c) ||
	    (rune < UTF8_BAD && !unicode_is_print(rune) && c != 0x7f))
		buf_printf(b, "\\u%04X", (unsigned)rune);
	else
		buf_add(b, s);
}

enum { HTML, JS, QUERY };

FUNC(do_escape)
{
	struct buf b = {.arena = a}, text = {.arena = a};
	uint32_t rune;
	size_t w;
	str s;

	print_all(NULL, &text, v, n, false);
	s = n == 1 && func_is_nil(v[0]) ? STR("<no value>") : buf_str(&text);
	if (f->which == QUERY)
		return value_string(text_replace(a, url_escape(a, s, "-_.~ "), STR(" "), STR("+")));
	for (; s.n > 0; s = str_from(s, w)) {
		w = utf8_next(s, &rune);
		(f->which == HTML ? escape_html : escape_js)(&b, str_sub(s, 0, w), rune);
	}
	return value_string(buf_str(&b));
}

const struct func funcs_print[] = {
    {"print", "A*", 0, do_print, false},
    {"println", "a*", 0, do_print, true},
    {"printf", "SA*", 0, do_printf, 0},
    {"html", "a*", 0, do_escape, HTML},
    {"js", "a*", 0, do_escape, JS},
    {"urlquery", "a*", 0, do_escape, QUERY},
    {0},
};
