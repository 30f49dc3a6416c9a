/* The values that templates compute with. Collections of the document are borrowed, never
   copied: their value is the struct val. A collection that a template makes (list, dict) has its
   own form and is shared as in Go: `set` changes it for all values that refer to it.
   Values are passed by value; they do not own what they refer to. */
#ifndef TMPL_GO_VALUE_H
#define TMPL_GO_VALUE_H

#include "base/str.h"

struct arena;
struct val;

enum value_kind {
	VALUE_MISSING, /* the key does not exist; s is the path in the template: ".spec.vip" */
	VALUE_NIL,     /* from here on in the order of enum val_kind */
	VALUE_BOOL,
	VALUE_INT,
	VALUE_FLOAT,
	VALUE_STRING,
	VALUE_LIST,
	VALUE_MAP
};

/* Fills the holes of a text (tmpl/yaml/hole.h): fill returns the text with each hole replaced by
   its value's text, in an arena that lives as long as the values. */
struct markup {
	str (*fill)(const struct markup *m, str text);
};

/* For a map, and for a list of the document, node is the collection; as.list is a template's list.
   For a scalar of the document, node tells its origin; for a computed scalar, node is NULL. An
   integer that does not fit into int64 is a VALUE_FLOAT; its node is the VAL_INT with all digits.
   With markup (only in YAML mode) the string is template text with holes. holes fills them; it may
   be NULL if the text has no hole. Use value_text to read a string that may be markup. */
struct value {
	uint8_t kind; /* enum value_kind */
	bool literal; /* Go's int rather than int64: number literals, len, int */
	bool markup;
	bool from_tpl; /* markup that tpl made: a string, except for indent and nindent */
	bool own;      /* a collection that a template made */
	union {
		union value_as {
			bool b;
			int64_t i;
			double f;
			struct {
				struct value_list *list;
				size_t n; /* the list's length */
			};
		} as;
		str s; /* VALUE_STRING's text, VALUE_MISSING's path */
	};
	union {
		struct val *node;
		const struct markup *holes;
	};
};

/* Lists that begin with the same items share them: n is the length of the longest list. */
struct value_list {
	struct value *items;
	size_t n, cap;
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

/* value_int makes Go's int64, value_literal Go's int. */
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

static inline struct value
value_string(str s)
{
	return (struct value){.kind = VALUE_STRING, .s = s};
}

/* value_markup makes a string of markup. */
static inline struct value
value_markup(str s, const struct markup *holes)
{
	return (struct value){.kind = VALUE_STRING, .markup = true, .s = s, .holes = holes};
}

/* value_text returns a string's text with the holes filled. value_plain returns the value as a
   plain string. */
static inline str
value_text(const struct value *v)
{
	return v->markup && v->holes ? v->holes->fill(v->holes, v->s) : v->s;
}

static inline struct value
value_plain(const struct value *v)
{
	return v->markup ? value_string(value_text(v)) : *v;
}

/* value_origin returns the node that a value came from, or NULL. */
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

/* value_push makes *list a new list: its items, then item. Other values that refer to the old list
   do not change. To build a list of n items one by one takes time and memory in proportion to n. */
void value_push(struct arena *a, struct value *list, struct value item);

/* value_set sets a member of any map in place, also of a map of the document. key is borrowed.
   Remove members with val_remove. */
void value_set(struct arena *a, struct value map, str key, struct value v);

/* value_len returns the number of items or members, or a string's bytes; 0 for other values. */
size_t value_len(struct value v);

/* value_at reads item i of a list, value_get the member of a map. They return false if it does not
   exist. `member` may be equal to `map`. */
bool value_at(struct value list, size_t i, struct value *item);
bool value_get(const struct value *map, str key, struct value *member);

/* Walks over a list or a map: for (w = value_walk(v); value_next(&w);) … w.key, w.item. i is the
   number of calls. value_walk keeps the collection's own order; the collection must not change, but
   members may be added, which are not visited. value_sorted orders a map by its keys, in arena a;
   the map may change. Other values are empty. */
struct value_walk {
	struct value of, item;
	str key;
	struct val *at, **order;
	size_t i, n;
};

static inline struct value_walk
value_walk(struct value of)
{
	return (struct value_walk){.of = of, .n = of.kind >= VALUE_LIST ? value_len(of) : 0};
}

struct value_walk value_sorted(struct arena *a, struct value of);
bool value_next(struct value_walk *w);

/* value_true is Go's truth: false for missing, nil, false, 0 and empty values. */
bool value_true(struct value v);

/* value_tree converts a value to a tree, for yaml_out, json_out and to_yaml. The tree borrows from
   the document: do not change the tree. Returns NULL if a number is not finite, or if the value
   nests deeper than VALUE_DEPTH, as a map that contains itself does; then *error is the reason,
   unless error is NULL. */
enum { VALUE_DEPTH = 200 };
struct val *value_tree(struct arena *a, struct value v, const char **error);

#endif
