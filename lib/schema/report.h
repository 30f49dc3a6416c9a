/* Findings: what is wrong with documents, collected, put into document order and written, each
   once:

       file:line:col: .path: what is wrong, what was found, what is allowed

   or, as JSON, one object a line with the members file, line, col, path, rule and message. */
#ifndef SCHEMA_REPORT_H
#define SCHEMA_REPORT_H

#include "base/str.h"

struct arena;
struct finding;
struct pos;
struct val;

/* A place in a document, as a chain up to its root, whose parent is NULL. Lives on the stack of
   whoever walks the document; formatted only when there is something to say. */
struct place {
	const struct place *parent;
	str key;      /* a member's name; key.p is NULL for an item of a sequence */
	size_t index; /* of an item */
};

/* Where findings go. */
enum report_form {
	REPORT_OUT,     /* standard output */
	REPORT_ERR,     /* standard error, behind the tool's name */
	REPORT_JSON,    /* standard output, JSON lines */
	REPORT_JSON_ERR /* standard error, JSON lines */
};

/* Findings of one document. arena is reset by the caller, after report_flush; total counts those
   of the run. At most REPORT_MAX a document are kept, the rest is counted. */
struct report {
	enum report_form form;
	struct arena *arena;
	struct finding *first, **last;
	size_t n, total;
};

enum { REPORT_MAX = 10000 };

/* report_at adds a finding about what stands at pos. rule is its kind, a literal such as
   "unknown-field". The message is made safe for a line here. */
void report_at(struct report *r, struct pos pos, const struct place *place, const char *rule,
    const char *fmt, ...) __attribute__((format(printf, 5, 6)));

/* report_text does the same for a path that is text already; message is copied. */
void report_text(struct report *r, struct pos pos, str path, const char *rule, const char *message);

/* report_show describes a value for a message: "the string \"x\"", "an object". In r->arena. */
const char *report_show(const struct report *r, const struct val *v);

/* report_flush sorts by line and column (findings of one place stay in the order they came in),
   drops repetitions, writes, and empties the report. */
void report_flush(struct report *r);

#endif
