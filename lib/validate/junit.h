/* Findings as a JUnit report: a test suite a file, a test case a document, whose findings are its
   failure. */
#ifndef VALIDATE_JUNIT_H
#define VALIDATE_JUNIT_H

#include "base/str.h"

struct finding;
struct form;

/* What form.h's functions do for this form. A suite begins with how many cases it has, so that a
   file's cases are kept until the file is done. */
void junit_start(struct form *f);
void junit_finding(struct form *f, const struct finding *finding);
void junit_document(struct form *f, const char *file, uint32_t line, str name);
void junit_file(struct form *f, const char *file);
void junit_end(struct form *f);

#endif
