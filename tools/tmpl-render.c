/* tmpl-render reads a kv stream and renders Go templates with each document. */
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/cli.h"
#include "base/die.h"
#include "tmpl/render.h"

static const char usage[] =
    "usage: tmpl-render [-cet] [-m MODE] [-i FILE]... [-p PREFIX] [-D PATH=JSON]...\n"
    "           TEMPLATE...\n"
    "Renders Go templates with the documents of a kv stream; no value changes the structure.\n"
    "  -c            print # Source: FILE before each document, # End: after each request\n"
    "  -e            continue after a document with mistakes; print all findings at the end\n"
    "  -t            text mode: print values as Go does, without quoting or checks\n"
    "  -m MODE       what to do with a missing key: strict (default), error, zero, default, helm\n"
    "  -i FILE       read the definitions of FILE, but do not render it\n"
    "  -p PREFIX     with -c: print PREFIX/FILE; each part of PREFIX is a template\n"
    "  -D PATH=JSON  set a value in every document\n";

int
main(int argc, char **argv)
{
	static const char *const modes[] = {"strict", "error", "zero", "default", "helm"};
	static struct render r;
	const char *mode = modes[0], *argument, **include;
	size_t includes = 0, i;
	bool text = false;
	const struct cli_option table[] = {{'c', .flag = &r.sources}, {'e', .flag = &r.keep},
	    {'t', .flag = &text}, {'m', .text = &mode}, {'i', .text = &argument},
	    {'p', .text = &argument}, {'D', .text = &argument}, {0}};
	int c;

	cli_start(argv);
	render_init(&r, (size_t)argc + 1);
	include = arena_array(&r.run, (size_t)argc + 1, sizeof *include);
	while ((c = cli_next(argc, argv, table, usage)) != -1)
		if (c == 'p')
			render_prefix(&r, argument);
		else if (c == 'i')
			include[includes++] = argument;
		else if (c == 'D')
			render_set(&r, argument);
	while (strcmp(mode, modes[r.exec.missing]) != 0)
		if (++r.exec.missing > EXEC_HELM)
			die(DIE_CALL, "-m %s: the modes are strict, error, zero, default and helm",
			    mode);
	r.set.yaml = !text;
	if (optind == argc || (r.sources && !r.set.yaml) || (r.prefix && !r.sources))
		cli_option('?', usage);
	r.set.lenient = r.exec.missing == EXEC_HELM;
	for (i = 0; i < includes; i++)
		render_add(&r, include[i], true);
	for (; optind < argc; optind++)
		render_add(&r, argv[optind], false);
	return !r.faulty && render_run(&r) ? 0 : DIE_INPUT;
}
