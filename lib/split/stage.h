/* The stage is a folder for the files of a group. One rename of this folder publishes the group.
   If DIR already has the group's folder, each part of the group is renamed. While a group is
   published, or after SIGKILL, DIR contains

     .stage/resources, .stage/status.yaml    the new parts
     .stage/publish                          the journal: PREFIX of the group, and its parts
     .stage/old                              the old resources folder of PREFIX

   Once .stage/publish is complete, the group will be published: if this run is killed, the next one
   completes the renames. Without a complete .stage/publish the next run removes the stage. */
#ifndef SPLIT_STAGE_H
#define SPLIT_STAGE_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/buf.h"

/* dir is the descriptor of DIR, which is locked; status is the descriptor of the folder for
   status.yaml. single: DIR belongs to one group, and opening the stage removes what an earlier run
   published. parts is 3 if the group may have a file workflow-control.yaml, which goes to the
   folder for status.yaml; else it is 2. The arena is reset after each group. */
struct stage {
	struct arena group;
	int dir, status, parts;
	bool single;
};

/* A file of a group, whose files are a list. name is its path below the group's folder, with a NUL
   after it. Only split.c uses path, the whole path, and line, the line of its "# Source:". */
struct stage_file {
	str path, name;
	struct buf text;
	struct stage_file *next;
	uint32_t line;
};

/* stage_accepts returns whether a group can have a file of this name: one below resources/,
   status.yaml or, if s is not NULL and allows it, workflow-control.yaml. */
bool stage_accepts(const struct stage *s, str name);

/* stage_open makes the folders, waits for the lock of DIR and completes or removes what an earlier
   run left. single is set if status_dir is not NULL. On an error it dies with DIE_CALL. */
void stage_open(struct stage *s, const char *dir, const char *status_dir, bool control);

/* stage_publish writes the files of a group to DIR/prefix, or to DIR if prefix is "". A NUL follows
   prefix. It replaces the old resources folder by the new one, then status.yaml. A part that the
   new group lacks is removed. If the folder has exactly these files already, stage_publish changes
   nothing. If it fails, it removes what it has written, or the whole group if some of it is
   published, and dies with DIE_CALL. Signals that would end the process wait until stage_publish
   returns; with `single` they wait until the process exits. */
void stage_publish(struct stage *s, str prefix, const struct stage_file *files);

#endif
