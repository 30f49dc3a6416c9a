/* The anchors of a document, by name: the nodes that aliases refer to. */
#ifndef DATA_ANCHOR_H
#define DATA_ANCHOR_H

#include "base/str.h"

struct map;
struct val;

struct anchor {
	str name;
	struct val *v;
	bool open; /* the collection is not complete: an alias to it would be a cycle */
};

/* anchor_name returns the name of an anchor, for the struct map of a document's anchors. */
str anchor_name(const void *anchor);

/* anchor_set makes v the node of this anchor. The name is copied. A second anchor of the same name
   replaces the first. */
struct anchor *anchor_set(struct map *set, const char *name, struct val *v, bool open);

/* anchor_measure returns the number of nodes of a tree, and sets *height to its depth in
   collections. It stops counting soon after limit. */
size_t anchor_measure(const struct val *v, size_t limit, size_t *height);

#endif
