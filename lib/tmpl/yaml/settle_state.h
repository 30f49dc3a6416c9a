/* Declarations that the files of settling share: its state and functions. */
#ifndef TMPL_YAML_SETTLE_STATE_H
#define TMPL_YAML_SETTLE_STATE_H

#include "base/buf.h"
#include "base/str.h"
#include "data/val.h"
#include "tmpl/yaml/hole.h"
#include "tmpl/yaml/plan.h"
#include "tmpl/yaml/settle.h"

/* How settle_input rewrites a hole alone on its line (input.c); SPOT_TEXT: not at all. */
enum spot_mark { SPOT_TEXT, SPOT_ENTRY, SPOT_ITEM, SPOT_NOTHING };

/* A hole in the input: the single character U+E000 at byte `at`. After the last one comes a spot at
   UINT32_MAX. */
struct spot {
	uint32_t at, id;
	uint8_t mark; /* enum spot_mark */
};

/* An open collection; the first is the document. */
struct frame {
	bool mapping, flow;
	bool has_properties; /* an anchor or a tag is before it */
	bool any;            /* it has a member that is not an empty entry */
	/* The last member of a mapping is a key without a value, or a list in the column of its
	   key. Here the template expects a list; the entries of a mapping from toYaml would join
	   the mapping around it. */
	bool list_place;
	bool filled;   /* a value made the key */
	str key;       /* the next value's key; p is NULL if it is not a string */
	size_t key_at; /* the first byte of key */
	size_t col;    /* in block style: the column of its keys or dashes */
	size_t start;  /* the first byte of the collection */
	/* A collection's tree. Without SETTLE_TREE it has only the keys of a mapping in which
	   values make keys; it is NULL for any other collection. */
	struct val *v;
};

/* `in` is the parser's input. Its first `done` bytes are copied; next is the first hole after them.
   event is the next event of the document's plan, last the end of the events. base is added to
   their offsets: the first byte of the document, or more within repeated text. */
struct settle {
	struct holes *holes;
	struct arena *arena;
	struct buf *out;
	str markup, in;
	size_t done, base;
	struct spot *spot;
	size_t spots, spots_cap;
	const struct spot *next;
	const struct plan *plan;
	const struct plan_event *event, *last;
	unsigned flags;            /* SETTLE_ */
	struct frame *frame, *top; /* YAML_DEPTH_MAX + 1 frames, not cleared: few are used */
	struct val *tree;
	bool partial; /* tree cannot replace the output: settle returns no tree */
	struct settle_mistake *mistake;
};

/* settle_refuse notes what is wrong at a byte; only the first mistake counts. */
void settle_refuse(struct settle *s, size_t at, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));

/* settle_input makes the input and the spots from the markup. An input that is not empty ends in a
   line break. settle_is_lead returns whether the last line of a text is only indentation, and
   dashes if they are allowed (input.c). */
str settle_input(struct settle *s);
bool settle_is_lead(str before, bool dashes);

/* settle_hole returns the hole of a spot. */
static inline const struct hole *
settle_hole(const struct settle *s, const struct spot *spot)
{
	return &s->holes->hole[spot->id];
}

/* settle_text returns the text of a scalar's event. */
str settle_text(const struct settle *s, const struct plan_event *e);

/* settle_copy copies the input up to byte `end`. The holes in it are in comments; their values
   become text on one line. It leaves out lines that print nothing. */
void settle_copy(struct settle *s, size_t end);

/* What str_span skips as blanks. */
#define SETTLE_BLANKS " \t\r"

/* settle_line_ends returns whether only blanks follow byte i up to the end of its line.
   settle_next_line returns the offset of the next line. */
bool settle_line_ends(const struct settle *s, size_t i);
size_t settle_next_line(const struct settle *s, size_t i);

/* settle_key adds a key to the innermost mapping: text.p is NULL if the key is not a string, `at`
   is the key's first byte, filled tells whether a value made the key. settle_value adds the value
   of that key, or an item of the innermost sequence: a new node, or NULL without SETTLE_TREE.
   settle_members adds the members of a collection of toYaml, whose hole is at byte `at`. */
void settle_key(struct settle *s, str text, size_t at, bool filled);
void settle_value(struct settle *s, struct val *v);
void settle_members(struct settle *s, const struct val *tree, size_t at);

/* settle_scalar writes a scalar that contains holes. settle_check_output refuses an output that is
   not UTF-8, and names the value (scalar.c). */
void settle_scalar(struct settle *s, const struct plan_event *e);
void settle_check_output(struct settle *s, str output);

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
