/* Checks and converts the arguments of template functions; fails with Go's messages. */
#ifndef TMPL_FUNCS_ARGS_H
#define TMPL_FUNCS_ARGS_H

#include "base/str.h"
#include "tmpl/funcs/funcs.h"
#include "tmpl/go/value.h"

struct buf;

/* FUNC begins the definition of a function for a table: f is the row of the table, x the run, v the
   arguments, n their number. */
#define FUNC(name)                                                                                 \
	static struct value name(const struct func *f __attribute__((unused)),                     \
	    struct exec *x __attribute__((unused)), const struct value *v __attribute__((unused)), \
	    size_t n __attribute__((unused)))

/* args_prepare checks the kinds of the n arguments for f and converts them. */
void args_prepare(struct exec *x, const struct func *f, struct value *v, size_t n);

/* args_int returns argument v, any number without a fraction, or fails. */
int64_t args_int(struct exec *x, const struct value *v);

/* args_nil returns whether v is nil or missing. */
bool args_nil(struct value v);

/* args_to_int and args_to_double convert any value, as spf13/cast does: text by Go's number
   literals. A value that is not a number becomes 0. */
int64_t args_to_int(struct value v);
double args_to_double(struct value v);

/* args_items returns v if it is a list, a list of v if not. args_strings returns the items as
   strings, without nil items; *n is their number. */
struct value args_items(struct arena *a, struct value v);
str *args_strings(struct arena *a, struct value v, size_t *n);

/* args_operand adds an operand to b: in text mode its text; in YAML mode markup unchanged and any
   other value as a hole. nil becomes <nil>, as in Go; in YAML mode it is a hole if missing values
   are errors. args_markup returns the text of b as a string, which is markup in YAML mode. */
struct value args_markup(struct exec *x, const struct buf *b);
void args_operand(struct exec *x, struct buf *b, struct value v);

/* args_equal is reflect.DeepEqual: int and int64 are different. */
bool args_equal(struct value a, struct value b);

#endif
