/* The stage holds the files of a group until the group is complete. Then one rename of the group's
   folder publishes it. If DIR already has this folder, renames of its parts do. During a run, or
   after a run that SIGKILL ended, DIR contains

     .stage/new/PATH     a file of the group, by its path
     .stage/publish      the journal: PREFIX of the group that is being published, and its parts
     .stage/old          the old resources folder of PREFIX

   Once .stage/publish is complete, the group will be published: if this run is killed, the next one
   completes the renames. Without a complete .stage/publish the next run removes the stage. */
#ifndef SPLIT_STAGE_H
#define SPLIT_STAGE_H

#include <stdbool.h>

#include "base/arena.h"

/* The parts of a group. prefix is its folder below DIR, "" for DIR itself. control, the file
   workflow-control.yaml, is allowed only if DIR belongs to one group. */
struct stage_group {
	str prefix;
	bool resources, status, control;
};

/* dir is the descriptor of DIR, locked; status is the descriptor of the folder for status.yaml.
   single: DIR belongs to one group, and opening the stage removes what an earlier run
   published, workflow-control.yaml only with control. The arena group is reset when a group is
   published; run has the names of the stage's folders that stay. */
struct stage {
	struct arena group, run;
	int dir, status;
	bool single, control;
};

/* stage_open makes the folders, waits for the lock of DIR and completes or removes what an earlier
   run left. The stage is removed when the process ends, also by a signal. single is set if
   status_dir is not NULL. Dies with DIE_CALL. */
void stage_open(struct stage *s, const char *dir, const char *status_dir, bool control);

/* stage_file writes a file of the group. Returns false if the group already has a file of this path
   or in place of one of its folders. Dies with DIE_CALL. */
bool stage_file(struct stage *s, str path, str text);

/* stage_publish replaces the group's old resources folder by the new one, then its status.yaml. A
   part that the new group lacks is removed. If it fails, it removes the whole group and dies with
   DIE_CALL. */
void stage_publish(struct stage *s, struct stage_group g);

#endif
