/* The state of settling, and the functions that its files call of each other. */
#ifndef TMPL_YAML_SETTLE_STATE_H
#define TMPL_YAML_SETTLE_STATE_H

#include "base/buf.h"
#include "base/str.h"
#include "data/val.h"
#include "data/yaml_event.h"
#include "data/yaml_in.h"
#include "tmpl/yaml/hole.h"
#include "tmpl/yaml/settle.h"

/* The member before, in a mapping: a key without a value, a list in the column of its key, or
   anything else. After one of the first two, entries of a toYaml would join the mapping where
   the template has a place for a list. */
enum before { BEFORE_OTHER, BEFORE_NO_VALUE, BEFORE_LIST };

/* An open collection; the first is the document. */
struct frame {
	bool mapping, flow;
	bool wants_key;
	bool marked; /* an anchor or a tag is before it */
	bool filled; /* a value made one of its keys */
	bool due;    /* the value of the entry at the mark comes next, and must be absent */
	yaml_mark_t entry;
	uint8_t before;
	size_t col;   /* block: of its keys or dashes */
	size_t start; /* its first character */
	size_t keys;  /* how many keys the collections around it have */
	bool any;     /* it has a member that is not an empty entry */
	/* Empty entries were left out: where the first was, the place for {} or []; whether it had
	   the line for itself, and that line's indentation. */
	bool emptied, line;
	size_t empty_at, indent;
	struct val *v; /* where a tree is made */
	str key;
};

/* A key of an open mapping. */
struct key {
	str text;
	size_t line;
	bool filled;
};

/* in is copied up to byte done. Its character number chars begins at byte bytes. */
struct settle {
	struct holes *holes;
	struct arena *arena;
	struct buf *out;
	str in;
	size_t done, chars, bytes;
	size_t margin; /* after a block scalar: comments go to this column at most, which ends it */
	bool behind;   /* the output ends in a block scalar */
	bool strict, any;
	bool nothing; /* the last scalar was an empty entry */
	struct yaml_source source;
	struct frame *frame, *top; /* YAML_DEPTH_MAX and one */
	struct key *keys;
	size_t keys_n, keys_cap;
	struct settle_mistake *mistake;
	bool with_tree; /* a tree is asked for and can be made */
	struct val *tree;
	struct val *made; /* what the scalar's holes came to */
	bool entered;     /* the scalar came to entries, which are in the tree */
};

/* A scalar's place in the input, and what surrounds it. */
struct place {
	size_t begin, end; /* bytes */
	const yaml_mark_t *mark;
	bool key, flow, root, marked;
};

/* settle_refuse notes what is wrong at a mark; settle_refuse_hole at the first hole at or behind
   byte from, in the scalar of a place. Only the first mistake counts. */
void settle_refuse(struct settle *s, const yaml_mark_t *mark, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));

void settle_refuse_hole(struct settle *s, size_t from, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));

/* settle_source_mistake notes why the parser stopped (mistake.c). */
void settle_source_mistake(struct settle *s);

/* settle_byte returns the offset of a character; calls must go forward. settle_copy copies the
   input up to byte end. settle_comment adds text between nodes: holes there are in comments and
   become text on one line; the marks of empty lines are removed. */
size_t settle_byte(struct settle *s, size_t index);
void settle_comment(struct settle *s, str text);
void settle_copy(struct settle *s, size_t end);

/* settle_behind goes on at byte i of the input after a block scalar. Comments that follow must not
   become part of it: they are put in column margin at most. */
void settle_behind(struct settle *s, size_t i, size_t margin);

/* settle_key adds a key to the innermost mapping. filled: a value made it. */
void settle_key(struct settle *s, str text, size_t line, bool filled);

/* settle_scalar writes a scalar that holds holes, settle_string a string in a scalar's place.
   settle_fill returns a text with its holes filled, each pad reduced by less; fold: the parser has
   folded the text's lines (scalar.c). */
void settle_scalar(struct settle *s, const yaml_event_t *e, bool key);
void settle_string(struct settle *s, const struct place *p, str text);
str settle_fill(struct settle *s, const struct place *p, str text, size_t less, bool fold);

/* settle_block writes a block scalar that holds holes (block.c). */
void settle_block(struct settle *s, const yaml_event_t *e, const struct place *p);

/* settle_entry writes the entries or items of a hole's collection, settle_flow the collection
   in flow style. settle_empty writes {} or [] for a collection whose entries were all empty
   (entry.c). */
void settle_entry(struct settle *s, const struct place *p, const struct hole *hole);
void settle_empty(struct settle *s, const struct frame *f, size_t around);
void settle_flow(struct settle *s, const struct place *p, const struct hole *hole);

/* The tree (tree.c): settle_tree_scalar adds a scalar after it was written, settle_tree_begin
   the innermost collection, settle_tree_entries the entries of a hole. settle_made notes the
   string that a scalar with holes has become. */
static inline void
settle_made(struct settle *s, str text)
{
	if (s->with_tree)
		s->made = val_string(s->arena, text);
}

void settle_tree_scalar(struct settle *s, const yaml_event_t *e, bool key);
void settle_tree_begin(struct settle *s, bool mapping, bool marked);
void settle_tree_entries(struct settle *s, const struct val *tree);

/* settle_line_ends tells whether only blanks follow byte i up to the end of its line.
   settle_next_line returns the offset of the next line. */
bool settle_line_ends(const struct settle *s, size_t i);
size_t settle_next_line(const struct settle *s, size_t i);

#endif
