/* Prints values as Go's package fmt does. */
#ifndef TMPL_GO_PRINT_H
#define TMPL_GO_PRINT_H

#include "base/str.h"
#include "tmpl/go/value.h"

struct buf;
struct fmt;

/* print_value adds v as %v does: map[a:1 b:[1 2]]. nil and missing values print as <nil>; exec
   decides what an action prints for them. */
void print_value(struct buf *b, struct value v);

/* print_str returns a string's text unchanged, any other value as %v, in a. */
str print_str(struct arena *a, struct value v);

/* print_all is Sprint: a space between two operands that are not strings. print_line is
   Sprintln: a space between all operands and a newline at the end. */
void print_all(struct buf *b, const struct value *args, size_t n);
void print_line(struct buf *b, const struct value *args, size_t n);

/* print_format is Sprintf. A mistake in the format prints as in Go: %!d(string=x). Widths and
   precisions are limited to PRINT_WIDTH_MAX, as in Go. */
enum { PRINT_WIDTH_MAX = 1000000 };
void print_format(struct buf *b, str format, const struct value *args, size_t n);

/* print_format_by calls operand for each operand. print_fits tells whether a format has exactly
   one verb for each of n operands, in order, and does not use one as width or precision. */
typedef void print_operand(
    void *context, struct buf *b, const struct fmt *f, const struct value *v, uint32_t verb);
void print_format_by(struct buf *b, str format, const struct value *args, size_t n,
    print_operand *operand, void *context);
bool print_fits(str format, size_t n);

/* print_type returns Go's name of a value's type: "map[string]interface {}". print_kind returns
   its kind: "map". For nil they return "<nil>" and "invalid". */
const char *print_type(struct value v);
const char *print_kind(struct value v);

#endif
