/* Makes, reads and changes values; walks over collections, sorts members, converts and copies. A
   collection is a struct val of the document, or a list or map made by a template. These functions
   hide the difference. */
#include "tmpl/go/value.h"

#include <math.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/num.h"
#include "data/val.h"

/* A member of a template's map. Only the key of node counts. */
struct member {
	struct val node;
	struct value value;
};

/* The kinds of values and of nodes are in the same order. */
struct value
value_of(struct val *node)
{
	struct value v = {.kind = VALUE_NIL, .node = node};

	if (!node)
		return v;
	v.kind = (uint8_t)(VALUE_NIL + node->kind);
	if (v.kind == VALUE_STRING)
		v.s = val_text(node);
	else if (v.kind == VALUE_BOOL)
		v.as.b = val_is_bool(node, true);
	else if (v.kind == VALUE_INT && !num_int(val_text(node), &v.as.i))
		v.kind = VALUE_FLOAT;
	if (v.kind == VALUE_FLOAT)
		num_double(val_text(node), &v.as.f);
	return v;
}

struct value
value_list(struct arena *a, size_t n)
{
	struct value_list *list = arena_alloc(a, sizeof *list);

	list->items = arena_array(a, n, sizeof *list->items);
	list->cap = n;
	return (struct value){.kind = VALUE_LIST, .own = true, .as.list = list};
}

struct value
value_map(struct arena *a)
{
	return (struct value){.kind = VALUE_MAP, .own = true, .node = val_new(a, VAL_MAPPING)};
}

void
value_push(struct arena *a, struct value *list, struct value item)
{
	struct value_list *l = list->as.list;

	if (!list->own || l->n > list->as.n) {
		struct value_walk w = value_walk(*list);

		*list = value_list(a, value_len(*list) + 1);
		while (value_next(&w))
			value_push(a, list, w.item);
		l = list->as.list;
	}
	l->items = arena_room(a, l->items, l->n, &l->cap, sizeof *l->items);
	l->items[l->n++] = item;
	list->as.n++;
}

void
value_set(struct arena *a, struct value map, str key, struct value v)
{
	struct member *member;
	struct val *tree;

	if (map.own) {
		member = arena_alloc(a, sizeof *member);
		member->value = v;
		val_set(a, map.node, key, &member->node);
	} else {
		tree = value_tree(a, v, NULL);
		val_set(a, map.node, key, tree ? val_copy(a, tree) : val_new(a, VAL_NULL));
	}
}

size_t
value_len(struct value v)
{
	switch ((enum value_kind)v.kind) {
	case VALUE_STRING:
		return v.s.n;
	case VALUE_LIST:
		return v.own ? v.as.n : v.node->n;
	case VALUE_MAP:
		return v.node->n;
	default:
		return 0;
	}
}

bool
value_at(struct value list, size_t i, struct value *item)
{
	if (i >= value_len(list))
		return false;
	*item = list.own ? list.as.list->items[i] : value_of(val_at(list.node, i));
	return true;
}

/* Returns the value of a member or an item that is a node. */
static struct value
content(const struct value *of, struct val *node)
{
	return of->own ? ((struct member *)node)->value : value_of(node);
}

bool
value_get(const struct value *map, str key, struct value *member)
{
	struct val *node = val_get(map->node, key);

	if (node)
		*member = content(map, node);
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

struct value_walk
value_sorted(struct arena *a, struct value of)
{
	struct value_walk w = value_walk(of);

	if (of.kind == VALUE_MAP)
		w.order = val_sorted(a, of.node, val_by_key);
	return w;
}

bool
value_next(struct value_walk *w)
{
	const struct value *of = &w->of;

	if (w->i == w->n)
		return false;
	if (of->kind == VALUE_LIST && of->own) {
		w->item = of->as.list->items[w->i];
	} else {
		w->at = w->order ? w->order[w->i] : w->i ? w->at->next : val_first(of->node);
		w->key = val_key(w->at);
		w->item = content(of, w->at);
	}
	w->i++;
	return true;
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
	struct val *out, *child;
	struct value_walk w;

	if (depth > VALUE_DEPTH) {
		*error = buf_format(a, "a value nests deeper than %d", VALUE_DEPTH);
		return NULL;
	}
	if (!v.own)
		return leaf(a, v, error);
	out = val_new(a, v.kind == VALUE_LIST ? VAL_SEQUENCE : VAL_MAPPING);
	for (w = value_walk(v); value_next(&w);) {
		if (!(child = tree(a, w.item, depth + 1, error)))
			return NULL;
		if (v.kind == VALUE_LIST)
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
