/* A run of yaml-validate: every check, over every document of every file. */
#ifndef VALIDATE_VALIDATE_H
#define VALIDATE_VALIDATE_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/str.h"
#include "schema/load/load.h"
#include "schema/report.h"
#include "validate/alike.h"
#include "validate/form.h"
#include "validate/names.h"
#include "validate/taken.h"

struct in;
struct mount;
struct val;
struct yaml_in;

/* What documents are asked for, beside the schemas of struct validate's load. */
struct validate_wants {
	bool shape;       /* -k: they must be Kubernetes objects */
	const str *kinds; /* -K: forbidden */
	size_t kinds_n;
	const str *shapeless; /* -x: files whose documents need not be objects */
	size_t shapeless_n;
	const struct mount *mounts; /* -p */
	size_t mounts_n;
};

/* Set load (schemas), wants and the paths of taken between validate_start and the first document.
   doc is reset for each document, input for each text that is read. */
struct validate {
	struct arena *run, input, doc;
	struct names names;
	struct report report;
	struct form form;
	struct load load;
	struct validate_wants wants;
	struct alike alike;
	struct taken taken;
	const struct yaml_in *reader; /* of the text that is being checked */
	size_t documents, files;
	bool passing; /* the note about this file's first other document is written */
};

void validate_start(struct validate *v, struct arena *run);

/* validate_operand checks a file ("-": standard input) or, in the order of their names, the .yaml,
   .yml and .json files below a folder. Objects that look alike are looked for within it. */
void validate_operand(struct validate *v, const char *path);

/* validate_text checks a text; name, which must live as long as the run, is what findings call it,
   and before how many lines of that file come before it. */
void validate_text(struct validate *v, const char *name, str text, uint32_t before);

/* validate_document makes all checks of a document of a file and hands its findings to v->report's
   write. The checks change the document: what it is to be written as must be taken from it
   before. */
void validate_document(struct validate *v, const char *file, struct val *doc);

/* validate_end ends the report and returns the exit status. A run without a document is at fault
   unless empty is set: as a filter that is a finding. summary: standard error is told how many
   documents, files and findings there were. */
int validate_end(struct validate *v, bool filter, bool empty, bool summary);

#endif
