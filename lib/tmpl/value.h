/* What a template computes with. Data of the stream is borrowed, never copied: a mapping or a
   sequence that came from there is its struct val. What a template makes itself (list, dict) has
   its own form, with Go's sharing: who holds it sees what `set` changes in it.
   Values are passed by value; what they point to lives in the document's arena. */
#ifndef TMPL_VALUE_H
#define TMPL_VALUE_H

#include "base/str.h"

struct arena;
struct val;

enum value_kind {
	VALUE_MISSING, /* no such key; s is the path as the template has it: ".spec.vip" */
	VALUE_NIL,
	VALUE_BOOL,
	VALUE_INT,
	VALUE_FLOAT,
	VALUE_STRING,
	VALUE_LIST,
	VALUE_MAP
};

/* What a string's text is, for YAML mode. Only functions of ours set a mark, and only on text they
   wrote themselves; any other change to the text loses it. In text mode marks mean nothing.
   A mark counts where the action is all of a scalar, or stands where structure may; anywhere else
   (part of a scalar, within quotes, in a block scalar) the text is a text like any other. */
enum value_mark {
	MARK_NONE,
	MARK_SCALAR, /* a finished scalar: quote, squote, toBool, printf "%q", toYaml of a scalar;
	                node is the scalar it stands for */
	MARK_FLOW,   /* finished YAML on one line: toJson, toYaml of an empty collection; node is
	                the tree */
	MARK_BLOCK   /* finished block YAML, lines indented alike: toYaml, include; node is the
	                tree, or NULL where there is none. indent, nindent, trim, and cutting
	                newlines off the end keep MARK_BLOCK, MARK_FLOW and MARK_SCALAR */
};

/* as.list and as.map are NULL where node is the collection. node is also where a scalar came from,
   for its origin, NULL when it was computed. An integer of the stream that does not fit int64 is a
   VALUE_FLOAT whose node is the VAL_INT with all its digits. */
struct value {
	uint8_t kind;    /* enum value_kind */
	uint8_t mark;    /* enum value_mark */
	bool literal;    /* Go's int rather than int64: number literals, len, int */
	bool rendered;   /* VALUE_STRING: what include or tpl gave */
	bool open;       /* MARK_BLOCK: it ends in a template's own structure, which may go on */
	uint16_t indent; /* MARK_BLOCK: the indentation of its lines, that of the first aside */
	union {
		union {
			bool b;
			int64_t i;
			double f;
			struct value_list *list;
			struct value_map *map;
		} as;
		str s; /* VALUE_STRING's text, VALUE_MISSING's path */
	};
	struct val *node;
};

/* items is NULL where the list is start, start + step, … Lists made by value_append share items:
   taken counts those that any of them has. */
struct value_list {
	struct value *items;
	size_t n, cap;
	size_t *taken;
	int64_t start, step;
};

/* gone: the index knows it still, the map does not. */
struct value_member {
	str key;
	struct value value;
	bool gone;
};

/* Members in the order they were set; index serves wide ones. */
struct value_map {
	struct value_member **members;
	size_t n, cap;
	void *index;
};

static inline struct value
value_nil(void)
{
	return (struct value){.kind = VALUE_NIL};
}

static inline struct value
value_bool(bool b)
{
	return (struct value){.kind = VALUE_BOOL, .as.b = b};
}

/* Go's int64, and its int. */
static inline struct value
value_int(int64_t i)
{
	return (struct value){.kind = VALUE_INT, .as.i = i};
}

static inline struct value
value_literal(int64_t i)
{
	return (struct value){.kind = VALUE_INT, .literal = true, .as.i = i};
}

static inline struct value
value_float(double f)
{
	return (struct value){.kind = VALUE_FLOAT, .as.f = f};
}

struct value value_string(str s);
struct value value_marked(str s, enum value_mark mark, struct val *node);

/* value_of gives a node of a tree as a value; NULL gives nil. value_from sets v to it: for loops,
   where a copy of what was just written would wait for it. */
struct value value_of(struct val *node);
void value_from(struct value *v, struct val *node);

/* value_list makes an empty list with room for n items, value_map an empty map. */
struct value value_list(struct arena *a, size_t n);
struct value value_map(struct arena *a);

/* value_numbers makes the list of n of Go's ints from start on, by step; nothing more may be
   pushed. */
struct value value_numbers(struct arena *a, int64_t start, int64_t step, size_t n);

/* value_push appends to a list made by value_list, while it is being made. */
void value_push(struct arena *a, struct value list, struct value item);

/* value_append gives a list of list's items and item; list stays as it is. A list that grows item
   by item takes time and memory in proportion to its length. */
struct value value_append(struct arena *a, struct value list, struct value item);

/* value_set puts a member into any map, in place, also into one of the stream; value_unset takes it
   out. key is borrowed. */
void value_set(struct arena *a, struct value map, str key, struct value v);
void value_unset(struct arena *a, struct value map, str key);

/* value_len counts a list's items, a map's members, a string's bytes; 0 for all else. */
size_t value_len(struct value v);

/* value_item gives item i, which must be there, of a list that a template made. */
static inline struct value
value_item(const struct value_list *list, size_t i)
{
	if (list->items)
		return list->items[i];
	return value_literal(list->start + (int64_t)i * list->step);
}

/* value_at gives item i of a list, value_get the member of a map; false when there is none. member
   may be map itself. */
bool value_at(struct value list, size_t i, struct value *item);
bool value_get(const struct value *map, str key, struct value *member);

/* A walk over a list or a map in its own order: for (w = value_walk(v); value_next(&w);) … w.key,
   w.item. The collection must not change meanwhile. */
struct value_walk {
	struct value of, item;
	str key;
	struct val *at;
	size_t i;
};

struct value_walk value_walk(struct value of);
bool value_next(struct value_walk *w);

/* value_sorted gives a map's members ordered by key, value_len of them, in a. */
struct value_member *value_sorted(struct arena *a, struct value map);

/* value_true is Go's truth: not missing, nil, false, 0 or empty. */
bool value_true(struct value v);

/* value_tree gives a value as a tree that is in no collection, for yaml_out, json_out and the like.
   What is of the stream is borrowed where it can be: do not change the tree. NULL when it nests
   deeper than VALUE_DEPTH, as a map that holds itself does. */
enum { VALUE_DEPTH = 200 };
struct val *value_tree(struct arena *a, struct value v);

/* value_copy is a deep copy that shares no collection with v; nil when too deep. */
struct value value_copy(struct arena *a, struct value v);

#endif
