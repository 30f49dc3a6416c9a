/* Declarations that the files of settling share: its state and functions. */
#ifndef TMPL_YAML_SETTLE_STATE_H
#define TMPL_YAML_SETTLE_STATE_H

#include "base/buf.h"
#include "base/str.h"
#include "data/val.h"
#include "data/yaml_event.h"
#include "data/yaml_in.h"
#include "tmpl/yaml/hole.h"
#include "tmpl/yaml/settle.h"

/* The longest key that readers accept on one line, in bytes. */
enum { SETTLE_KEY_MAX = 1000 };

/* An open collection; the first is the document. */
struct frame {
	bool mapping, flow;
	bool marked; /* an anchor or a tag is before it */
	bool any;    /* it has a member that is not an empty entry */
	/* The last member of a mapping is a key without a value, or a list in the column of its
	   key. Here the template expects a list; the entries of a mapping from toYaml would join
	   the mapping around it. */
	bool list_place;
	bool wants_key, filled; /* filled: a value made the key */
	str key;                /* the next value's key; p is NULL if it is not a string */
	yaml_mark_t key_mark;
	size_t col;   /* in block style: the column of its keys or dashes */
	size_t start; /* the index of its first character */
	/* The {} or [] of an empty entry, with its line if nothing else is on it. The next member
	   removes it. */
	size_t empty_at, empty_n;
	struct val *v;
};

/* The first done bytes of in are copied. Line number line of in begins at byte line_at. */
struct settle {
	struct holes *holes;
	struct arena *arena;
	struct buf *out;
	str in;
	size_t done, line, line_at;
	unsigned flags; /* SETTLE_ */
	bool any;
	struct yaml_source source;
	struct frame *frame, *top; /* YAML_DEPTH_MAX + 1 frames, not cleared: few are used */
	struct val *tree;
	bool partial; /* tree lacks something */
	struct settle_mistake *mistake;
};

/* A scalar's place in the input: its first byte, the byte after it, and the first hole in it. */
struct place {
	size_t begin, end, hole;
	const yaml_mark_t *mark;
	bool key;
};

/* settle_refuse notes what is wrong at a byte; only the first mistake counts.
   settle_source_mistake notes why the parser stopped (mistake.c). */
void settle_refuse(struct settle *s, size_t at, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));
void settle_source_mistake(struct settle *s);

/* settle_mark_lines returns markup for the parser. If not empty, it ends in a line break.
   settle_is_lead tells whether text before a hole is only indentation and dashes (line.c). */
str settle_mark_lines(struct holes *h, str markup);
bool settle_is_lead(str text);

/* settle_byte returns the offset of a mark; it is fast if marks come in order. */
size_t settle_byte(struct settle *s, yaml_mark_t mark);

/* settle_copy copies the input up to byte end. settle_comment adds text between nodes. The holes in
   its comments become text on one line; it leaves out lines that print nothing. */
void settle_copy(struct settle *s, size_t end);
void settle_comment(struct settle *s, str text);

/* settle_behind continues at byte from, on a new line after a block. It moves comments there to
   column margin or less, so that they do not become part of the block. */
void settle_behind(struct settle *s, size_t from, size_t margin);

/* settle_line_ends tells whether only blanks follow byte i up to the end of its line.
   settle_next_line returns the offset of the next line. */
bool settle_line_ends(const struct settle *s, size_t i);
size_t settle_next_line(const struct settle *s, size_t i);

/* settle_member adds a member to the innermost mapping, settle_any notes that the innermost
   collection has a member. */
void settle_member(struct settle *s, str key, struct val *v, yaml_mark_t mark, bool filled);
void settle_any(struct settle *s);

/* settle_scalar writes a scalar that contains holes. It returns the node, or NULL if it has added
   entries to the tree itself. settle_fill returns text with its holes filled. It reduces each pad
   by less. fold: the parser has folded the lines of text (scalar.c). */
struct val *settle_scalar(struct settle *s, const yaml_event_t *e, bool key);
str settle_fill(struct settle *s, str text, size_t less, bool fold);

/* settle_block writes a block scalar that contains holes (block.c). */
struct val *settle_block(struct settle *s, const yaml_event_t *e, const struct place *p);

/* settle_entry writes the entries or items of a hole's collection in place of its line
   (entry.c). */
void settle_entry(struct settle *s, const struct place *p, const struct hole *hole);

/* settle_text_end returns the length of a text without the blanks at its end. */
static inline size_t
settle_text_end(const struct buf *b)
{
	size_t n = b->n;

	while (n > 0 && b->p[n - 1] == ' ')
		n--;
	return n;
}

#endif
