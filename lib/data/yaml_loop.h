/* Finds repeated text in a list: equal items, one after the other. What the parser does depends
   only on its state and the text. So if it is in the same state before and after some text, and the
   same text follows, it would return the same events again: the text can be skipped. */
#ifndef DATA_YAML_LOOP_H
#define DATA_YAML_LOOP_H

#include <stdbool.h>
#include <yaml.h>

struct yaml_source;

/* The last place between two items of a list: at is the offset in the input of what the scanner
   reads next, events the number of events before it, parser the parser's state. Initialize with
   zeros. */
enum { YAML_LOOP_DEPTH = 24 };
struct yaml_loop {
	size_t at, events;
	yaml_mark_t mark;
	struct yaml_loop_state {
		yaml_parser_state_t state, states[YAML_LOOP_DEPTH];
		int indent, indents[YAML_LOOP_DEPTH];
		size_t states_n, indents_n, tokens_n, column;
	} parser;
};

/* yaml_loop_between returns whether the parser is between two items. */
static inline bool
yaml_loop_between(const yaml_parser_t *p)
{
	return p->state == YAML_PARSE_BLOCK_SEQUENCE_ENTRY_STATE ||
	    p->state == YAML_PARSE_INDENTLESS_SEQUENCE_ENTRY_STATE;
}

/* yaml_loop_skip is called between two items, for a source whose text is in memory. events is the
   number of events so far. If the text since the place in loop comes again, and the parser is in
   the same state, it skips the copies, except the last ones, where the scanner would look beyond
   the copies. It returns how many it skips, and sets *size to the bytes of the text and *first to
   the number of its first event. Otherwise it notes the place and returns 0. */
size_t yaml_loop_skip(
    struct yaml_source *s, struct yaml_loop *loop, size_t events, size_t *size, size_t *first);

#endif
