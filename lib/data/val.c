/* Builds and searches trees (val.h). Nodes of a collection form a circular chain. A mapping of at
   least INDEX_FROM members also has a hash table. */
#include "data/val.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/die.h"
#include "base/map.h"
#include "base/num.h"

/* Below this many members a walk is faster than a hash table. */
enum { INDEX_FROM = 12 };

/* The index of a wide mapping, which points to it and not to the last node. */
struct val_index {
	struct val *last;
	struct map table;
	struct map before; /* members by the key of the next member; empty until needed */
};

static str
key_of(const void *member)
{
	return val_key(member);
}

static str
key_of_next(const void *member)
{
	return val_key(((const struct val *)member)->next);
}

struct val *
val_scalar(struct arena *a, enum val_kind kind, str text)
{
	struct val *v = arena_alloc(a, sizeof *v);

	val_assign(v, kind, text);
	return v;
}

struct val *
val_new(struct arena *a, enum val_kind kind)
{
	static const str text[] = {
	    {"null", 4}, {"false", 5}, {"0", 1}, {"0", 1}, [VAL_MAPPING] = {NULL, 0}};

	return val_scalar(a, kind, text[kind]);
}

struct val *
val_string(struct arena *a, str text)
{
	return val_scalar(a, VAL_STRING, text);
}

struct val *
val_int(struct arena *a, int64_t n)
{
	struct buf digits = {.arena = a};

	buf_int(&digits, n);
	return val_scalar(a, VAL_INT, buf_str(&digits));
}

struct val *
val_bool(struct arena *a, bool b)
{
	return val_scalar(a, VAL_BOOL, b ? STR("true") : STR("false"));
}

struct val *
val_copy(struct arena *a, const struct val *v)
{
	struct val *copy = arena_alloc(a, sizeof *copy), *child;

	*copy = *v;
	copy->next = NULL;
	copy->name = NULL;
	if (val_is_scalar(v))
		return copy;
	copy->n = 0;
	copy->as.last = NULL;
	copy->flags &= (uint8_t)~VAL_INDEXED;
	for (child = val_first(v); child; child = val_next(v, child)) {
		struct val *twin = val_copy(a, child);

		if (v->kind == VAL_SEQUENCE) {
			val_push(copy, twin);
			continue;
		}
		twin->name = child->name;
		val_put(a, copy, twin);
	}
	return copy;
}

bool
val_true(const struct val *v)
{
	return v->as.text[0] == 't';
}

const char *
val_kind_name(enum val_kind kind)
{
	static const char *const name[] = {
	    "null", "boolean", "integer", "number", "string", "array", "object"};

	return name[kind];
}

struct pos
val_key_pos(const struct val *v)
{
	const struct val_placed_name *at = (const void *)v->name;

	return at && at->name.placed ? (struct pos){v->file, at->line, at->col} : val_pos(v);
}

struct val *
val_index_last(const struct val_index *index)
{
	return index->last;
}

static void
set_last(struct val *c, struct val *last)
{
	if (c->flags & VAL_INDEXED)
		c->as.index->last = last;
	else
		c->as.last = last;
}

static inline bool
has_key(const struct val *v, str key)
{
	return v->name->n == key.n &&
	    (key.n == 0 ||
		(v->name->text[0] == key.p[0] && memcmp(v->name->text, key.p, key.n) == 0));
}

/* Finds a member. *before becomes the node before it in the circle; the last is before the
   first. */
static inline struct val *
find(const struct val *mapping, str key, struct val **before)
{
	struct val *v, *last = val_last(mapping);

	if (!last)
		return NULL;
	*before = last;
	do {
		v = (*before)->next;
		if (has_key(v, key))
			return v;
		*before = v;
	} while (v != last);
	return NULL;
}

struct val *
val_get(const struct val *mapping, str key)
{
	struct val *before;

	if (!mapping || mapping->kind != VAL_MAPPING)
		return NULL;
	if (mapping->flags & VAL_INDEXED)
		return map_get(&mapping->as.index->table, key);
	return find(mapping, key, &before);
}

str
val_get_text(const struct val *mapping, str key)
{
	const struct val *v = val_get(mapping, key);

	return v && v->kind == VAL_STRING ? val_text(v) : (str){0};
}

struct val *
val_at(const struct val *sequence, size_t i)
{
	struct val *v;

	if (i >= sequence->n)
		return NULL;
	if (i + 1 == sequence->n)
		return val_last(sequence);
	for (v = val_first(sequence); i > 0; i--)
		v = v->next;
	return v;
}

static inline void
append(struct val *collection, struct val *v)
{
	struct val *last = val_last(collection);

	v->next = last ? last->next : v;
	if (last)
		last->next = v;
	set_last(collection, v);
	collection->n++;
}

/* Makes the index from the chain. */
static void
reindex(struct arena *a, struct val *mapping)
{
	struct val *v, *last = val_last(mapping);
	struct val_index *index = arena_alloc(a, sizeof *index);

	index->last = last;
	index->table = (struct map){.arena = a, .key = key_of};
	mapping->flags |= VAL_INDEXED;
	mapping->as.index = index;
	for (v = val_first(mapping); v; v = val_next(mapping, v))
		map_add(&index->table, v);
}

/* Updates `before` for a member that will be appended: in the circle, it is before the first
   member, and the old last member is before it. */
static void
put_before(struct val *mapping, str key, struct val *member)
{
	struct map *before = &mapping->as.index->before;

	member->next = val_first(mapping);
	map_replace(before, member);
	map_put(before, key, val_last(mapping));
}

