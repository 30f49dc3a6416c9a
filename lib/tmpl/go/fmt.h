/* Formats single numbers and strings as Go's package fmt does under the flags of one verb. */
#ifndef TMPL_GO_FMT_H
#define TMPL_GO_FMT_H

#include "base/str.h"

struct arena;
struct buf;

/* The flags, width and precision between % and the verb. minus and zero exclude each other.
   sharp_v means %#v; then sharp and plus are false. plain: none of them is set. */
struct fmt {
	bool minus, plus, sharp, space, zero, sharp_v, plain;
	bool has_width, has_prec;
	int width, prec;
};

/* fmt_verb_in returns whether a verb is one of verbs. */
static inline bool
fmt_verb_in(uint32_t verb, const char *verbs)
{
	return verb > 0 && verb < 0x80 && strchr(verbs, (int)verb);
}

/* These add a value under a verb, which must suit it: vdboOxXcqU, vbgGxXeEfF, qvsxX. */
void fmt_int(struct buf *b, const struct fmt *f, int64_t value, uint32_t verb);
void fmt_float(struct buf *b, const struct fmt *f, double value, uint32_t verb);
void fmt_string(struct buf *b, const struct fmt *f, str s, uint32_t verb);

/* fmt_pad adds s whole, padded to the width. */
void fmt_pad(struct buf *b, const struct fmt *f, str s);

/* fmt_quoted adds s as strconv.Quote does: a Go string literal in double quotes. With ascii it
   escapes all characters outside of ASCII. fmt_quote returns the literal, in a, for messages. */
void fmt_quoted(struct buf *b, str s, bool ascii);
const char *fmt_quote(struct arena *a, str s);

/* fmt_double adds a float as strconv.FormatFloat(value, 'g', -1, 64) and %v do. */
void fmt_double(struct buf *b, double value);

#endif
