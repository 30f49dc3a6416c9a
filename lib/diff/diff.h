/* Compares two streams of documents, and reports each change and the rule that refuses it. */
#ifndef DIFF_DIFF_H
#define DIFF_DIFF_H

#include <stdbool.h>

#include "base/str.h"
#include "data/path.h"

struct arena;
struct val;

/* The identity of a document as a Kubernetes object. A document without kind or name has only its
   number. object_part has the names of the parts, for example "apiVersion". */
enum { OBJECT_VERSION, OBJECT_KIND, OBJECT_NAMESPACE, OBJECT_NAME, OBJECT_PARTS };
extern const char *const object_part[OBJECT_PARTS];

struct object {
	bool identified;
	str part[OBJECT_PARTS]; /* empty if the document lacks it */
	size_t number;          /* its position among the documents of the same identity, from 1 */
};

/* Rules say which changes are refused, why, and what to do instead. They are in a YAML file:

       - kind: StatefulSet                      the object's kind; * is every kind
         path: .spec.volumeClaimTemplates[]     a pattern (data/path.h)
         reason: Kubernetes refuses it
         instead: state the old size in the request

   A path fits a change at the path or below it. It also fits a change above it that adds, removes
   or replaces the value at the path. Only the path . fits the removal of an object. No path fits
   the addition of an object. pattern has n segments. */
struct rule {
	struct rule *next;
	str kind, reason, instead;
	struct path_segment *pattern;
	size_t n;
};

/* diff_rules returns the first rule of a file, or NULL if the file has none. It dies if a rule is
   malformed, and names the line. */
const struct rule *diff_rules(struct arena *a, const char *file);

/* step has the segments of the path from the object's root to the change. Each item, even one with
   a name, has its index in the old list; an added item counts as appended to it. `old` is NULL if
   the value was added, `new` if it was removed. With steps == 0 the whole object changed. */
struct change {
	const struct object *object;
	struct path_segment *step;
	size_t steps;
	const struct val *old, *new;
	const struct rule *rule; /* the first one that refuses the change, or NULL */
};

/* The caller sets the first three fields. report is called for every change; the change is valid
   during the call only. */
struct diff {
	struct arena *arena;
	const struct rule *rules; /* the first one, or NULL */
	void (*report)(const struct change *change);
	size_t changes, refused; /* counts; refused: the changes that a rule refuses */
	struct change at;        /* where the walk is */
	size_t cap;              /* of at.step */
};

/* diff_documents compares two sequences of documents. It pairs the nth old document of an identity
   with the nth new one; all documents without kind or name count as one identity. Items of a list
   are paired by name if every item is a mapping with a name that is unique in its list, else by
   index. It reports the old objects in their order, then the added ones; likewise the members of a
   mapping and the items of a list. The order of the members of a mapping does not matter, nor does
   the order of items that are paired by name. The time is linear in the size of both. */
void diff_documents(struct diff *d, const struct val *old, const struct val *new);

#endif
