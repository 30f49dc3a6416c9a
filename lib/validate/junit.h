/* A JUnit report: one test suite per file, one test case per document. */
#ifndef VALIDATE_JUNIT_H
#define VALIDATE_JUNIT_H

#include "base/str.h"

struct finding;
struct output;

/* The functions of output.h for this format. */
void junit_start(struct output *o);
void junit_finding(struct output *o, const struct finding *finding);
void junit_document(struct output *o, const char *file, uint32_t line, str name);
void junit_file(struct output *o, const char *file);
void junit_end(struct output *o);

#endif
