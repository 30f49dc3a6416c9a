/* Formats integers and strings as Go's package fmt does, with padding. fmt_float.c formats
   floats. */
#include "tmpl/go/fmt.h"

#include <inttypes.h>

#include "base/buf.h"
#include "base/escape.h"
#include "base/regex.h"
#include "base/unicode.h"
#include "base/utf8.h"

enum { RUNE_ERROR = 0xfffd, RUNE_MAX = 0x10ffff };

static void
pad(struct buf *b, const struct fmt *f, str s, char with)
{
	size_t have = f->has_width ? utf8_count(s) : 0, width = f->has_width ? (size_t)f->width : 0;
	size_t n = width > have ? width - have : 0;

	buf_pad(b, with, f->minus ? 0 : n);
	buf_add(b, s);
	buf_pad(b, with, f->minus ? n : 0);
}

void
fmt_pad(struct buf *b, const struct fmt *f, str s)
{
	pad(b, f, s, f->zero ? '0' : ' ');
}

static void
add_int(struct buf *b, const struct fmt *f, int64_t value, uint32_t verb)
{
	const char *digits = verb == 'X' ? "0123456789ABCDEF" : "0123456789abcdef";
	unsigned base = verb == 'b' ? 2 : (verb | 32) == 'o' ? 8 : (verb | 32) == 'x' ? 16 : 10;
	bool sign = value < 0 || f->plus || f->space;
	uint64_t u = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
	struct buf out = {.arena = b->arena};
	char text[64];
	int i = sizeof text, n;
	/* For %.3d and %03d: zeros go between the sign and the digits. */
	int least = f->has_prec ? f->prec : f->zero && f->has_width ? f->width - sign : 0;

	if (f->has_prec && f->prec == 0 && value == 0) {
		pad(b, f, (str){0}, ' ');
		return;
	}
	do
		text[--i] = digits[u % base];
	while ((u /= base) != 0);
	n = (int)sizeof text - i;
	if (sign)
		buf_addc(&out, value < 0 ? '-' : f->plus ? '+' : ' ');
	if (verb == 'O')
		buf_add(&out, STR("0o"));
	if (f->sharp && (base == 2 || base == 16))
		buf_printf(&out, "0%c", (char)verb);
	else if (f->sharp && base == 8 && text[i] != '0' && least <= n)
		buf_addc(&out, '0');
	buf_pad(&out, '0', least > n ? (size_t)(least - n) : 0);
	buf_add(&out, (str){text + i, (size_t)n});
	pad(b, f, buf_str(&out), ' ');
}

static uint32_t
rune_of(int64_t value)
{
	uint64_t u = (uint64_t)value;

	return u > RUNE_MAX || (u >= 0xd800 && u < 0xe000) ? RUNE_ERROR : (uint32_t)u;
}

/* U+263A, and with # the character in quotes. */
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

void
fmt_int(struct buf *b, const struct fmt *f, int64_t value, uint32_t verb)
{
	struct buf out = {.arena = b->arena};

	if (verb == 'U') {
		add_unicode(b, f, value);
	} else if (verb == 'c') {
		buf_rune(&out, rune_of(value));
		fmt_pad(b, f, buf_str(&out));
	} else if (verb == 'q') {
		buf_addc(&out, '\'');
		escape_rune(&out, rune_of(value), '\'', f->plus);
		buf_addc(&out, '\'');
		fmt_pad(b, f, buf_str(&out));
	} else {
		add_int(b, f, value, verb);
	}
}

/* Returns the first prec characters. */
static str
truncated(const struct fmt *f, str s)
{
	uint32_t rune;
	size_t i = 0;
	int n;

	if (!f->has_prec)
		return s;
	for (n = 0; n < f->prec && i < s.n; n++)
		i += utf8_next(str_from(s, i), &rune);
	return str_sub(s, 0, i);
}

/* Returns whether s can be written as a Go raw string. */
static bool
can_backquote(str s)
{
	return regex_in("^[^`\\x00-\\x08\\x0a-\\x1f\\x7f\\x{feff}]*$", s, 0, NULL);
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

void
fmt_string(struct buf *b, const struct fmt *f, str s, uint32_t verb)
{
	struct buf out = {.arena = b->arena};

	if ((verb | 32) == 'x') {
		add_hex(&out, f, s, verb == 'X');
		s = buf_str(&out);
	} else {
		s = truncated(f, s);
	}
	if (verb == 'q' || (verb == 'v' && f->sharp_v)) {
		if (f->sharp && can_backquote(s))
			buf_printf(&out, "`%.*s`", (int)s.n, s.p);
		else
			fmt_quoted(&out, s, f->plus);
		s = buf_str(&out);
	}
	fmt_pad(b, f, s);
}
