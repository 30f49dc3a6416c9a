/* What the parts of the context share. */
#ifndef TMPL_CONTEXT_STATE_H
#define TMPL_CONTEXT_STATE_H

#include <string.h>

#include "base/buf.h"
#include "base/str.h"
#include "tmpl/context.h"
#include "tmpl/value.h"

struct arena;

enum state {
	/* Where a plain scalar may begin or stands. */
	AT_LINE,  /* at the beginning of a line, indentation so far */
	AT_NODE,  /* where a node may begin, on a line that has begun */
	AT_FLOW,  /* within {} or [], between nodes */
	IN_PLAIN, /* in a plain scalar */
	/* All else. */
	IN_REST,     /* on a further line of a plain scalar of the template's */
	IN_SINGLE,   /* within '' */
	IN_DOUBLE,   /* within "" */
	IN_PROPERTY, /* in an anchor or a tag, before its node */
	IN_ALIAS,    /* in an alias, which is a node */
	AFTER_NODE,  /* on the line behind a quoted scalar, an alias, a flow collection */
	IN_COMMENT,  /* to the end of the line */
	/* In a block scalar. */
	IN_HEADER,    /* behind | or > */
	AT_BODY_LINE, /* at the beginning of a block scalar's line, indentation so far */
	IN_BODY       /* in a block scalar's line */
};

enum level_kind { LEVEL_ROOT, LEVEL_MAPPING, LEVEL_SEQUENCE };

/* A block collection that may be open, around it its parent. All contexts of a run share them:
   where the same collections are open in the same columns, the level is the same. */
struct level {
	struct level *parent, *child, *next; /* child: the first of those within it, by next */
	int col;
	uint8_t kind;  /* enum level_kind */
	bool question; /* its current entry is "? key" */
};

struct context {
	struct arena *arena;
	struct buf *out;
	bool inner; /* what comes out is read or inserted elsewhere */
	void (*refuse)(void *argument, size_t offset, const char *message);
	void *argument;
	struct context_shapes *shapes;
	struct context_place here;
	/* What context_text is adding. It stands behind out's end already, up to the offset end,
	   and a newline there, as if the line ended with it. */
	str text;
	size_t end;
	size_t before; /* how much of the text has been added before: long ones come in parts */
	size_t line;   /* offset in out of the line's beginning */
	unsigned flow; /* how many {} and [] are open */
	bool flow_plain, flow_dynamic; /* in them: here's plain and dynamic */

	/* The scalar that is being added; offsets in out. */
	size_t start, tail; /* its beginning, the end of what is not blanks at its end */
	size_t value_start; /* where its last value begins and ends, 0 without */
	size_t value_end;
	size_t indent;      /* of a value without text that may begin it, at start */
	int start_col;      /* a key's column: that of its anchor or tag, if it has one */
	unsigned values;    /* how many values it holds */
	bool last_literal;  /* its last character is the template's */
	bool escape;        /* behind a backslash in double quotes */
	bool folded;        /* it went over a line */
	bool redo;          /* it must be written anew, in double quotes */
	bool finished;      /* it is a finished scalar so far, and written as such */
	bool edge;          /* a value begins or ends with a blank */
	bool rest;          /* it goes on over the line, without a value so far */
	struct value whole; /* its last value */
	str whole_text;
	struct buf anew; /* what it is written anew as */

	struct buf printed; /* the text of the value that is being added */

	/* The block scalar: where its header stands, its indentation, -1 while unknown. */
	size_t header;
	int body;
	int lead; /* the column of a value without text before that, -1 without */
	bool fold, told;
	size_t hollow; /* offset of the line behind it, if it has no text */
};

