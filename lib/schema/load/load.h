/* Loads the schemas of a run from files and folders, and checks documents against them. */
#ifndef SCHEMA_LOAD_LOAD_H
#define SCHEMA_LOAD_LOAD_H

#include <stdbool.h>
#include <stddef.h>

#include "schema/compile/compile.h"
#include "schema/node.h"

struct check;
struct in;
struct place;

/* The schema of one kind of object. */
struct load_kind {
	str id;                 /* "KIND (GROUP/VERSION)", or "KIND (VERSION)" */
	struct load_kind *next; /* in the order of the files */
	str group, version, kind;
	struct schema *schema; /* NULL: a version of a CRD that is not served */
	const char *file;
};

/* Initialize by load_start. All of it lives in run. */
struct load {
	struct arena *run;
	struct {
		struct load_kind *first, **last;
		struct map by_id; /* these, and the kinds searched for in folders */
	} kinds;
	struct schema_list bare; /* schemas that every document must fit */
	struct val *folders;     /* of load_folder: a sequence of paths */
	struct {
		const char *file;
		bool in_folder; /* load_file reads the files of a folder */
		size_t found;   /* number of schemas in the file or folder so far */
	} reading;
	struct compile_run compiled;
	const char *advice;     /* ends the message about a kind without a schema, or NULL */
	const char *schemaless; /* kinds that may lack a schema, with blanks between; "*" is any */
};

void load_start(struct load *l, struct arena *run);

/* load_file loads all schemas of a YAML or JSON file:
       a CustomResourceDefinition, a Kratix Promise (its spec.api), a List of them: for their kinds;
       an OpenAPI document, or a schema with x-kubernetes-group-version-kind: for those kinds;
       any other schema: for every document.
   It ignores other Kubernetes objects. It dies, naming the place, if a schema is broken or the file
   contains no schema.

   If path is a folder, it loads all .yaml, .yml and .json files below it, but only the schemas for
   kinds. */
void load_file(struct load *l, const char *path);

/* load_in loads the schemas of an open file. */
void load_in(struct load *l, struct in *in);

/* load_folder adds a folder in which load_check searches for the schema of a kind. Its files are
   named as in kubernetes-json-schema (deployment-apps-v1.json) or in the CRDs catalog
   (argoproj.io/application_v1alpha1.json). It dies if the folder does not exist. */
void load_folder(struct load *l, const char *path);

/* load_alone returns the schema in a file, whatever kind it is for. It dies if the file has no
   schema. */
struct schema *load_alone(struct load *l, const char *path);

/* load_is_schemaless returns whether documents of a kind may lack a schema. */
bool load_is_schemaless(const struct load *l, str kind);

/* load_check checks the document at root against the schemas for every document and the schema for
   its kind, and each item of a List against the schema for the item's kind. A kind without a schema
   is a finding if it must have one, and the run has schemas for kinds but none for every document.
   An empty document is checked only against the schemas for every document. The schema of a CRD
   changes the document (schema/check/value.h): callers run their other checks before. */
void load_check(struct load *l, struct check *c, const struct place *root);

/* load_kind_file returns the file of the schema for the document's group and kind, whatever the
   version, or NULL. */
const char *load_kind_file(const struct load *l, const struct val *doc);

#endif
