/* A plan: the events of libyaml's parser for a text, in the form that settle needs. The text
   contains no values, so many documents have the same text, and a plan can be used again. */
#ifndef TMPL_YAML_PLAN_H
#define TMPL_YAML_PLAN_H

#include <stdbool.h>
#include <yaml.h>

#include "base/str.h"

struct arena;

/* A node begins at byte begin, in column col. A scalar ends before byte end; text is its text, or
   NULL if that is the same as these bytes. YAML_NO_EVENT: the events from number first up to this
   one come again, times times, each time size bytes further. */
struct plan_event {
	union {
		struct {
			uint32_t begin, end, col, text_n;
		};
		struct {
			uint32_t first, size, times;
		};
	};
	const char *text;
	uint8_t type;  /* yaml_event_type_t */
	uint8_t style; /* yaml_scalar_style_t */
	bool flow;     /* a collection in flow style */
	bool marked;   /* it has an anchor or a tag */
	bool typed;    /* a plain scalar without a tag */
};

/* The events of documents, collections, scalars and aliases. failed: then the text has a mistake,
   or it nests too deeply. odd is the offset of the first character that is not UTF-8 or that only
   some readers take for a line break, or the length of the text. */
struct plan {
	struct plan *next;
	str source;
	size_t odd;
	struct plan_event *event;
	size_t n;
	bool failed;
};

/* The plans that are kept, in lists by the size of their texts. Initialize with {.arena = a}. The
   caller may reset the arena together with this struct. */
enum { PLANS_SIZES = 256 };
struct plans {
	struct arena *arena;
	struct plan *of_size[PLANS_SIZES];
	size_t size; /* bytes of all */
};

/* plan_make returns the plan of a text. It may be in scratch and borrow from text. */
const struct plan *plan_make(struct plans *plans, struct arena *scratch, str text);

#endif
