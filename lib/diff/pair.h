/* What belongs together in an old and a new list: documents of two streams, items of two lists. */
#ifndef DIFF_PAIR_H
#define DIFF_PAIR_H

#include "base/str.h"

struct arena;
struct val;

/* Which Kubernetes object a document is. Without kind or name it is known by its number only. */
struct object {
	bool identified;
	str api_version, kind, namespace, name; /* what the document says; empty: nothing */
	size_t number; /* its place among the documents of that identity, from 1 */
};

/* One document or item in both lists, or in one of them; the other is NULL then. */
struct pair {
	const struct val *old, *new;
	struct object object; /* of documents */
	str name;             /* of items that are paired by name */

	/* pair.c's own: how pairs of one key are found. */
	str key;
	struct pair *open; /* of the first of its key: the next without new, or NULL */
	struct pair *last; /* of the first of its key: the last */
	struct pair *same; /* the next of its key */
};

/* Those of the old list first, in its order, then those that only the new one has, in its order: an
   item's place in pair is where it is in the old list, or would be were it appended. */
struct pairs {
	struct pair *pair;
	size_t n;
	bool by_name;
};

/* pair_documents pairs the documents of two sequences by apiVersion, kind, namespace and name. The
   nth of an identity belongs to the nth of that identity; documents without kind or name have the
   same identity, that of none. */
struct pairs pair_documents(struct arena *a, const struct val *old, const struct val *new);

/* pair_items pairs the items of two sequences: by name, where every item of both is a mapping with
   a name that no other item of its list has; else by index. */
struct pairs pair_items(struct arena *a, const struct val *old, const struct val *new);

#endif
