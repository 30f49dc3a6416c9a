/* The stage: where the files of a group are until the group is published, by renames, all of it or
   nothing.

   Below DIR there is during a run, and after one that was killed by SIGKILL,

     .stage/new/PATH     a file of the group, by its path
     .stage/publish      the group that is being published: PREFIX, then what it has
     .stage/old          the resources folder that PREFIX had

   A group becomes what it shall be once .stage/publish is complete: the next run does then what is
   left to do. Before that the next run removes the stage. */
#ifndef SPLIT_STAGE_H
#define SPLIT_STAGE_H

#include <stdbool.h>

#include "base/arena.h"

/* What a group has; prefix is "" for DIR itself. Only a group that is alone can have control, the
   file workflow-control.yaml. */
struct stage_group {
	str prefix;
	bool resources, status, control;
};

/* dir is DIR's descriptor, which is locked, status that of the folder for status.yaml. With alone,
   DIR is one group's and what an earlier run published is removed when the stage is opened; with
   control, this is also done with workflow-control.yaml. group holds what lives until a group is
   published or abandoned. */
struct stage {
	struct arena group;
	int dir, status;
	bool alone, control;
	str parent; /* of the last file: the folder is there */
};

/* stage_open makes the folders, waits for DIR's lock, repairs or removes what an earlier run left,
   and has the stage removed when the process ends, by a signal too. status_dir, if not NULL, makes
   it alone. Dies with DIE_CALL. */
void stage_open(struct stage *s, const char *dir, const char *status_dir, bool control);

/* stage_file writes a file of the group; false where it has one of this path already. Dies with
   DIE_CALL. */
bool stage_file(struct stage *s, str path, str text);

/* stage_publish puts the group's resources folder into the place of the old one, and then its
   status.yaml. What it lacks is removed. Dies with DIE_CALL, and leaves nothing of the group. */
void stage_publish(struct stage *s, struct stage_group g);

#endif
