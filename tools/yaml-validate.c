/* yaml-validate: is it good? See man/yaml-validate.1. */
#include <stdio.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/cli.h"
#include "base/die.h"
#include "base/in.h"
#include "base/out.h"
#include "schema/validate.h"

static const char usage[] =
    "usage: yaml-validate [-jk] [-s SCHEMA]... [-S DIR]... [-K KIND]... [FILE|DIR]...\n"
    "  checks YAML and JSON: syntax, duplicate keys, objects that occur twice\n"
    "  -s SCHEMA  a JSON Schema, an OpenAPI schema, a CRD or a Kratix Promise; repeatable\n"
    "  -S DIR     a folder of schemas: kind-group-version.json, group/kind_version.json\n"
    "  -k         documents must be Kubernetes objects\n"
    "  -K KIND    forbid objects of a kind, wherever they stand; repeatable\n"
    "  -j         findings as JSON, one a line\n"
    "  with FILEs findings go to standard output; without, standard input is passed on to\n"
    "  standard output when all of it is good, and findings go to standard error\n"
    "  exit status: 0 all is good, 1 there are findings, 2 wrong call\n";

/* Standard input, passed on when nothing is wrong with it. */
static void
filter(struct validate *v)
{
	struct arena text = {0};
	struct in in;
	str all;

	in_open(&in, v->run, "-", NULL);
	all = in_all(&in, &text);
	validate_text(v, in.name, all);
	if (v->report.total == 0)
		out_write(all);
}

static enum report_form
form(bool json, bool operands)
{
	if (operands)
		return json ? REPORT_JSON : REPORT_OUT;
	return json ? REPORT_JSON_ERR : REPORT_ERR;
}

int
main(int argc, char **argv)
{
	struct arena run = {0};
	struct validate v;
	str *kinds = arena_array(&run, (size_t)argc, sizeof *kinds);
	bool json = false;
	int c;

	cli_start(argv);
	validate_start(&v, &run, REPORT_OUT);
	while ((c = getopt(argc, argv, "s:S:K:kjhV")) != -1) {
		switch (c) {
		case 's':
			load_file(&v.load, optarg);
			break;
		case 'S':
			load_folder(&v.load, optarg);
			break;
		case 'K':
			kinds[v.kinds_n++] = str_of(optarg);
			break;
		case 'k':
			v.shape = true;
			break;
		case 'j':
			json = true;
			break;
		default:
			cli_option(c, usage);
		}
	}
	v.kinds = kinds;
	v.report.form = form(json, optind < argc);
	if (optind == argc)
		filter(&v);
	for (; optind < argc; optind++)
		validate_path(&v, argv[optind]);
	return v.report.total ? DIE_INPUT : 0;
}