_Noreturn void context_refuse(struct context *c, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

/* A block scalar without text, and a value behind it that is not as deep as its text must be. */
_Noreturn void context_refuse_hollow(struct context *c);

/* Plain scalars that go on over the line: with an action on an earlier line, on a later one. */
_Noreturn void context_refuse_lines(struct context *c);
_Noreturn void context_refuse_rest(struct context *c);

/* Classes of characters. */
enum {
	IS_BLANK = 1,    /* space, tab, CR */
	IS_BREAK = 2,    /* newline */
	IS_HASH = 4,     /* # */
	IS_FLOW = 8,     /* , [ ] { } */
	IS_SINGLE = 16,  /* ' */
	IS_DOUBLE = 32,  /* " \ */
	IS_MARK = 64,    /* - ? : */
	IS_INDENT = 128, /* space, CR */
	IS_NODE = 256,   /* what a node begins with that is not a plain scalar */
	IS_LINE = 512    /* what else means something of its own at the beginning of a line */
};
extern const uint16_t context_class[256];

static inline bool
context_is(char ch, unsigned classes)
{
	return context_class[(unsigned char)ch] & classes;
}

/* context_push opens a collection, context_pop closes the innermost, which is its parent's value;
   context_question says whether the innermost's entry is "? key". */
void context_push(struct context *c, enum level_kind kind, int col);
void context_pop(struct context *c);
void context_question(struct context *c, bool question);

static inline const struct level *
context_top(const struct context *c)
{
	return c->here.level;
}

/* Within a block scalar, its header included. */
static inline bool
context_in_block(const struct context *c)
{
	return c->here.state >= IN_HEADER;
}

/* The column that a block scalar's lines are indented from: its parent's, and at the root, where
   readers want them deeper than the line's beginning, that. */
static inline int
context_parent_col(const struct context *c)
{
	int col = context_top(c)->col;

	return col > 0 ? col : 0;
}

/* The least column of a block scalar's lines; their own is not known before the first with text. */
static inline int
context_body_col(const struct context *c)
{
	return c->body >= 0 ? c->body : context_parent_col(c) + 1;
}

/* The column, in bytes, of what comes next. */
static inline int
context_col(const struct context *c)
{
	return (int)(c->out->n - c->line);
}

/* How far the text is. */
static inline size_t
context_at(const struct context *c)
{
	return c->text.n - (c->end - c->out->n);
}

static inline bool
context_ended(const struct context *c)
{
	return c->out->n == c->end;
}

/* Notes the column of a key that may begin here: that of its anchor or tag, if it has one. */
static inline void
context_begin_col(struct context *c)
{
	c->start_col = c->here.property < 0 ? context_col(c) : c->here.property;
	c->here.property = -1;
}

/* The character i bytes on; '\n' where the text ends. */
static inline char
context_peek(const struct context *c, size_t i)
{
	return c->out->p[c->out->n + i];
}

static inline bool
context_blank_or_end(const struct context *c, size_t i)
{
	return context_is(context_peek(c, i), IS_BLANK | IS_BREAK);
}

/* context_take adds the next n characters of the text, which stand in out already. */
static inline void
context_take(struct context *c, size_t n)
{
	c->out->n += n;
}

static inline void
context_newline(struct context *c, enum state next)
{
	context_take(c, 1);
	c->line = c->out->n;
	c->here.sealed = c->here.empty = false;
	c->here.state = (uint8_t)next;
}

/* How many bytes of none of some classes come next; IS_BREAK is one of these. */
static inline size_t
context_find(const struct context *c, unsigned classes)
{
	const char *begin = c->out->p + c->out->n, *p = begin;

	while (!context_is(*p, classes))
		p++;
	return (size_t)(p - begin);
}

static inline void
context_take_to(struct context *c, unsigned classes)
{
	context_take(c, context_find(c, classes));
}

/* Takes what is of some classes; IS_BREAK is none of these. */
static inline void
context_take_all(struct context *c, unsigned classes)
{
	const char *begin = c->out->p + c->out->n, *p = begin;

	while (context_is(*p, classes))
		p++;
	context_take(c, (size_t)(p - begin));
}

/* context_drop_blanks takes back what the line holds so far, blanks: a line break follows. */
void context_drop_blanks(struct context *c);

/* context_lay has a text, the rest of one, or none stand behind out's end, and a newline behind
   it. */
static inline void
context_lay(struct context *c, str rest)
{
	char *p = buf_need(c->out, rest.n);

	str_copy(p, rest.p, rest.n);
	p[rest.n] = '\n';
	c->end = c->out->n + rest.n;
}

/* One step of the automaton in each state of a scalar; all take at least a character or change the
   state. */
void context_plain(struct context *c);
void context_in_plain(struct context *c);
void context_in_single(struct context *c);
void context_in_double(struct context *c);
void context_in_name(struct context *c, enum state next);
void context_in_comment(struct context *c);
void context_in_rest(struct context *c);
void context_in_header(struct context *c);
void context_at_body_line(struct context *c);
void context_in_body(struct context *c);

/* The ends of a plain scalar: as a value (context_plain_ended once it is written, dynamic: with
   values in it), as a key; context_end_plain as either, if one stands where a text or the stream
   ends. context_key_ends is for keys of any style,
   their colon being written; context_dash takes the dash of an item, context_complex_key the mark
   of "? key" or, on a line of its own, of ": value". context_no_item: if the scalar so far is a
   dash that was taken for an item's, it is none. */
void context_plain_ends(struct context *c);
void context_plain_ended(struct context *c, bool dynamic);
void context_plain_key(struct context *c);
void context_end_plain(struct context *c);
void context_key_ends(struct context *c);
void context_dash(struct context *c);
void context_no_item(struct context *c);
void context_complex_key(struct context *c);

/* context_begin_line settles which collection the node belongs to that begins here, first on its
   line; context_begin starts a scalar here. */
void context_begin_line(struct context *c, bool dash);
void context_begin(struct context *c);

/* context_empty notes a value without text where a line begins, indented by indent: on a line of
   its own it is nothing, as for Go; context_begin_empty starts a scalar with it, as something
   follows. */
void context_empty(struct context *c, int indent);
void context_begin_empty(struct context *c);

/* context_flow_rest goes on with a plain scalar over the line, in [] and {}. */
void context_flow_rest(struct context *c);

/* context_fill says that the current entry has got its value. */
void context_fill(struct context *c);

/* context_check_key refuses a key of this length. */
void context_check_key(struct context *c, size_t length);

/* context_replace puts c->anew in the place of the scalar; what follows its tail stays behind. */
void context_replace(struct context *c);

/* context_reopen takes a finished scalar back that goes on: its text is part of a plain one. */
void context_reopen(struct context *c);

/* context_finish has a plain scalar that has ended, with values in it, stand as it must be written;
   context_finish_quoted does for one in quotes. */
void context_finish(struct context *c, bool key);
void context_finish_quoted(struct context *c);

/* context_ends_key tells whether a plain scalar's last character is a colon of the template's: if a
   blank follows, it was a key. */
static inline bool
context_ends_key(const struct context *c)
{
	return c->here.state == IN_PLAIN && c->last_literal && c->tail == c->out->n &&
	    c->tail > c->start && c->out->p[c->tail - 1] == ':';
}

/* context_mark_alone tells whether a dash, a question mark or a colon stands alone where it means
   something of its own if a blank follows. */
static inline bool
context_mark_alone(const struct context *c)
{
	return c->out->n == c->start + 1 && context_is(c->out->p[c->start], IS_MARK) &&
	    c->here.state == IN_PLAIN && c->here.fresh && !c->values && !c->flow;
}

/* context_body_begins has the first line of a block scalar begin where the context stands; blank:
   with a blank. context_body adds a value in a block scalar or behind its header;
   context_structure adds block YAML. indent and newline are context_value's. */
void context_body_begins(struct context *c, bool blank);
void context_body(struct context *c, str text, int indent, bool newline);
void context_structure(struct context *c, const struct value *v, bool newline);

/* context_scalar adds a value where a node may begin or within a plain scalar; ends is
   context_value's. context_bare does for a value that ends it, if it is all of it and stands as it
   is; it tells whether that is so. */
void context_scalar(struct context *c, const struct value *v, str text, bool ends);
bool context_bare(struct context *c, const struct value *v);

/* context_quoted adds a value within quotes. */
void context_quoted(struct context *c, const struct value *v, str text);

/* context_open tells whether, at a column, the entry before waits for its value. */
bool context_open(const struct context *c, int col);

/* context_strip takes the line break and the indentation off that nindent or indent put on. */
str context_strip(struct arena *a, str text, int indent, bool newline);

#endif
