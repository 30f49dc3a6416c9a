/* Makes, reads and changes values; walks over collections, sorts members, converts and copies. A
   collection has one of two forms: a struct val of the document, or a list or map made by a
   template. These functions hide the difference. */
#include "tmpl/go/value.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/map.h"
#include "base/num.h"
#include "data/val.h"

/* Smaller maps have no index: dict with three members takes a third fewer instructions. */
enum { INDEX_FROM = 12 };

/* Returns a null, a boolean or a number. (Inline in value_of it would cost 0.5 % of a template's
   instructions.) */
static __attribute__((noinline)) struct value
other(struct val *node)
{
	struct value v = {.kind = VALUE_NIL, .node = node};

	if (!node)
		return v;
	v.kind = (uint8_t)(VALUE_NIL + node->kind);
	if (v.kind == VALUE_BOOL)
		v.as.b = val_is_bool(node, true);
	else if (v.kind == VALUE_INT && !num_int(val_text(node), &v.as.i))
		v.kind = VALUE_FLOAT;
	if (v.kind == VALUE_FLOAT)
		num_double(val_text(node), &v.as.f);
	return v;
}

/* The kinds of values and of nodes are in the same order. */
struct value
value_of(struct val *node)
{
	if (!node || node->kind < VAL_STRING)
		return other(node);
	return (struct value){.kind = (uint8_t)(VALUE_NIL + node->kind),
	    .s = node->kind == VAL_STRING ? val_text(node) : (str){0},
	    .node = node};
}

struct value
value_list(struct arena *a, size_t n)
{
	struct value_list *list = arena_alloc(a, sizeof *list);

	list->items = arena_array(a, n, sizeof *list->items);
	list->cap = n;
	return (struct value){.kind = VALUE_LIST, .as.list = list};
}

struct value
value_map(struct arena *a)
{
	struct value_map *map = arena_alloc(a, sizeof *map);

	map->index = (struct map){.arena = a, .key = map_text};
	return (struct value){.kind = VALUE_MAP, .as.map = map};
}

void
value_push(struct arena *a, struct value *list, struct value item)
{
	struct value_list *l = list->as.list;
	struct value_walk w = value_walk(*list);

	if (!l || l->n > list->as.n) {
		*list = value_list(a, value_len(*list) + 1);
		while (value_next(&w))
			value_push(a, list, w.item);
		l = list->as.list;
	}
	l->items = arena_room(a, l->items, l->n, &l->cap, sizeof *l->items);
	l->items[l->n++] = item;
	list->as.n++;
}

static struct value_member *
find(const struct value_map *map, str key)
{
	size_t i;

	if (map->index.n > 0)
		return map_get(&map->index, key);
	for (i = 0; i < map->n; i++)
		if (str_eq(map->members[i]->key, key))
			return map->members[i];
	return NULL;
}

void
value_set(struct arena *a, struct value map, str key, struct value v)
{
	struct value_map *m = map.as.map;
	struct value_member *member;
	struct val *tree;
	size_t i;

	if (!m) {
		tree = value_tree(a, v, NULL);
		val_set(a, map.node, key, tree ? val_copy(a, tree) : val_new(a, VAL_NULL));
		return;
	}
	if (!(member = find(m, key))) {
		member = arena_take(a, sizeof *member);
		member->key = key;
		m->members = arena_room(a, m->members, m->n, &m->cap, sizeof member);
		m->members[m->n++] = member;
		for (i = m->index.n; (i > 0 || m->n > INDEX_FROM) && i < m->n; i++)
			map_add(&m->index, m->members[i]);
	}
	member->value = v;
}

void
value_unset(struct value map, str key)
{
	struct value_map *m = map.as.map;
	struct value_member *member;
	size_t i;

	if (!m) {
		val_remove(map.node, key);
		return;
	}
	if (!(member = find(m, key)))
		return;
	for (i = 0; m->members[i] != member; i++)
		;
	memmove(&m->members[i], &m->members[i + 1], (m->n - i - 1) * sizeof *m->members);
	m->n--;
	if (m->index.n > 0)
		map_remove(&m->index, key);
}

