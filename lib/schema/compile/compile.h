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

/* compile_schema compiles v, a schema, and all parts that it refers to. It dies, naming the
   place, if a part is not a schema, or if a part refers to itself for the same value, because that
   check would be endless. resource: v is the schema of a custom resource, in which apiVersion,
   kind, metadata and status need not be declared. */
struct schema *compile_schema(struct compile *c, const struct val *v, bool resource);

/* compile_metadata returns the schema of every object's metadata, for struct compile. */
struct schema *compile_metadata(struct arena *run);

/* compile_target returns the value that the reference ref refers to in c's document. It dies,
   naming the place of ref, if the value is missing. */
struct val *compile_target(struct compile *c, const struct val *ref);

#endif
