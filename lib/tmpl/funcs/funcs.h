/* The functions a template can call, and what a function may ask of the run that calls it.
   A function checks its arguments, computes, returns a value; a mistake ends the run through
   func_error, which adds the template, the line and "error calling NAME". */
#ifndef TMPL_FUNCS_FUNCS_H
#define TMPL_FUNCS_FUNCS_H

#include "base/str.h"
#include "tmpl/go/value.h"

struct arena;
struct exec;
struct holes;
struct map;
struct val;

/* FUNC_MISSING: takes missing values as they are. Without it, strict mode refuses a missing
   argument before the call, and the other modes pass nil. FUNC_LAZY: exec.c evaluates the arguments
   itself (and, or); call is NULL. FUNC_MARKUP: takes markup as it is; all others get strings.
   FUNC_INDENT: also takes what tpl gives. */
enum { FUNC_MISSING = 1, FUNC_LAZY = 2, FUNC_MARKUP = 4, FUNC_INDENT = 8 };
enum { FUNC_ANY = 255 };

struct func {
	const char *name;
	uint8_t min, max; /* number of arguments; max FUNC_ANY: no limit */
	uint8_t flags;
	struct value (*call)(struct exec *x, const struct value *args, size_t n);
};

/* func_find looks a function up by name, which is not empty; NULL when there is none. (funcs.c,
   which joins the tables below.) */
const struct func *func_find(str name);

/* func_unknown is the message for a name without a function: what was meant, or why there is none.
   func_undefined makes a function of the name that fails when it is called. */
const char *func_unknown(struct arena *a, str name);
const struct func *func_undefined(struct arena *a, str name);

/* Tables, each ended by a NULL name. funcs_exec (exec/logic.c): and or failAt warnAt. All
   others are listed in funcs.c. */
extern const struct func funcs_exec[], funcs_include[];
extern const struct func funcs_core[], funcs_compare[], funcs_escape[], funcs_defaults[];
extern const struct func funcs_strings[], funcs_words[], funcs_url[], funcs_encoding[];
extern const struct func funcs_lists[], funcs_sublists[], funcs_dicts[], funcs_math[],
    funcs_floats[];
extern const struct func funcs_regex[], funcs_semver[], funcs_time[], funcs_types[], funcs_yaml[];

/* func_arena is where results live: until the template is done or, after func_change, the document.
   func_lend: a value keeps this tree, which borrows of the stream. func_change: a tree of the
   stream, or one that was read, will be changed; what was lent gets a copy of its own.
   func_patterns are the compiled patterns, in an arena that lives as long; func_check_patterns ends
   the run where the document may not bring one more. */
struct arena *func_arena(struct exec *x);
void func_lend(struct exec *x, struct val *tree);
void func_change(struct exec *x);
struct map *func_patterns(struct exec *x);
void func_check_patterns(struct exec *x);

/* func_item gives an item of a list of the stream, which has it; fast where it stands behind the
   one given last. */
struct value func_item(struct exec *x, const struct val *list, size_t i);

/* func_holes gives the table of holes; NULL in text mode. func_strict tells whether a missing value
   is an error. func_value gives a collection for a hole, which keeps it as it is. */
struct holes *func_holes(struct exec *x);
struct value func_value(struct exec *x, const struct value *v);
bool func_strict(const struct exec *x);

/* func_error ends the run: `template: NAME:LINE:COL: executing "NAME" at <…>: error calling F:
   …`. */
_Noreturn void func_error(struct exec *x, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

/* func_error_about also says where the value came from. */
_Noreturn void func_error_about(struct exec *x, struct value about, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));

/* func_error_type is the error for an argument, v, that is not of the type expected, by its name in
   Go. */
_Noreturn void func_error_type(struct exec *x, struct value v, const char *expected);

/* func_missing is the error for a missing value where one is needed; for FUNC_MISSING functions. */
_Noreturn void func_missing(struct exec *x, struct value v);

#endif
