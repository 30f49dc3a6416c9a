/* What changed between two streams of documents. */
#ifndef DIFF_DIFF_H
#define DIFF_DIFF_H

#include <stddef.h>

struct arena;
struct change;
struct rules;
struct val;

struct diff {
	struct arena *arena;
	const struct rules *rules;
	/* Is called for every change, which is valid during the call only. */
	void (*report)(void *context, const struct change *change);
	void *context;
	size_t changes, refused; /* how many there were; refused: how many of them a rule fits */
};

/* diff_documents compares two sequences of documents. Objects come in the order of old, then those
   that were added; within a mapping or a list, likewise. Mappings are equal in any order, lists
   whose items are paired by name too. The cost is linear in both. */
void diff_documents(struct diff *d, const struct val *old, const struct val *new);

#endif
