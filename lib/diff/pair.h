/* Pairs the elements of an old and a new list: the documents of two streams, the items of two
   lists. */
#ifndef DIFF_PAIR_H
#define DIFF_PAIR_H

#include "base/str.h"

struct arena;
struct val;

/* The identity of a document as a Kubernetes object. A document without kind or name has only its
   number. */
struct object {
	bool identified;
	str api_version, kind, namespace, name; /* empty if the document lacks it */
	size_t number; /* its position among the documents of the same identity, from 1 */
};

/* A document or item of the old list and the one of the new list that belongs to it. One of them is
   NULL if the other list has nothing for it. */
struct pair {
	const struct val *old, *new;
	struct object object; /* of documents */
	str name;             /* of items that are paired by name */

	/* For pair.c only: the pairs of one key. */
	str key;
	struct pair *open; /* in the first pair of a key: the next pair without new, or NULL */
	struct pair *last; /* in the first pair of a key: the last pair */
	struct pair *same; /* the next pair of the key */
};

/* The elements of the old list in its order, then the elements that only the new list has, in its
   order. So the index of an item in pair is its index in the old list; an added item counts as
   appended to that list. */
struct pairs {
	struct pair *pair;
	size_t n;
	bool by_name;
};

/* pair_documents pairs the documents of two sequences by apiVersion, kind, namespace and name. The
   nth document of an identity is paired with the nth of the same identity. All documents without
   kind or name count as one identity. */
struct pairs pair_documents(struct arena *a, const struct val *old, const struct val *new);

/* pair_items pairs the items of two sequences: by name if every item is a mapping with a name that
   is unique in its list, else by index. */
struct pairs pair_items(struct arena *a, const struct val *old, const struct val *new);

#endif
