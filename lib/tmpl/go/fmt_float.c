/* Formats floats as Go's strconv.AppendFloat and fmt do. printf makes the digits: it rounds
   exactly, as Go does. */
#include <math.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/num.h"
#include "tmpl/go/fmt.h"

enum { MANTISSA_BITS = 52, DIGITS_MAX = 17 };

/* In the shortest form %g is scientific below 10^-4 and from 10^6 on, and %#g has at least six
   digits. */
enum { G_LOW = -4, G_HIGH = 6 };

static void
add_printf(struct buf *b, double value, char verb, int prec, bool sharp)
{
	/* Without a width - does nothing. */
	char format[] = {'%', sharp ? '#' : '-', '.', '*', verb, '\0'};

	buf_printf(b, format, prec, value);
}

/* 0x1.yyyp±zz. printf does not normalize: it rounds 0x1.8p+0 to 0x2p+0. With the flag # Go's %x
   has at least four digits. */
static void
hexadecimal(struct buf *b, double value, char verb, int prec, bool sharp)
{
	enum { SHARP_SIZE = sizeof "0x1.yyyy" - 1 };
	int exponent, bits = prec < 0 || prec > MANTISSA_BITS / 4 ? MANTISSA_BITS : 4 * prec;
	double mantissa = frexp(value, &exponent) * 2;
	size_t begin = b->n, size;

	exponent -= value > 0;
	mantissa = ldexp(rint(ldexp(mantissa, bits)), -bits);
	if (mantissa >= 2) {
		mantissa /= 2;
		exponent++;
	}
	add_printf(b, mantissa, verb == 'X' ? 'A' : 'a', prec, sharp);
	b->n -= 3; /* p+0 */
	size = b->n - begin;
	if (sharp && verb == 'x' && prec < 0 && size < SHARP_SIZE)
		buf_pad(b, '0', SHARP_SIZE - size);
	buf_printf(b, "%c%+03d", verb == 'X' ? 'P' : 'p', exponent);
}

/* ddddp±ddd: the mantissa as an integer. */
static void
binary(struct buf *b, double value)
{
	enum { LOWEST = -1074 };
	int exponent;

	frexp(value, &exponent);
	exponent -= MANTISSA_BITS + 1;
	if (value == 0 || exponent < LOWEST)
		exponent = LOWEST;
	buf_printf(b, "%.0fp%+d", ldexp(value, -exponent), exponent);
}

/* Adds the shortest number that reads back. */
static void
shortest(struct buf *b, double value, char verb, bool sharp)
{
	enum { WIDTH = 3 };
	char digit[DIGITS_MAX];
	int exponent;
	size_t n = num_digits(digit, &exponent, value);
	bool plain = exponent >= G_LOW && exponent < G_HIGH;

	while (sharp && n < G_HIGH)
		digit[n++] = '0';
	num_layout(b, (str){digit, n}, exponent, plain ? '\0' : verb == 'g' ? 'e' : 'E', WIDTH);
	if (sharp && plain && n == (size_t)exponent + 1)
		buf_addc(b, '.');
}

/* Adds a number of digits as by %#g. In glibc that loses zeros if rounding makes a number longer:
   %#.2g of 99.5. */
static void
sharp_general(struct buf *b, double value, char verb, int digits)
{
	struct buf e = {.arena = b->arena};
	int exponent;

	buf_printf(&e, "%.*e", digits - 1, value);
	exponent = atoi(strchr(buf_cstr(&e), 'e') + 1);
	if (exponent >= G_LOW && exponent < digits)
		add_printf(b, value, 'f', digits - 1 - exponent, true);
	else
		add_printf(b, value, verb == 'g' ? 'e' : 'E', digits - 1, true);
}

/* Adds value >= 0. Without a precision prec is -1, and the verb is g, b or x. */
static void
magnitude(struct buf *b, double value, char verb, int prec, bool sharp)
{
	if (verb == 'b')
		binary(b, value);
	else if (verb == 'x' || verb == 'X')
		hexadecimal(b, value, verb, prec, sharp);
	else if (prec < 0)
		shortest(b, value, verb, sharp);
	else if (sharp && (verb == 'g' || verb == 'G'))
		sharp_general(b, value, verb, prec > 0 ? prec : 1);
	else
		add_printf(b, value, verb, prec, sharp);
}

void
fmt_float(struct buf *b, const struct fmt *f, double value, uint32_t verb)
{
	struct buf text = {.arena = b->arena};
	struct fmt pad = *f;
	int prec = f->has_prec ? f->prec : fmt_verb_in(verb, "eEfF") ? 6 : -1;
	bool negative = signbit(value) && !isnan(value);
	char sign = negative ? '-' : f->plus ? '+' : f->space ? ' ' : isinf(value) ? '+' : '\0';

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
	if (isfinite(value))
		magnitude(&text, fabs(value), (char)verb, prec, f->sharp);
	else
		buf_add(&text, isnan(value) ? STR("NaN") : STR("Inf"));
	fmt_pad(b, &pad, buf_str(&text));
}

void
fmt_double(struct buf *b, double value)
{
	fmt_float(b, &(struct fmt){0}, value, 'v');
}
