/* Splits a YAML stream into files and publishes them group by group. A group is the output of one
   request (the grammar is in split.c). */
#ifndef SPLIT_SPLIT_H
#define SPLIT_SPLIT_H

#include <stddef.h>

#include "base/arena.h"
#include "base/in.h"
#include "base/map.h"
#include "split/stage.h"

/* The state of the reader. start: a document begins here. separator: the last line was "---".
   whole: the last line ended in a line break. */
struct split_reader {
	struct in *in;
	bool start, separator, whole;
};

struct split_group {
	struct arena arena;
	struct stage_file *first, *last;
	struct map paths; /* of the files; and of the folders above them, with line 0 */
};

/* One run. The caller sets the first five fields and leaves the rest zero. */
struct split {
	struct stage *stage; /* NULL: write nothing, only check and count */
	bool print;          /* copy the stream to standard output, without groups at fault */
	bool exit_line;      /* the last line must be "# Exit: N", the writer's exit status */
	bool progress;       /* print the counts on stderr after each group */
	struct arena *run;

	size_t written, faulty; /* counts of groups; a group without documents is at fault */
	int code;               /* of the "# Exit:" line */
	struct split_reader reader;
	struct split_group group;  /* the one that is being read */
	struct stage_file *single; /* if stage->single: the files to publish at the end */
	struct map prefixes;       /* of all groups written */
};

/* split_stream reads a whole stream. It returns 0 or, with exit_line, the exit status in the last
   line, or DIE_CALL if that line is missing. If the result is not 0, it does not publish the group
   of a single stage. If the stream has a mistake, it dies without publishing the current group. */
int split_stream(struct split *s, struct in *in);

#endif
