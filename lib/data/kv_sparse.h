/* Lists of the kv stream whose items come out of order. Until the document ends, the list is a
   mapping by index. Only kv.c uses this. */
#ifndef DATA_KV_SPARSE_H
#define DATA_KV_SPARSE_H

#include "base/str.h"

struct arena;
struct val;

/* The flag of these lists, beside the flags in val.h. */
enum { KV_SPARSE = 16 };

/* A chain of these lists. path is the list's path in the record that came out of order. */
struct kv_sparse {
	struct kv_sparse *next;
	struct val *list;
	str path;
};

/* kv_sparse_add turns a list into a mapping by index and adds it to *lists. path is copied into
   a. */
void kv_sparse_add(struct arena *a, struct kv_sparse **lists, struct val *list, str path);

/* kv_sparse_put adds an item and returns NULL; line is the line of its first record. If the list
   has an item of this index, it returns that item. */
struct val *kv_sparse_put(
    struct arena *a, struct val *list, uint32_t index, uint32_t line, struct val *item);

/* kv_sparse_settle turns the mappings back into lists. It dies if an item is missing, unless
   close_gaps is set; the message names file and the line of the item after the gap. */
void kv_sparse_settle(
    struct arena *a, const struct kv_sparse *lists, const char *file, bool close_gaps);

#endif
