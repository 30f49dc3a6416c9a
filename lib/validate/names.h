/* Names of files that outlive the documents they were read with. */
#ifndef VALIDATE_NAMES_H
#define VALIDATE_NAMES_H

#include "base/map.h"

/* Initialize with {.arena = the run's}. */
struct names {
	struct arena *arena;
	struct map map;
};

/* names_keep returns the name as the run keeps it, one copy of each; NULL for NULL. */
const char *names_keep(struct names *names, const char *name);

#endif
