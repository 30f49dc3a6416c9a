/* yaml2kv reads YAML documents and writes them as a kv stream, one assignment a line. */
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/cli.h"
#include "base/die.h"
#include "base/in.h"
#include "base/out.h"
#include "data/kv_write.h"
#include "data/list.h"
#include "data/note.h"
#include "data/val.h"
#include "data/yaml_in.h"

static const char usage[] =
    "usage: yaml2kv [-1cel] [-n NAME] [FILE|DIR]...\n"
    "Writes YAML documents as a kv stream, one assignment a line.\n"
    "  -1       expect one document\n"
    "  -c       write the origin of each value after it: #@ FILE:LINE:COL\n"
    "  -e       continue after a mistake: write it with its document, as a finding\n"
    "  -l       make each item of a Kubernetes List a document, skip empty documents\n"
    "  -n NAME  the name of standard input in origins and messages\n"
    "A DIR means the .yaml, .yml and .json files in it and in its folders, in order.\n";

static const char *name = "stdin";
static bool single, origins, keep, lists;
static struct arena file, doc;
static size_t written; /* documents */

/* The cap on output: OUT_FACTOR times the document's length, plus OUT_FREE bytes. Each record
   repeats its path: with a long key over a long list, the output is quadratic in the input. */
enum { OUT_FACTOR = 64, OUT_FREE = 16 << 20 };

/* Returns whether the document's records fit the cap. If not, notes a fault. */
static bool
fits(const struct val *root, size_t size, struct notes *notes)
{
	if (kv_write_length(root) / OUT_FACTOR <= size + OUT_FREE / OUT_FACTOR)
		return true;
	note_fault(notes, val_pos(root),
	    "the document's records would take more than %d times its length plus %d bytes",
	    OUT_FACTOR, OUT_FREE);
	return false;
}

/* Writes a document: the records of root, unless it is NULL, and the notes. */
static void
write_document(const struct val *root, const struct notes *notes)
{
	if (written++ > 0)
		out_write(STR("---\n"));
	if (root)
		kv_write(out_buf(), root);
	note_write(out_buf(), notes);
	out_drain(out_buf());
}

/* Cuts off and returns the notes about places before the item `next`, or all if it is NULL. */
static struct notes
split_notes(struct notes *notes, const struct val *next)
{
	struct notes part = {.arena = notes->arena, .keep = notes->keep};

	for (; notes->first; notes->first = notes->first->next) {
		if (next && pos_compare(notes->first->pos, val_pos(next)) >= 0)
			break;
		note_line(&part, notes->first->kind, notes->first->text);
	}
	return part;
}

/* Writes the items of a List as documents, each with its notes. Of a List without items only the
   notes are written, because later tools would report an unknown kind. */
static void
write_items(struct val *root, struct notes *notes)
{
	const struct val *list = list_items(&doc, root), *item;
	struct notes part;

	for (item = val_first(list); item; item = val_next(list, item)) {
		part = split_notes(notes, val_next(list, item));
		if (list_lacks_items(item))
			note_fault(&part, val_pos(item), "a List needs items, a list of objects");
		write_document(list_lacks_items(item) ? NULL : item, &part);
	}
	if (notes->first)
		write_document(NULL, notes);
}

static void
on_mistake(void *notes, const struct yaml_mistake *m)
{
	str path = m->fatal ? STR("") : m->path;

	note_add(notes, NOTE_FINDING, m->pos, "%.*s%s%s", (int)path.n, path.p, path.n ? ": " : "",
	    m->message);
}

/* Writes all documents of a file. If a document cannot be read to its end, only its findings are
   written: later tools would report what is missing after the mistake. */
static void
convert(void *unused, const char *path)
{
	struct notes notes = {.arena = &doc, .keep = keep};
	struct yaml_options options = {
	    .origins = origins, .report = keep ? on_mistake : NULL, .context = &notes};
	struct yaml_in *y;
	struct val *root, *second;
	struct in in;

	(void)unused;
	in_open(&in, &file, path, name);
	y = yaml_in_open(&file, &in, &options);
	while ((root = yaml_in_next(y, &doc)) || notes.first) {
		if (root && !fits(root, yaml_in_size(y), &notes))
			root = NULL;
		if (root && single && (second = yaml_in_next(y, &doc)))
			note_fault(&notes, val_pos(second), "a second document; expected one");
		if (!root || !lists)
			write_document(root, &notes);
		else if (root->kind != VAL_NULL || notes.first) /* as kubectl */
			write_items(root, &notes);
		arena_reset(&doc);
		notes = (struct notes){.arena = &doc, .keep = keep};
		if (single)
			break;
	}
	in_close(&in);
	arena_reset(&file);
}

int
main(int argc, char **argv)
{
	const struct cli_option table[] = {{'1', .flag = &single}, {'c', .flag = &origins},
	    {'e', .flag = &keep}, {'l', .flag = &lists}, {'n', .text = &name}, {0}};
	struct notes notes = {.arena = &doc};
	const char *first;

	cli_start(argv);
	while (cli_next(argc, argv, table, usage) != -1)
		;
	first = optind < argc ? argv[optind] : "-";
	do
		in_operand(optind < argc ? argv[optind] : first, convert, NULL);
	while (++optind < argc);
	if (keep && written == 0) {
		/* Later tools do not know the name of the input. */
		note_add(&notes, NOTE_FINDING,
		    (struct pos){strcmp(first, "-") == 0 ? name : first, 1, 1}, "no document");
		write_document(NULL, &notes);
	}
	return 0;
}
