/* Walks the files of folders. */
#ifndef BASE_WALK_H
#define BASE_WALK_H

#include <stdbool.h>

#include "base/str.h"

bool walk_is_folder(const char *path);

/* walk_folder calls `file` with the path of each .yaml, .yml and .json file in a folder and, if
   `deep` is set, in the folders below it, in the order of the names (by bytes). It skips hidden
   files and folders, and does not follow symbolic links to folders. The path is valid during the
   call only. An unreadable folder ends the run with DIE_CALL. */
void walk_folder(
    const char *path, bool deep, void (*file)(void *context, const char *path), void *context);

/* walk_operand calls walk_folder with deep set for a folder, and `file` for "-" and other paths. */
void walk_operand(const char *path, void (*file)(void *context, const char *path), void *context);

#endif
