/* Which keys a run has seen, and where first. A key takes about 30 bytes, because a run may see
   millions; its text is not stored. */
#ifndef VALIDATE_SEEN_H
#define VALIDATE_SEEN_H

#include "base/arena.h"
#include "base/die.h"
#include "base/str.h"

enum { SEEN_TAILS = 32 };

/* A zero-initialized struct is ready for use; its fields are for seen.c only. entries and slots
   have an arena each, in which they grow without leaving a copy. */
struct seen {
	struct arena entries_arena, slots_arena, names_arena;
	struct seen_entry *entries;
	size_t n, cap;
	uint32_t *slots;
	size_t slots_n;
	const char **heads, *tails[SEEN_TAILS];
	size_t heads_n, heads_cap;
};

/* seen_add stores a new key with its place and returns false. If it knows the key, it sets *first
   to the place of the first and returns true; the name of the file is in a. A column above
   65,535 becomes 0.

   It compares keys by 64 bits of str_hash: one run in 37 million takes two different keys for one,
   if each has a million keys. */
bool seen_add(struct seen *s, str key, struct pos pos, struct arena *a, struct pos *first);

/* seen_forget removes all keys. */
void seen_forget(struct seen *s);

#endif
