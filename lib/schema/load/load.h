/* The schemas of a run: files and folders of them, and which of them a document must fit. */
#ifndef SCHEMA_LOAD_LOAD_H
#define SCHEMA_LOAD_LOAD_H

#include <stdbool.h>
#include <stddef.h>

#include "base/map.h"

struct arena;
struct schema;

/* The schema of one kind of object. */
struct load_kind {
	str id; /* "group/version kind", "version kind" */
	str group, version, kind;
	bool served; /* a CRD's version that is not is known, but no document may use it */
	bool kept;   /* a CRD with preserveUnknownFields: the server removes and drops nothing */
	struct schema *schema;
};

/* Initialize by load_start. All of it lives in run. */
struct load {
	struct arena *run;
	struct map by_id;         /* of struct load_kind */
	struct load_kind **kinds; /* the same, in order */
	size_t kinds_n;
	struct schema **bare; /* schemas that every document must fit */
	size_t bare_n;
	const char **folders;
	size_t folders_n;
	struct map
	    sought; /* kinds looked for in the folders: of struct load_kind, schema NULL: none */
	struct schema *metadata; /* by load_metadata */
	bool noted;
	bool in_folder; /* the files of a folder are being read; how many schemas it had so far */
	size_t found;
	const str *passed; /* kinds that may be without a schema: set them; "*" is any */
	size_t passed_n;
};

void load_start(struct load *l, struct arena *run);

/* load_file takes all schemas from a YAML or JSON file:
       a CustomResourceDefinition, a Kratix Promise (its spec.api), a List of them: for their kinds;
       an OpenAPI document, or a schema with x-kubernetes-group-version-kind: for those kinds;
       any other schema: for every document.
   Other Kubernetes objects that stand in the same stream are passed over. Dies naming the place
   when one is broken, and when the file has none at all.

   Of a folder it takes those for kinds from all .yaml, .yml and .json files below it; other schemas
   and other files there are passed over. */
void load_file(struct load *l, const char *path);

/* load_text does the same with a text, which must live as long as run. */
void load_text(struct load *l, const char *name, str text);

/* load_folder has schemas looked for, when a document wants one, in a folder where they are named
   as by kubernetes-json-schema (deployment-apps-v1.json) or the CRDs catalog
   (argoproj.io/application_v1alpha1.json). Dies when there is no such folder. */
void load_folder(struct load *l, const char *path);

/* load_metadata gives compile_metadata's schema, made at the first call. */
struct schema *load_metadata(struct load *l);

/* load_alone returns the schema that a file of such a folder holds; the file's name says which kind
   it is for. */
struct schema *load_alone(struct load *l, const char *path);

/* load_id returns the id of a kind, in a. */
str load_id(struct arena *a, str group, str version, str kind);

/* load_find returns the schema for the kind wanted, of which group, version, kind and id are set:
   from the files, else from the folders, where each kind is looked for once. NULL where there is
   none; from a folder also a load_kind without a schema. */
const struct load_kind *load_find(struct load *l, const struct load_kind *wanted);

#endif
