/* The nodes of a compiled schema. schema/compile makes them in the run's arena, schema/check checks
   values against them. Once compiled, they do not change. */
#ifndef SCHEMA_NODE_H
#define SCHEMA_NODE_H

#include "base/map.h"
#include "base/str.h"
#include "form/format.h"

struct regex;
struct val;

/* Sets of kinds of values, a bit for each enum val_kind. */
#define SCHEMA_TYPE(kind) (1u << (kind))
#define SCHEMA_NUMBER (SCHEMA_TYPE(VAL_INT) | SCHEMA_TYPE(VAL_FLOAT))

enum schema_flag {
	SCHEMA_NEVER = 1 << 0,         /* the schema is false: no value fits */
	SCHEMA_INT_OR_STRING = 1 << 1, /* x-kubernetes-int-or-string */
	SCHEMA_PRESERVE = 1 << 2,      /* x-kubernetes-preserve-unknown-fields */
	SCHEMA_CLOSED = 1 << 3,        /* members that are not declared are unknown fields */
	SCHEMA_DECLARED = 1 << 4,      /* SCHEMA_CLOSED, but not as a part of allOf, anyOf, … */
	SCHEMA_UNIQUE = 1 << 5,        /* uniqueItems, or x-kubernetes-list-type: set */
	SCHEMA_NULLABLE = 1 << 6,      /* null fits; an enum of a CRD still refuses it */
	SCHEMA_SERVER = 1 << 7,        /* of a CRD: values are checked as by the API server */
	SCHEMA_PRUNED = 1 << 8,        /* of a CRD: members that are not declared are removed */
	SCHEMA_EMBEDDED = 1 << 9,      /* x-kubernetes-embedded-resource */
	SCHEMA_UNSET_NULL = 1 << 10,   /* a member that is null counts as not set */
	SCHEMA_UNCHANGED = 1 << 11     /* of a CRD: the API server does not change its objects */
};

/* A member that the schema names, in properties (schema != NULL) or only in required. */
struct schema_property {
	str name;
	struct schema *schema;
	bool required;
	struct schema_property *next; /* in the schema's order */
};

struct schema_pattern {
	str text;
	struct regex *regex;
	struct schema *schema; /* of patternProperties */
};

struct schema_bound {
	bool exclusive;
	double value;
	str text; /* empty without the keyword */
};

struct schema_list {
	struct schema **at;
	size_t n;
};

/* Without its keyword a member is 0 or NULL, an upper limit SIZE_MAX, and min_contains 1. */
struct schema {
	const struct val *source; /* compiled from this; the first member: it is the key in maps */
	struct schema *next;      /* for compile.c: the node to fill after this one */
	unsigned height;          /* length of the longest chain of nodes for one value */
	uint32_t types;           /* 0: any */
	uint32_t flags;
	struct schema *ref;
	const struct val *initial;  /* default; only CRDs use it */
	const struct val *options;  /* enum: a sequence */
	const struct val *constant; /* const */
	enum format format;
	struct {
		struct schema_property *properties, **properties_end;
		struct map by_name; /* of struct schema_property */
		struct schema_pattern *patterns;
		size_t patterns_n;
		struct schema *additional; /* for members that no other keyword declares */
		struct schema *names;      /* propertyNames */
		/* dependencies: an object with a member K must fit the node whose source has the
		   key K; if the source is a sequence, it lists members that the object must have,
		   too */
		struct schema_list dependent;
		size_t min, max;
	} object;
	struct {
		struct schema_list tuple; /* prefixItems */
		struct schema *items, *contains;
		size_t min, max, min_contains, max_contains;
		const struct val *list_keys; /* of x-kubernetes-list-type: map; names */
	} array;
	struct {
		struct schema_bound minimum, maximum, multiple;
	} number;
	struct {
		size_t min_length, max_length;
		struct schema_pattern pattern; /* regex is NULL: any text */
	} text;
	struct {
		struct schema_list all, any, one;
		struct schema *excluded;                     /* not */
		struct schema *condition, *then, *otherwise; /* if, then, else */
	} combine;
};

#endif
