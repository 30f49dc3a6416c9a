/* Writes trees as the kv stream that kv.h describes. Nothing else writes it. */
#ifndef DATA_KV_WRITE_H
#define DATA_KV_WRITE_H

#include <stdbool.h>
#include <stdint.h>

struct buf;
struct kv_doc;
struct val;

/* kv_write adds the records of a document, without a separator. After a value marked VAL_ORIGIN, it
   adds the origin. If b is the buffer of out_buf, kv_write drains it after each record. */
void kv_write(struct buf *b, const struct val *root);

/* kv_write_document adds the records of a document, then its notes, without a separator. */
void kv_write_document(struct buf *b, const struct kv_doc *doc);

/* kv_filter copies a stream to standard output. It calls `work` for a document that has a root, and
   then writes the document. It writes a separator before all documents but the first of the run.
   `findings` is as in struct kv_options. */
void kv_filter(const char *file, bool findings, void (*work)(struct kv_doc *doc));

/* kv_write_length returns how many bytes kv_write adds at least. It does not count escapes, quotes
   and origins. */
uint64_t kv_write_length(const struct val *root);

#endif
