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

/* A file of a group. path is below DIR, part is below the group's folder; line is the line of its
   "# Source:". */
struct stage_file {
	struct stage_file *next;
	str path, part, text;
	uint32_t line;
};

/* A group. prefix is its folder below DIR, "" for DIR itself. The last three fields tell which
   parts it has. control, the file workflow-control.yaml, is allowed only if DIR belongs to one
   group. */
struct stage_group {
	str prefix;
	struct stage_file *files;
	bool resources, status, control;
};

/* dir is the descriptor of DIR, which is locked; status is the descriptor of the folder for
   status.yaml. single: DIR belongs to one group, and opening the stage removes what an earlier run
   published, workflow-control.yaml only with control. The arena is reset after each group. */
struct stage {
	struct arena group;
	int dir, status;
	bool single, control;
};

/* stage_open makes the folders, waits for the lock of DIR and completes or removes what an earlier
   run left. single is set if status_dir is not NULL. Dies with DIE_CALL. */
void stage_open(struct stage *s, const char *dir, const char *status_dir, bool control);

/* stage_publish writes the files of a group, replaces the old resources folder by the new one, then
   status.yaml. A part that the new group lacks is removed. If DIR has exactly these files already,
   it changes nothing. If two files of the group have the same path, or one is a file where the
   other needs a folder, it returns one of them, and the caller must die; otherwise it returns NULL.
   If it fails, it removes what it has written, or the whole group if some of it is published, and
   dies with DIE_CALL. Signals that would end the process wait until stage_publish returns; with
   single they wait until the process exits. */
const struct stage_file *stage_publish(struct stage *s, struct stage_group g);

/* stage_path returns prefix "/" name, or only one of them if the other is empty. */
const char *stage_path(struct arena *a, str prefix, const char *name);

#endif
