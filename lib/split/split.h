/* Splits a YAML stream into files and publishes them group by group. A group is the output of one
   request (the grammar is in split.c). */
#ifndef SPLIT_SPLIT_H
#define SPLIT_SPLIT_H

#include <stddef.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/in.h"
#include "base/map.h"
#include "split/stage.h"

/* One run. The caller sets stage, progress and run and leaves the rest zero. If stage is NULL,
   nothing is written, and the groups are only counted. progress, unless NULL, is called after each
   group. */
struct split {
	struct stage *stage;
	bool print;     /* to standard output, without the lines of groups at fault */
	bool exit_line; /* the last line must be "# Exit: N", the exit status of its writer */
	void (*progress)(const struct split *s);
	struct arena *run;
	size_t written, faulty; /* counts of groups; a group without documents is at fault */

	struct in *in;
	bool start, separator; /* at a document's start; the last line was "---" */
	int code;              /* of the "# Exit:" line */
	struct arena texts;    /* for text only */
	struct buf text;       /* of the current file */
	struct map prefixes;   /* of all groups written */
	struct split_source *sources;
	struct stage_group
	    ready; /* if stage->alone: the group to publish at the end of the stream */
};

/* split_stream reads a whole stream. It returns 0, or with exit_line the number of the last line,
   DIE_CALL if that line is missing. Then a group that is alone is published only if the number is
   0. split_stream dies at a mistake in the stream, and nothing of the current group is left
   then. */
int split_stream(struct split *s, struct in *in);

#endif
