/* Kubernetes Lists: documents that hold documents, as kubectl get -o yaml prints them. */
#ifndef DATA_LIST_H
#define DATA_LIST_H

#include <stddef.h>

struct arena;
struct val;

/* The documents that a document stands for, in order. */
struct list {
	struct val **item;
	size_t n;
};

/* list_items returns the items of a document whose kind ends in List and whose items are a list, of
   Lists among them those in turn, and of any other document itself. An item without apiVersion and
   kind gets those of the List, as in the API server's own answers: of a PodList each is a Pod. All
   is in a. */
struct list list_items(struct arena *a, struct val *root);

#endif
