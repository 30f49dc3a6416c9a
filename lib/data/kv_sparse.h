/* Lists of the kv stream whose items come out of order: each is a mapping by index until the
   document ends. For kv.c alone. */
#ifndef DATA_KV_SPARSE_H
#define DATA_KV_SPARSE_H

#include "base/str.h"

struct arena;
struct val;

/* Marks such a list, beside VAL_WHOLE and its like. */
enum { KV_SPARSE = 16 };

/* The document's lists of that kind, each with the path by which it showed itself. */
struct kv_sparse {
	struct kv_sparse *next;
	struct val *list;
	str path;
};

/* kv_sparse_add makes a mapping of a list and puts it first in *lists; path is copied into a. */
void kv_sparse_add(struct arena *a, struct kv_sparse **lists, struct val *list, str path);

/* kv_sparse_get gives the item of an index, or NULL; kv_sparse_put puts one in that was not there,
   with the line of its first record. */
struct val *kv_sparse_get(const struct val *list, uint32_t index);
void kv_sparse_put(
    struct arena *a, struct val *list, uint32_t index, uint32_t line, struct val *item);

/* kv_sparse_settle makes lists of them again. A missing item dies at the line, in file, of the item
   behind the gap, unless gaps are to be closed. */
void kv_sparse_settle(
    struct arena *a, const struct kv_sparse *lists, const char *file, bool close_gaps);

#endif
