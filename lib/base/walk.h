/* Walks folders and all folders in them. */
#ifndef BASE_WALK_H
#define BASE_WALK_H

#include <stdbool.h>

bool walk_is_folder(const char *path);

/* walk_folder calls file with the path of each file below a folder whose name ends in .yaml, .yml
   or .json, in the order of the names (by bytes). Hidden files and folders are passed over, and
   symbolic links to folders are not followed. path lives during the call only. It dies with
   DIE_CALL when a folder cannot be read. */
void walk_folder(const char *path, void (*file)(void *context, const char *path), void *context);

#endif
