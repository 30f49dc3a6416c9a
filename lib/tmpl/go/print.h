/* Prints values as Go's package fmt does. */
#ifndef TMPL_GO_PRINT_H
#define TMPL_GO_PRINT_H

#include "base/str.h"
#include "tmpl/go/fmt.h"
#include "tmpl/go/value.h"

struct buf;

/* print_value adds v as %v does: map[a:1 b:[1 2]]. nil and missing values print as <nil>; exec
   decides what an action prints for them. */
void print_value(struct buf *b, struct value v);

/* print_str returns a string's text unchanged, any other value as %v, in a. */
str print_str(struct arena *a, struct value v);

/* print_all is Sprint: a space between two operands that are not strings. */
void print_all(struct buf *b, const struct value *args, size_t n);

/* print_verb adds v under one verb of a format. depth counts the collections around it, 0 for an
   operand. If the verb does not suit v, the mistake prints as in Go. */
void print_verb(struct buf *b, const struct fmt *f, struct value v, uint32_t verb, int depth);

/* print_format is Sprintf. A mistake in the format prints as in Go: %!d(string=x). Widths and
   precisions are limited to PRINT_WIDTH_MAX, as in Go. If operand is not NULL, print_format calls
   it, and not print_verb, for each operand. It returns whether the format has exactly one verb for
   each operand, in order, and does not use one as width or precision. */
enum { PRINT_WIDTH_MAX = 1000000 };
typedef void print_operand(
    void *context, struct buf *b, const struct fmt *f, const struct value *v, uint32_t verb);
bool print_format(struct buf *b, str format, const struct value *args, size_t n,
    print_operand *operand, void *context);

/* print_is_simple returns whether an operand prints as by print_value. */
static inline bool
print_is_simple(const struct fmt *f, const struct value *v, uint32_t verb)
{
	return f->plain &&
	    (verb == 'v' || (verb == 's' && v->kind == VALUE_STRING) ||
		(verb == 'd' && v->kind == VALUE_INT));
}

/* print_type returns Go's name of a value's type: "map[string]interface {}". print_kind returns
   its kind: "map". For nil they return "<nil>" and "invalid". */
const char *print_type(struct value v);
const char *print_kind(struct value v);

#endif
