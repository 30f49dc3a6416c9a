/* A JUnit report: one test suite per file, one test case per document. */
#ifndef VALIDATE_JUNIT_H
#define VALIDATE_JUNIT_H

#include <stdint.h>

struct buf;
struct finding;
struct output;

/* The beginning of the report. */
#define JUNIT_HEAD                                                                                 \
	"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"yaml-validate\">\n"

/* The functions of output.h for this format. junit_finding leaves b empty. */
void junit_finding(struct output *o, struct buf *b, const struct finding *f);
void junit_document(struct output *o, const char *file, uint32_t line, const char *name);
void junit_file(struct output *o, const char *file);
void junit_end(struct output *o);

#endif
