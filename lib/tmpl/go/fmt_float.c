/* Formats floats as Go's strconv.AppendFloat and fmt do. printf makes the decimal digits: it
   rounds exactly, as Go does. This file writes the shortest form, %b and %x. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/num.h"
#include "tmpl/go/fmt.h"

enum { MANTISSA_BITS = 52, HEX_DIGITS = 13, DIGITS_MAX = 17 };

/* %g is scientific below 10^-4 and, in the shortest form, from 10^6 on. */
enum { G_LOW = -4, G_HIGH = 6 };

/* Adds n digits in the form d.ddde±xx. */
static void
scientific(struct buf *b, const char *digit, size_t n, int exponent, char e)
{
	buf_addc(b, digit[0]);
	if (n > 1) {
		buf_addc(b, '.');
		buf_add(b, (str){digit + 1, n - 1});
	}
	buf_addc(b, e);
	buf_addc(b, exponent < 0 ? '-' : '+');
	exponent = exponent < 0 ? -exponent : exponent;
	if (exponent < 10)
		buf_addc(b, '0');
	buf_uint(b, (size_t)exponent);
}

static void
positional(struct buf *b, const char *digit, size_t n, int exponent)
{
	size_t whole = exponent < 0 ? 0 : (size_t)exponent + 1;

	if (whole == 0) {
		buf_add(b, STR("0."));
		buf_pad(b, '0', (size_t)(-exponent - 1));
		buf_add(b, (str){digit, n});
	} else if (n <= whole) {
		buf_add(b, (str){digit, n});
		buf_pad(b, '0', whole - n);
	} else {
		buf_add(b, (str){digit, whole});
		buf_addc(b, '.');
		buf_add(b, (str){digit + whole, n - whole});
	}
}

/* Adds value >= 0 in the shortest form that reads back. */
static void
shortest(struct buf *b, double value, char verb)
{
	char digit[DIGITS_MAX + 1];
	int exponent;
	size_t n = num_digits(digit, &exponent, value);
	bool general = verb == 'g' || verb == 'G';

	if (verb == 'e' || verb == 'E' || (general && (exponent < G_LOW || exponent >= G_HIGH)))
		scientific(b, digit, n, exponent, verb == 'e' || verb == 'g' ? 'e' : 'E');
	else
		positional(b, digit, n, exponent);
}

/* Splits value > 0 into value = mantissa × 2^(exponent - 52). */
static uint64_t
split(double value, int *exponent)
{
	uint64_t mantissa = (uint64_t)ldexp(frexp(value, exponent), MANTISSA_BITS + 1);

	--*exponent;
	return mantissa;
}

/* Rounds the mantissa to n hexadecimal digits, halves to even. */
static uint64_t
round_hex(uint64_t mantissa, int n, int *exponent)
{
	int cut = 4 * (HEX_DIGITS - n);
	uint64_t half = (uint64_t)1 << (cut - 1), tail = mantissa & (half * 2 - 1);

	mantissa >>= cut;
	if (tail > half || (tail == half && (mantissa & 1)))
		mantissa++;
	mantissa <<= cut;
	if (mantissa >> (MANTISSA_BITS + 1)) {
		mantissa >>= 1;
		++*exponent;
	}
	return mantissa;
}

/* 0x1.yyyp±zz */
static void
hexadecimal(struct buf *b, double value, bool upper, int prec)
{
	char digit[HEX_DIGITS + 1];
	int exponent = 0, n = prec < 0 ? HEX_DIGITS : prec;
	uint64_t mantissa = value > 0 ? split(value, &exponent) : 0;

	if (prec >= 0 && prec < HEX_DIGITS && mantissa)
		mantissa = round_hex(mantissa, prec, &exponent);
	snprintf(digit, sizeof digit, upper ? "%013llX" : "%013llx",
	    (unsigned long long)(mantissa & (((uint64_t)1 << MANTISSA_BITS) - 1)));
	if (n > HEX_DIGITS)
		n = HEX_DIGITS;
	while (prec < 0 && n > 0 && digit[n - 1] == '0')
		n--;
	buf_printf(b, upper ? "0X%d" : "0x%d", (int)(mantissa >> MANTISSA_BITS));
	if (n > 0 || prec > 0)
		buf_addc(b, '.');
	buf_add(b, (str){digit, (size_t)n});
	if (prec > HEX_DIGITS)
		buf_pad(b, '0', (size_t)(prec - HEX_DIGITS));
	buf_printf(b, "%c%c%02d", upper ? 'P' : 'p', exponent < 0 ? '-' : '+',
	    exponent < 0 ? -exponent : exponent);
}

