/* Formats values as Go's package fmt does, with padding. printf makes the digits of floats: it
   rounds exactly, as Go does. */
#include "tmpl/go/fmt.h"

#include <inttypes.h>
#include <math.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/escape.h"
#include "base/num.h"
#include "base/regex.h"
#include "base/unicode.h"
#include "base/utf8.h"
#include "data/val.h"

enum { RUNE_ERROR = 0xfffd, RUNE_MAX = 0x10ffff };

static void
pad(struct buf *b, const struct fmt *f, str s, char with)
{
	size_t width = (size_t)f->width, have = width > 0 ? utf8_count(s) : 0;
	size_t n = width > have ? width - have : 0;

	buf_pad(b, with, f->minus ? 0 : n);
	buf_add(b, s);
	buf_pad(b, with, f->minus ? n : 0);
}

static void
add_padded(struct buf *b, const struct fmt *f, str s)
{
	pad(b, f, s, f->zero ? '0' : ' ');
}

/* Adds a number, with zeros before its digits: up to `least` digits or, if `least` is negative and
   the flag 0 is set, up to the width. */
static void
add_number(struct buf *b, const struct fmt *f, bool negative, str prefix, str digits, int least)
{
	const char *sign = negative ? "-" : f->plus ? "+" : f->space ? " " : "";
	struct buf out = {.arena = b->arena};
	int have = (int)digits.n;

	if (least < 0)
		least = f->zero && f->width > 0 ? f->width - (*sign != '\0') : 0;
	buf_add(&out, str_of(sign));
	buf_add(&out, prefix);
	buf_pad(&out, '0', least > have ? (size_t)(least - have) : 0);
	buf_add(&out, digits);
	pad(b, f, buf_str(&out), ' ');
}

static void
add_int(struct buf *b, const struct fmt *f, int64_t value, uint32_t verb)
{
	const char *digits = verb == 'X' ? "0123456789ABCDEF" : "0123456789abcdef";
	unsigned base = verb == 'b' ? 2 : (verb | 32) == 'o' ? 8 : (verb | 32) == 'x' ? 16 : 10;
	bool prefixed = verb == 'O' || (f->sharp && (base == 2 || base == 16));
	char prefix[] = {'0', verb == 'O' ? 'o' : (char)verb}, text[64];
	uint64_t u = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
	size_t i = sizeof text;

	if (f->has_prec && f->prec == 0 && value == 0) {
		pad(b, f, (str){0}, ' ');
		return;
	}
	do
		text[--i] = digits[u % base];
	while ((u /= base) != 0);
	if (f->sharp && base == 8 && text[i] != '0')
		text[--i] = '0';
	add_number(b, f, value < 0, (str){prefix, prefixed ? sizeof prefix : 0},
	    (str){text + i, sizeof text - i}, f->has_prec ? f->prec : -1);
}

static uint32_t
rune_of(int64_t value)
{
	uint64_t u = (uint64_t)value;

	return u > RUNE_MAX || (u >= 0xd800 && u < 0xe000) ? RUNE_ERROR : (uint32_t)u;
}

/* Adds the number as in U+263A and, with #, the character in quotes. */
static void
add_unicode(struct buf *b, const struct fmt *f, int64_t value)
{
	struct buf out = {.arena = b->arena};
	uint64_t u = (uint64_t)value;

	buf_printf(&out, "U+%0*" PRIX64, f->has_prec && f->prec > 4 ? f->prec : 4, u);
	if (f->sharp && u <= RUNE_MAX && unicode_is_print((uint32_t)u)) {
		buf_add(&out, STR(" '"));
		buf_rune(&out, (uint32_t)u);
		buf_addc(&out, '\'');
	}
	pad(b, f, buf_str(&out), ' ');
}

/* Adds one character of a Go literal, escaped if necessary. */
static void
escape_rune(struct buf *b, uint32_t r, char quote, bool ascii)
{
	static const char names[] = "abtnvfr";

	if (r == (uint32_t)quote || r == '\\')
		buf_printf(b, "\\%c", (char)r);
	else if (ascii ? r >= ' ' && r < 0x7f : unicode_is_print(r))
		buf_rune(b, r);
	else if (r >= '\a' && r <= '\r')
		buf_printf(b, "\\%c", names[r - '\a']);
	else if (r < ' ' || r == 0x7f)
		buf_printf(b, "\\x%02x", (unsigned)r);
	else if (r < 0x10000)
		buf_printf(b, "\\u%04x", (unsigned)r);
	else
		buf_printf(b, "\\U%08x", (unsigned)r);
}

