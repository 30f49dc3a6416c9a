/* Formats values as Go's package fmt does: by a verb with its flags, and as %v. */
#ifndef TMPL_GO_FMT_H
#define TMPL_GO_FMT_H

#include "base/str.h"
#include "tmpl/go/value.h"

struct arena;
struct buf;

/* The flags, width and precision between % and the verb. minus and zero exclude each other.
   sharp_v means %#v; then sharp and plus are false. */
struct fmt {
	bool minus, plus, sharp, space, zero, sharp_v, has_prec;
	int width, prec;
};

/* fmt_verb_in returns whether a verb is one of verbs. */
static inline bool
fmt_verb_in(uint32_t verb, const char *verbs)
{
	return verb > 0 && verb < 0x80 && strchr(verbs, (int)verb);
}

/* fmt_quoted adds s as strconv.Quote does: a Go string literal in double quotes. With ascii it
   escapes all characters outside of ASCII. fmt_quote returns the literal, in arena a. */
void fmt_quoted(struct buf *b, str s, bool ascii);
const char *fmt_quote(struct arena *a, str s);

/* print_value adds v as %v does: map[a:1 b:[1 2]]. nil and missing values print as <nil>; exec
   decides what an action prints for them. */
void print_value(struct buf *b, struct value v);

/* print_str returns a string's text unchanged, any other value as %v, in arena a. */
str print_str(struct arena *a, struct value v);

/* print_verb adds v under one verb of a format. depth counts the collections around v, 0 for an
   operand. If the verb does not suit v, the mistake prints as in Go: %!d(string=x). */
void print_verb(struct buf *b, const struct fmt *f, struct value v, uint32_t verb, int depth);

/* print_type returns Go's name of a value's type: "map[string]interface {}". print_kind returns
   its kind: "map". For nil they return "<nil>" and "invalid". */
const char *print_type(struct value v);
const char *print_kind(struct value v);

#endif
