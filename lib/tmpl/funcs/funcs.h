/* The functions that templates can call, and the services that a function may use. A function
   checks its arguments, computes and returns a value. At a mistake it calls func_error, which
   adds the template, the line and "error calling NAME". */
#ifndef TMPL_FUNCS_FUNCS_H
#define TMPL_FUNCS_FUNCS_H

#include "base/map.h"
#include "base/str.h"
#include "tmpl/go/value.h"

struct arena;
struct buf;
struct exec;
struct holes;

/* FUNC_MISSING: accepts missing values; otherwise strict mode fails before the call, and other
   modes pass nil. FUNC_LAZY: eval.c evaluates the arguments (of `and`, `or`); call is NULL.
   FUNC_INDENT: also accepts the markup that tpl returns. FUNC_METHOD: the last argument is the
   value that has the method. */
enum { FUNC_MISSING = 1, FUNC_LAZY = 2, FUNC_INDENT = 4, FUNC_METHOD = 8 };

/* A row of a table of functions. params has a letter for each parameter:

       a  any value           i  an integer; a float without a fraction becomes one
       s  a string            m  a map; nil becomes an empty one     M  a map, not nil
       A  as a, or markup     l  a list                              L  a list or nil
       S  as s, or markup     ?  any value, may be omitted           *  repeats the last one

   "ss*" accepts one string or more. Where markup is not accepted, it becomes a plain string. If
   a parameter is a list, " TEXT" follows the letters, for the message "Cannot TEXT on type T".
   Functions with the same `call` differ in `which`. */
struct func {
	const char *name; /* in tables all names of the function, separated by spaces */
	const char *params;
	unsigned flags;
	struct value (*call)(
	    const struct func *f, struct exec *x, struct arena *a, const struct value *v, size_t n);
	int which;
};

/* FUNC begins the definition of a function for a table: f is the row of the table, x the run, a the
   arena for results (of func_env), v the arguments, n their number. */
#define FUNC_UNUSED __attribute__((unused))
#define FUNC(name)                                                                                 \
	static struct value name(const struct func *f FUNC_UNUSED, struct exec *x FUNC_UNUSED,     \
	    struct arena *a FUNC_UNUSED, const struct value *v FUNC_UNUSED, size_t n FUNC_UNUSED)

/* func_find returns the function called `name`, which must not be "", or NULL. (funcs.c joins the
   tables below.) */
const struct func *func_find(str name);

/* func_unknown returns the message for an unknown function: what was probably meant, or why it
   does not exist. func_undefined makes a function that fails when it is called. */
const char *func_unknown(struct arena *a, str name);
const struct func *func_undefined(struct arena *a, str name);

/* Tables; a NULL name ends each. exec/func.c has funcs_exec: `and`, `or`, failAt, warnAt;
   exec/include.c has funcs_include. funcs.c lists all. */
extern const struct func funcs_exec[], funcs_include[];
extern const struct func funcs_core[], funcs_print[], funcs_strings[], funcs_words[];
extern const struct func funcs_encoding[], funcs_collections[], funcs_math[], funcs_regex[];
extern const struct func funcs_semver[], funcs_yaml[];

/* What functions see of a run. arena is for results, which live until the template is done or,
   after func_change, until the document is done. holes is NULL in text mode. strict: a missing
   value is an error. helm: the mode is helm. patterns are the compiled ones, in an arena that lives
   as long as they do; the document may add FUNC_PATTERNS_MAX, and patterns_n counts these. */
enum { FUNC_PATTERNS_MAX = 1000 };
struct func_env {
	struct arena *arena;
	struct holes *holes;
	bool strict, helm;
	struct map patterns;
	size_t patterns_n;
};
struct func_env *func_env(struct exec *x);

/* Call func_change before a tree of the document, or one read by fromYaml, is changed: the trees in
   holes, which borrow from it, become copies. */
void func_change(struct exec *x);

/* The document has only plain strings. After `set` has assigned v to the member `key` of a map of
   the document, func_note_markup stores v if v is markup of an include. func_markup returns the
   stored markup of a string of the document, and any other v unchanged. */
void func_note_markup(struct exec *x, struct value map, str key, struct value v);
struct value func_markup(const struct exec *x, struct value v);

/* func_item returns item i, which must exist, of a list of the document. Calls with a growing i are
   fast. */
struct value func_item(struct exec *x, struct value list, size_t i);

/* func_value copies a collection for a hole, so that later changes do not affect it. */
struct value func_value(struct exec *x, const struct value *v);

/* func_error ends the run with
   `template: NAME:LINE:COL: executing "NAME" at <…>: error calling F: …`. */
_Noreturn void func_error(struct exec *x, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

/* func_about makes the next message print the origin of the value, and returns x. */
struct exec *func_about(struct exec *x, struct value v);

/* func_error_type fails because argument v has the wrong type. expected is a type's name in Go. */
_Noreturn void func_error_type(struct exec *x, const struct value *v, const char *expected);

/* func_missing fails because a value is missing; for functions with FUNC_MISSING. */
_Noreturn void func_missing(struct exec *x, const struct value *v);

/* func_prepare checks the kinds of the n arguments for f and converts them. */
void func_prepare(struct exec *x, const struct func *f, struct value *v, size_t n);

/* func_int returns argument v, any number without a fraction, or fails. */
int64_t func_int(struct exec *x, const struct value *v);

/* func_is_nil returns whether v is nil or missing. */
static inline bool
func_is_nil(struct value v)
{
	return v.kind <= VALUE_NIL;
}

/* func_items returns v if it is a list, a list of v if not. func_strings returns the items as
   strings, without nil items; *n is their number. */
struct value func_items(struct arena *a, struct value v);
str *func_strings(struct arena *a, struct value v, size_t *n);

/* func_operand adds an operand to b: in text mode its text; in YAML mode markup unchanged and any
   other value as a hole. nil becomes <nil>, as in Go; in YAML mode it is a hole if missing values
   are errors. func_text returns the string `text`, in YAML mode as markup. If x is NULL, both do as
   in text mode. */
struct value func_text(struct exec *x, str text);
void func_operand(struct exec *x, struct buf *b, struct value v);

/* func_equal is reflect.DeepEqual: int and int64 are different. depth counts the collections around
   a and b, 0 for arguments. */
bool func_equal(struct value a, struct value b, int depth);

#endif
