/* Kubernetes Lists: documents that hold documents, as kubectl get -o yaml prints them. */
#ifndef DATA_LIST_H
#define DATA_LIST_H

#include <stdbool.h>

struct arena;
struct val;

/* list_of returns the items of a List: a document whose kind ends in List (ConfigMapList) and whose
   items are a sequence or, as an empty list, null. For any other document it returns NULL. */
struct val *list_of(const struct val *doc);

/* list_items returns a sequence of the items of a List. If an item is a List, its items take its
   place. A document that is not a List is the only item. An item with neither apiVersion nor kind
   gets them from the List: the items of a PodList are Pods, as in answers of the API server. The
   items are nodes of root, all else is in a. */
struct val *list_items(struct arena *a, struct val *root);

/* list_lacks_items returns whether doc (kind List, apiVersion v1 or none) is a List that list_items
   cannot take apart: its items are missing, or neither a sequence nor null. */
bool list_lacks_items(const struct val *doc);

#endif
