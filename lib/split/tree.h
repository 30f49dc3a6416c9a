/* Makes and removes folders. dir is an open folder, path is relative to it. Removal does not follow
   symbolic links. */
#ifndef SPLIT_TREE_H
#define SPLIT_TREE_H

#include <stdbool.h>

/* tree_exists returns whether path exists. A link to a missing file counts as existing. */
bool tree_exists(int dir, const char *path);

/* tree_inside returns whether path leads to a place below dir: it is relative, without empty parts,
   "." and "..", and none of its folders is a symbolic link. The empty path is dir itself. */
bool tree_inside(int dir, const char *path);

/* tree_remove removes a file, or a folder with its content. Returns false, with errno set, if
   anything is left. A missing path is not an error. */
bool tree_remove(int dir, const char *path);

/* tree_make_above makes the missing folders above path. If it cannot, it dies with DIE_CALL, but it
   ignores a file in the place of a folder: then the caller cannot use path. */
void tree_make_above(int dir, const char *path);

/* tree_open makes the folder at path, and the folders above it, and opens it. Dies with
   DIE_CALL. */
int tree_open(const char *path);

#endif
