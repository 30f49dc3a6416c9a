/* The check of one document. It collects the mistakes, sorts them by place, and passes each once to
   a function that writes it (validate/output.h). */
#ifndef SCHEMA_CHECK_CHECK_H
#define SCHEMA_CHECK_CHECK_H

#include "base/die.h"
#include "data/val.h"

struct arena;
struct schema;

/* A place in a document: a linked list up to the root, whose parent is NULL. It lives on the
   caller's stack. Only a finding needs its path as text. v is the value there. Without a value, v
   is NULL or, in check_missing, the mapping around the place. */
struct place {
	const struct place *parent;
	struct val *v;
	str key; /* a member's name; for an item, key.p is NULL; for a root, its path if not "." */
	size_t index; /* an item's index */
};

/* One mistake. pos.file is not NULL. path and message are safe to print on one line and live in the
   report's arena. rule is a literal, for example "unknown-field". */
struct finding {
	struct pos pos;
	size_t order;
	const char *path, *rule, *message;
};

/* The findings of one document. The caller sets arena, write and sink, and resets arena after
   check_flush. total counts the findings of the run. After CHECK_FINDINGS_MAX findings of a
   document the others are only counted. meant is NULL, or lists the paths at which misspelled
   fields belong: neither they nor anything below them is reported as missing. */
struct report {
	struct arena *arena;
	void (*write)(void *sink, const struct finding *f);
	void *sink;
	struct finding *findings;
	size_t n, cap, left_out, total;
	struct val *meant;
};

/* Initialize with {.report = r, .doc = root}. mistakes is the number of mistakes. While quiet > 0
   they are not reported, because value.c tries alternatives. While loose > 0 the schema is a part
   of allOf, anyOf, …, and other parts may declare further members. steps counts the nodes visited.
   After CHECK_STEPS_MAX, or CHECK_STEPS_NODE for each node of the document if that is more, the
   check ends with a finding: nested alternatives could take exponential time. */
struct check {
	struct report *report;
	const struct val *doc;
	const struct schema *root; /* of the value at top; searched for misplaced fields */
	const struct place *top;   /* of the last value_check */
	/* Of every object. If not NULL, shape_check does all its checks, and load.c does not repeat
	   its reports. */
	const struct schema *metadata;
	unsigned mistakes, quiet, loose;
	uint64_t steps, limit;
	bool given_up;
	unsigned searches; /* number of searches for the field that is meant */
};

enum { CHECK_FINDINGS_MAX = 10000, CHECK_STEPS_MAX = 20000000, CHECK_STEPS_NODE = 100 };

/* check_finding reports a mistake. It escapes path and message, which may contain any
   characters. */
void check_finding(
    struct report *r, struct pos pos, str path, const char *rule, const char *message);

/* check_flush sorts the findings by file, line, column and the order in which they were reported;
   at one place an unknown kind comes first. It writes only the first finding about each value,
   because one mistake often breaks several rules; a wrong length and a wrong pattern are two
   mistakes. It omits missing fields that another finding explains. Then it empties the report. */
void check_flush(struct report *r);

/* check_fail(c, at, rule, format, ...) counts a mistake in the value at `at` and reports it, unless
   c is quiet; check_fail_key does so at the place of the value's key. check_must_be says what the
   value must be. check_missing is for a field that the mapping at `outer` lacks, or has without a
   value; its format is the end of the message. They are macros, so the arguments of a message are
   evaluated only if it is reported. */
#define check_fail(c, at, ...)                                                                     \
	(check_counts(c) ? check_report(c, at, val_pos((at)->v), __VA_ARGS__) : (void)0)
#define check_fail_key(c, at, ...)                                                                 \
	(check_counts(c) ? check_report(c, at, val_key_pos((at)->v), __VA_ARGS__) : (void)0)
#define check_must_be(c, at, rule, wanted)                                                         \
	check_fail(c, at, rule, "must be %s, found %s", wanted, check_show(c, (at)->v))
#define check_missing(c, outer, key, ...)                                                          \
	check_fail(c,                                                                              \
	    (&(struct place){                                                                      \
		outer, val_get((outer)->v, key) ? val_get((outer)->v, key) : (outer)->v, key, 0}), \
	    "missing-field", "required field is missing" __VA_ARGS__)

/* check_counts counts a mistake and returns whether it is reported; check_report reports it. For
   the macros only. */
bool check_counts(struct check *c);
void check_report(struct check *c, const struct place *at, struct pos pos, const char *rule,
    const char *fmt, ...) __attribute__((format(printf, 5, 6)));

/* check_unknown reports a member that s does not declare. */
void check_unknown(struct check *c, const struct schema *s, const struct place *at);

/* check_member returns the place of the member `key` of the value at outer; v may be NULL. */
struct place check_member(const struct place *outer, str key);

/* check_next moves inner, initialized with {.parent = at}, to the next member or item of the value
   at `at`. It returns false after the last. */
static inline bool
check_next(struct place *inner)
{
	const struct val *outer = inner->parent->v;

	inner->index += inner->v != NULL;
	inner->v = inner->v ? val_next(outer, inner->v) : val_first(outer);
	if (inner->v && outer->kind == VAL_MAPPING)
		inner->key = val_key(inner->v);
	return inner->v != NULL;
}

/* check_each calls f(c, place, context) for each value at path below `at`. path is a list of keys
   with dots between; [] means all items of a sequence, {} all members of a mapping:
   spec.containers[].resources.limits{}. It skips values that are missing or of another kind. */
typedef void check_fn(struct check *c, const struct place *at, void *context);
void check_each(
    struct check *c, const struct place *at, const char *path, check_fn *f, void *context);

/* check_hint returns " (a template that is not rendered)" if text has {{ or ${NAME}, which envsubst
   and Flux replace, else "". check_show describes a value for a message ("the string \"x\"", "an
   object"), with this hint. check_sentence returns the first sentence of the description of s
   that follows the text `after`; if after is "", the first sentence. It returns "" if the sentence
   is missing or long. check_meaning returns the first sentence as " (SENTENCE)", or "" if there is
   no sentence, or s is NULL. */
const char *check_hint(str text);
const char *check_show(const struct check *c, const struct val *v);
const char *check_sentence(const struct check *c, const struct schema *s, str after);
const char *check_meaning(const struct check *c, const struct schema *s);

#endif
