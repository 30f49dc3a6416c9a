/* The syntax tree of a parsed template. It is in the arena of the template's set. After parsing
   only the cache in struct tmpl changes. */
#ifndef TMPL_PARSE_NODE_H
#define TMPL_PARSE_NODE_H

#include "base/arena.h"
#include "base/die.h"
#include "base/str.h"
#include "tmpl/go/value.h"

struct buf;
struct func;

enum node_kind {
	/* Small nodes, without the members of the second union. */
	NODE_TEXT,   /* text */
	NODE_ACTION, /* a pipeline */
	NODE_BREAK,
	NODE_CONTINUE,
	NODE_PIPE,    /* a pipeline in parentheses */
	NODE_CALL,    /* func, args */
	NODE_COMMAND, /* operands: a value with arguments; only a method may have them */
	NODE_FIELD,   /* text: as in the template, a dot before each name */
	/* Other statements. In a list, next is the next statement. */
	NODE_IF, /* a pipeline; list, other */
	NODE_WITH,
	NODE_RANGE,
	NODE_TEMPLATE, /* a pipeline, without commands if there is no argument; name */
	/* Other expressions. */
	NODE_VARIABLE, /* text with the fields after the variable; name_n, slot */
	NODE_CHAIN,    /* operand, text of the fields after it */
	/* Literals and the dot: text. */
	NODE_DOT,
	NODE_NIL,
	NODE_BOOL,   /* value */
	NODE_NUMBER, /* value */
	NODE_STRING  /* value */
};

/* The slot of a variable that does not exist when it is used: only another branch declares it,
   or it is set but never declared. */
enum { NODE_NO_SLOT = INT32_MAX };

/* A variable: one that a pipeline sets, or in the parser one that a template may name. */
struct var {
	str name;
	uint32_t slot;
	struct var *next; /* only in the parser */
};

/* Use only the members of the node's kind: node_new does not always allocate the others. (New pages
   of memory take a third of a template's time.) */
struct node {
	uint8_t kind;   /* enum node_kind */
	bool assign;    /* pipelines: = rather than := */
	uint8_t decl_n; /* pipelines: how many variables are set, 0 to 2 */
	uint32_t pos;   /* offset in the file */
	struct node *next;
	union {
		str text;
		struct {
			/* Pipelines. A command is a call, a NODE_COMMAND or an operand. */
			struct node *commands;
			struct var *decl;
		};
		struct {
			const struct func *func;
			struct node *args;
		};
		struct node *operands;
	};
	union {
		struct {
			struct node *list, *other;
		};
		str name;
		struct node *operand;
		struct {
			uint32_t slot, name_n; /* the length of "$x" */
		};
		struct value value;
	};
};

/* A file of templates. */
struct source {
	const char *name; /* as messages call it */
	str text;
};

/* The cache of include: the template's last output as a value, the dot of that call, and exec.runs
   at that time. Only exec uses it. */
struct tmpl_cache {
	uint64_t run;
	const struct val *dot;
	struct value value;
};

/* A template: the body of a file, or a definition in it. slots is the number of its variables; $
   has slot 0. */
struct tmpl {
	str name;
	const struct source *source;
	struct node *root;
	uint32_t slots;
	struct tmpl_cache cache;
};

/* node_new makes a node. The value of a literal is not cleared. */
static inline struct node *
node_new(struct arena *a, unsigned kind, uint32_t pos)
{
	enum { SMALL = offsetof(struct node, list), MEDIUM = SMALL + 2 * sizeof(struct node *) };
	size_t size = kind < NODE_IF ? SMALL : MEDIUM;
	struct node *n = arena_take(a, kind < NODE_BOOL ? size : sizeof *n);

	memset(n, 0, SMALL);
	if (kind >= NODE_IF)
		n->list = n->other = NULL;
	n->kind = (uint8_t)kind;
	n->pos = pos;
	return n;
}

/* node_fields returns the names of the fields of an operand, "a.b", or "" if it has none. */
static inline str
node_fields(const struct node *n)
{
	if (n->kind == NODE_VARIABLE)
		return str_from(n->text, n->name_n + 1);
	return n->kind == NODE_FIELD || n->kind == NODE_CHAIN ? str_from(n->text, 1) : (str){0};
}

/* node_show adds an expression or an action as Go writes it in messages: normalized. */
void node_show(struct buf *b, const struct node *n);

/* node_last returns the node of an operand that is evaluated last, which Go's messages name. */
const struct node *node_last(const struct node *n);

/* node_place returns the line of an offset and, as in Go, its column in bytes from 0. */
struct pos node_place(const struct source *s, uint32_t pos);

/* node_fault reports a mistake as Go does, "template: NAME:LINE: message" or with col
   "template: NAME:LINE:COL: message", then the line of the template with a caret. */
void node_fault(
    struct arena *a, const struct source *s, uint32_t pos, bool col, const char *message);

#endif
