/* The anchors of a document: what its aliases stand for. */
#ifndef DATA_ANCHOR_H
#define DATA_ANCHOR_H

#include "base/map.h"
#include "base/str.h"

struct arena;
struct val;

struct anchor {
	str name;
	struct val *v;
	bool open; /* a collection that is not complete yet: an alias to it would be a cycle */
};

struct anchors {
	struct map table;
};

/* anchor_open empties the set for a new document, in whose arena a it will live. */
void anchor_open(struct anchors *set, struct arena *a);

/* anchor_set gives v the name, which is copied; of two with one name the later counts. */
struct anchor *anchor_set(struct anchors *set, const char *name, struct val *v, bool open);

/* anchor_find gives the last one set under the name, or NULL. */
struct anchor *anchor_find(const struct anchors *set, str name);

/* anchor_measure gives how many nodes a tree has, counted no further than just past limit, and how
   many collections deep it is. */
size_t anchor_measure(const struct val *v, size_t limit, size_t *height);

#endif
