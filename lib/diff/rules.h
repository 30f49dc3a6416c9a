/* Rules say which changes are refused, why, and what to do instead. They are in a YAML file:

       - kind: StatefulSet                      the object's kind; * is every kind
         path: .spec.volumeClaimTemplates[]     a pattern (data/path.h)
         reason: Kubernetes refuses it
         instead: state the old size in the request

   A path fits a change at the path or below it. It also fits a change above it that adds, removes
   or replaces the value at the path. Only the path . fits the removal of an object. No path fits
   the addition of an object. */
#ifndef DIFF_RULES_H
#define DIFF_RULES_H

#include "base/str.h"

struct arena;
struct change;
struct path_segment;

struct rule {
	struct rule *next;
	str kind, reason, instead;
	struct path_segment *pattern;
	size_t n; /* segments in pattern */
};

/* rules_load returns the first rule of a file, or NULL if the file has none. It dies if a rule is
   malformed, and names the line. */
const struct rule *rules_load(struct arena *a, const char *file);

/* rules_find returns the first rule, from `first` on, that fits a change, or NULL. */
const struct rule *rules_find(const struct rule *first, const struct change *change);

#endif
