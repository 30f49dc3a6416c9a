/* Collects the mistakes found in a document, sorts them by place, and passes each once to a
   function that writes it (validate/output.h). */
#ifndef SCHEMA_REPORT_H
#define SCHEMA_REPORT_H

#include "base/die.h"
#include "base/str.h"

struct arena;
struct report_meant;
struct val;

/* A place in a document: a linked list up to the root, whose parent is NULL. It lives on the
   caller's stack. Only a finding needs its path as text. v is the value there; functions that only
   report do not use it. */
struct place {
	const struct place *parent;
	struct val *v;
	str key; /* a member's name; key.p is NULL for an item; of a root: its path if not "." */
	size_t index; /* an item's index */
};

/* One mistake. path and message are safe to print on one line and live in the report's arena. rule
   is a literal, for example "unknown-field". */
struct finding {
	struct pos pos;
	size_t order;
	const char *path, *rule, *message;
};

/* The findings of one document. The caller sets arena, write and sink, and resets arena after
   report_flush. total counts the findings of the run. After REPORT_MAX findings of a document the
   others are only counted. meant lists the paths at which misspelled fields belong. */
struct report {
	struct arena *arena;
	void (*write)(void *sink, const struct finding *f);
	void *sink;
	struct finding *findings;
	size_t n, cap, left_out, total;
	struct report_meant *meant;
};

enum { REPORT_MAX = 10000 };

/* report_counts counts a finding, and returns whether there is room for it. If so, report_add must
   follow. It escapes the message, which may contain any characters. */
bool report_counts(struct report *r);
void report_add(
    struct report *r, struct pos pos, const char *path, const char *rule, const char *message);

/* report_text does both for a path that is not escaped. */
void report_text(struct report *r, struct pos pos, str path, const char *rule, const char *message);

/* report_path returns the path of a place, in r->arena. */
const char *report_path(const struct report *r, const struct place *place);

/* report_meant records the path at which a misspelled or misplaced field belongs. Then neither the
   path nor anything below it is reported as missing. */
void report_meant(struct report *r, const char *path);

/* report_flush sorts the findings by file, line, column and the order in which they were added; at
   one place an unknown kind comes first. It calls write only for the first finding about each
   value, because one mistake often breaks several rules; a wrong length and a wrong pattern are
   two. Then it empties the report. */
void report_flush(struct report *r);

#endif
