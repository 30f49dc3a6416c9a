/* The anchors of a document, by name: the nodes that aliases refer to. */
#ifndef DATA_ANCHOR_H
#define DATA_ANCHOR_H

#include "base/map.h"
#include "base/str.h"

struct arena;
struct val;

struct anchor {
	str name;
	struct val *v;
	bool open; /* the collection is not complete: an alias to it would be a cycle */
};

struct anchors {
	struct map table;
};

/* anchor_open empties the set for a new document. The set lives in a, the document's arena. */
void anchor_open(struct anchors *set, struct arena *a);

/* anchor_set makes v the node of this anchor. The name is copied. A second anchor of the same name
   replaces the first. */
struct anchor *anchor_set(struct anchors *set, const char *name, struct val *v, bool open);

/* anchor_find returns the anchor of this name, or NULL. */
struct anchor *anchor_find(const struct anchors *set, str name);

/* anchor_measure returns the number of nodes of a tree, and sets *height to its depth in
   collections. It stops counting soon after limit. */
size_t anchor_measure(const struct val *v, size_t limit, size_t *height);

#endif
