/* Compares a group with the files that are published. */
#ifndef SPLIT_SAME_H
#define SPLIT_SAME_H

#include <stdbool.h>

#include "base/str.h"

struct arena;
struct stage_file;

/* same_files returns whether the parts of a group (stage.h) in the folder prefix of dir are exactly
   these files with these texts: no other file, no empty folder, no symbolic link. It allocates in
   a. */
bool same_files(struct arena *a, int dir, str prefix, struct stage_file *files);

#endif
