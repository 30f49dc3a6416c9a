/* libyaml's events from a stream, with what its parser lacks: a budget for directives, messages
   that say what is wrong and where, also for bytes that are no text. */
#ifndef DATA_YAML_EVENT_H
#define DATA_YAML_EVENT_H

#include <stdbool.h>
#include <yaml.h>

#include "base/die.h"
#include "base/in.h"

struct arena;
struct buf;

/* A source of events. Initialize by yaml_event_open; in stays the caller's and must live as
   long. */
struct yaml_source {
	yaml_parser_t parser;
	struct in *in;
	size_t offset;         /* bytes read so far */
	size_t directives;     /* lines that begin with % since the last document began */
	unsigned char tail[3]; /* the last bytes read */
	char head[256];        /* the first, as many as were read of them */
	bool utf16, utf16_be;
	bool line_ended; /* a line break was added to the last line */
};

void yaml_event_open(struct yaml_source *s, struct in *in);

/* yaml_event_bad_key tells what is wrong with a collection that begins with e where a key is due,
   in a mapping at outer: it is one, or the braces of a template. *pos is where e begins, and
   becomes where the mistake does. */
const char *yaml_event_bad_key(
    const struct yaml_source *s, const yaml_event_t *e, struct pos outer, struct pos *pos);

/* yaml_event_rule returns "template" where the words of a mistake are those of a template's braces,
   else the given rule. */
const char *yaml_event_rule(const char *words, const char *rule);

/* yaml_event_next gives the next event, which is the caller's until yaml_event_done; false when
   there is a mistake, which yaml_event_mistake describes: its text is added to message, its place
   returned. No event can be asked for after that. */
static inline bool
yaml_event_next(struct yaml_source *s, yaml_event_t *e)
{
	if (!yaml_parser_parse(&s->parser, e))
		return false;
	if (e->type == YAML_DOCUMENT_START_EVENT)
		s->directives = 0;
	return true;
}

struct pos yaml_event_mistake(const struct yaml_source *s, struct buf *message);

/* yaml_event_done frees what an event owns. Most that are no scalars own nothing; not to ask
   libyaml to free that is a hundredth of its whole loop. */
static inline void
yaml_event_done(yaml_event_t *e)
{
	bool owns = e->type != YAML_MAPPING_END_EVENT && e->type != YAML_SEQUENCE_END_EVENT;

	if (e->type == YAML_MAPPING_START_EVENT)
		owns = e->data.mapping_start.anchor || e->data.mapping_start.tag;
	if (owns)
		yaml_event_delete(e);
}

/* yaml_event_keep leaves the event to an arena, which frees it when it is reset: for a text that is
   too long to be copied. */
void yaml_event_keep(struct arena *a, yaml_event_t *e);

/* yaml_event_records tells whether the stream looks like records (kv.h): whether its first line
   that is no comment begins with a path and =. */
bool yaml_event_records(const struct yaml_source *s);

/* yaml_event_pos is a mark's place, as messages have it. in->line lines came before the stream. */
static inline struct pos
yaml_event_pos(const struct yaml_source *s, const yaml_mark_t *mark)
{
	return (struct pos){
	    s->in->name, s->in->line + (uint32_t)mark->line + 1, (uint32_t)mark->column + 1};
}

/* yaml_event_merges tells whether a scalar, which is a key, is <<. */
bool yaml_event_merges(const yaml_event_t *e);

void yaml_event_close(struct yaml_source *s);

#endif
