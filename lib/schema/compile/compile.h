/* Schemas from documents: JSON Schema (drafts 4 to 2020-12), OpenAPI 3, and the structural schemas
   of CustomResourceDefinitions. */
#ifndef SCHEMA_COMPILE_COMPILE_H
#define SCHEMA_COMPILE_COMPILE_H

#include <stdbool.h>

#include "base/map.h"

struct arena;
struct schema;
struct schema_property;
struct val;

/* Which fields a schema rejects as unknown. JSON: those that additionalProperties: false rejects.
   KIND: the same, but a member that is null counts as not set. OPENAPI, for Kubernetes' own types:
   as KIND, and a schema with properties and without additionalProperties rejects all other fields,
   too. STRUCTURAL, for CRDs: an object rejects fields that its schema neither declares nor
   preserves; apiVersion, kind, metadata and status need not be declared. */
enum compile_rules { COMPILE_JSON, COMPILE_KIND, COMPILE_OPENAPI, COMPILE_STRUCTURAL };

/* What all schemas of a run share. Initialize with {.arena = run}. */
struct compile_run {
	struct arena *arena;
	struct map nodes;          /* of struct schema, by their source */
	struct map patterns;       /* of struct schema_pattern, by their text */
	struct schema *types[128]; /* by compile_metadata, which indexes them by letters */
	bool noted;                /* the note about rules that are not evaluated was printed */
};

/* The state of one call of compile_schema, only for schema/compile. */
struct compile {
	struct compile_run *run;
	struct arena *arena; /* the run's */
	struct val *root;
	enum compile_rules rules;
	bool ref_alone;      /* drafts up to 7: keywords beside $ref are ignored */
	struct schema *last; /* the node being filled or its newest part: add new parts after it */
};

/* compile_schema compiles v, a schema, and all parts of the document root that it refers to, each
   once in a run. root and the nodes live in the run's arena. It dies, naming the place, if a part
   is not a schema, or begins an endless or too long chain of parts for the same value. */
struct schema *compile_schema(
    struct compile_run *run, struct val *root, const struct val *v, enum compile_rules rules);

/* compile_metadata returns the schema of every object's metadata, which it compiles at the first
   call. */
struct schema *compile_metadata(struct compile_run *run);

/* compile_target returns the value that the reference ref refers to in the document root. It dies,
   naming the place of ref, if the value is missing. */
struct val *compile_target(struct arena *a, struct val *root, const struct val *ref);

/* Each part of the schema gets its node at once; the node is filled later, in the order of the
   document: parts may refer to each other, and a deep schema needs no deep call stack. compile_node
   returns an empty node, which the caller fills. compile_part returns the node for v, a part of the
   schema. compile_property returns the property of s called `name`, which it adds if it is missing.
   compile_reference makes s a reference to the target of `ref`. */
struct schema *compile_node(struct compile *c, const struct val *source);
struct schema *compile_part(struct compile *c, const struct val *v);
struct schema_property *compile_property(struct compile *c, struct schema *s, str name);
void compile_reference(struct compile *c, struct schema *s, const struct val *ref);

#endif
