/* Walks folders and all folders in them. */
#ifndef BASE_WALK_H
#define BASE_WALK_H

#include <stdbool.h>

#include "base/str.h"

bool walk_is_folder(const char *path);

/* walk_names calls name with each name in a folder, in the order of bytes. It skips hidden names.
   The name lives during the call only. It dies with DIE_CALL if the folder cannot be read. */
void walk_names(const char *path, void (*name)(void *context, str name), void *context);

/* walk_folder calls file with the path of each file below a folder whose name ends in .yaml, .yml
   or .json, in the order of the names (by bytes). Hidden files and folders are passed over, and
   symbolic links to folders are not followed. path lives during the call only. It dies with
   DIE_CALL when a folder cannot be read. */
void walk_folder(const char *path, void (*file)(void *context, const char *path), void *context);

#endif
