/* preset-resolve adds defaults to each document of a kv stream: the values of the chosen preset and
   of the base that the document does not set itself. */
#include <unistd.h>

#include "base/arena.h"
#include "base/cli.h"
#include "data/kv.h"
#include "data/kv_write.h"
#include "data/path.h"
#include "data/val.h"
#include "preset/load.h"
#include "preset/merge.h"
#include "preset/refs.h"

static const char usage[] =
    "usage: preset-resolve [-ce] -b BASE.yaml [-p PRESETDIR -s PATH] [FILE...]\n"
    "Adds what the documents of a kv stream lack: the values of a preset, then the base's.\n"
    "  -c  write the origin of each value that is added\n"
    "  -e  continue after a mistake: write it with its document, as a finding\n"
    "  -b  the file of the base: the defaults of all documents\n"
    "  -p  a folder of presets, each a file NAME.yaml\n"
    "  -s  the path of the preset's name, in the document or else in the base\n";

/* Adds defaults to a document. */
static void
resolve(void *presets, struct arena *a, struct kv_doc *doc)
{
	struct notes *notes = &doc->notes;

	if (doc->root->kind != VAL_MAPPING) {
		note_fault(notes, val_pos(doc->root), ".: a request is a mapping, found %s",
		    val_kind_name(doc->root->kind));
		return;
	}
	merge_defaults(a, doc->root, preset_defaults(presets, a, doc->root, notes), notes);
	refs_resolve(a, doc->root, notes);
}

int
main(int argc, char **argv)
{
	const char *base = NULL, *dir = NULL, *select = NULL;
	bool origins = false, keep = false;
	const struct cli_option table[] = {{'c', .flag = &origins}, {'e', .flag = &keep},
	    {'b', .text = &base}, {'p', .text = &dir}, {'s', .text = &select}, {0}};
	struct arena run = {0};
	struct presets presets;

	cli_start(argv);
	while (cli_next(argc, argv, table, usage) != -1)
		;
	if (!base || !dir != !select)
		cli_option('?', usage);
	if (select)
		path_find(&run, NULL, str_of(select));
	preset_load(&presets, &run, base, dir, select, origins);
	do
		kv_filter(optind < argc ? argv[optind] : "-", keep, resolve, &presets);
	while (++optind < argc);
	return 0;
}
