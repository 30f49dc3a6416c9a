/* The tree of a document: each node has a value and its place in the file. A tree lives in the
   arena it was made in. Its texts must live as long. */
#ifndef DATA_VAL_H
#define DATA_VAL_H

#include "base/arena.h"
#include "base/die.h"
#include "base/map.h"
#include "base/str.h"

enum val_kind { VAL_NULL, VAL_BOOL, VAL_INT, VAL_FLOAT, VAL_STRING, VAL_SEQUENCE, VAL_MAPPING };

/* The name of a member and its place in the value's file; line is 0 if the place is unknown. A name
   never changes, so copies share it. */
struct val_name {
	const char *text;
	uint32_t n; /* bytes */
	uint32_t line, col;
};

/* One node, 48 bytes. Members of a mapping and items of a sequence are chained in order; walk them
   with `for (v = val_first(c); v; v = val_next(c, v))`. A node is in one collection at most. Read
   the fields as you like, but use the functions below for chains. */
struct val {
	struct val *next;
	const struct val_name *name; /* of a member of a mapping, else NULL */
	const char *file;            /* file, line, col: the value's place, as in struct pos */
	union {
		const char *text; /* scalars: "null", "true", a JSON number, the string's bytes */
		struct val *last; /* collections: the last node of the circular chain */
		struct val_index *index; /* wide mappings: the last node, and a table by key */
	} as;
	uint32_t line, col;
	uint32_t n;   /* scalars: the text's bytes; collections: the number of members or items */
	uint8_t kind; /* enum val_kind */
	uint8_t flags;
	char quote;     /* ' or ": to_yaml writes the string in these quotes if it can */
	char key_quote; /* the same for its key */
};

/* The index of a wide mapping: the last node, and the node before each member but the first, by the
   member's key. */
struct val_index {
	struct val *last;
	struct map before;
};

/* Flags. VAL_WHOLE: a mapping tagged !whole, which is never merged (preset/merge.h). VAL_OURS: a
   mapping tagged !ours, in which a request cannot set anything. VAL_ORIGIN: the place is an origin,
   and kv_write writes it after the value. VAL_PENDING: a mark for preset/refs.h. VAL_INDEXED is for
   val.c only. The bit 8 is for kv.c and yaml_in.c. */
enum { VAL_WHOLE = 1, VAL_ORIGIN = 2, VAL_INDEXED = 4, VAL_OURS = 64, VAL_PENDING = 128 };

/* val_new makes an empty collection, or null. */
struct val *val_new(struct arena *a, enum val_kind kind);

/* val_assign sets the kind and text of v, as val_scalar does. A collection becomes empty, and text
   is ignored. The other fields of v do not change. */
static inline void
val_assign(struct val *v, enum val_kind kind, str text)
{
	v->kind = (uint8_t)kind;
	v->n = 0;
	v->as.last = NULL;
	if (kind >= VAL_SEQUENCE)
		return;
	if (text.n > UINT32_MAX)
		die(DIE_INPUT, "a string of %zu bytes is longer than 4 GiB", text.n);
	v->as.text = text.p ? text.p : "";
	v->n = (uint32_t)text.n;
}

/* val_scalar makes a scalar of a text, which it does not copy: "true" or "false" for VAL_BOOL, a
   JSON number for VAL_INT and VAL_FLOAT. val_string makes a VAL_STRING of a text, which it does not
   copy either. val_int makes the text itself. */
struct val *val_scalar(struct arena *a, enum val_kind kind, str text);
struct val *val_string(struct arena *a, str text);
struct val *val_int(struct arena *a, int64_t n);

/* val_copy copies a tree with its places into a; the copy shares texts, keys and files. The copy's
   root has no key. */
struct val *val_copy(struct arena *a, const struct val *v);

static inline bool
val_is_scalar(const struct val *v)
{
	return v->kind < VAL_SEQUENCE;
}

/* val_text returns a scalar's text. */
static inline str
val_text(const struct val *v)
{
	return (str){v->as.text, v->n};
}

static inline str
val_key(const struct val *v)
{
	return v->name ? (str){v->name->text, v->name->n} : (str){0};
}

