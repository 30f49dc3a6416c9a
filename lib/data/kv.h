/* Reads the kv stream, the interface between the tools: one record a line, each a jq assignment.

       stream   = [document *("---" newline document)]
       document = *(record / note / blank / comment)
       record   = path "=" value [blanks comment] newline
       value    = JSON scalar | "{}" | "[]"
       comment  = "#" …; after a value, a comment that begins "#@ " is its origin
       note     = a finding or a warning: note.h

   No other C code reads the stream. kv_write.h writes it. */
#ifndef DATA_KV_H
#define DATA_KV_H

#include "base/str.h"
#include "data/note.h"

struct arena;
struct in;
struct val;

/* How strict a reader is. */
struct kv_options {
	bool close_gaps; /* close gaps in lists; else a gap is an error */
	bool last_wins;  /* a later record of a path replaces the earlier one */
	bool findings;   /* read documents with findings; else a finding ends the run */
	bool say;        /* print the notes */
};

/* A document and its notes. root is NULL if the document has notes but no records, because it could
   not be read. */
struct kv_doc {
	struct val *root;
	struct notes notes;
};

/* A reader of one stream. Initialize it with {.in = in, .options = options}. The caller owns in. */
struct kv_in {
	struct in *in;
	struct kv_options options;
	bool started; /* a record has been read */
};

/* kv_next reads the next document into *doc, built in a. It returns false at the end of the stream.
   Records may come in any order. A malformed record ends the run; the message names the line and
   the record.

   If a value has an origin, the value is marked VAL_ORIGIN, and its place (val_pos) is the origin.
   An origin of the form FILE:LINE:COL is parsed; any other is a file name with line 0. The place of
   a value without an origin is its line in the stream. The place of a collection is the place of
   its first record.

   A document without records and notes is skipped. If a document has findings and the options do
   not ask for them, kv_next prints them and ends the run with DIE_INPUT. */
bool kv_next(struct kv_in *kv, struct arena *a, struct kv_doc *doc);

#endif
