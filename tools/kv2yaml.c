/* kv2yaml reads a kv stream and writes its documents as YAML or JSON. */
#include <unistd.h>

#include "base/arena.h"
#include "base/cli.h"
#include "base/in.h"
#include "base/out.h"
#include "data/json_out.h"
#include "data/kv.h"
#include "data/yaml_out.h"

static const char usage[] = "usage: kv2yaml [-gjo] [FILE...]\n"
			    "Writes a kv stream, whose records may come in any order, as YAML.\n"
			    "  -g  close gaps in lists\n"
			    "  -j  write JSON, one document a line\n"
			    "  -o  accept several assignments to a path, use the last\n";

static struct arena run, doc;

static void
write_document(const struct val *root, bool json, bool *separate)
{
	if (json) {
		json_out(out_buf(), root, JSON_YAML);
		out_write(STR("\n"));
	} else {
		if (*separate)
			out_write(STR("---\n"));
		yaml_out(out_buf(), root, 0);
	}
	*separate = true;
}

static void
convert(const char *path, struct kv_options options, bool json, bool *separate)
{
	const struct note *note;
	struct kv_doc document;
	struct kv_in kv;
	struct in in;

	in_open(&in, &run, path, NULL);
	kv_open(&kv, &in, options);
	for (; kv_next(&kv, &doc, &document); arena_reset(&doc)) {
		for (note = document.notes.first; note; note = note->next)
			note_say(note);
		if (document.root)
			write_document(document.root, json, separate);
	}
	in_close(&in);
}

int
main(int argc, char **argv)
{
	struct kv_options options = {0};
	bool json = false, separate = false;
	int c;

	cli_start(argv);
	while ((c = getopt(argc, argv, "gjohV-:")) != -1)
		switch (c) {
		case 'g':
			options.close_gaps = true;
			break;
		case 'j':
			json = true;
			break;
		case 'o':
			options.last_wins = true;
			break;
		default:
			cli_option(c, usage);
		}
	if (optind == argc)
		convert("-", options, json, &separate);
	for (; optind < argc; optind++)
		convert(argv[optind], options, json, &separate);
	return 0;
}
