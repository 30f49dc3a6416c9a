/* Formats floats as Go's strconv.AppendFloat and fmt do. printf makes the digits: it rounds
   exactly, as Go does. */
#include <math.h>
#include <stdio.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/num.h"
#include "tmpl/go/fmt.h"

enum { MANTISSA_BITS = 52, DIGITS_MAX = 17 };

/* In the shortest form %g is scientific below 10^-4 and from 10^6 on. */
enum { G_LOW = -4, G_HIGH = 6 };

/* 0x1.yyyp±zz. printf does not normalize: it rounds 0x1.8p+0 to 0x2p+0. */
static void
hexadecimal(struct buf *b, double value, char verb, int prec)
{
	int exponent, bits = prec < 0 || prec > MANTISSA_BITS / 4 ? MANTISSA_BITS : 4 * prec;
	double mantissa = frexp(value, &exponent) * 2;

	exponent -= value > 0;
	mantissa = ldexp(rint(ldexp(mantissa, bits)), -bits);
	if (mantissa >= 2) {
		mantissa /= 2;
		exponent++;
	}
	buf_printf(b, verb == 'X' ? "%.*A" : "%.*a", prec, mantissa);
	b->n -= 3; /* p+0 */
	buf_printf(b, "%c%+03d", verb == 'X' ? 'P' : 'p', exponent);
}

/* ddddp±ddd: the mantissa as an integer. */
static void
binary(struct buf *b, double value)
{
	enum { LOWEST = -1074 };
	int exponent;

	frexp(value, &exponent);
	exponent = value > 0 ? exponent - 1 - MANTISSA_BITS : LOWEST;
	if (exponent < LOWEST)
		exponent = LOWEST;
	buf_printf(b, "%.0fp%+d", ldexp(value, -exponent), exponent);
}

/* Adds value >= 0. prec -1 means the shortest number that reads back; only %g, %b and %x have
   it. */
static void
magnitude(struct buf *b, double value, char verb, int prec)
{
	enum { EXPONENT_MAX = 350, WIDTH = 3 };
	size_t n = (size_t)prec + EXPONENT_MAX;
	char digit[DIGITS_MAX];
	int exponent;

	if (verb == 'x' || verb == 'X') {
		hexadecimal(b, value, verb, prec);
	} else if (verb == 'b') {
		binary(b, value);
	} else if (prec < 0) {
		n = num_digits(digit, &exponent, value);
		num_layout(b, (str){digit, n}, exponent,
		    exponent >= G_LOW && exponent < G_HIGH ? '\0'
			: verb == 'g'                      ? 'e'
							   : 'E',
		    WIDTH);
	} else {
		b->n += (size_t)snprintf(buf_need(b, n), n,
		    verb == 'e'       ? "%.*e"
			: verb == 'E' ? "%.*E"
			: verb == 'f' ? "%.*f"
			: verb == 'g' ? "%.*g"
				      : "%.*G",
		    prec, value);
	}
}

/* With the flag # the decimal point stays and, for %g, the trailing zeros. */
static void
sharpen(struct buf *b, char verb, int prec)
{
	struct buf out = {.arena = b->arena};
	const char *end = verb == 'x' || verb == 'X' ? "pP" : "eE";
	int digits = verb == 'g' || verb == 'G' || verb == 'x' ? (prec < 0 ? 6 : prec) : 0;
	bool point = false, nonzero = false;
	size_t i;

	for (i = 0; i < b->n && !memchr(end, b->p[i], 2); i++) {
		if (b->p[i] == '.') {
			point = true;
			continue;
		}
		nonzero = nonzero || b->p[i] != '0';
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

bool
fmt_float(struct buf *b, const struct fmt *f, double value, uint32_t verb)
{
	struct buf text = {.arena = b->arena};
	struct fmt pad = *f;
	int prec = f->has_prec ? f->prec : fmt_verb_in(verb, "eEfF") ? 6 : -1;
	bool negative = signbit(value) && !isnan(value);
	char sign = negative ? '-' : f->plus ? '+' : f->space ? ' ' : isinf(value) ? '+' : '\0';

	if (!fmt_verb_in(verb, "vbgGxXeEfF"))
		return false;
	verb = verb == 'v' ? 'g' : verb == 'F' ? 'f' : verb;
	if (!isfinite(value))
		pad.zero = false;
	if (sign && pad.zero && pad.has_width) {
		/* Zeros go between the sign and the digits. */
		buf_addc(b, sign);
		pad.width -= pad.width > 0;
	} else if (sign) {
		buf_addc(&text, sign);
	}
	if (isfinite(value)) {
		struct buf digits = {.arena = b->arena};

		magnitude(&digits, fabs(value), (char)verb, prec);
		if (f->sharp && verb != 'b')
			sharpen(&digits, (char)verb, prec);
		buf_add(&text, buf_str(&digits));
	} else {
		buf_add(&text, isnan(value) ? STR("NaN") : STR("Inf"));
	}
	fmt_pad(b, &pad, buf_str(&text));
	return true;
}

void
fmt_double(struct buf *b, double value)
{
	fmt_float(b, &(struct fmt){0}, value, 'v');
}
