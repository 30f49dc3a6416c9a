/* raw: reads standard input by libyaml's event loop and does nothing else, a lower bound for
   readers that use libyaml. raw -n: prints the number of characters of the largest document, and
   its number of nodes: collections and scalars, keys included. */
#include <stdio.h>
#include <string.h>
#include <yaml.h>

static void
count(const yaml_event_t *e)
{
	static size_t begin, nodes, largest, largest_nodes;

	if (e->type == YAML_DOCUMENT_START_EVENT) {
		begin = e->start_mark.index;
		nodes = 0;
	}
	nodes += e->type == YAML_SCALAR_EVENT || e->type == YAML_MAPPING_START_EVENT ||
	    e->type == YAML_SEQUENCE_START_EVENT || e->type == YAML_ALIAS_EVENT;
	if (e->type == YAML_DOCUMENT_END_EVENT && e->end_mark.index - begin > largest) {
		largest = e->end_mark.index - begin;
		largest_nodes = nodes;
	}
	if (e->type == YAML_STREAM_END_EVENT)
		printf("%zu %zu\n", largest, largest_nodes);
}

int
main(int argc, char **argv)
{
	int counting = argc > 1 && strcmp(argv[1], "-n") == 0, done = 0;
	yaml_parser_t parser;
	yaml_event_t event;

	if (!yaml_parser_initialize(&parser))
		return 2;
	yaml_parser_set_input_file(&parser, stdin);
	while (!done) {
		if (!yaml_parser_parse(&parser, &event))
			return 1;
		if (counting)
			count(&event);
		done = event.type == YAML_STREAM_END_EVENT;
		yaml_event_delete(&event);
	}
	yaml_parser_delete(&parser);
	return 0;
}
