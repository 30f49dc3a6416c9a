/* A run of yaml-validate: all checks on all documents. */
#ifndef VALIDATE_VALIDATE_H
#define VALIDATE_VALIDATE_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/str.h"
#include "schema/check/check.h"
#include "schema/load/load.h"
#include "validate/output.h"
#include "validate/repeated.h"

struct in;
struct val;
struct yaml_in;

/* A part of a document with its own schema. `above` is the path of the collection that has it. */
struct part {
	str path, above;
	struct schema *schema;
};

/* Requirements besides the schemas. */
struct validate_wants {
	bool shape; /* -k: documents must be Kubernetes objects */
	/* Words, each with a blank after it. kinds: forbidden kinds and their lists (-K: Secret
	   SecretList). statuses: files that have a status for Kratix, not an object (-x). */
	const char *kinds, *statuses;
	struct part *parts; /* -p */
	size_t parts_n;
};

/* After validate_start, the caller sets `records` and `wants`, and adds schemas to `load` and paths
   to `unique`. doc is reset after each document, input after each text. */
struct validate {
	struct arena *run, input, doc;
	struct report report;
	struct output output;
	struct load load;
	bool records; /* -r: files have records, not YAML */
	struct validate_wants wants;
	struct repeated objects; /* objects and statuses of the operand so far */
	struct unique_values unique;
	size_t documents, files;
	size_t groups;   /* of the filter (filter.h) that are complete */
	bool unreadable; /* a file of an operand could not be opened */
	bool skip_noted; /* the note that this file has skipped documents was printed */
};

/* validate_start initializes v, with room for so many options -p and -u; the caller may call
   output_start. */
void validate_start(struct validate *v, struct arena *run, size_t room);

/* validate_add_part adds the part of an option PATH=SCHEMA to v->wants; the schema is in the file
   SCHEMA. It dies with DIE_CALL if the option has another form. */
void validate_add_part(struct validate *v, const char *option);

/* validate_operand checks a file, "-" for standard input, or all .yaml, .yml and .json files below
   a folder, in the order of their names. With records, path is a file. It reports duplicate objects
   within the operand. If it cannot open a file, it says so on standard error and goes on. */
void validate_operand(struct validate *v, const char *path);

/* validate_stream checks a stream of YAML documents. in->name must live as long as the run. */
void validate_stream(struct validate *v, struct in *in);

/* validate_document checks a document of a file and reports its findings. The checks change the
   document: a caller that writes it does so before. If a document of records has only notes, doc is
   NULL, and the document is only counted. */
void validate_document(struct validate *v, const char *file, struct val *doc);

/* validate_end ends the output of findings and returns the exit status. A run without documents
   fails (with `filter`, by a finding), unless `empty` is set. A run with an unreadable file ends in
   DIE_CALL. With `summary` it prints the numbers of documents, files and findings to stderr. */
int validate_end(struct validate *v, bool filter, bool empty, bool summary);

#endif
