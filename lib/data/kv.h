/* The kv stream, the one interface between stages: a record a line, every record a jq assignment.

       stream   = [document *("---" newline document)]
       document = *(record / note / blank / comment)
       record   = path "=" value [blanks comment] newline
       value    = JSON scalar | "{}" | "[]"
       comment  = "#" …; one that begins "#@ " after a value is its origin
       note     = a finding or a warning: note.h

   The one place that reads it; kv_write.h is the one that writes it. */
#ifndef DATA_KV_H
#define DATA_KV_H

#include "base/str.h"
#include "data/note.h"

struct arena;
struct in;
struct val;

/* How strict a reader is. */
struct kv_options {
	bool close_gaps; /* missing items of lists are left out, not an error */
	bool last_wins;  /* a later record of a path replaces the earlier */
	bool findings;   /* a document that has findings is read; else it ends the run */
};

/* A document. root is NULL where it has notes and no record: nothing is known of it but that. notes
   keep findings if the options do. */
struct kv_doc {
	struct val *root;
	struct notes notes;
};

/* A reader of one stream. Initialize by kv_open; in stays the caller's. */
struct kv_in {
	struct in *in;
	struct kv_options options;
	bool started; /* a record has been read */
};

void kv_open(struct kv_in *kv, struct in *in, struct kv_options options);

/* kv_next reads the next document, built in a, into *doc; false at the end of the stream. Records
   may come in any order; a mistake dies at stream line and names the record. Origins become the
   places of the values: a text of the form FILE:LINE:COL is taken apart, any other stands in file
   with line 0. Such values are marked VAL_ORIGIN. A value without an origin stands at the stream's
   own line, so that every message can say where; a collection stands where the first record in it
   does. A document without records and notes is none. Where findings are not wanted those of the
   document are printed and the run ends with DIE_INPUT. */
bool kv_next(struct kv_in *kv, struct arena *a, struct kv_doc *doc);

#endif
