/* The kv stream out: the one place that writes what kv.h describes. */
#ifndef DATA_KV_WRITE_H
#define DATA_KV_WRITE_H

#include <stdint.h>

struct arena;
struct buf;
struct kv_doc;
struct val;

/* kv_write adds all records of a document, without separator; behind the values marked VAL_ORIGIN,
   their origins. */
void kv_write(struct buf *b, const struct val *root);

/* kv_write_out writes the same to standard output as it goes, in little memory. What it needs for
   the longest path it takes from a. */
void kv_write_out(struct arena *a, const struct val *root);

/* kv_write_document adds a document, its records before its notes, without separator. */
void kv_write_document(struct buf *b, const struct kv_doc *doc);

/* kv_write_length gives how many bytes kv_write adds at the least: escapes and origins are not
   counted. */
uint64_t kv_write_length(const struct val *root);

#endif
