/* Builds and searches trees (val.h). Nodes of a collection form a circular chain. A mapping of at
   least INDEX_FROM members also has a hash table. */
#include "data/val.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/die.h"
#include "base/map.h"
#include "base/num.h"

/* Below this many members a walk is faster than a hash table. */
enum { INDEX_FROM = 12 };

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
	return val_scalar(a, kind, STR("null"));
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

		twin->name = child->name;
		if (v->kind == VAL_SEQUENCE)
			val_push(copy, twin);
		else
			val_put(a, copy, twin);
	}
	return copy;
}

bool
val_same_file(const struct val *a, const struct val *b)
{
	return a->file && b->file && strcmp(a->file, b->file) == 0;
}

bool
val_is_bool(const struct val *v, bool value)
{
	return v && v->kind == VAL_BOOL && (v->as.text[0] == 't') == value;
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
	const struct val_name *name = v->name;

	return name && name->line ? (struct pos){v->file, name->line, name->col} : val_pos(v);
}

static void
set_last(struct val *c, struct val *last)
{
	if (c->flags & VAL_INDEXED)
		c->as.index->last = last;
	else
		c->as.last = last;
}

/* Returns the node before the member of this key, or NULL if the key is missing. In the circle the
   last node is before the first. If adding is set, the caller appends a missing member at once. */
static inline struct val *
find_before(const struct val *mapping, str key, bool adding)
{
	struct val *last = val_last(mapping), *v;

	if (!last)
		return NULL;
	if (str_eq(val_key(last->next), key))
		return last;
	if (mapping->flags & VAL_INDEXED)
		return adding ? map_put(&mapping->as.index->before, key, last)
			      : map_get(&mapping->as.index->before, key);
	for (v = last->next; v != last; v = v->next)
		if (str_eq(val_key(v->next), key))
			return v;
	return NULL;
}

struct val *
val_get(const struct val *mapping, str key)
{
	struct val *before;

	if (!mapping || mapping->kind != VAL_MAPPING)
		return NULL;
	before = find_before(mapping, key, false);
	return before ? before->next : NULL;
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
	for (v = val_first(sequence); i > 0; i--)
		v = v->next;
	return v;
}

/* Makes the index from the chain. */
static void
reindex(struct arena *a, struct val *mapping)
{
	struct val *v, *last = val_last(mapping);
	struct val_index *index = arena_alloc(a, sizeof *index);

	index->last = last;
	index->before = (struct map){.arena = a, .key = key_of_next};
	for (v = last->next; v != last; v = v->next)
		map_add(&index->before, v);
	mapping->flags |= VAL_INDEXED;
	mapping->as.index = index;
}

/* Appends a member. If the key exists, returns the existing member instead. */
static inline struct val *
add(struct arena *a, struct val *mapping, str key, struct val *member)
{
	struct val *last, *before;

	if (mapping->n >= INDEX_FROM && !(mapping->flags & VAL_INDEXED))
		reindex(a, mapping);
	if ((before = find_before(mapping, key, true)))
		return before->next;
	last = val_last(mapping);
	member->next = last ? last->next : member;
	if (last)
		last->next = member;
	set_last(mapping, member);
	mapping->n++;
	return NULL;
}

struct val *
val_add(struct arena *a, struct val *mapping, str key, struct val *member)
{
	struct val *there = add(a, mapping, key, member);

	if (!there)
		member->name = val_name(a, key, 0, 0);
	return there;
}

struct val *
val_put(struct arena *a, struct val *mapping, struct val *member)
{
	return add(a, mapping, val_key(member), member);
}

void
val_remove(struct val *mapping, str key)
{
	struct val *before = find_before(mapping, key, false), *last = val_last(mapping), *v;
	bool first = before == last, indexed = mapping->flags & VAL_INDEXED;

	if (!before)
		return;
	v = before->next;
	if (indexed && mapping->n > 1) /* the next member becomes the first, which has no entry */
		map_remove(&mapping->as.index->before, first ? val_key(v->next) : key);
	before->next = v->next;
	if (v == last)
		set_last(mapping, v == before ? NULL : before);
	else if (indexed && !first)
		map_replace(&mapping->as.index->before, before);
	mapping->n--;
}

void
val_prune(struct val *v, bool (*test)(const struct val *member))
{
	struct val *child, *next;

	for (child = val_first(v); child; child = next) {
		next = val_next(v, child);
		if (v->kind == VAL_MAPPING && test(child))
			val_remove(v, val_key(child));
		else
			val_prune(child, test);
	}
}

void
val_set(struct arena *a, struct val *mapping, str key, struct val *member)
{
	struct val *there = val_add(a, mapping, key, member), *before;

	if (!there)
		return;
	before = find_before(mapping, key, false);
	member->name = there->name;
	member->next = there == before ? member : there->next;
	before->next = member;
	if (there == val_last(mapping))
		set_last(mapping, member);
	else if (mapping->flags & VAL_INDEXED)
		map_replace(&mapping->as.index->before, member);
}

void
val_become(struct val *v, const struct val *other)
{
	struct val old = *v;

	*v = *other;
	v->next = old.next;
	v->name = old.name;
}

struct val_size
val_measure(const struct val *v)
{
	struct val_size all = {.nodes = 1}, part;
	const struct val *child;

	for (child = val_first(v); child; child = val_next(v, child)) {
		part = val_measure(child);
		all.nodes += part.nodes;
		all.text += part.text;
		if (part.height > all.height)
			all.height = part.height;
	}
	if (val_is_scalar(v))
		all.text = v->n;
	else
		all.height++;
	return all;
}

static bool
is_zero(const struct val *v)
{
	return str_is(val_text(v), "0") || str_is(val_text(v), "-0");
}

static bool
scalars_equal(const struct val *a, const struct val *b)
{
	double x, y;

	if (a->kind == b->kind && str_eq(val_text(a), val_text(b)))
		return true;
	if ((a->kind != VAL_INT && a->kind != VAL_FLOAT) ||
	    (b->kind != VAL_INT && b->kind != VAL_FLOAT))
		return false;
	/* Equal integers have equal texts, except 0 and -0. As doubles they would lose digits. */
	if (a->kind == VAL_INT && b->kind == VAL_INT)
		return is_zero(a) && is_zero(b);
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

struct val **
val_sorted(struct arena *a, const struct val *mapping, int (*order)(const void *, const void *))
{
	struct val **out = arena_array(a, mapping->n, sizeof *out), *v;
	size_t n = 0;

	for (v = val_first(mapping); v; v = val_next(mapping, v))
		out[n++] = v;
	qsort(out, n, sizeof *out, order);
	return out;
}
