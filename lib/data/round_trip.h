/* Whether what the writers make of documents reads back as them: for fuzzers and tests. */
#ifndef DATA_ROUND_TRIP_H
#define DATA_ROUND_TRIP_H

#include "base/buf.h"

struct arena;
struct kv_doc;
struct val;

/* What is written of the documents added so far, one stream each, in one arena: set it in all four.
   Origins are in records only, for YAML has no place for them; long_key: a key is too long for a
   YAML reader of JSON. */
struct round_trip {
	struct buf records, plain, yaml, json;
	bool long_key;
};

/* round_trip_start makes an empty one in a. round_trip_add writes a document, which loses its
   origins; round_trip_document writes its notes too, in records only. */
struct round_trip round_trip_start(struct arena *a);
void round_trip_add(struct round_trip *r, struct val *root);
void round_trip_document(struct round_trip *r, const struct kv_doc *doc);

/* round_trip_lost reads the streams again, in a, and gives NULL where each has the same records,
   byte for byte, else which has not. Dies of records that cannot be read. */
const char *round_trip_lost(const struct round_trip *r, struct arena *a);

#endif
