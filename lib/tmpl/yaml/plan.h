/* A plan is what libyaml's parser finds in a text: its events, in the form that settle needs. In
   the text each hole is the single character U+E000, so documents that differ only in their values
   have the same text. Plans of short texts are kept for later documents with the same text. */
#ifndef TMPL_YAML_PLAN_H
#define TMPL_YAML_PLAN_H

#include <stdbool.h>
#include <yaml.h>

#include "base/str.h"

struct arena;

/* A node begins at byte `begin`, in column col. A scalar ends before byte `end`; text is its text,
   or NULL if that is the same as these bytes. For a collection, `end` is the number of the event
   that begins the collection around it, or 0. */
struct plan_event {
	uint32_t begin, end, col, text_n;
	const char *text;
	uint8_t type;        /* yaml_event_type_t */
	uint8_t style;       /* yaml_scalar_style_t */
	bool flow;           /* a collection in flow style */
	bool has_properties; /* an anchor or a tag */
	bool key;            /* a key; also set at the end of a collection that is a key */
	bool has_hole;       /* a scalar whose text has a hole, or a mapping with such a key */
};

/* A part of the text that repeats, `size` bytes long. Its events are first to last - 1. They come
   `times` more times, each time `size` bytes further on; the events from last on are times * size
   bytes further on. */
struct plan_run {
	size_t first, last, size, times;
};

/* source is the text. event has n events of documents, collections, scalars and aliases, up to the
   first mistake of a faulty text or the first collection that nests too deeply. bad is the offset
   of the first character that is not UTF-8 or that only some readers take for a line break, or the
   length of the text. */
struct plan {
	struct plan *next;
	str source;
	size_t bad;
	struct plan_event *event;
	size_t n;
	struct plan_run run;
	bool faulty;
};

/* The plans of earlier texts, in lists by the size of the text. Initialize with {.arena = a}. To
   forget them, reset the arena and initialize again. */
enum { PLANS_SIZES = 256 };
struct plans {
	struct arena *arena;
	struct plan *of_size[PLANS_SIZES];
	size_t size; /* bytes of all plans */
};

/* plan_make returns the plan of a text, made now or earlier. It may be in scratch and
   borrow from text. */
const struct plan *plan_make(struct plans *plans, struct arena *scratch, str text);

#endif
