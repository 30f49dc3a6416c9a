/* yaml2kv: a YAML stream in, the kv stream out. */
#include <unistd.h>

#include "base/arena.h"
#include "base/cli.h"
#include "base/die.h"
#include "base/in.h"
#include "base/out.h"
#include "data/kv_write.h"
#include "data/val.h"
#include "data/yaml_in.h"

static const char usage[] = "usage: yaml2kv [-c] [-n NAME] [FILE...]\n"
			    "       yaml2kv -h | -V\n"
			    "YAML documents as one assignment a line.\n"
			    "  -c       behind each value, where it stands: #@ FILE:LINE:COL\n"
			    "  -n NAME  what standard input is called there and in messages\n";

static struct arena run, doc;

/* A record repeats its path, so a document can be written that takes its square: a long key over a
   long list, aliases of aliases. */
enum { OUT_FACTOR = 64, OUT_FREE = 16 << 20 };

static void
check_length(const struct val *root, size_t size, size_t copied)
{
	/* No path has more than its document's characters and the indexes: what is small surely
	   fits. */
	if ((uint64_t)(size + copied) * (size + 10 * YAML_DEPTH_MAX) < OUT_FREE)
		return;
	if (kv_write_length(root) / OUT_FACTOR > size + OUT_FREE / OUT_FACTOR)
		die_at(val_pos(root),
		    "the document's records would take more than %d times its length and %d bytes",
		    OUT_FACTOR, OUT_FREE);
}

static void
convert(const char *path, const char *name, bool origins, bool *separate)
{
	struct yaml_options options = {.origins = origins};
	struct yaml_in *y;
	struct val *root;
	struct in in;

	in_open(&in, &run, path, name);
	y = yaml_in_open(&run, &in, &options);
	while ((root = yaml_in_next(y, &doc))) {
		check_length(root, yaml_in_size(y), yaml_in_copied(y));
		if (*separate)
			out_write(STR("---\n"));
		*separate = true;
		kv_write_out(&doc, root);
		arena_reset(&doc);
	}
	yaml_in_close(y);
	in_close(&in);
}

int
main(int argc, char **argv)
{
	const char *name = NULL;
	bool origins = false, separate = false;
	int c;

	cli_start(argv);
	while ((c = getopt(argc, argv, "cn:hV")) != -1)
		switch (c) {
		case 'c':
			origins = true;
			break;
		case 'n':
			name = optarg;
			break;
		default:
			cli_option(c, usage);
		}
	if (optind == argc)
		convert("-", name, origins, &separate);
	for (; optind < argc; optind++)
		convert(argv[optind], name, origins, &separate);
	return 0;
}
