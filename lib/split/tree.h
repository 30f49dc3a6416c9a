/* Folders, made and removed below an open one. Paths are relative; links are never followed to what
   is removed. */
#ifndef SPLIT_TREE_H
#define SPLIT_TREE_H

#include <stdbool.h>

/* tree_exists tells whether there is anything at path, a link that leads nowhere included. */
bool tree_exists(int dir, const char *path);

/* tree_remove removes what is at path, a folder with all that it holds; false with errno set where
   something stays. That nothing is there is no error. */
bool tree_remove(int dir, const char *path);

/* tree_open makes the folder at path with those above it and opens it; dies with DIE_CALL. */
int tree_open(const char *path);

#endif
