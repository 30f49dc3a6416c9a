/* Writes findings in the format that option -o selects. */
#ifndef VALIDATE_OUTPUT_H
#define VALIDATE_OUTPUT_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/buf.h"

struct finding;

enum output_format {
	OUTPUT_TEXT,   /* file:line:col: .path: message */
	OUTPUT_JSON,   /* one object per line: file, line, col, path, rule, message */
	OUTPUT_GITHUB, /* annotation commands of GitHub Actions */
	OUTPUT_SARIF,  /* a SARIF 2.1.0 log */
	OUTPUT_JUNIT   /* a JUnit report: one suite per file, one case per document */
};

/* Text from which findings quote their line. Its first line has the number `line` in the file
   `name`. Findings come in the order of their lines, so output.c cuts off the lines before each. */
struct output_quote {
	const char *name;
	str text;
	uint32_t line;
};

/* Initialize with {.doc = arena}. Without output_start, findings go to standard output as text. */
struct output {
	enum output_format format;
	bool to_stderr;            /* false: findings go to standard output */
	struct arena *doc;         /* memory for one document */
	size_t findings;           /* number of findings written */
	struct output_quote quote; /* if name is NULL, findings quote nothing */
	struct arena suite_arena;  /* JUnit: holds suite and failure */
	struct buf suite, failure;
	size_t cases, failures;
};

/* output_start writes the beginning of the report. It dies with DIE_CALL if it does not know the
   name of the format. */
void output_start(struct output *o, const char *format, bool to_stderr);

/* output_finding writes a finding. It is the write function of struct report; output is its sink.
   The caller calls output_document (only for JUnit) after the findings of a document, which begins
   in line `line` and is called `name`; output_file after the last document of a file; output_end at
   the end of the run. */
void output_finding(void *output, const struct finding *f);
void output_document(struct output *o, const char *file, uint32_t line, const char *name);
void output_file(struct output *o, const char *file);
void output_end(struct output *o);

#endif
