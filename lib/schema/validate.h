/* A run of yaml-validate: every check, over every document of every file. */
#ifndef SCHEMA_VALIDATE_H
#define SCHEMA_VALIDATE_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/str.h"
#include "schema/alike.h"
#include "schema/load.h"
#include "schema/report.h"

/* Set load (schemas), kinds and shape between validate_start and the first document. */
struct validate {
	struct arena *run, doc;
	struct report report;
	struct load load;
	struct alike alike;
	const str *kinds; /* forbidden */
	size_t kinds_n;
	bool shape; /* documents must be Kubernetes objects */
};

void validate_start(struct validate *v, struct arena *run, enum report_form form);

/* validate_path checks a file ("-": standard input) or, in the order of their names, the files of a
   folder whose names end in .yaml, .yml or .json (not of folders in it). */
void validate_path(struct validate *v, const char *path);

/* validate_text checks a text; name is what findings call it. */
void validate_text(struct validate *v, const char *name, str text);

#endif
