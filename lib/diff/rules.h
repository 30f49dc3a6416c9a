/* Rules: which changes are refused, why, and what to do instead. A file of YAML:

       - kind: StatefulSet                      the object's kind; * is every kind
         path: .spec.volumeClaimTemplates[]     a pattern (data/path.h)
         reason: Kubernetes refuses it
         instead: state the old size in the request

   A path fits a change at it or below it. It also fits a change above it that adds, removes or
   replaces what is at the path. The path . fits the removal of the object; no other path does, and
   nothing fits an object that is added. */
#ifndef DIFF_RULES_H
#define DIFF_RULES_H

#include "base/str.h"

struct arena;
struct change;
struct path_pattern;

struct rule {
	str kind, reason, instead;
	struct path_pattern *pattern;
	size_t n; /* of patterns */
};

struct rules {
	struct rule *rule;
	size_t n;
};

/* rules_load reads a file; dies naming the line that is wrong. */
struct rules rules_load(struct arena *a, const char *file);

/* rules_find returns the first rule that fits a change, or NULL. */
const struct rule *rules_find(const struct rules *rules, const struct change *change);

#endif