/* val_pos returns the value's place. */
static inline struct pos
val_pos(const struct val *v)
{
	return (struct pos){v->file, v->line, v->col};
}

static inline void
val_set_pos(struct val *v, struct pos pos)
{
	v->file = pos.file;
	v->line = pos.line;
	v->col = pos.col;
}

/* val_same_file returns whether the places of two values are in the same file. A value of the
   document itself has the root's file; a default has another. */
bool val_same_file(const struct val *a, const struct val *b);

bool val_is_bool(const struct val *v, bool value); /* v may be NULL */
const char *val_kind_name(enum val_kind kind);     /* JSON Schema's: "null", "boolean", "integer",
                                                      "number", "string", "array", "object" */
struct pos val_key_pos(const struct val *v);       /* the key's place, or else the value's */

/* val_first and val_last return the ends of a collection, NULL if it is empty. val_next returns the
   node after v, NULL after the last. Nodes may be appended during a walk. */
static inline struct val *
val_last(const struct val *collection)
{
	if (val_is_scalar(collection))
		return NULL;
	return collection->flags & VAL_INDEXED ? collection->as.index->last : collection->as.last;
}

static inline struct val *
val_first(const struct val *collection)
{
	struct val *last = val_last(collection);

	return last ? last->next : NULL;
}

static inline struct val *
val_next(const struct val *collection, const struct val *v)
{
	return v == val_last(collection) ? NULL : v->next;
}

/* val_get returns the member of this name. It returns NULL if the name is missing, or mapping is
   NULL or not a mapping. */
struct val *val_get(const struct val *mapping, str key);

/* val_get_text returns the text of the member of this name if it is a string. Otherwise the text is
   empty, with p == NULL. */
str val_get_text(const struct val *mapping, str key);

/* val_at returns item i of a sequence, NULL past its end. */
struct val *val_at(const struct val *sequence, size_t i);

/* val_push appends an item, which must not be in a collection. */
static inline void
val_push(struct val *sequence, struct val *item)
{
	struct val *last = sequence->as.last;

	item->next = last ? last->next : item;
	if (last)
		last->next = item;
	sequence->as.last = item;
	sequence->n++;
}

/* val_name makes a name with a place. It does not copy the key. */
static inline const struct val_name *
val_name(struct arena *a, str key, uint32_t line, uint32_t col)
{
	struct val_name *name = arena_take(a, sizeof *name);

	if (key.n > UINT32_MAX)
		die(DIE_INPUT, "a key of %zu bytes is longer than 4 GiB", key.n);
	*name = (struct val_name){key.p, (uint32_t)key.n, line, col};
	return name;
}

/* val_add appends a member under key and returns NULL. If the key exists, it returns the existing
   member and changes nothing. It does not copy the key. val_put does the same under the name that
   member already has. val_set puts member in the place of an existing member with this key, or
   appends it. Wide mappings get a hash table in a. */
struct val *val_add(struct arena *a, struct val *mapping, str key, struct val *member);
struct val *val_put(struct arena *a, struct val *mapping, struct val *member);
void val_set(struct arena *a, struct val *mapping, str key, struct val *member);

/* val_remove removes the member of this name, if there is one. */
void val_remove(struct val *mapping, str key);

/* val_prune removes the members in v, however deep, that test selects. */
void val_prune(struct val *v, bool (*test)(const struct val *member));

/* val_become replaces the kind, content and place of v by `other`'s, which must not be used
   afterwards. v keeps its key and its position. */
void val_become(struct val *v, const struct val *other);

/* val_measure returns the number of nodes of a tree, its depth in collections, and the bytes of its
   scalars' texts. */
struct val_size {
	size_t nodes, height, text;
};
struct val_size val_measure(const struct val *v);

/* val_equal compares as JSON does: mappings in any order, numbers by value. */
bool val_equal(const struct val *a, const struct val *b);

/* val_by_key compares members by the bytes of their keys. It is for qsort: a and b point to
   pointers to them. val_sorted returns an array, in a, of the members as `order` sorts them. */
int val_by_key(const void *a, const void *b);
struct val **val_sorted(
    struct arena *a, const struct val *mapping, int (*order)(const void *, const void *));

#endif
