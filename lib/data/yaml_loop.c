/* Compares states of libyaml's parser and skips text. */
#include "data/yaml_loop.h"

#include <string.h>

#include "data/yaml_event.h"

/* The scanner looks at most this many bytes ahead: four characters, --- and the next one, each of
   up to four bytes. */
enum { LOOK_AHEAD = 16 };

/* Returns whether what the parser does next depends only on the text and the members of struct
   yaml_loop_state. */
static bool
is_simple(const yaml_parser_t *p)
{
	const yaml_token_t *dash = p->tokens.head;
	const yaml_simple_key_t *key = p->simple_keys.top - 1;

	if (p->tokens.tail - dash > 1 ||
	    (dash < p->tokens.tail &&
		(dash->type != YAML_BLOCK_ENTRY_TOKEN || dash->end_mark.index != p->mark.index)))
		return false;
	if (key->possible && (key->required || key->mark.line == p->mark.line))
		return false;
	return p->states.top - p->states.start <= YAML_LOOP_DEPTH &&
	    p->indents.top - p->indents.start <= YAML_LOOP_DEPTH && p->flow_level == 0 &&
	    p->simple_key_allowed && p->encoding == YAML_UTF8_ENCODING &&
	    p->raw_buffer.pointer == p->raw_buffer.last;
}

/* Notes the parser's state. Returns whether it is equal to the last one. */
static bool
note(const yaml_parser_t *p, struct yaml_loop *loop)
{
	struct yaml_loop_state now = {.state = p->state,
	    .indent = p->indent,
	    .states_n = (size_t)(p->states.top - p->states.start),
	    .indents_n = (size_t)(p->indents.top - p->indents.start),
	    .tokens_n = (size_t)(p->tokens.tail - p->tokens.head),
	    .column = p->mark.column};
	bool same;

	memcpy(now.states, p->states.start, now.states_n * sizeof *p->states.start);
	memcpy(now.indents, p->indents.start, now.indents_n * sizeof *p->indents.start);
	same = memcmp(&loop->parser, &now, sizeof now) == 0;
	loop->parser = now;
	return same;
}

/* Returns how many copies of the n bytes before byte at follow there, without the last ones, at
   which the scanner looks beyond the copies. */
static size_t
count(const struct in *in, size_t at, size_t n)
{
	const char *text = in->data + at - n, *end = in->data + in->end, *next;
	size_t times = 0, spare = LOOK_AHEAD / n + 1;

	for (next = text + n; (size_t)(end - next) >= n && memcmp(next, text, n) == 0; next += n)
		times++;
	return times > spare ? times - spare : 0;
}

size_t
yaml_loop_skip(
    struct yaml_source *s, struct yaml_loop *loop, size_t events, size_t *size, size_t *first)
{
	const yaml_parser_t *p = &s->parser;
	yaml_mark_t mark = loop->mark;
	size_t before = loop->at, times = 0;

	if (!is_simple(p))
		return 0;
	*first = loop->events;
	loop->at = s->in->begin - (size_t)(p->buffer.last - p->buffer.pointer);
	loop->events = events;
	loop->mark = p->mark;
	*size = loop->at - before;
	if (note(p, loop) && *size > 0)
		times = count(s->in, loop->at, *size);
	if (times == 0)
		return 0;
	yaml_event_skip(s, times * *size, times * (loop->mark.index - mark.index),
	    times * (loop->mark.line - mark.line));
	*loop = (struct yaml_loop){0};
	return times;
}
