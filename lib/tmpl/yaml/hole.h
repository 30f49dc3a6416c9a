/* Holes: what the actions of a template print in YAML mode. Markup is text of the templates in
   which each printed value is a hole, U+E000 ID U+E001; the table knows the value and how it is
   spelled within text. A value's own text is never part of markup, so that it cannot look like a
   hole. */
#ifndef TMPL_YAML_HOLE_H
#define TMPL_YAML_HOLE_H

#include "base/str.h"
#include "tmpl/go/value.h"

struct arena;
struct buf;

#define HOLE_BEGIN "\xee\x80\x80"
#define HOLE_END "\xee\x80\x81"

/* What a hole is within text. As a node of its own it is its value, but for HOLE_PRINT of a string,
   which is the same. */
enum hole_spelling {
	HOLE_PRINT, /* as an action prints it; nothing for null */
	HOLE_QUOTE, /* in Go's double quotes */
	HOLE_SQUOTE,
	HOLE_YAML, /* as Helm's toYaml */
	HOLE_JSON,
	HOLE_RAW_JSON,
	HOLE_PRETTY_JSON
};

/* value is a scalar, no markup, or a collection with a node. pad: each line break in the text is
   followed by as many spaces. entry: it stands for a collection's entries or items (line.h). text
   is made when it is asked for, p NULL until then. */
struct hole {
	struct value value;
	str text;
	uint16_t pad;
	uint8_t spelling; /* enum hole_spelling */
	bool entry;
};

/* All holes of a template's run; an id is an index. Lives in its arena. */
struct holes {
	struct markup markup;
	struct arena *arena;
	struct hole *hole;
	size_t n, cap;
};

void holes_init(struct holes *h, struct arena *a);

/* hole_put adds a hole to b. */
void hole_put(struct holes *h, struct buf *b, struct hole hole);

/* hole_find gives the offset of the first hole at or behind from, the length where there is none.
   hole_read gives the offset behind the hole at offset at, and its id. */
size_t hole_find(str text, size_t from);
size_t hole_read(str text, size_t at, size_t *id);

/* hole_only gives the hole that is all of a text, or NULL. */
const struct hole *hole_only(const struct holes *h, str text);

/* hole_text gives a hole's text, without its pad. hole_add adds it, its lines indented by pad. */
str hole_text(const struct holes *h, size_t id);
void hole_add(struct buf *b, str text, size_t pad);

/* hole_is_collection tells whether a hole is a mapping or a list; hole_is_empty whether it prints
   nothing. */
bool hole_is_collection(const struct hole *hole);
bool hole_is_empty(const struct hole *hole);

/* hole_indent adds text with count spaces before each line; a hole is indented by as much more. */
void hole_indent(struct holes *h, struct buf *b, str text, size_t count);

/* What a function cuts off a text: left gives what is left, a part of it; front, back: of which of
   its ends. */
struct hole_cut {
	bool front, back;
	str (*left)(void *what, str text);
	void *what;
};

/* hole_trim cuts markup: its text at the ends, and if it is one line a hole there. What is cut off
   another value than a string is a plain string, but a collection of toYaml's has nothing to
   cut. */
struct value hole_trim(struct holes *h, struct value v, const struct hole_cut *cut);

#endif