void
fmt_quoted(struct buf *b, str s, bool ascii)
{
	uint32_t rune;
	size_t n;

	buf_addc(b, '"');
	for (;; s = str_from(s, n)) {
		n = escape_plain_run(s);
		buf_add(b, str_sub(s, 0, n));
		if (n == s.n)
			break;
		s = str_from(s, n);
		n = utf8_next(s, &rune);
		if (rune == UTF8_BAD)
			buf_printf(b, "\\x%02x", (unsigned char)s.p[0]);
		else
			escape_rune(b, rune, '"', ascii);
	}
	buf_addc(b, '"');
}

const char *
fmt_quote(struct arena *a, str s)
{
	struct buf b = {.arena = a};

	fmt_quoted(&b, s, false);
	return buf_cstr(&b);
}

/* Adds a number under a verb, which must be one of vdboOxXcqU. */
static void
print_int(struct buf *b, const struct fmt *f, int64_t value, uint32_t verb)
{
	struct buf out = {.arena = b->arena};

	if (verb == 'U') {
		add_unicode(b, f, value);
	} else if (verb == 'c') {
		buf_rune(&out, rune_of(value));
		add_padded(b, f, buf_str(&out));
	} else if (verb == 'q') {
		buf_addc(&out, '\'');
		escape_rune(&out, rune_of(value), '\'', f->plus);
		buf_addc(&out, '\'');
		add_padded(b, f, buf_str(&out));
	} else {
		add_int(b, f, value, verb);
	}
}

/* Adds 0x1.yyyp±zz to an empty buffer. printf may round the mantissa up to 0x2. */
static void
hexadecimal(struct buf *b, double value, char verb, int prec)
{
	int exponent;
	double mantissa = frexp(value, &exponent) * 2;

	exponent -= value > 0;
	buf_printf(b, verb == 'X' ? "%.*A" : "%.*a", prec, mantissa);
	b->n -= 3; /* p+0 */
	if (b->p[2] == '2') {
		b->p[2] = '1';
		exponent++;
	}
	buf_printf(b, "%c%+03d", verb == 'X' ? 'P' : 'p', exponent);
}

/* Adds ddddp±ddd: the mantissa as an integer. */
static void
binary(struct buf *b, double value)
{
	enum { MANTISSA_BITS = 52, LOWEST = -1074 };
	int exponent;

	frexp(value, &exponent);
	exponent -= MANTISSA_BITS + 1;
	if (value == 0 || exponent < LOWEST)
		exponent = LOWEST;
	buf_printf(b, "%.0fp%+d", ldexp(value, -exponent), exponent);
}

/* Applies the flag # to a number under a verb, as Go does: adds a missing decimal point, and zeros
   up to the number of significant digits, among them the x. (glibc loses zeros if rounding makes a
   number longer: %#.2g of 99.5.) */
static void
add_point(struct buf *b, char verb, int prec)
{
	bool hex = verb == 'x' || verb == 'X';
	str number = buf_str(b);
	size_t end = str_span(number, 0, hex ? ".0123456789abcdefxABCDEFX" : ".0123456789");
	size_t i = str_span(number, 0, ".0");
	str tail = arena_str(b->arena, str_from(number, end));
	int zeros = !strchr("gGx", verb) ? 0 : prec < 0 ? 6 : prec;

	b->n = end;
	for (zeros -= i == 1 && i == end; i < end; i++)
		zeros -= b->p[i] != '.';
	if (!memchr(b->p, '.', b->n))
		buf_addc(b, '.');
	buf_pad(b, '0', zeros > 0 ? (size_t)zeros : 0);
	buf_add(b, tail);
}

static void
add_float(struct buf *b, const struct fmt *f, double value, uint32_t verb)
{
	struct buf digits = {.arena = b->arena};
	struct fmt how = *f;
	int prec = f->has_prec ? f->prec : fmt_verb_in(verb, "eEfF") ? 6 : -1;
	char c = verb == 'v' ? 'g' : verb == 'F' ? 'f' : (char)verb;
	const char format[] = {'%', '.', '*', c, '\0'};
	double magnitude = fabs(value);

	how.plus = f->plus || (isinf(value) && !f->space);
	how.zero = f->zero && isfinite(value);
	if (!isfinite(value))
		buf_add(&digits, isnan(value) ? STR("NaN") : STR("Inf"));
	else if (c == 'b')
		binary(&digits, magnitude);
	else if (c == 'x' || c == 'X')
		hexadecimal(&digits, magnitude, c, prec);
	else if (prec < 0)
		num_shortest(&digits, magnitude, c == 'g' ? 'e' : 'E', 0);
	else
		buf_printf(&digits, format, prec, magnitude);
	if (f->sharp && isfinite(value) && c != 'b')
		add_point(&digits, c, prec);
	add_number(b, &how, signbit(value) && !isnan(value), (str){0}, buf_str(&digits), -1);
}

