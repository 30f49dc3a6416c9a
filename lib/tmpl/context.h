/* YAML mode: what stands in the output is followed character by character, so that every value can
   be written as its place demands. A value never changes the structure of the document: it is
   encoded for where it stands, or refused. */
#ifndef TMPL_CONTEXT_H
#define TMPL_CONTEXT_H

#include "base/str.h"
#include "tmpl/value.h"

struct arena;
struct buf;
struct context;
struct level;

/* Where a context stands, between scalars; context*.c's own. */
struct context_place {
	struct level *level; /* the innermost block collection that is open */
	int close;    /* no line may be indented deeper than this after structure; -1: no limit */
	int property; /* the column of an anchor or a tag before the node, -1 without */
	uint8_t state;
	bool any;    /* there was a node */
	bool fresh;  /* the node may be a key or an item: first on its line, or behind "- " */
	bool expect; /* it must be the key of a further entry of the mapping */
	bool sealed; /* structure was inserted on this line: nothing may follow on it */
	bool empty;  /* a value without text begins the line: what follows on it is of a scalar */
	/* Of level's current entry: it has its value; that is a plain scalar, which could go on
	   over the line; it has an action in it. */
	bool filled, plain, dynamic;
};

/* What a text did to a context, and where that stood; zeroed: nothing is known. */
struct context_step {
	struct context_place before, after;
	int col;
	size_t line; /* how long the last line is */
	bool breaks; /* it began in the text */
};

/* What contexts of a run have in common. Initialize with {.arena = a}. */
struct context_shapes {
	struct arena *arena;
	struct level *root;
	str lines; /* of an include, added last, and what they did */
	struct context_step step;
};

/* context_new begins a YAML stream at the end of out; inner: not the document itself. refuse is
   called with what is wrong, and the offset in the text being added (0 for values); it must not
   return. */
struct context *context_new(struct arena *a, struct context_shapes *shapes, struct buf *out,
    bool inner, void (*refuse)(void *argument, size_t offset, const char *message), void *argument);

/* context_odd_text finds what readers do not agree on in a template's text: a line break that some
   take for one and others do not (CR alone, NEL, U+2028, U+2029), a byte that is not UTF-8. Gives
   the offset of the first, the text's length where there is none. */
size_t context_odd_text(str text);

/* context_text adds text of the template, context_value what an action gives. indent: the action
   ends in indent or nindent of this width, -1 for neither; newline: it was nindent; ends: text that
   begins with a newline follows at once. context_again is context_text for a text that is added
   many times, as in a range: step, the text's own, tells what it did the last time, which is what
   it does again where the context stands as it did then. */
void context_text(struct context *c, str text);
void context_again(struct context *c, str text, struct context_step *step);
void context_value(struct context *c, const struct value *v, int indent, bool newline, bool ends);

/* context_hanging gives the value that an action gives whose lines but the first are indented by
   width, by indent or nindent and trim, in room if it has to be made: in a block scalar, which
   indents all lines itself, they lose that. */
const struct value *context_hanging(
    struct context *c, const struct value *v, int width, struct value *room);

/* context_key_line begins the line of a key that begins with what an action gives through nindent,
   where such a line may stand. It gives that value without its line break, in room; or v, where
   nothing of that is so. */
const struct value *context_key_line(
    struct context *c, const struct value *v, int indent, struct value *room);

/* context_structural tells whether structure (toYaml's, an include's) with this indent and newline
   may stand at this place, context_breakable whether it may if a line break begins it that is its
   own, for which a block scalar and a comment have no end. context_at_line tells whether it would
   be the first on its line, context_at_item whether that or behind an item's dash and a blank,
   context_behind_dash whether directly behind what may be an item's dash. */
bool context_structural(const struct context *c, int indent, bool newline);
bool context_breakable(const struct context *c);
bool context_at_line(const struct context *c);
bool context_at_item(const struct context *c);
bool context_behind_dash(const struct context *c);

/* context_indent gives the indentation of the first line of text that is not blank. */
int context_indent(str text);

/* What a stream came to: whether it holds anything but comments; whether lines may go on with its
   last collection: it does not end in a block scalar, nor in structure that may not. */
struct context_result {
	bool any, open;
};

/* context_end ends the stream. */
struct context_result context_end(struct context *c);

#endif
