/* libyaml's events from a stream, with what its parser lacks: a limit on directives, and messages
   that say what is wrong and where, also for bytes that are not text. */
#ifndef DATA_YAML_EVENT_H
#define DATA_YAML_EVENT_H

#include <stdbool.h>
#include <yaml.h>

#include "base/die.h"
#include "base/in.h"

struct arena;

/* A source of events. Initialize with yaml_event_open; delete parser at the end. The caller owns
   in; it must outlive the source. `last` is for messages: the place of the last event that covers
   text, and the first line of the one before it. A block scalar ends after its last line break, so
   its end has column 0. */
struct yaml_source {
	yaml_parser_t parser;
	struct in *in;
	struct {
		yaml_mark_t start, end;
		size_t line_before;
	} last;
	char head[256]; /* the first bytes, as far as they have been read */
	size_t head_n;
	char last_byte;  /* the last byte read */
	bool line_ended; /* do not add a line break to the last line (again) */
};

void yaml_event_open(struct yaml_source *s, struct in *in);

/* yaml_event_bad_key returns the message about a collection as a key: JSON cannot hold this key, or
   the braces belong to a template. e begins the collection, in a mapping at `outer`. The caller
   sets *pos to the place of e, and the function changes it to the place of the mistake. */
const char *yaml_event_bad_key(
    const struct yaml_source *s, const yaml_event_t *e, struct pos outer, struct pos *pos);

/* The message about a template that has not been rendered. */
extern const char yaml_event_template[];

/* yaml_event_next reads the next event, which the caller releases with yaml_event_delete. It
   returns false at a mistake; do not call it again then. yaml_event_mistake returns a message, in
   a: what is wrong and what to do. It sets *pos to the place to change: often where a construct
   begins; libyaml notices the mistake some lines later. */
bool yaml_event_next(struct yaml_source *s, yaml_event_t *e);
const char *yaml_event_mistake(const struct yaml_source *s, struct arena *a, struct pos *pos);

/* yaml_event_records returns whether the stream looks like kv records: its first line that is not a
   comment begins with a dot, and has a = with no blank before it, except in a key in brackets. */
bool yaml_event_records(const struct yaml_source *s);

/* yaml_event_pos returns the place of a mark, for messages. in->line lines precede the stream. */
static inline struct pos
yaml_event_pos(const struct yaml_source *s, const yaml_mark_t *mark)
{
	return (struct pos){
	    s->in->name, s->in->line + (uint32_t)mark->line + 1, (uint32_t)mark->column + 1};
}

#endif
