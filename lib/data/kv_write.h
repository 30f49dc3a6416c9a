/* Writes trees as the kv stream that kv.h describes. Nothing else writes it. */
#ifndef DATA_KV_WRITE_H
#define DATA_KV_WRITE_H

#include <stdint.h>

struct arena;
struct buf;
struct kv_doc;
struct val;

/* kv_write adds the records of a document, without a separator. After a value marked VAL_ORIGIN, it
   adds the origin. */
void kv_write(struct buf *b, const struct val *root);

/* kv_write_out writes the same to standard output, record by record. It needs only the longest path
   in a. */
void kv_write_out(struct arena *a, const struct val *root);

/* kv_write_document adds the records of a document, then its notes, without a separator. */
void kv_write_document(struct buf *b, const struct kv_doc *doc);

/* kv_write_length returns how many bytes kv_write adds. It does not count escapes and origins. */
uint64_t kv_write_length(const struct val *root);

#endif
