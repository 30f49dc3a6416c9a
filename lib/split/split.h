/* Splits a YAML stream into files (split.c has the grammar) and publishes them group by group
   (stage.c). */
#ifndef SPLIT_SPLIT_H
#define SPLIT_SPLIT_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/in.h"
#include "base/map.h"

/* The stage is a folder for the files of a group. One rename of this folder publishes the group.
   If DIR already has the group's folder, each part of the group is renamed. While a group is
   published, or after SIGKILL, DIR contains

     .stage/resources, .stage/status.yaml    the new parts
     .stage/publish                          the journal: PREFIX of the group, and its parts
     .stage/old                              the old resources folder of PREFIX

   Once .stage/publish is complete, the group will be published: if this run is killed, the next one
   completes the renames. Without a complete .stage/publish the next run removes the stage.

   dir is the descriptor of DIR, which is locked; status is the descriptor of the folder for
   status.yaml. single: DIR belongs to one group, and opening the stage removes what an earlier run
   published. parts is 3 if the group may have a file workflow-control.yaml, which goes to the
   folder for status.yaml; else it is 2. The arena is reset after each group. */
struct stage {
	struct arena arena;
	int dir, status, parts;
	bool single;
};

/* A file, or a folder above it. name is the file's path below the group's folder. line is the line
   of its "# Source:", 0 for a folder. */
struct split_file {
	str path, name;
	struct buf text;
	struct split_file *next;
	uint32_t line;
};

/* The output of one request: n files in order. paths has the files and the folders above them. A
   NUL follows prefix, the path of the group's folder below DIR, and the names of the files. */
struct split_group {
	struct arena arena;
	str prefix;
	struct split_file *first, *last;
	size_t n;
	struct map paths;
};

/* stage_accepts returns whether a group can have a file of this name: one below resources/,
   status.yaml or, if s is not NULL and allows it, workflow-control.yaml. */
bool stage_accepts(const struct stage *s, str name);

/* stage_open makes the folders, waits for the lock of DIR and completes or removes what an earlier
   run left. single is set if status_dir is not NULL. Dies with DIE_CALL. */
void stage_open(struct stage *s, const char *dir, const char *status_dir, bool control);

/* stage_publish writes the files of the group in its folder, DIR itself if prefix is "". It
   replaces the old resources folder by the new one, then status.yaml. A part that the new group
   lacks is removed. If DIR has exactly these files already, it changes nothing. If it fails, it
   removes what it has written, or the whole group if some of it is published, and dies with
   DIE_CALL. Signals that would end the process wait until stage_publish returns; with single they
   wait until the process exits. */
void stage_publish(struct stage *s, const struct split_group *g);

/* The state of the reader. start: a document begins here. separator: the last line was "---".
   whole: the last line ended in a line break. */
struct split_reader {
	struct in *in;
	bool start, separator, whole;
};

/* One run. The caller sets the first five fields and leaves the rest zero. */
struct split {
	struct stage *stage; /* NULL: write nothing, only check and count */
	bool print;          /* to standard output, without the lines of groups at fault */
	bool exit_line;      /* the last line must be "# Exit: N", the exit status of its writer */
	bool progress;       /* print the counts on stderr after each group */
	struct arena *run;

	size_t written, faulty; /* counts of groups; a group without documents is at fault */
	int code;               /* of the "# Exit:" line */
	struct split_reader reader;
	struct split_group group;  /* the one that is being read */
	struct split_group single; /* if stage->single: the one to publish at the end */
	struct map prefixes;       /* of all groups written */
};

/* split_stream reads a whole stream. It returns 0 or, with exit_line, the number of the last line,
   or DIE_CALL if that line is missing. If the result is not 0, it does not publish the group of a
   single stage. If the stream has a mistake, it dies without publishing the current group. */
int split_stream(struct split *s, struct in *in);

#endif
