/* kv-diff prints what changed between two kv streams. */
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/cli.h"
#include "base/die.h"
#include "base/end.h"
#include "base/in.h"
#include "base/out.h"
#include "data/kv.h"
#include "data/val.h"
#include "diff/diff.h"
#include "diff/show.h"

static const char usage[] =
    "usage: kv-diff [-jm] [-r RULES] OLD NEW\n"
    "Prints what changed between two kv streams, by object and path.\n"
    "  -j        JSON, one change a line\n"
    "  -m        exit 1 only if a change is marked; ordinary changes exit 0\n"
    "  -r RULES  a YAML file of rules: mark changes that fit a rule with ! and explain them\n";

/* As in diff(1), 1 means that there are differences, so an input at fault exits 2. */
enum { SAME = 0, DIFFERENT = 1, TROUBLE = 2 };

static struct arena run, line;
static bool json;
static const struct object *last; /* the object of the previous change */

static struct val *
read_stream(const char *path)
{
	struct val *documents = val_new(&run, VAL_SEQUENCE);
	struct kv_doc document;
	struct in in;
	struct kv_in kv = {.in = &in, .options.say = true};

	in_open(&in, &run, path, NULL);
	while (kv_next(&kv, &run, &document))
		if (document.root)
			val_push(documents, document.root);
	in_close(&in);
	return documents;
}

static void
print(const struct change *change)
{
	struct buf text = {.arena = &line};

	if (json)
		show_json(&text, change);
	else
		show_text(&text, change, last);
	last = change->object;
	out_write(buf_str(&text));
	arena_reset(&line);
}

int
main(int argc, char **argv)
{
	struct diff diff = {.arena = &run, .report = print};
	const char *rules_file = NULL;
	const struct val *old, *new;
	bool marked_only = false;
	const struct cli_option table[] = {
	    {'j', .flag = &json}, {'m', .flag = &marked_only}, {'r', .text = &rules_file}, {0}};

	cli_start(argv);
	end_input_status(TROUBLE);
	while (cli_next(argc, argv, table, usage) != -1)
		;
	if (argc - optind != 2)
		cli_option('?', usage);
	if (strcmp(argv[optind], "-") == 0 && strcmp(argv[optind + 1], "-") == 0)
		die(DIE_CALL, "OLD and NEW cannot both be standard input");
	if (rules_file)
		diff.rules = diff_rules(&run, rules_file);
	old = read_stream(argv[optind]);
	new = read_stream(argv[optind + 1]);
	diff_documents(&diff, old, new);
	return (marked_only ? diff.refused : diff.changes) ? DIFFERENT : SAME;
}
