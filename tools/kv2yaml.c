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

static struct kv_options options = {.say = true};
static bool json;

static void
convert(const char *path)
{
	static struct arena run, doc;
	static size_t written; /* documents */
	struct kv_doc document;
	struct in in;
	struct kv_in kv = {.in = &in, .options = options};

	in_open(&in, &run, path, NULL);
	for (; kv_next(&kv, &doc, &document); arena_reset(&doc)) {
		if (document.root && json) {
			json_out(out_buf(), document.root, JSON_YAML);
			out_write(STR("\n"));
		} else if (document.root) {
			out_write(written++ ? STR("---\n") : STR(""));
			yaml_out(out_buf(), document.root);
		}
	}
	in_close(&in);
}

int
main(int argc, char **argv)
{
	const struct cli_option table[] = {{'g', .flag = &options.close_gaps}, {'j', .flag = &json},
	    {'o', .flag = &options.last_wins}, {0}};

	cli_start(argv);
	while (cli_next(argc, argv, table, usage) != -1)
		;
	do
		convert(optind < argc ? argv[optind] : "-");
	while (++optind < argc);
	return 0;
}
