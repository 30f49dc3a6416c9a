/* Writes findings in the format that option -o selects. */
#ifndef VALIDATE_FORM_H
#define VALIDATE_FORM_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/buf.h"

struct finding;

enum form_kind {
	FORM_TEXT,   /* file:line:col: .path: message */
	FORM_JSON,   /* one object per line: file, line, col, path, rule, message */
	FORM_GITHUB, /* annotation commands of GitHub Actions */
	FORM_SARIF,  /* a SARIF 2.1.0 log */
	FORM_JUNIT   /* a JUnit report: one suite per file, one case per document */
};

/* Text from which findings quote their line. Its first line is line line_offset + 1 of the file
   called name. Only form.c uses at and line: the offset and number of the last quoted line. */
struct form_quote {
	const char *name;
	str text;
	uint32_t line_offset;
	size_t at;
	uint32_t line;
};

/* Initialize by form_start. */
struct form {
	enum form_kind kind;
	bool to_stderr;          /* false: findings go to standard output */
	struct arena *doc, *run; /* memory for one finding; memory for the run */
	size_t findings;         /* number of findings written */
	struct form_quote quote; /* if name is NULL, findings quote nothing */
	const char **rules;      /* SARIF: the rules of the findings written */
	size_t rules_n;
	struct arena suite_arena; /* JUnit: holds suite, failure and first */
	struct buf suite, failure;
	size_t cases, failures;
	const char *first; /* message of the first finding in failure */
	const char *rule;  /* rule of that finding */
};

/* form_kind_of sets *kind to the format called name, or returns false if there is none. */
bool form_kind_of(const char *name, enum form_kind *kind);

/* form_start writes the beginning of the report. run lives to the end; doc, one document. */
void form_start(
    struct form *f, enum form_kind kind, bool to_stderr, struct arena *run, struct arena *doc);

/* form_finding writes a finding. It is the write function of struct report; form is its sink. The
   caller calls form_document after the findings of a document, which begins in line `line` and is
   called name; form_file after the last document of a file; form_end at the end of the run. */
void form_finding(void *form, const struct finding *f);
void form_document(struct form *f, const char *file, uint32_t line, str name);
void form_file(struct form *f, const char *file);
void form_end(struct form *f);

/* form_put writes b to standard output or standard error. form_message adds "PATH: MESSAGE" of the
   finding to b. */
void form_put(const struct form *f, const struct buf *b);
void form_message(struct buf *b, const struct finding *finding);

#endif
