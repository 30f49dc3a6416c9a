/* Compares two streams of documents and reports each change. */
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
	/* report is called for every change; change is valid during the call only. */
	void (*report)(void *context, const struct change *change);
	void *context;
	size_t changes, refused; /* counts; refused: the changes that a rule refuses */
};

/* diff_documents compares two sequences of documents. It reports the objects of old in their order,
   then the added ones; likewise the members of a mapping and the items of a list. The order of the
   members of a mapping does not matter, nor does the order of items that are paired by name. The
   time is linear in the size of both. */
void diff_documents(struct diff *d, const struct val *old, const struct val *new);

#endif
