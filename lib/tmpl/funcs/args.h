/* Arguments of functions: checked, converted, or refused with Go's words. */
#ifndef TMPL_FUNCS_ARGS_H
#define TMPL_FUNCS_ARGS_H

#include "base/str.h"
#include "tmpl/funcs/funcs.h"
#include "tmpl/go/value.h"

struct buf;

/* FUNC begins the definition of a function for a table: x the run, v the arguments, n of them. */
#define FUNC(name)                                                                                 \
	static struct value name(struct exec *x __attribute__((unused)),                           \
	    const struct value *v __attribute__((unused)), size_t n __attribute__((unused)))

/* These give argument v as its type, or end the run. args_int takes any number without a
   fraction. */
str args_str(struct exec *x, struct value v);
int64_t args_int(struct exec *x, struct value v);
bool args_bool(struct exec *x, struct value v);

/* args_map and args_list check; nil counts as an empty map. what: as in "Cannot find first on
   type". */
struct value args_map(struct exec *x, struct value v);
struct value args_list(struct exec *x, struct value v, const char *what);

/* args_nil tells whether v is nil or missing. */
bool args_nil(struct value v);

/* args_to_int and args_to_double convert anything, as spf13/cast does: text by its Go number
   literal, what is no number gives 0. */
int64_t args_to_int(struct value v);
double args_to_double(struct value v);

/* args_strings gives a list's items as strings, nil ones left out; anything else is one string, nil
   none. *n is how many. */
str *args_strings(struct arena *a, struct value v, size_t *n);

/* args_markup gives a string that a function made of its operands. args_operand adds one of these:
   in YAML mode markup as it is, any other value as a hole; in text mode its text. */
struct value args_markup(struct exec *x, const struct buf *b);
void args_operand(struct exec *x, struct buf *b, struct value v);

/* args_equal is reflect.DeepEqual: int and int64 differ. */
bool args_equal(struct value a, struct value b);

#endif