/* Appends a member. If the key exists, returns the existing member instead. */
static inline struct val *
add(struct arena *a, struct val *mapping, str key, struct val *member)
{
	bool indexed = mapping->n >= INDEX_FROM || mapping->flags & VAL_INDEXED;
	struct val *before, *there;

	if (indexed && !(mapping->flags & VAL_INDEXED))
		reindex(a, mapping);
	there =
	    indexed ? map_put(&mapping->as.index->table, key, member) : find(mapping, key, &before);
	if (there)
		return there;
	if (indexed && mapping->as.index->before.n)
		put_before(mapping, key, member);
	append(mapping, member);
	return NULL;
}

struct val *
val_add(struct arena *a, struct val *mapping, str key, struct val *member)
{
	struct val *there = add(a, mapping, key, member);
	struct val_name *name;

	if (there)
		return there;
	name = arena_take(a, sizeof *name);
	*name = val_name(key);
	member->name = name;
	return NULL;
}

struct val *
val_put(struct arena *a, struct val *mapping, struct val *member)
{
	return add(a, mapping, val_key(member), member);
}

void
val_set(struct arena *a, struct val *mapping, str key, struct val *member)
{
	struct val *there = val_add(a, mapping, key, member);

	if (there)
		val_become(there, member);
}

/* Returns the member before the member of this key, which exists, in the circle. */
static struct val *
find_before(struct arena *a, const struct val *mapping, str key)
{
	struct val *v, *before = NULL;
	struct map *m;

	if (!(mapping->flags & VAL_INDEXED)) {
		find(mapping, key, &before);
		return before;
	}
	m = &mapping->as.index->before;
	if (m->n == 0) {
		*m = (struct map){.arena = a, .key = key_of_next};
		for (v = val_first(mapping); v; v = val_next(mapping, v))
			map_add(m, v);
	}
	return map_get(m, key);
}

struct val *
val_remove(struct arena *a, struct val *mapping, str key)
{
	struct val *v = val_get(mapping, key), *before;

	if (!v)
		return NULL;
	before = find_before(a, mapping, key);
	if (mapping->flags & VAL_INDEXED) {
		map_remove(&mapping->as.index->table, key);
		map_remove(&mapping->as.index->before, key);
	}
	before->next = v->next;
	if (v == val_last(mapping))
		set_last(mapping, v == before ? NULL : before);
	if (--mapping->n && mapping->flags & VAL_INDEXED)
		map_replace(&mapping->as.index->before, before);
	return v;
}

void
val_replace(struct arena *a, struct val *mapping, struct val *there, struct val *member)
{
	struct val *before = find_before(a, mapping, val_key(there));

	member->name = there->name;
	member->next = there == before ? member : there->next;
	before->next = member;
	if (there == val_last(mapping))
		set_last(mapping, member);
	if (mapping->flags & VAL_INDEXED) {
		map_replace(&mapping->as.index->table, member);
		map_replace(&mapping->as.index->before, member);
	}
}

void
val_become(struct val *v, const struct val *other)
{
	struct val old = *v;

	*v = *other;
	v->next = old.next;
	v->name = old.name;
}

size_t
val_measure(const struct val *v, size_t limit, size_t *height)
{
	const struct val *child;
	size_t n = 1, below, tallest = 0;

	for (child = val_first(v); child && n <= limit; child = val_next(v, child)) {
		n += val_measure(child, limit - n, &below);
		if (below > tallest)
			tallest = below;
	}
	*height = val_is_scalar(v) ? 0 : tallest + 1;
	return n;
}

static bool
scalars_equal(const struct val *a, const struct val *b)
{
	double x, y;

	if (a->kind == b->kind && str_eq(val_text(a), val_text(b)))
		return true;
	if ((a->kind != VAL_INT && a->kind != VAL_FLOAT) ||
	    (b->kind != VAL_INT && b->kind != VAL_FLOAT) ||
	    (a->kind == VAL_INT && b->kind == VAL_INT))
		return false;
	return num_double(val_text(a), &x) && num_double(val_text(b), &y) && x == y;
}

bool
val_equal(const struct val *a, const struct val *b)
{
	struct val *x, *y;

	if (val_is_scalar(a) || val_is_scalar(b))
		return val_is_scalar(a) && val_is_scalar(b) && scalars_equal(a, b);
	if (a->kind != b->kind || a->n != b->n)
		return false;
	y = val_first(b);
	for (x = val_first(a); x; x = val_next(a, x)) {
		if (a->kind == VAL_MAPPING)
			y = val_get(b, val_key(x));
		if (!y || !val_equal(x, y))
			return false;
		if (a->kind == VAL_SEQUENCE)
			y = val_next(b, y);
	}
	return true;
}

int
val_by_key(const void *a, const void *b)
{
	return str_cmp(
	    val_key(*(const struct val *const *)a), val_key(*(const struct val *const *)b));
}

const struct val **
val_sorted(struct arena *a, const struct val *mapping, int (*order)(const void *, const void *))
{
	const struct val **out = arena_array(a, mapping->n, sizeof *out), *v;
	size_t n = 0;
	bool sorted = true;

	for (v = val_first(mapping); v; v = val_next(mapping, v)) {
		out[n++] = v;
		sorted = sorted && (n < 2 || order(&out[n - 2], &out[n - 1]) < 0);
	}
	if (!sorted)
		qsort(out, n, sizeof *out, order);
	return out;
}
