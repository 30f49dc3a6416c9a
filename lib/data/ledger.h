/* Collects the notes of all documents of a run, to print each once: those in the documents' own
   files first, then those in defaults and templates, both in the order of file and line. */
#ifndef DATA_LEDGER_H
#define DATA_LEDGER_H

#include <stddef.h>

#include "base/map.h"
#include "data/note.h"

struct ledger_entry;

/* Initialize with {.run = a}; everything lives in run. */
struct ledger {
	struct arena *run;
	struct map seen;
	struct ledger_entry **entry;
	size_t n, cap;
};

/* ledger_add copies a text. Its first line is the note; further lines belong to it. file is the
   document's own file, or NULL. */
void ledger_add(struct ledger *l, enum note_kind kind, str text, const char *file);

/* ledger_say sorts all notes and prints them on stderr. Notes without a place come last. */
void ledger_say(const struct ledger *l);

#endif