static void
add_hex(struct buf *b, const struct fmt *f, str s, bool upper)
{
	size_t i;

	if (f->has_prec)
		s = str_sub(s, 0, (size_t)f->prec);
	for (i = 0; i < s.n; i++) {
		if (i > 0 && f->space)
			buf_addc(b, ' ');
		if (f->sharp && (i == 0 || f->space))
			buf_add(b, upper ? STR("0X") : STR("0x"));
		buf_printf(b, upper ? "%02X" : "%02x", (unsigned char)s.p[i]);
	}
}

static void
add_string(struct buf *b, const struct fmt *f, str s, uint32_t verb)
{
	struct buf out = {.arena = b->arena};

	if ((verb | 32) == 'x') {
		add_hex(&out, f, s, verb == 'X');
		s = buf_str(&out);
	} else if (f->has_prec) {
		s = utf8_first(s, (size_t)f->prec);
	}
	if (verb == 'q' || (verb == 'v' && f->sharp_v)) {
		/* with #, a raw string if possible */
		if (f->sharp && regex_in("^[^`\\x00-\\x08\\x0a-\\x1f\\x7f\\x{feff}]*$", s, 0, NULL))
			buf_printf(&out, "`%.*s`", (int)s.n, s.p);
		else
			fmt_quoted(&out, s, f->plus);
		s = buf_str(&out);
	}
	add_padded(b, f, s);
}

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
	print_int(b, &no_flags, verb, 'c');
	buf_addc(b, '(');
	if (v.kind == VALUE_NIL || v.kind == VALUE_MISSING) {
		buf_add(b, STR("<nil>"));
	} else {
		buf_printf(b, "%s=", print_type(v));
		print_verb(b, f, v, 'v', depth);
	}
	buf_addc(b, ')');
}

static void
print_collection(struct buf *b, const struct fmt *f, struct value v, uint32_t verb, int depth)
{
	bool map = v.kind == VALUE_MAP;
	struct value_walk w = value_sorted(b->arena, v);

	if (f->sharp_v)
		buf_printf(b, "%s{", print_type(v));
	else
		buf_add(b, map ? STR("map[") : STR("["));
	while (value_next(&w)) {
		if (w.i > 1)
			buf_add(b, f->sharp_v ? STR(", ") : STR(" "));
		if (map) {
			print_verb(b, f, value_string(w.key), verb, depth);
			buf_addc(b, ':');
		}
		print_verb(b, f, w.item, verb, depth + 1);
	}
	buf_addc(b, f->sharp_v ? '}' : ']');
}

void
print_verb(struct buf *b, const struct fmt *f, struct value v, uint32_t verb, int depth)
{
	/* In Helm every number of the values is a float. */
	static const char *const verbs[] = {
	    "v", "v", "tv", "vdboOxXcqUeEfFgG", "vbgGxXeEfF", "qvsxX"};
	bool as_float = v.kind == VALUE_INT && fmt_verb_in(verb, "eEfFgG");

	if (depth > VALUE_DEPTH)
		buf_add(b, STR("<cycle>"));
	else if (depth > 0 && v.kind <= VALUE_NIL) /* under every verb */
		buf_add(b, f->sharp_v ? STR("interface {}(nil)") : STR("<nil>"));
	else if (verb == 'T' && depth == 0)
		add_string(b, f, str_of(print_type(v)), 's');
	else if (v.kind >= VALUE_LIST && verb != 'p' && verb != 'w')
		print_collection(b, f, v, verb, depth);
	else if (v.kind >= VALUE_LIST || !fmt_verb_in(verb, verbs[v.kind]) ||
	    (v.literal && as_float))
		bad_verb(b, f, v, verb, depth);
	else if (v.kind == VALUE_BOOL)
		add_padded(b, f, v.as.b ? STR("true") : STR("false"));
	else if (v.kind == VALUE_INT && !as_float)
		print_int(b, f, v.as.i, verb);
	else if (v.kind == VALUE_FLOAT && verb == 'v' && v.node && v.node->kind == VAL_INT)
		add_padded(b, f, val_text(v.node));
	else if (v.kind == VALUE_INT || v.kind == VALUE_FLOAT)
		add_float(b, f, v.kind == VALUE_INT ? (double)v.as.i : v.as.f, verb);
	else if (v.kind == VALUE_STRING)
		add_string(b, f, value_text(&v), verb);
	else
		add_padded(b, f, STR("<nil>"));
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
