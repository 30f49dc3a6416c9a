/* A JUnit report: one test suite per file, one test case per document. */
#ifndef VALIDATE_JUNIT_H
#define VALIDATE_JUNIT_H

#include "base/str.h"

struct finding;
struct form;

/* The functions of form.h for this format. */
void junit_start(struct form *f);
void junit_finding(struct form *f, const struct finding *finding);
void junit_document(struct form *f, const char *file, uint32_t line, str name);
void junit_file(struct form *f, const char *file);
void junit_end(struct form *f);

#endif
