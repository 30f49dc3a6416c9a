/* Checks, for fuzzers and tests, that documents read back the same after they are written. */
#ifndef AID_ROUND_TRIP_H
#define AID_ROUND_TRIP_H

#include "base/buf.h"

struct arena;
struct kv_doc;
struct val;

/* The documents added so far, written in four ways, all in one arena. Only records has origins and
   notes; plain has records without them. long_key: a key is too long for YAML readers of the
   JSON. */
struct round_trip {
	struct buf records, plain, yaml, json;
	bool long_key;
};

/* round_trip_start returns an empty set in a. round_trip_add writes a document and removes its
   origins. round_trip_document writes its notes too. */
struct round_trip round_trip_start(struct arena *a);
void round_trip_add(struct round_trip *r, struct val *root);
void round_trip_document(struct round_trip *r, const struct kv_doc *doc);

/* round_trip_lost reads the streams again, in a. It returns NULL if each has the same records, byte
   for byte, or the name of the one that differs. It dies if the records cannot be read. */
const char *round_trip_lost(const struct round_trip *r, struct arena *a);

#endif
