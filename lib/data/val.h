/* The tree: what a document holds once it is read, with where each part of it stood.
   All of a tree lives in the arena it was made in; texts are borrowed from there too. */
#ifndef DATA_VAL_H
#define DATA_VAL_H

#include "base/arena.h"
#include "base/die.h"
#include "base/str.h"

struct val_index;

enum val_kind { VAL_NULL, VAL_BOOL, VAL_INT, VAL_FLOAT, VAL_STRING, VAL_SEQUENCE, VAL_MAPPING };

/* The name of a member. It is never changed, so that copies share it. Where placed is set it is the
   beginning of a struct val_placed_name. */
struct val_name {
	const char *text;
	uint32_t n; /* bytes */
	bool placed;
};

/* A name, and where it stands in the file of its value. */
struct val_placed_name {
	struct val_name name;
	uint32_t line, col;
};

/* One node, 48 bytes. Members of a mapping and items of a sequence are chained in order; walk them
   with `for (v = val_first(c); v; v = val_next(c, v))`. A node stands in one collection at most.
   Read the fields freely, but chains through the functions below only. */
struct val {
	struct val *next;
	const struct val_name *name; /* when the parent is a mapping */
	const char *file;            /* where the value stands, as struct pos has it */
	union {
		const char *text; /* scalars: "null", "true", a JSON number, the string's bytes */
		struct val *last; /* collections: the last node of the circular chain */
		struct val_index *index; /* wide mappings: the last node, and a table by key */
	} as;
	uint32_t line, col;
	uint32_t n;   /* scalars: text's length in bytes; collections: how many stand in it */
	uint8_t kind; /* enum val_kind */
	uint8_t flags;
};

/* Flags. VAL_WHOLE: a mapping tagged !whole (yaml_in), to be taken whole or not at all. VAL_OURS:
   one tagged !ours, in which a request can set nothing. VAL_ORIGIN: its place is an origin, which
   kv_write writes behind the value. VAL_INDEXED is val.c's own. VAL_PENDING is for work on a tree
   in two passes (preset/refs). The bits between are kv.c's. */
enum { VAL_WHOLE = 1, VAL_ORIGIN = 2, VAL_INDEXED = 4, VAL_OURS = 64, VAL_PENDING = 128 };

/* val_new makes a node of a kind: an empty collection or string, null, false, 0. */
struct val *val_new(struct arena *a, enum val_kind kind);

/* val_assign gives v a kind and a text: see val_scalar. A collection is empty, its text ignored.
   All else of v stays. */
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

/* val_of is a node of a kind and text that stands nowhere yet. */
static inline struct val
val_of(enum val_kind kind, str text)
{
	struct val v = {0};

	val_assign(&v, kind, text);
	return v;
}

/* val_scalar makes a scalar of a text, which is borrowed: for VAL_BOOL "true" or "false", for
   VAL_INT and VAL_FLOAT a JSON number. val_string is the usual one; val_int, val_bool make
   theirs. */
struct val *val_scalar(struct arena *a, enum val_kind kind, str text);
struct val *val_string(struct arena *a, str text);
struct val *val_int(struct arena *a, int64_t n);
struct val *val_bool(struct arena *a, bool b);

/* val_copy copies a tree and its places into a; texts, keys and files are borrowed. The copy has no
   key. */
struct val *val_copy(struct arena *a, const struct val *v);

static inline bool
val_is_scalar(const struct val *v)
{
	return v->kind < VAL_SEQUENCE;
}

/* val_text is a scalar's text. */
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

/* val_pos is where the value stands. */
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

bool val_true(const struct val *v);            /* of a VAL_BOOL */
const char *val_kind_name(enum val_kind kind); /* JSON Schema's: "null", "boolean", "integer",
                                                  "number", "string", "array", "object" */
struct pos val_key_pos(const struct val *v);   /* where its key stands; the value where unknown */

/* val_first and val_last give a collection's ends, NULL when it is empty; val_next what follows v
   in it, NULL after the last. Appending during a walk is allowed. */
struct val *val_index_last(const struct val_index *index);

static inline struct val *
val_last(const struct val *collection)
{
	if (val_is_scalar(collection))
		return NULL;
	return collection->flags & VAL_INDEXED ? val_index_last(collection->as.index)
					       : collection->as.last;
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

/* val_get finds a member by name, NULL when there is none or v is NULL or no mapping. */
struct val *val_get(const struct val *mapping, str key);

/* val_at gives item i of a sequence, NULL past its end. */
struct val *val_at(const struct val *sequence, size_t i);

/* val_push appends an item, which must be in no collection. */
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

/* val_name is the name of a key, which is borrowed; val_name_at makes one that stands at a line
   and a column. */
static inline struct val_name
val_name(str key)
{
	if (key.n > UINT32_MAX)
		die(DIE_INPUT, "a key of %zu bytes is longer than 4 GiB", key.n);
	return (struct val_name){key.p, (uint32_t)key.n, false};
}

static inline const struct val_name *
val_name_at(struct arena *a, str key, uint32_t line, uint32_t col)
{
	struct val_placed_name *at = arena_take(a, sizeof *at);

	*at = (struct val_placed_name){val_name(key), line, col};
	at->name.placed = true;
	return &at->name;
}

/* val_add appends a member under key (borrowed) and gives NULL; if the key is there already it
   gives that member and changes nothing. val_add_copied copies it into a; val_put takes it from
   the member, which has a name. val_set replaces instead, in place. Wide mappings get a hash table
   in a. */
struct val *val_add(struct arena *a, struct val *mapping, str key, struct val *member);
struct val *val_add_copied(struct arena *a, struct val *mapping, str key, struct val *member);
struct val *val_put(struct arena *a, struct val *mapping, struct val *member);
void val_set(struct arena *a, struct val *mapping, str key, struct val *member);

/* val_replace puts member in the place of a member of mapping, which stays as it is for who holds
   it. */
void val_replace(struct arena *a, struct val *mapping, struct val *there, struct val *member);

/* val_remove takes a member out; gives it, or NULL when there was none. */
struct val *val_remove(struct arena *a, struct val *mapping, str key);

/* val_become makes v what `other` is (kind, content, place) and keeps v's key and its position in
   the chain. other must not be used afterwards. */
void val_become(struct val *v, const struct val *other);

/* val_equal compares as JSON does: mappings in any order, numbers by value. */
bool val_equal(const struct val *a, const struct val *b);

#endif
