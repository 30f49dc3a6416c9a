/* The kv stream, the one interface between stages: a record a line, every record a jq assignment.

       stream   = [document *("---" newline document)]
       document = *(record / blank / comment)
       record   = path "=" value [blanks comment] newline
       value    = JSON scalar | "{}" | "[]"
       comment  = "#" …; one that begins "#@ " after a value is its origin

   The one place that reads it; kv_write.h is the one that writes it. */
#ifndef DATA_KV_H
#define DATA_KV_H

#include "base/str.h"

struct arena;
struct in;
struct val;

/* How strict a reader is. */
struct kv_options {
	bool close_gaps; /* missing items of lists are left out, not an error */
	bool last_wins;  /* a later record of a path replaces the earlier */
};

/* A reader of one stream. Initialize by kv_open; in stays the caller's. */
struct kv_in {
	struct in *in;
	struct kv_options options;
	bool started, ended;
};

void kv_open(struct kv_in *kv, struct in *in, struct kv_options options);

/* kv_next gives the next document, built in a, or NULL at the end of the stream. Records may come
   in any order; a mistake dies at stream line and names the record. Origins become the places of
   the values: a text of the form FILE:LINE:COL is taken apart, any other stands in file with line
   0. Such values are marked VAL_ORIGIN. A value without an origin stands at the stream's own line,
   so that every message can say where; a collection stands where the first record in it does. A
   document without records is none. */
struct val *kv_next(struct kv_in *kv, struct arena *a);

#endif
