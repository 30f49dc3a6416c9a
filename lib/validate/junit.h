/* A JUnit report: one test suite per file, one test case per document. */
#ifndef VALIDATE_JUNIT_H
#define VALIDATE_JUNIT_H

#include <stdint.h>

struct buf;
struct finding;
struct output;

/* The functions of output.h for this format. junit_finding leaves b empty. */
void junit_start(struct output *o);
void junit_finding(struct output *o, struct buf *b, const struct finding *f);
void junit_document(struct output *o, const char *file, uint32_t line, const char *name);
void junit_file(struct output *o, const char *file);
void junit_end(struct output *o);

#endif
