/* What a template computes with. Data of the stream is borrowed, never copied: a mapping or a
   sequence that came from there is its struct val. What a template makes itself (list, dict) has
   its own form, with Go's sharing: who holds it sees what `set` changes in it.
   Values are passed by value; what they point to lives in the document's arena. */
#ifndef TMPL_GO_VALUE_H
#define TMPL_GO_VALUE_H

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

/* How the holes in a text are filled (tmpl/yaml/hole.h): fill gives the text with each hole
   replaced by what its value says, in an arena that lives as long as the values. */
struct markup {
	str (*fill)(const struct markup *m, str text);
};

/* as.list and as.map are NULL where node is the collection. node is also where a scalar came from,
   for its origin, NULL when it was computed. An integer of the stream that does not fit int64 is a
   VALUE_FLOAT whose node is the VAL_INT with all its digits.
   markup, in YAML mode: the string is text of the templates with holes for values; holes fills
   them, NULL where there are none. Read any other string's s; value_text serves both. */
struct value {
	uint8_t kind; /* enum value_kind */
	bool literal; /* Go's int rather than int64: number literals, len, int */
	bool markup;
	bool from_tpl; /* markup that tpl made: a string, except for indent and nindent */
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
	union {
		struct val *node;
		const struct markup *holes;
	};
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

/* value_markup makes a string of markup. */
static inline struct value
value_markup(str s, const struct markup *holes)
{
	return (struct value){.kind = VALUE_STRING, .markup = true, .s = s, .holes = holes};
}

/* value_text gives the text of a string, value_plain the string itself, with the holes filled. */
static inline str
value_text(const struct value *v)
{
	return v->markup && v->holes ? v->holes->fill(v->holes, v->s) : v->s;
}

static inline struct value
value_plain(const struct value *v)
{
	return v->markup ? (struct value){.kind = VALUE_STRING, .s = value_text(v)} : *v;
}

/* value_origin gives the node that a value came from, or NULL. */
static inline struct val *
value_origin(struct value v)
{
	return v.markup ? NULL : v.node;
}

/* value_of returns a node of a tree as a value; NULL becomes nil. */
struct value value_of(struct val *node);

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
