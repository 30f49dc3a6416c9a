/* Works on whole values: walks over collections, sorts members, converts to trees, copies. */
#include <stdlib.h>

#include "base/arena.h"
#include "base/num.h"
#include "data/val.h"
#include "tmpl/go/value.h"

struct value_walk
value_walk(struct value of)
{
	return (struct value_walk){.of = of};
}

bool
value_next(struct value_walk *w)
{
	const struct value *of = &w->of;

	if (of->kind < VALUE_LIST || w->i >= value_len(*of))
		return false;
	if (of->kind == VALUE_LIST && of->as.list) {
		w->item = value_item(of->as.list, w->i);
	} else if (of->kind == VALUE_MAP && of->as.map) {
		w->key = of->as.map->members[w->i]->key;
		w->item = of->as.map->members[w->i]->value;
	} else {
		w->at = w->i ? w->at->next : val_first(of->node);
		w->key = val_key(w->at);
		w->item = value_of(w->at);
	}
	w->i++;
	return true;
}

static int
by_key(const void *a, const void *b)
{
	return str_cmp(
	    ((const struct value_member *)a)->key, ((const struct value_member *)b)->key);
}

struct value_member *
value_sorted(struct arena *a, struct value map)
{
	size_t n = 0, len = value_len(map);
	struct value_member *members = arena_array(a, len, sizeof *members);
	struct value_walk w;
	bool sorted = true;

	for (w = value_walk(map); value_next(&w); n++) {
		members[n] = (struct value_member){.key = w.key, .value = w.item};
		if (n > 0 && str_cmp(members[n - 1].key, w.key) > 0)
			sorted = false;
	}
	if (!sorted)
		qsort(members, n, sizeof *members, by_key);
	return members;
}

static struct val *
scalar_tree(struct arena *a, struct value v)
{
	if (v.kind == VALUE_BOOL)
		return val_bool(a, v.as.b);
	if (v.kind == VALUE_INT)
		return val_int(a, v.as.i);
	if (v.kind == VALUE_STRING)
		return val_string(a, value_text(&v));
	/* Infinity has no JSON form. Only a template's arithmetic can make it. */
	if (v.kind == VALUE_FLOAT && v.as.f - v.as.f == 0)
		return val_scalar(a, VAL_FLOAT, num_text(a, v.as.f));
	return val_new(a, VAL_NULL);
}

static struct val *tree(struct arena *a, struct value v, unsigned depth);

static struct val *
collection_tree(struct arena *a, struct value v, unsigned depth)
{
	struct val *c = val_new(a, v.kind == VALUE_LIST ? VAL_SEQUENCE : VAL_MAPPING), *child;
	struct value_walk w;

	for (w = value_walk(v); value_next(&w);) {
		if (!(child = tree(a, w.item, depth + 1)))
			return NULL;
		if (v.kind == VALUE_LIST)
			val_push(c, child);
		else
			val_add(a, c, w.key, child);
	}
	return c;
}

/* Returns a node to put into a collection. For a value of the document it is a second node with
   the same content. */
static struct val *
tree(struct arena *a, struct value v, unsigned depth)
{
	struct val *twin;

	if (depth > VALUE_DEPTH)
		return NULL;
	if ((v.kind == VALUE_LIST && v.as.list) || (v.kind == VALUE_MAP && v.as.map))
		return collection_tree(a, v, depth);
	if (v.markup || !v.node || v.kind == VALUE_MISSING)
		return scalar_tree(a, v);
	twin = arena_alloc(a, sizeof *twin);
	*twin = *v.node;
	twin->next = NULL;
	twin->name = NULL;
	return twin;
}

struct val *
value_tree(struct arena *a, struct value v)
{
	return tree(a, v, 0);
}

static bool
copy(struct arena *a, struct value *v, unsigned depth)
{
	struct value c = *v;
	struct value_walk w;

	if (v->kind < VALUE_LIST)
		return true;
	if (depth > VALUE_DEPTH)
		return false;
	c = v->kind == VALUE_LIST ? value_list(a, value_len(*v)) : value_map(a);
	for (w = value_walk(*v); value_next(&w);) {
		if (!copy(a, &w.item, depth + 1))
			return false;
		if (v->kind == VALUE_LIST)
			value_push(a, c, w.item);
		else
			value_set(a, c, w.key, w.item);
	}
	c.node = NULL;
	*v = c;
	return true;
}

struct value
value_copy(struct arena *a, struct value v)
{
	return copy(a, &v, 0) ? v : value_nil();
}
