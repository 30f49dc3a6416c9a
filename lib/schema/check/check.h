/* A document against a schema: every mistake is reported. */
#ifndef SCHEMA_CHECK_CHECK_H
#define SCHEMA_CHECK_CHECK_H

#include <stdbool.h>
#include <stdint.h>

#include "base/die.h"

struct place;
struct report;
struct schema;
struct val;

/* One document's check. Initialize with {.report = r, .doc = root}. quiet > 0 while alternatives
   are tried: mistakes are then counted, not reported. steps counts the nodes visited: a schema
   whose alternatives multiply is given up, with a finding, after CHECK_STEPS_MAX, or
   CHECK_STEPS_NODE for each node of the document where that is more. */
struct check {
	struct report *report;
	const struct val *doc;
	const struct schema *root; /* of the document, or NULL: fields at other levels are named */
	unsigned quiet;
	uint64_t steps, limit;
	unsigned searches; /* for unknown fields at other levels: the first few only */
	bool given_up;
	bool shaped; /* shape_check was here: what it says is not said again */
};

enum { CHECK_STEPS_MAX = 20000000, CHECK_STEPS_NODE = 100 };

/* check_fail counts a mistake and, unless quiet, reports it; gives 1. */
unsigned check_fail(struct check *c, struct pos pos, const struct place *place, const char *rule,
    const char *fmt, ...) __attribute__((format(printf, 5, 6)));

/* check_unknown reports a member that s does not declare. */
unsigned check_unknown(
    struct check *c, const struct schema *s, const struct val *member, const struct place *place);

/* check_show is report_show, and says where a text is a template that was not rendered. check_gist
   is what a description adds to a message: " (its first sentence)" where that is short. Both cost
   nothing while quiet. check_words is a description, or its first sentence, in one line; the empty
   text where it is long. */
const char *check_show(const struct check *c, const struct val *v);
const char *check_gist(const struct check *c, const struct schema *s);
const char *check_words(const struct check *c, const struct schema *s);

#endif
