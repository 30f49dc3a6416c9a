/* The functions that templates can call, and the services that a function may use. A function
   checks its arguments, computes and returns a value. At a mistake it calls func_error, which
   adds the template, the line and "error calling NAME". */
#ifndef TMPL_FUNCS_FUNCS_H
#define TMPL_FUNCS_FUNCS_H

#include "base/str.h"
#include "tmpl/go/value.h"

struct arena;
struct exec;
struct holes;
struct map;
struct val;

/* FUNC_MISSING: accepts missing values; otherwise strict mode fails before the call, and other
   modes pass nil. FUNC_LAZY: eval.c evaluates the arguments (and, or); call is NULL.
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
   Functions that share call differ in which. */
struct func {
	const char *name; /* in tables all names of the function, separated by spaces */
	const char *params;
	unsigned flags;
	struct value (*call)(const struct func *f, struct exec *x, const struct value *v, size_t n);
	int which;
};

/* func_find returns the function with a name that is not empty, or NULL. (funcs.c joins the
   tables below.) */
const struct func *func_find(str name);

/* func_unknown returns the message for an unknown function: what was probably meant, or why it
   does not exist. func_undefined makes a function that fails when it is called. */
const char *func_unknown(struct arena *a, str name);
const struct func *func_undefined(struct arena *a, str name);

/* Tables; a NULL name ends each. funcs_exec (exec/note.c): and or failAt warnAt; funcs_include
   (exec/include.c). funcs.c lists all. */
extern const struct func funcs_exec[], funcs_include[];
extern const struct func funcs_core[], funcs_compare[], funcs_strings[], funcs_words[];
extern const struct func funcs_url[], funcs_encoding[], funcs_lists[], funcs_dicts[], funcs_math[];
extern const struct func funcs_quantity[], funcs_regex[], funcs_semver[], funcs_time[];
extern const struct func funcs_yaml[];

/* func_arena returns the arena for results, which live until the template is done or, after
   func_change, until the document is done. Call func_note_borrower if a value contains a tree
   that borrows from the document. Call func_change before a tree of the document, or one read by
   fromYaml, is changed: the borrowing trees become copies. func_patterns returns the compiled
   patterns; their arena lives as long as they do. func_check_patterns fails if the document
   may not add another pattern. */
struct arena *func_arena(struct exec *x);
void func_note_borrower(struct exec *x, struct val *tree);
void func_change(struct exec *x);
struct map *func_patterns(struct exec *x);
void func_check_patterns(struct exec *x);

/* The document has plain strings only. If v is markup of an include, func_note_markup notes it for
   the member key, to which set has just assigned v in a map of the document. func_markup returns
   this markup for a string of the document that has it, and any other v unchanged. */
void func_note_markup(struct exec *x, struct value map, str key, struct value v);
struct value func_markup(const struct exec *x, struct value v);

/* func_item returns item i, which must exist, of a list of the document. It is fast if i grows. */
struct value func_item(struct exec *x, const struct val *list, size_t i);

/* func_holes returns the table of holes, or NULL in text mode. func_strict returns whether a
   missing value is an error, func_helm whether the mode is helm. func_value copies a collection for
   a hole, so that later changes do not affect it. */
struct holes *func_holes(struct exec *x);
struct value func_value(struct exec *x, const struct value *v);
bool func_strict(const struct exec *x);
bool func_helm(const struct exec *x);

/* func_error ends the run with
   `template: NAME:LINE:COL: executing "NAME" at <…>: error calling F: …`. */
_Noreturn void func_error(struct exec *x, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

/* func_about makes the message that follows print the origin of the value, and returns x. */
struct exec *func_about(struct exec *x, struct value v);

/* func_error_type fails because argument v has the wrong type. expected is a type's name in Go. */
_Noreturn void func_error_type(struct exec *x, const struct value *v, const char *expected);

/* func_missing fails because a value is missing; for functions with FUNC_MISSING. */
_Noreturn void func_missing(struct exec *x, const struct value *v);

#endif
