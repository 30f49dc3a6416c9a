/* File names that live as long as the run. */
#ifndef VALIDATE_NAMES_H
#define VALIDATE_NAMES_H

#include "base/map.h"

/* The caller sets arena to the run's arena. */
struct names {
	struct arena *arena;
	struct map map;
};

/* names_intern returns a copy of name in the arena, the same copy for equal names. It returns NULL
   if name is NULL. */
const char *names_intern(struct names *names, const char *name);

#endif
