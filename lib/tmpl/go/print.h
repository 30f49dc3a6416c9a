/* Values as Go's package fmt prints them. */
#ifndef TMPL_GO_PRINT_H
#define TMPL_GO_PRINT_H

#include "base/str.h"
#include "tmpl/go/value.h"

struct buf;
struct fmt;

/* print_value adds v as %v: map[a:1 b:[1 2]], <nil> for nil and missing values alike (what an
   action prints for them is exec's matter). */
void print_value(struct buf *b, struct value v);

/* print_str gives the text of a string as it is, of all else as %v, in a. */
str print_str(struct arena *a, struct value v);

/* print_all is Sprint: a space between operands when neither is a string. print_line is Sprintln:
   spaces between all, a newline behind. */
void print_all(struct buf *b, const struct value *args, size_t n);
void print_line(struct buf *b, const struct value *args, size_t n);

/* print_format is Sprintf, mistakes in the format included: they print as %!d(string=x). Widths and
   precisions are capped as Go caps them, at PRINT_WIDTH_MAX. */
enum { PRINT_WIDTH_MAX = 1000000 };
void print_format(struct buf *b, str format, const struct value *args, size_t n);

/* print_format_by has operand add each operand. print_fits tells whether a format has a verb for
   each of n operands in their order, and none for its width or precision: all of it can be written.
   */
typedef void print_operand(
    void *context, struct buf *b, const struct fmt *f, const struct value *v, uint32_t verb);
void print_format_by(struct buf *b, str format, const struct value *args, size_t n,
    print_operand *operand, void *context);
bool print_fits(str format, size_t n);

/* print_type gives Go's name of a value's type: "map[string]interface {}"; print_kind its kind:
   "map". "<nil>" and "invalid" for nil. */
const char *print_type(struct value v);
const char *print_kind(struct value v);

#endif
