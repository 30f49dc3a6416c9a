/* tmpl-render: Go templates over the documents of a kv stream. */
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/cli.h"
#include "base/die.h"
#include "base/in.h"
#include "data/kv.h"
#include "tmpl/render.h"

static const char usage[] =
    "usage: tmpl-render [-t] [-m MODE] [-i FILE]... [-d OUTDIR] [-D PATH=JSON]... TEMPLATE...\n"
    "  -t            text: output as Go's, nothing is quoted or checked\n"
    "  -m MODE       what a missing key is: strict (default), error, zero, default, helm\n"
    "  -i FILE       read FILE's definitions, render nothing of it\n"
    "  -d OUTDIR     write a file for each template, X.yaml.tmpl to OUTDIR/X.yaml\n"
    "  -D PATH=JSON  set a value over the document's\n";

/* dir NULL: to standard output, a document at once. */
static void
run(struct render *r, const char *dir)
{
	struct in in;
	struct kv_in kv;
	const struct note *note;
	struct kv_doc doc;
	size_t documents = 0;

	in_open(&in, &r->run, "-", NULL);
	kv_open(&kv, &in, (struct kv_options){0});
	while (kv_next(&kv, &r->doc, &doc)) {
		for (note = doc.notes.first; note; note = note->next)
			note_say(note);
		if (!doc.root)
			continue;
		if (dir && documents++)
			die(DIE_INPUT, "-d takes one document, and there are more");
		render_document(r, doc.root);
		if (!dir) {
			render_print(r);
			arena_reset(&r->doc);
		}
	}
	if (dir && documents == 0)
		die(DIE_INPUT, "-d takes one document, and there is none");
	if (dir)
		render_save(r, dir);
}

static enum exec_missing
mode_of(const char *s)
{
	static const char *const modes[] = {"strict", "error", "zero", "default", "helm"};
	int i;

	for (i = 0; i < 5; i++)
		if (strcmp(s, modes[i]) == 0)
			return (enum exec_missing)i;
	die(DIE_CALL, "-m %s: the modes are strict, error, zero, default and helm", s);
}

int
main(int argc, char **argv)
{
	static struct render r;
	const char *dir = NULL;
	size_t includes = 0, i;
	char **include;
	int c;

	cli_start(argv);
	render_init(&r, (size_t)argc + 1);
	include = arena_array(&r.run, (size_t)argc + 1, sizeof *include);
	while ((c = getopt(argc, argv, "tm:i:d:D:hV")) != -1) {
		switch (c) {
		case 't':
			r.exec.yaml = false;
			break;
		case 'm':
			r.exec.missing = mode_of(optarg);
			break;
		case 'i':
			include[includes++] = optarg;
			break;
		case 'd':
			dir = optarg;
			break;
		case 'D':
			render_set(&r, optarg);
			break;
		default:
			cli_option(c, usage);
		}
	}
	if (optind == argc)
		cli_option('?', usage);
	r.set.lenient = r.exec.missing == EXEC_HELM;
	for (i = 0; i < includes; i++)
		render_load(&r, include[i]);
	for (; optind < argc; optind++)
		render_add(&r, argv[optind], dir);
	render_check(&r);
	run(&r, dir);
	return 0;
}