size_t
value_len(struct value v)
{
	switch ((enum value_kind)v.kind) {
	case VALUE_STRING:
		return v.s.n;
	case VALUE_LIST:
		return v.as.list ? v.as.n : v.node->n;
	case VALUE_MAP:
		return v.as.map ? v.as.map->n : v.node->n;
	default:
		return 0;
	}
}

bool
value_at(struct value list, size_t i, struct value *item)
{
	if (i >= value_len(list))
		return false;
	*item = list.as.list ? list.as.list->items[i] : value_of(val_at(list.node, i));
	return true;
}

bool
value_get(const struct value *map, str key, struct value *member)
{
	struct value_member *own;
	struct val *node;

	if (map->as.map) {
		if ((own = find(map->as.map, key)))
			*member = own->value;
		return own != NULL;
	}
	if ((node = val_get(map->node, key)))
		*member = value_of(node);
	return node != NULL;
}

bool
value_true(struct value v)
{
	switch ((enum value_kind)v.kind) {
	case VALUE_BOOL:
		return v.as.b;
	case VALUE_INT:
		return v.as.i != 0;
	case VALUE_FLOAT:
		return v.as.f != 0;
	case VALUE_STRING:
		return value_text(&v).n > 0;
	default:
		return value_len(v) > 0;
	}
}

bool
value_next(struct value_walk *w)
{
	const struct value *of = &w->of;

	if (of->kind < VALUE_LIST || w->i >= value_len(*of))
		return false;
	if (of->kind == VALUE_LIST && of->as.list) {
		w->item = of->as.list->items[w->i];
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
		qsort(members, n, sizeof *members, str_order);
	return members;
}

/* Returns a new node for a scalar or for any value of the document; the latter gets the content of
   the document's node. */
static struct val *
leaf(struct arena *a, struct value v, const char **error)
{
	struct val *twin;

	if (!v.markup && v.node && v.kind != VALUE_MISSING) {
		twin = arena_take(a, sizeof *twin);
		*twin = *v.node;
		twin->next = NULL;
		twin->name = NULL;
		return twin;
	}
	if (v.kind == VALUE_BOOL)
		return val_scalar(a, VAL_BOOL, v.as.b ? STR("true") : STR("false"));
	if (v.kind == VALUE_INT)
		return val_int(a, v.as.i);
	if (v.kind == VALUE_STRING)
		return val_string(a, value_text(&v));
	if (v.kind != VALUE_FLOAT)
		return val_new(a, VAL_NULL);
	if (isfinite(v.as.f))
		return val_scalar(a, VAL_FLOAT, num_text(a, v.as.f));
	/* Only a template's arithmetic can make these. */
	*error = "infinity and NaN have no JSON form";
	return NULL;
}

/* Returns a node to put into a collection. */
static struct val *
tree(struct arena *a, struct value v, unsigned depth, const char **error)
{
	bool list = v.kind == VALUE_LIST && v.as.list, map = v.kind == VALUE_MAP && v.as.map;
	struct val *out, *child;
	struct value_walk w;

	if (depth > VALUE_DEPTH) {
		*error = buf_format(a, "a value nests deeper than %d", VALUE_DEPTH);
		return NULL;
	}
	if (!list && !map)
		return leaf(a, v, error);
	out = val_new(a, list ? VAL_SEQUENCE : VAL_MAPPING);
	for (w = value_walk(v); value_next(&w);) {
		if (!(child = tree(a, w.item, depth + 1, error)))
			return NULL;
		if (list)
			val_push(out, child);
		else
			val_add(a, out, w.key, child);
	}
	return out;
}

struct val *
value_tree(struct arena *a, struct value v, const char **error)
{
	const char *unused;

	return tree(a, v, 0, error ? error : &unused);
}
