/* The nodes of a schema while it is compiled. Each part of the schema gets its node at once; the
   node is filled later, from a list: parts may refer to each other in any order, and a deep schema
   needs no deep call stack. */
#ifndef SCHEMA_COMPILE_NODES_H
#define SCHEMA_COMPILE_NODES_H

#include <stdbool.h>

#include "base/map.h"

struct schema;
struct schema_property;
struct val;

/* Which fields a schema rejects as unknown. JSON: those that additionalProperties: false rejects.
   OPENAPI, for Kubernetes' own types: a schema with properties and without additionalProperties
   rejects all other fields, too; a member that is null counts as not set. STRUCTURAL, for CRDs: an
   object rejects fields that its schema neither declares nor preserves; schema/check/admit.h
   reports them. */
enum compile_rules { COMPILE_JSON, COMPILE_OPENAPI, COMPILE_STRUCTURAL };

/* Compiles the schemas of one document, root, in which it looks up references ("#/…"). root and the
   nodes live in run. Initialize with compile_start. */
struct compile {
	struct arena *run;
	struct val *root;
	enum compile_rules rules;
	bool ref_alone;          /* drafts up to 7: keywords beside $ref are ignored */
	bool unset_null;         /* a member that is null counts as not set; OPENAPI sets it */
	struct schema *metadata; /* by compile_metadata; needed for the schemas of resources */
	bool *noted;             /* set after the note about rules that are not evaluated */
	struct map *patterns;    /* of struct schema_pattern, by their text; of all schemas */

	struct map nodes[2];    /* by their source; [1]: of loose parts */
	struct schema *pending; /* the nodes to fill, chained in the order of the document */
	struct schema **parts;  /* the end of the parts of the node that is being filled, or NULL */
	bool loose; /* in allOf, anyOf, oneOf, not: only additionalProperties: false rejects */
};

/* nodes_new returns an empty node, which the caller fills. */
struct schema *nodes_new(struct compile *c, const struct val *source);

/* nodes_for returns the node for v, a part of the schema; the compiler fills a new one later. */
struct schema *nodes_for(struct compile *c, const struct val *v);

/* nodes_next returns the node to fill next, in the order of the document, or NULL. */
struct schema *nodes_next(struct compile *c);

/* nodes_property returns the property of s called name, and adds it if it is missing. */
struct schema_property *nodes_property(struct compile *c, struct schema *s, str name);

#endif
