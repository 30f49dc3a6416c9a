/* yaml-validate checks YAML and JSON documents. As a filter it also copies its input, if that is
   valid; see man/yaml-validate.1. */
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/cli.h"
#include "base/in.h"
#include "validate/filter.h"
#include "validate/validate.h"

static const char usage[] =
    "usage: yaml-validate [-ekrvwz] [-x NAME]... [-K KIND]... [-s SCHEMA]... [-p PATH=SCHEMA]...\n"
    "                     [-S DIR]... [-u PATH]... [-i KIND]... [-a ADVICE] [-o FORMAT]\n"
    "                     [FILE|DIR]...\n"
    "Checks YAML and JSON: syntax, duplicate keys, duplicate objects.\n"
    "  -s SCHEMA  a JSON Schema, an OpenAPI schema, a CRD, a Kratix Promise, or a folder of them\n"
    "  -S DIR     a folder of schemas: kind-group-version.json, group/kind_version.json\n"
    "  -i KIND    documents of KIND may lack a schema; '*' means any kind\n"
    "  -a ADVICE  text that ends the finding about a kind without a schema\n"
    "  -p PATH=SCHEMA  the value at PATH must fit SCHEMA\n"
    "  -k         documents must be Kubernetes objects\n"
    "  -x NAME    files called NAME are a status for Kratix, not an object\n"
    "  -K KIND    objects of KIND are forbidden everywhere\n"
    "  -u PATH    values at PATH must be unique in the run\n"
    "  -o FORMAT  write findings as text, json, github, sarif or junit\n"
    "  -v         print the number of documents and findings at the end\n"
    "  with FILEs findings go to standard output; without, standard input is copied to\n"
    "  standard output if it has no findings, and findings go to standard error\n"
    "  -e         copy the documents or groups without findings, leave out the others\n"
    "  -r         the input is records, not YAML; with -e documents pass with their findings\n"
    "  -w         with -r: check nothing; print a line that names a schema file, then copy all\n"
    "  -z         accept an input without documents\n"
    "  exit status: 0 no findings, 1 findings, 2 wrong call or system error\n";

/* Adds a word to a list of words, each followed by a blank. */
static void
add_word(struct arena *a, const char **words, const char *word)
{
	*words = buf_format(a, "%s%s ", *words, word);
}

int
main(int argc, char **argv)
{
	struct arena run = {0};
	struct validate v;
	const char *format = "text", *text;
	bool keep_going = false, name_schema = false, empty = false, summary = false, filter;
	const struct cli_option table[] = {{'e', .flag = &keep_going},
	    {'k', .flag = &v.wants.shape}, {'r', .flag = &v.records}, {'v', .flag = &summary},
	    {'w', .flag = &name_schema}, {'z', .flag = &empty}, {'a', .text = &v.load.advice},
	    {'o', .text = &format}, {'s', .text = &text}, {'S', .text = &text},
	    {'p', .text = &text}, {'K', .text = &text}, {'x', .text = &text}, {'u', .text = &text},
	    {'i', .text = &text}, {0}};
	struct in in;
	int c;

	cli_start(argv);
	validate_start(&v, &run, (size_t)argc);
	while ((c = cli_next(argc, argv, table, usage)) != -1)
		if (c == 's')
			load_file(&v.load, text);
		else if (c == 'S')
			load_folder(&v.load, text);
		else if (c == 'p')
			validate_add_part(&v, text);
		else if (c == 'K')
			add_word(&run, &v.wants.kinds, buf_format(&run, "%s %sList", text, text));
		else if (c == 'x')
			add_word(&run, &v.wants.statuses, text);
		else if (c == 'u')
			repeated_path(&v.unique, text);
		else if (c == 'i')
			add_word(&run, &v.load.schemaless, text);
	filter = optind == argc;
	output_start(&v.output, format, filter);
	if (name_schema && !(filter && v.records))
		cli_option('?', usage);
	if (filter)
		in_open(&in, &run, "-", NULL);
	v.files = filter;
	if (name_schema)
		filter_name_schema(&v, &in);
	else if (filter && v.records)
		filter_records(&v, &in, keep_going);
	else if (filter)
		filter_yaml(&v, &in, keep_going);
	for (; optind < argc; optind++)
		validate_operand(&v, argv[optind]);
	return validate_end(
	    &v, filter, empty || name_schema, summary || (!filter && isatty(STDERR_FILENO)));
}
