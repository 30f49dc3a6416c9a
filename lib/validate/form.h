/* Findings as a terminal, a program or a CI system reads them. */
#ifndef VALIDATE_FORM_H
#define VALIDATE_FORM_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/buf.h"

struct finding;

enum form_kind {
	FORM_TEXT,   /* file:line:col: .path: message */
	FORM_JSON,   /* an object a line: file, line, col, path, rule, message */
	FORM_GITHUB, /* annotation commands of GitHub Actions */
	FORM_SARIF,  /* one SARIF 2.1.0 log */
	FORM_JUNIT   /* one JUnit report: a suite a file, a case a document */
};

/* The text that findings quote a line of: lines of the file called name, the first of them line
   `before` + 1. at and line are form.c's own. */
struct form_quote {
	const char *name;
	str text;
	uint32_t before;
	size_t at;
	uint32_t line;
};

/* Where findings go. Initialize by form_start. */
struct form {
	enum form_kind kind;
	bool to_stderr;          /* else standard output */
	struct arena *doc, *run; /* what one finding needs; what the whole run needs */
	size_t findings;         /* so far */
	struct form_quote quote; /* name NULL: nothing is quoted */
	const char **rules;      /* SARIF: those met */
	size_t rules_n;
	struct arena suite_arena; /* JUnit: what is below, of one file */
	struct buf suite, failure;
	size_t cases, failures;
	const char *first; /* the first message of the failure, and its rule */
	const char *rule;
};

/* form_kind_of finds a form by its name; false when there is none of that name. */
bool form_kind_of(const char *name, enum form_kind *kind);

void form_start(
    struct form *f, enum form_kind kind, bool to_stderr, struct arena *run, struct arena *doc);

/* form_finding writes a finding: a report's write, with the form as its sink. form_document tells
   that a document is done, which is called name in line `line`; form_file that a file is. form_end
   writes what comes last. */
void form_finding(void *form, const struct finding *f);
void form_document(struct form *f, const char *file, uint32_t line, str name);
void form_file(struct form *f, const char *file);
void form_end(struct form *f);

/* form_put writes a text where the form's findings go; form_message is PATH: MESSAGE of a
   finding. */
void form_put(const struct form *f, const struct buf *b);
void form_message(struct buf *b, const struct finding *finding);

#endif
