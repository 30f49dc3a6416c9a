/* Schemas from documents: JSON Schema (drafts 4 to 2020-12), OpenAPI 3, and the structural schemas
   of CustomResourceDefinitions. */
#ifndef SCHEMA_COMPILE_H
#define SCHEMA_COMPILE_H

#include <stdbool.h>

#include "base/map.h"

struct arena;
struct schema;
struct val;

/* What unknown fields are. JSON: allowed unless additionalProperties says no. OPENAPI: errors in an
   object that names properties and no additionalProperties. STRUCTURAL: errors in every object that
   does not preserve them, as the API server prunes; schema/admit.h finds them. OPENAPI describes
   Kubernetes' own types: a member that is null counts as not set. */
enum compile_rules { COMPILE_JSON, COMPILE_OPENAPI, COMPILE_STRUCTURAL };

/* A compiler for the schemas of one document, root, which references ("#/…") are looked up in; both
   live in run. Initialize by compile_start. */
struct compile {
	struct arena *run;
	struct val *root;
	enum compile_rules rules;
	bool ref_alone;          /* drafts up to 7: what stands beside $ref is ignored */
	bool unset_null;         /* a member that is null counts as not set; OPENAPI sets it */
	struct schema *metadata; /* compile_metadata's, to be set for the schemas of resources */
	bool *noted;             /* set once the user was told of rules that are not evaluated */
	struct map done[2];      /* nodes by what they were made from; [1]: loose ones */
	struct schema **pending; /* nodes that references made and that are still to be filled */
	size_t pending_n, pending_cap;
	bool loose; /* inside allOf, anyOf, oneOf, not: nothing is closed there */
};

void compile_start(
    struct compile *c, struct arena *run, struct val *root, enum compile_rules rules);

/* compile_schema makes the schema v and all that it needs. Dies with the place of what is no
   schema, and when a schema refers to itself without going down into the document, which no check
   would end. */
struct schema *compile_schema(struct compile *c, const struct val *v);

/* compile_part is for schema/keyword.h: the node for v, a part of a schema that is being compiled.
   It may be filled later. */
struct schema *compile_part(struct compile *c, const struct val *v);

/* compile_resource makes it for the root of a custom resource: apiVersion, kind, metadata and
   status are implied. */
struct schema *compile_resource(struct compile *c, const struct val *v);

/* compile_metadata gives the schema of every object's metadata, for struct compile. */
struct schema *compile_metadata(struct arena *run);

/* compile_target gives what a reference in c's document stands for; dies at ref where there is
   nothing. */
struct val *compile_target(struct compile *c, const struct val *ref);

#endif
