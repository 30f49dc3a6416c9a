/* The check of one document: its state, and how a mistake is counted and reported. */
#ifndef SCHEMA_CHECK_CHECK_H
#define SCHEMA_CHECK_CHECK_H

#include <stdbool.h>
#include <stdint.h>

#include "base/die.h"
#include "base/str.h"

struct place;
struct report;
struct schema;
struct val;

/* Initialize with {.report = r, .doc = root}. While quiet > 0, mistakes are counted and not
   reported: value.c tries alternatives. steps counts the nodes visited. After CHECK_STEPS_MAX, or
   CHECK_STEPS_NODE for each node of the document if that is more, the check ends with a finding:
   nested alternatives could take exponential time. */
struct check {
	struct report *report;
	const struct val *doc;
	const struct schema *root; /* of the document, or NULL: searched for misplaced fields */
	bool shaped;               /* shape_check has run; what it reports is not reported again */
	unsigned quiet;
	uint64_t steps, limit;
	bool given_up;
	unsigned searches; /* number of searches for misplaced fields */
};

enum { CHECK_STEPS_MAX = 20000000, CHECK_STEPS_NODE = 100 };

/* check_fail reports a mistake unless quiet; returns 1, the number of mistakes. */
unsigned check_fail(struct check *c, struct pos pos, const struct place *place, const char *rule,
    const char *fmt, ...) __attribute__((format(printf, 5, 6)));

/* check_missing reports that a mapping lacks the field key. more is the end of the message. */
unsigned check_missing(struct check *c, const struct val *mapping, const struct place *outer,
    str key, const char *more);

/* check_unknown reports a member that s does not declare. */
unsigned check_unknown(
    struct check *c, const struct schema *s, const struct val *member, const struct place *place);

/* check_each calls f(c, value, its place, context) for each value at path below v, which is at
   place. path is a list of keys with dots between; [] means all items of a sequence, {} all members
   of a mapping: spec.containers[].resources.limits{}. It passes over what is missing or of
   another kind. v may be NULL. */
typedef void check_fn(
    struct check *c, const struct val *v, const struct place *place, void *context);
void check_each(struct check *c, const struct val *v, const struct place *place, const char *path,
    check_fn *f, void *context);

/* check_show describes a value as report_show does, and says if it looks like a template that was
   not rendered. check_words returns the first sentence of the description of s, check_gist returns
   it in parentheses after a space, and check_form returns the sentence that begins with "Form: ",
   which says what a text may be. All return "" while quiet; so do the last three if the sentence is
   missing or long. */
const char *check_show(const struct check *c, const struct val *v);
const char *check_gist(const struct check *c, const struct schema *s);
const char *check_words(const struct check *c, const struct schema *s);
const char *check_form(const struct check *c, const struct schema *s);

#endif
