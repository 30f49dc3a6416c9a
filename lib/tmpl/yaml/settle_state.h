/* What the parts of settling share. */
#ifndef TMPL_YAML_SETTLE_STATE_H
#define TMPL_YAML_SETTLE_STATE_H

#include "base/buf.h"
#include "base/str.h"
#include "data/val.h"
#include "data/yaml_event.h"
#include "data/yaml_in.h"
#include "tmpl/yaml/hole.h"
#include "tmpl/yaml/settle.h"

/* What came before in a mapping: nothing, or a member; a key without a value; a list in the column
   of its key. An entry behind one of the last two would join the mapping where a list is due. */
enum before { BEFORE_OTHER, BEFORE_NO_VALUE, BEFORE_LIST };

/* A collection that is open; the first is the document. */
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
	bool any;     /* a member, empty entries apart */
	/* Empty entries were left out; where the first was, to put {} or [] there; whether that was
	   a line, and how far it was indented then. */
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

/* in is copied up to byte done; character chars is byte bytes of it. */
struct settle {
	struct holes *holes;
	struct arena *arena;
	struct buf *out;
	str in;
	size_t done, chars, bytes;
	size_t margin; /* behind lines that may be a block scalar's: what is not deeper ends it */
	bool behind;   /* the input goes on behind these */
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

/* The place of a scalar's text in the input, and what it may become there. */
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

/* settle_byte gives the offset of a character, which must not be before the one asked for last.
   settle_copy copies the input up to byte end. settle_comment adds what is no node: a hole is in a
   comment there, and becomes text on its line; the mark of an empty line goes. */
size_t settle_byte(struct settle *s, size_t index);
void settle_comment(struct settle *s, str text);
void settle_copy(struct settle *s, size_t end);

/* settle_behind goes on at byte i of the input behind lines that may end in a block scalar, which
   comments and blanks must not join: they are put in column margin at most. */
void settle_behind(struct settle *s, size_t i, size_t margin);

/* settle_key notes a key of the mapping on top. */
void settle_key(struct settle *s, str text, size_t line, bool filled);

/* settle_scalar writes a scalar whose text holds holes (scalar.c); settle_string a string in its
   place; settle_fill gives a text with its holes filled, their pads less by less. fold: the text's
   lines were folded. */
void settle_scalar(struct settle *s, const yaml_event_t *e, bool key);
void settle_string(struct settle *s, const struct place *p, str text);
str settle_fill(struct settle *s, const struct place *p, str text, size_t less, bool fold);

/* settle_block writes a block scalar that holds holes (block.c). */
void settle_block(struct settle *s, const yaml_event_t *e, const struct place *p);

/* settle_entry writes the entries or items that a hole is (entry.c). settle_empty writes {} or []
   for a collection that has none. settle_flow writes a collection in flow style. */
void settle_entry(struct settle *s, const struct place *p, const struct hole *hole);
void settle_empty(struct settle *s, const struct frame *f, size_t around);
void settle_flow(struct settle *s, const struct place *p, const struct hole *hole);

/* settle_tree_scalar, settle_tree_begin and settle_tree_entries make the tree (tree.c): of a
   scalar, once it is written; of the collection on top; of a hole that is entries. settle_made
   notes the string that a scalar's holes came to. */
static inline void
settle_made(struct settle *s, str text)
{
	if (s->with_tree)
		s->made = val_string(s->arena, text);
}

void settle_tree_scalar(struct settle *s, const yaml_event_t *e, bool key);
void settle_tree_begin(struct settle *s, bool mapping, bool marked);
void settle_tree_entries(struct settle *s, const struct val *tree);

/* settle_line_ends tells whether only blanks follow at byte i of the input up to the line's end;
   settle_next_line gives the offset behind that. */
bool settle_line_ends(const struct settle *s, size_t i);
size_t settle_next_line(const struct settle *s, size_t i);

#endif
