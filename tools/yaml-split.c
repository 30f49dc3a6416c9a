/* yaml-split writes the documents of a YAML stream to files, and publishes the files of one request
   all at once. */
#include <stdio.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/cli.h"
#include "base/in.h"
#include "split/split.h"
#include "split/stage.h"

static const char usage[] =
    "usage: yaml-split [-vwx] [-s STATUSDIR] DIR\n"
    "       yaml-split -n | -p [-vx]\n"
    "Writes each document of the stream to the file below DIR that its \"# Source:\" names.\n"
    "A group is published when its \"# End:\" is read.\n"
    "  -n  write nothing, only check the stream and count\n"
    "  -p  print the documents, except those of groups with mistakes\n"
    "  -s  DIR belongs to a single group: write its status.yaml to STATUSDIR; first remove\n"
    "      what an earlier run published\n"
    "  -w  with -s, the group may have a workflow-control.yaml, which goes to STATUSDIR too\n"
    "  -x  exit with the number N of the stream's last line, \"# Exit: N\"\n"
    "  -v  print the number of requests at the end; on a terminal also the progress\n";

static struct arena run;

int
main(int argc, char **argv)
{
	struct split split = {.run = &run};
	bool count = false, verbose = false, control = false;
	const char *status = NULL;
	const struct cli_option table[] = {{'n', .flag = &count}, {'p', .flag = &split.print},
	    {'s', .text = &status}, {'v', .flag = &verbose}, {'w', .flag = &control},
	    {'x', .flag = &split.exit_line}, {0}};
	struct stage stage;
	struct in in;
	size_t groups;
	int code;

	cli_start(argv);
	while (cli_next(argc, argv, table, usage) != -1)
		;
	count |= split.print;
	if (argc - optind != !count || (count && status) || (control && !status))
		cli_option('?', usage);
	split.progress = verbose && isatty(STDERR_FILENO);
	if (!count) {
		stage_open(&stage, argv[optind], status, control);
		split.stage = &stage;
	}
	in_open(&in, &run, "-", NULL);
	code = split_stream(&split, &in);
	in_close(&in);
	if (!verbose)
		return code;
	if (split.progress)
		fputs("\r\033[K", stderr);
	groups = split.written + split.faulty;
	fprintf(stderr, "%zu request%s, ", groups, groups == 1 ? "" : "s");
	if (split.stage)
		fprintf(stderr, "%zu written, ", split.written);
	fprintf(stderr, "%zu at fault\n", split.faulty);
	return code;
}
