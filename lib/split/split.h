/* Splitting a YAML stream into files, group by group. */
#ifndef SPLIT_SPLIT_H
#define SPLIT_SPLIT_H

#include <stddef.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/in.h"
#include "base/map.h"
#include "split/stage.h"

/* One run. stage is NULL where nothing is to be written, only counted. progress, if set, is called
   after each group. The caller sets these and run, an arena; the rest is zero at first. text is of
   the file that is being read, in an arena of its own. */
struct split {
	struct stage *stage;
	bool print; /* to standard output, without the lines of groups at fault */
	bool told;  /* the stream's last line tells how it was made: "# Exit: N" */
	void (*progress)(const struct split *s);
	struct arena *run;
	size_t written, faulty; /* groups; one without documents is at fault */

	struct in *in;
	bool start, separator; /* at a document's start; the last line was "---" */
	int code;
	struct arena texts;
	struct buf text;
	struct map prefixes; /* of all groups that were written */
	struct split_source *sources;
	struct stage_group ready; /* of a stage that is alone: the group that its end publishes */
};

/* split_stream reads all of a stream and returns 0 or, where it is told, what that says; DIE_CALL
   where the line is missing. Then a group that is alone is published only with 0. A mistake in the
   stream ends the run by die_at; nothing is left of the group that has it. */
int split_stream(struct split *s, struct in *in);

#endif