/* ddddp±ddd: the mantissa as an integer. */
static void
binary(struct buf *b, double value)
{
	enum { LOWEST = -1074 };
	int exponent = 0;
	uint64_t mantissa = value > 0 ? split(value, &exponent) : 0;

	exponent = mantissa ? exponent - MANTISSA_BITS : LOWEST;
	if (exponent < LOWEST) {
		mantissa >>= LOWEST - exponent;
		exponent = LOWEST;
	}
	buf_printf(b, "%llup%c%d", (unsigned long long)mantissa, exponent < 0 ? '-' : '+',
	    exponent < 0 ? -exponent : exponent);
}

static void
magnitude(struct buf *b, double value, char verb, int prec)
{
	char form[] = {'%', '.', '*', verb, '\0'}, *room;
	size_t n;

	if (verb == 'x' || verb == 'X') {
		hexadecimal(b, value, verb == 'X', prec);
	} else if (verb == 'b') {
		binary(b, value);
	} else if (prec < 0) {
		shortest(b, value, verb);
	} else {
		n = (size_t)prec + 350;
		room = buf_need(b, n);
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
		b->n += (size_t)snprintf(room, n, form, prec, value);
#pragma GCC diagnostic pop
	}
}

/* With the flag # the decimal point stays and, for %g, the trailing zeros. */
static void
sharpen(struct buf *b, char verb, int prec)
{
	struct buf out = {.arena = b->arena};
	int digits = 0;
	bool point = false, nonzero = false, hex = verb == 'x' || verb == 'X';
	size_t i;

	if (verb == 'g' || verb == 'G' || verb == 'x')
		digits = prec < 0 ? 6 : prec;
	for (i = 0; i < b->n; i++) {
		char c = b->p[i];

		if (c == 'p' || c == 'P' || (!hex && (c == 'e' || c == 'E')))
			break;
		if (c == '.') {
			point = true;
			continue;
		}
		nonzero = nonzero || c != '0';
		digits -= nonzero;
	}
	buf_add(&out, (str){b->p, i});
	if (!point) {
		digits -= i == 1 && b->p[0] == '0';
		buf_addc(&out, '.');
	}
	if (digits > 0)
		buf_pad(&out, '0', (size_t)digits);
	buf_add(&out, str_from(buf_str(b), i));
	*b = out;
}

void
fmt_float(struct buf *b, const struct fmt *f, double value, char verb, int prec)
{
	struct buf text = {.arena = b->arena}, out = {.arena = b->arena};
	struct fmt pad = *f;
	bool negative = signbit(value) && !isnan(value);
	bool sign = negative || f->plus || f->space;

	if (f->has_prec)
		prec = f->prec;
	if (!isfinite(value)) {
		buf_add(&text, isnan(value) ? STR("NaN") : STR("Inf"));
		pad.zero = false;
		sign = sign || !isnan(value);
	} else {
		magnitude(&text, fabs(value), verb, prec);
		if (f->sharp && verb != 'b')
			sharpen(&text, verb, prec);
	}
	if (isinf(value) && !negative && !f->plus && !f->space) {
		buf_addc(&out, '+');
	} else if (sign) {
		buf_addc(&out, negative ? '-' : f->plus ? '+' : ' ');
		if (pad.zero && pad.has_width && !pad.minus) {
			buf_add(b, buf_str(&out));
			out.n = 0;
			pad.width = pad.width > 0 ? pad.width - 1 : 0;
		}
	}
	buf_add(&out, buf_str(&text));
	fmt_pad(b, &pad, buf_str(&out));
}

void
fmt_double(struct buf *b, double value)
{
	fmt_float(b, &(struct fmt){0}, value, 'g', -1);
}
