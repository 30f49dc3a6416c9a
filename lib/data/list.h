/* Kubernetes Lists: documents that hold documents, as kubectl get -o yaml prints them. */
#ifndef DATA_LIST_H
#define DATA_LIST_H

#include <stddef.h>

struct arena;
struct val;

/* The documents in a List, in order. */
struct list {
	struct val **item;
	size_t n, cap;
};

/* list_items returns the items of a List: a document whose kind ends in List and whose items are a
   sequence or null. If an item is a List, its items take its place. A document that is not a List
   is returned as the only item. An item with neither apiVersion nor kind gets them from the List:
   the items of a PodList are Pods, as in answers of the API server. Everything is in a. */
struct list list_items(struct arena *a, struct val *root);

#endif
