/* What the parts of the context share. */
#ifndef TMPL_CONTEXT_STATE_H
#define TMPL_CONTEXT_STATE_H

#include <string.h>

#include "base/buf.h"
#include "base/str.h"
#include "tmpl/value.h"

struct arena;

enum state {
	AT_LINE,      /* at the beginning of a line, indentation so far */
	AT_NODE,      /* where a node may begin, on a line that has begun */
	AT_FLOW,      /* within {} or [], between nodes */
	IN_PLAIN,     /* in a plain scalar */
	IN_REST,      /* on a further line of a plain scalar of the template's */
	IN_SINGLE,    /* within '' */
	IN_DOUBLE,    /* within "" */
	IN_PROPERTY,  /* in an anchor or a tag, before its node */
	IN_ALIAS,     /* in an alias, which is a node */
	AFTER_NODE,   /* on the line behind a quoted scalar, an alias, a flow collection */
	IN_COMMENT,   /* to the end of the line */
	IN_HEADER,    /* behind | or > */
	AT_BODY_LINE, /* at the beginning of a block scalar's line, indentation so far */
	IN_BODY       /* in a block scalar's line */
};

enum level_kind { LEVEL_ROOT, LEVEL_MAPPING, LEVEL_SEQUENCE };

/* A block collection that is open. filled: its current entry has its value; plain: that value is a
   plain scalar, which could go on over the line; dynamic: with an action in it. */
struct level {
	int col;
	uint8_t kind; /* enum level_kind */
	bool filled, plain, dynamic;
	bool question; /* its current entry is "? key" */
};

struct context {
	struct arena *arena;
	struct buf *out;
	bool inner; /* what comes out is read or inserted elsewhere */
	void (*refuse)(void *argument, size_t offset, const char *message);
	void *argument;
	enum state state;
	str text;    /* what context_text is adding */
	size_t at;   /* how far it is */
	size_t line; /* offset in out of the line's beginning */
	struct level *levels;
	size_t levels_n, levels_cap;
	unsigned flow;                 /* how many {} and [] are open */
	bool flow_plain, flow_dynamic; /* in them: level's plain and dynamic */
	bool any;                      /* there was a node */
	bool fresh;  /* the node may be a key or an item: first on its line, or behind "- " */
	bool expect; /* it must be the key of a further entry of the mapping */
	bool sealed; /* structure was inserted on this line: nothing may follow on it */
	int close;   /* no line may be indented deeper than this after structure; -1: no limit */

	/* The scalar that is being added; offsets in out. */
	size_t start, tail; /* its beginning, the end of what is not blanks at its end */
	size_t value_start; /* where its last value begins and ends, 0 without */
	size_t value_end;
	int start_col;     /* a key's column: that of its anchor or tag, if it has one */
	int property;      /* the column of an anchor or a tag before the node, -1 without */
	unsigned values;   /* how many values it holds */
	bool last_literal; /* its last character is the template's */
	bool escape;       /* behind a backslash in double quotes */
	bool folded;       /* it went over a line */
	bool redo;         /* it must be written anew, in double quotes */
	bool edge;         /* a value begins or ends with a blank */
	bool rest;         /* it goes on over the line, without a value so far */
	struct value whole;

	/* The block scalar: where its header stands, its indentation, -1 while unknown. */
	size_t header;
	int body;
	bool fold, told;
};

_Noreturn void context_refuse(struct context *c, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

/* Plain scalars that go on over the line: with an action on an earlier line, on a later one. */
_Noreturn void context_refuse_lines(struct context *c);
_Noreturn void context_refuse_rest(struct context *c);

struct level *context_top(const struct context *c);
void context_push(struct context *c, enum level_kind kind, int col);
int context_col(const struct context *c);

/* The character i bytes on; '\n' where the text ends, as if the line did. */
static inline char
context_peek(const struct context *c, size_t i)
{
	return c->at + i < c->text.n ? c->text.p[c->at + i] : '\n';
}

static inline bool
context_is_blank(char ch)
{
	return ch == ' ' || ch == '\t' || ch == '\r';
}

static inline bool
context_blank_or_end(const struct context *c, size_t i)
{
	return context_is_blank(context_peek(c, i)) || context_peek(c, i) == '\n';
}

static inline void
context_take(struct context *c, size_t n)
{
	buf_add(c->out, str_sub(c->text, c->at, n));
	c->at += n;
}

static inline void
context_newline(struct context *c, enum state next)
{
	context_take(c, 1);
	c->line = c->out->n;
	c->sealed = false;
	c->state = next;
}

/* Takes what is none of the characters of a set, newlines included. */
static inline void
context_take_run(struct context *c, const char *until)
{
	size_t n = 0;

	while (c->at + n < c->text.n && !strchr(until, c->text.p[c->at + n]))
		n++;
	context_take(c, n);
}

/* One step of the automaton in each state of a scalar; all take at least a character or change the
   state. */
void context_in_plain(struct context *c);
void context_in_single(struct context *c);
void context_in_double(struct context *c);
void context_in_name(struct context *c, enum state next);
void context_after_node(struct context *c);
void context_in_comment(struct context *c);
void context_in_rest(struct context *c);
void context_in_header(struct context *c);
void context_at_body_line(struct context *c);
void context_in_body(struct context *c);

/* The ends of a plain scalar: as a value, as a key. context_key_ends is for keys of any style,
   their colon being written; context_dash takes the dash of an item, context_complex_key the mark
   of "? key" or, on a line of its own, of ": value". */
void context_plain_ends(struct context *c);
void context_plain_key(struct context *c);
void context_key_ends(struct context *c);
void context_dash(struct context *c);
void context_complex_key(struct context *c);

/* context_begin_line settles which collection the node belongs to that begins here, first on its
   line; context_begin starts a scalar here. */
void context_begin_line(struct context *c, bool dash);
void context_begin(struct context *c);

/* context_flow_rest goes on with a plain scalar over the line, in [] and {}. */
void context_flow_rest(struct context *c);

/* context_fill says that the current entry has got its value. */
void context_fill(struct context *c);

/* context_check_key refuses a key of this length. */
void context_check_key(struct context *c, size_t length);

/* context_finish writes a scalar that has ended as it must be written. */
void context_finish(struct context *c, bool key);

/* context_ends_key tells whether the plain scalar ends in a colon of the template's. */
bool context_ends_key(const struct context *c);

/* context_body adds a value in a block scalar or behind its header; context_structure adds block
   YAML. indent and newline are context_value's. */
void context_body(struct context *c, str text, int indent, bool newline);
void context_structure(struct context *c, struct value v, bool newline);

/* context_scalar adds a value where a node may begin or within a plain scalar. */
void context_scalar(struct context *c, struct value v, str text);

/* context_quoted adds a value within quotes. */
void context_quoted(struct context *c, struct value v, str text);

/* context_open tells whether, at a column, the entry before waits for its value. */
bool context_open(const struct context *c, int col);

/* context_strip takes the line break and the indentation off that nindent or indent put on. */
str context_strip(struct arena *a, str text, int indent, bool newline);

#endif
