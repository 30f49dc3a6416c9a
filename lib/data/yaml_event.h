/* libyaml's events from a stream, with what its parser lacks: a budget for directives, messages that
   say what is wrong and where, also for bytes that are no text. */
#ifndef DATA_YAML_EVENT_H
#define DATA_YAML_EVENT_H

#include <stdbool.h>
#include <yaml.h>

#include "base/die.h"

struct buf;
struct in;

/* A source of events. Initialize by yaml_event_open; in stays the caller's and must live as long. */
struct yaml_source {
	yaml_parser_t parser;
	struct in *in;
	size_t offset;         /* bytes read so far */
	size_t directives;     /* lines that begin with % since the last document began */
	unsigned char tail[3]; /* the last bytes read */
	bool utf16, utf16_be;
};

void yaml_event_open(struct yaml_source *s, struct in *in);

/* yaml_event_next gives the next event, which is the caller's until yaml_event_delete; false when
   there is a mistake, which yaml_event_mistake describes: its text is added to message, its place
   returned. No event can be asked for after that. */
bool yaml_event_next(struct yaml_source *s, yaml_event_t *e);
struct pos yaml_event_mistake(const struct yaml_source *s, struct buf *message);

/* yaml_event_pos is a mark's place, as messages have it. */
struct pos yaml_event_pos(const struct yaml_source *s, const yaml_mark_t *mark);

void yaml_event_close(struct yaml_source *s);

#endif
