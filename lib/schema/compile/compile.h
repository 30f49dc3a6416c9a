/* Schemas from documents: JSON Schema (drafts 4 to 2020-12), OpenAPI 3, and the structural schemas
   of CustomResourceDefinitions. */
#ifndef SCHEMA_COMPILE_COMPILE_H
#define SCHEMA_COMPILE_COMPILE_H

#include "schema/compile/nodes.h"

struct arena;
struct schema;
struct val;

/* compile_start prepares c for the schemas of the document root. */
void compile_start(
    struct compile *c, struct arena *run, struct val *root, enum compile_rules rules);

/* compile_schema makes the schema v and all that it needs. Dies with the place of what is no
   schema, and when a schema refers to itself without going down into the document, which no check
   would end. */
struct schema *compile_schema(struct compile *c, const struct val *v);

/* compile_resource makes it for the root of a custom resource: apiVersion, kind, metadata and
   status are implied. */
struct schema *compile_resource(struct compile *c, const struct val *v);

/* compile_metadata gives the schema of every object's metadata, for struct compile. */
struct schema *compile_metadata(struct arena *run);

/* compile_target gives what a reference in c's document stands for; dies at ref where there is
   nothing. */
struct val *compile_target(struct compile *c, const struct val *ref);

#endif
