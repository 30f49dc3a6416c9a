/* Compares, makes and removes folders. dir is an open folder, path is relative to it. Comparison
   and removal follow no symbolic links. */
#ifndef SPLIT_TREE_H
#define SPLIT_TREE_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/map.h"
#include "base/str.h"

struct arena;

/* A file, or a folder above it. name is the file's path below the group's folder. line is the line
   of its "# Source:", 0 for a folder. */
struct tree_file {
	str path, name;
	struct buf text;
	struct tree_file *next;
	uint32_t line;
};

/* n files in order; paths has the files and the folders above them. */
struct tree {
	struct tree_file *first, *last;
	size_t n;
	struct map paths;
};

/* tree_exists returns whether path exists. A link to a missing file counts as existing. */
bool tree_exists(int dir, const char *path);

/* tree_inside returns whether path leads to a place below dir: it is relative, without empty parts,
   "." and "..", and none of its folders is a symbolic link. The empty path is dir itself. */
bool tree_inside(struct arena *a, int dir, str path);

/* tree_has returns whether the n entries called names, in a folder below dir, have exactly the
   tree's files and texts: no other file, no empty folder, no symbolic link. It allocates in a. */
bool tree_has(struct arena *a, int dir, str folder, const char *const *names, size_t n,
    const struct tree *tree);

/* tree_remove removes a file, or a folder with its content. Returns false, with errno set, if
   anything is left. A missing path is not an error. */
bool tree_remove(int dir, const char *path);

/* tree_make_above makes the missing folders above path. If it cannot, it dies with DIE_CALL, but it
   ignores a file in the place of a folder: then the caller cannot use path. */
void tree_make_above(struct arena *a, int dir, const char *path);

/* tree_open makes the folder at path, and the folders above it, and opens it. Dies with
   DIE_CALL. */
int tree_open(struct arena *a, const char *path);

#endif
