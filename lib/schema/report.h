/* Findings: what is wrong with documents, collected, put into document order and handed on, each
   once. What becomes of them is the business of who set write: lines, JSON and others are
   validate/form.h's. */
#ifndef SCHEMA_REPORT_H
#define SCHEMA_REPORT_H

#include "base/die.h"
#include "base/str.h"

struct arena;
struct val;

/* A place in a document, as a chain up to its root, whose parent is NULL. Lives on the stack of
   whoever walks the document; formatted only when there is something to say. */
struct place {
	const struct place *parent;
	str key;      /* a member's name; key.p is NULL for an item of a sequence */
	size_t index; /* of an item */
};

/* What is wrong, and where: all texts are safe on a line and live in the report's arena. rule is
   the mistake's kind, a literal such as "unknown-field". */
struct finding {
	struct finding *next;
	struct pos pos;
	size_t order;
	const char *path, *rule, *message;
};

/* Findings of one document. Set arena, which the caller resets after report_flush, and write, which
   report_flush calls with sink. total counts the findings of the run. At most REPORT_MAX a document
   are kept, the rest is counted. */
struct report {
	struct arena *arena;
	void (*write)(void *sink, const struct finding *f);
	void *sink;
	struct finding *first, **last;
	size_t n, total;
};

enum { REPORT_MAX = 10000 };

/* report_at adds a finding about what stands at pos. The message is made safe for a line here. */
void report_at(struct report *r, struct pos pos, const struct place *place, const char *rule,
    const char *fmt, ...) __attribute__((format(printf, 5, 6)));

/* report_text does the same for a path that is text already; message is copied. */
void report_text(struct report *r, struct pos pos, str path, const char *rule, const char *message);

/* report_show describes a value for a message: "the string \"x\"", "an object". In r->arena. */
const char *report_show(const struct report *r, const struct val *v);

/* report_flush sorts by file, line and column (findings of one place stay in the order they came
   in), drops repetitions, calls write for each, and empties the report. */
void report_flush(struct report *r);

#endif
