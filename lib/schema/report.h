/* Collects the mistakes found in a document, sorts them by place, and passes each once to a
   function that writes it (validate/form.h). */
#ifndef SCHEMA_REPORT_H
#define SCHEMA_REPORT_H

#include "base/die.h"
#include "base/str.h"

struct arena;
struct report_meant;
struct val;

/* A place in a document, as a chain up to the root, whose parent is NULL. The caller keeps it on
   the stack; it becomes a path only when there is a finding. */
struct place {
	const struct place *parent;
	str key;      /* a member's name; key.p is NULL for an item of a sequence */
	size_t index; /* of an item */
};

/* One mistake. path and message are safe to print on one line and live in the report's arena. rule
   is a literal, for example "unknown-field". */
struct finding {
	struct finding *next;
	struct pos pos;
	size_t order;
	const char *path, *rule, *message;
};

/* The findings of one document. Set arena, which the caller resets after report_flush, and write,
   which report_flush calls with sink. total counts the findings of the run. Beyond REPORT_MAX,
   findings of a document are only counted. meant lists the fields whose names are misspelt. */
struct report {
	struct arena *arena;
	void (*write)(void *sink, const struct finding *f);
	void *sink;
	struct finding *first, **last;
	struct report_meant *meant;
	size_t n, total;
};

enum { REPORT_MAX = 10000 };

/* report_at adds a finding at pos; its message may contain any characters. */
void report_at(struct report *r, struct pos pos, const struct place *place, const char *rule,
    const char *fmt, ...) __attribute__((format(printf, 5, 6)));

/* report_text adds a finding whose path is a text. */
void report_text(struct report *r, struct pos pos, str path, const char *rule, const char *message);

/* report_path returns the path of the member key of the mapping at outer. In r->arena. */
const char *report_path(const struct report *r, const struct place *outer, str key);

/* report_meant tells that a misspelt or misplaced field should have this path: then neither the
   path nor anything below it is reported as missing. */
void report_meant(struct report *r, const char *path);

/* report_show describes a value for a message: "the string \"x\"", "an object". In r->arena. */
const char *report_show(const struct report *r, const struct val *v);

/* report_flush sorts the findings by file, line and column, and else by the order in which they
   were added, but an unknown kind comes first. It calls write for the first finding about each
   value, because one mistake often breaks several rules, and empties the report. */
void report_flush(struct report *r);

#endif
