/* Finds what occurs twice in a run: objects, and values that must be unique (option -u). */
#ifndef VALIDATE_REPEATED_H
#define VALIDATE_REPEATED_H

#include "base/arena.h"
#include "base/die.h"
#include "base/map.h"

struct check;
struct place;

/* Keys, and where each was first. A run may see millions of keys, so the text of a key is not
   stored, and a key takes about 40 bytes. A zero-initialized struct is ready for use. Its fields
   are for repeated.c only. entries and slots have an arena each, so growing leaves no copy. */
struct repeated {
	struct arena entries_arena, slots_arena, texts;
	struct repeated_entry *entries;
	size_t n, cap;
	uint32_t *slots;
	size_t slots_n;
	struct map names;   /* of files, without folder */
	const char *folder; /* of the last entry's file */
};

/* repeated_key stores a new key with its place and returns NULL. If it knows the key, it returns
   the text of the place that it stored.

   It compares keys by 64 bits of str_hash: one run in 37 million takes two different keys for one,
   if each has a million keys. */
const char *repeated_key(struct repeated *r, str key, struct pos pos);

/* repeated_forget removes all keys. */
void repeated_forget(struct repeated *r);

/* repeated_object, a function for check_each, reports an object, or an item of a List, that has the
   apiVersion, kind, namespace and name of an earlier one. The Secret that an ExternalSecret makes
   is an object, too. `objects`, a struct repeated, has the earlier ones. */
void repeated_object(struct check *c, const struct place *at, void *objects);

/* The paths of -u, in run, and the values there. The caller sets run and makes room for
   paths. */
struct unique_values {
	struct arena *run;
	str *paths;
	size_t n;
	struct repeated seen;
};

/* repeated_path adds a path of -u. It dies with DIE_CALL if the path is malformed. */
void repeated_path(struct unique_values *u, const char *path);

/* repeated_values reports a scalar at one of the paths if an earlier document has the same value
   there. Two spellings of an IP address are the same value. It ignores null and "". */
void repeated_values(struct unique_values *u, struct check *c, const struct place *root);

#endif
