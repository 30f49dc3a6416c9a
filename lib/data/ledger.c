/* Collects notes without duplicates, sorts them by place and prints them. */
#include "data/ledger.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

struct ledger_entry {
	str all;          /* the key in the map of seen notes */
	struct note note; /* its text is the first line */
	struct pos pos;
	bool own; /* pos is in the document's own file */
	size_t order;
};

void
ledger_add(struct ledger *l, enum note_kind kind, str text, const char *file)
{
	struct ledger_entry *e;

	l->seen.arena = l->run;
	l->seen.key = map_text;
	if (map_get(&l->seen, text))
		return;
	e = arena_alloc(l->run, sizeof *e);
	e->all = arena_str(l->run, text);
	text = e->all;
	text = arena_str(l->run, str_split(&text, '\n'));
	e->note = (struct note){.kind = kind, .text = text};
	e->note.origin = note_origin(l->run, text, &e->pos);
	e->own = file && e->pos.file && strcmp(file, e->pos.file) == 0;
	e->order = l->n;
	map_add(&l->seen, e);
	l->entry = arena_room(l->run, l->entry, l->n, &l->cap, sizeof e);
	l->entry[l->n++] = e;
}

static int
compare(const void *a, const void *b)
{
	const struct ledger_entry *x = *(struct ledger_entry *const *)a,
				  *y = *(struct ledger_entry *const *)b;
	int order = !x->pos.file - !y->pos.file;

	if (order == 0)
		order = y->own - x->own;
	if (order == 0 && x->pos.file)
		order = strcmp(x->pos.file, y->pos.file);
	if (order == 0)
		order = (x->pos.line > y->pos.line) - (x->pos.line < y->pos.line);
	if (order == 0)
		order = (x->pos.col > y->pos.col) - (x->pos.col < y->pos.col);
	return order ? order : x->order < y->order ? -1 : 1;
}

void
ledger_say(const struct ledger *l)
{
	str rest;
	size_t i;

	if (l->n > 0)
		qsort(l->entry, l->n, sizeof *l->entry, compare);
	for (i = 0; i < l->n; i++) {
		rest = l->entry[i]->all;
		note_say(&l->entry[i]->note);
		str_split(&rest, '\n');
		while (rest.n > 0)
			die_note(arena_str(l->run, str_split(&rest, '\n')).p);
	}
}
