/* preset-resolve adds defaults to each document of a kv stream: the values of the chosen preset and
   of the base that the document does not set itself. */
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/cli.h"
#include "base/die.h"
#include "base/in.h"
#include "base/out.h"
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

static void
resolve(struct presets *presets, struct arena *a, struct val *root, struct notes *notes)
{
	if (root->kind != VAL_MAPPING) {
		note_fault(notes, val_pos(root), ".: a request is a mapping, found %s",
		    val_kind_name(root->kind));
		return;
	}
	merge_defaults(a, root, preset_defaults(presets, a, root, notes), notes);
	refs_resolve(a, root, notes);
}

/* Adds defaults to all documents of a file. *n counts the documents of the run. */
static void
filter(struct presets *presets, const char *file, bool keep, size_t *n)
{
	struct arena a = {0};
	struct kv_in kv;
	struct in in;
	struct kv_doc doc;

	in_open(&in, presets->run, file, NULL);
	kv_open(&kv, &in, (struct kv_options){.findings = keep});
	while (kv_next(&kv, &a, &doc)) {
		struct buf text = {.arena = &a};

		if (doc.root)
			resolve(presets, &a, doc.root, &doc.notes);
		if ((*n)++)
			buf_add(&text, STR("---\n"));
		kv_write_document(&text, &doc);
		out_write(buf_str(&text));
		arena_reset(&a);
	}
	in_close(&in);
	arena_free(&a);
}

int
main(int argc, char **argv)
{
	const char *base = NULL, *dir = NULL, *select = NULL;
	struct arena run = {0};
	struct presets presets;
	bool origins = false, keep = false;
	size_t n = 0;
	int c;

	cli_start(argv);
	while ((c = getopt(argc, argv, "ceb:p:s:hV-:")) != -1) {
		switch (c) {
		case 'c':
			origins = true;
			break;
		case 'e':
			keep = true;
			break;
		case 'b':
			base = optarg;
			break;
		case 'p':
			dir = optarg;
			break;
		case 's':
			select = optarg;
			break;
		default:
			cli_option(c, usage);
		}
	}
	if (!base || !dir != !select)
		cli_option('?', usage);
	if (select)
		path_find(&run, NULL, str_of(select));
	preset_load(&presets, &run, base, dir, select, origins);
	if (optind == argc)
		filter(&presets, "-", keep, &n);
	for (; optind < argc; optind++)
		filter(&presets, argv[optind], keep, &n);
	return 0;
}
