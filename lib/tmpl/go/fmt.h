/* Formats single numbers and strings as Go's package fmt does under the flags of one verb. */
#ifndef TMPL_GO_FMT_H
#define TMPL_GO_FMT_H

#include "base/str.h"

struct buf;

/* The flags, width and precision between % and the verb. sharp_v and plus_v mean %#v and %+v;
   then sharp and plus are false. */
struct fmt {
	bool minus, plus, sharp, space, zero, sharp_v, plus_v;
	bool has_width, has_prec;
	int width, prec;
};

/* fmt_int adds value in base 2, 8, 10 or 16. Verb 'X' writes upper case digits, 'O' a prefix 0o. */
void fmt_int(struct buf *b, const struct fmt *f, int64_t value, unsigned base, uint32_t verb);
void fmt_char(struct buf *b, const struct fmt *f, int64_t value);
void fmt_quoted_char(struct buf *b, const struct fmt *f, int64_t value);
void fmt_unicode(struct buf *b, const struct fmt *f, int64_t value);

/* fmt_float: verb is one of b e E f g G x X; prec -1 means the shortest number that reads back. */
void fmt_float(struct buf *b, const struct fmt *f, double value, char verb, int prec);

/* These add s as %s, %q, %x or %X do. fmt_pad adds s whole, padded to the width. */
void fmt_pad(struct buf *b, const struct fmt *f, str s);
void fmt_string(struct buf *b, const struct fmt *f, str s);
void fmt_quote(struct buf *b, const struct fmt *f, str s);
void fmt_hex(struct buf *b, const struct fmt *f, str s, bool upper);

/* fmt_quoted adds s as strconv.Quote does: a Go string literal in double quotes. With ascii it
   escapes all characters outside of ASCII. */
void fmt_quoted(struct buf *b, str s, bool ascii);

/* fmt_double adds a float as strconv.FormatFloat(value, 'g', -1, 64) and %v do. */
void fmt_double(struct buf *b, double value);

#endif
