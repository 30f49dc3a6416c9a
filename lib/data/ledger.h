/* What a run has to say at its end: the notes of its documents, each once, in the order of file and
   line. */
#ifndef DATA_LEDGER_H
#define DATA_LEDGER_H

#include <stddef.h>

#include "base/map.h"
#include "data/note.h"

struct ledger_entry;

/* Initialize by ledger_start. All of it is in run. findings counts the different ones. */
struct ledger {
	struct arena *run;
	struct map seen;
	struct ledger_entry **entry;
	size_t n, cap, findings;
};

void ledger_start(struct ledger *l, struct arena *run);

/* ledger_add copies a text, which may have further lines: they go with the first. ledger_notes
   copies the notes of a document. */
void ledger_add(struct ledger *l, enum note_kind kind, str text);
void ledger_notes(struct ledger *l, const struct notes *notes);

/* ledger_say sorts all that was added and prints it on stderr. What has no place comes last. */
void ledger_say(struct ledger *l);

#endif
