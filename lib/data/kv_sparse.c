/* Collects the items of a list by index and sorts them when the document ends. */
#include "data/kv_sparse.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/die.h"
#include "data/path.h"
#include "data/val.h"

/* The name of an item is its index, placed in the line of its first record. */
struct val *
kv_sparse_put(struct arena *a, struct val *list, uint32_t index, uint32_t line, struct val *item)
{
	str name = arena_str(a, (str){(const char *)&index, sizeof index});

	item->name = val_name_at(a, name, line, 0);
	return val_put(a, list, item);
}

static uint32_t
index_of(const struct val *item)
{
	uint32_t index;

	memcpy(&index, item->name->text, sizeof index);
	return index;
}

void
kv_sparse_add(struct arena *a, struct kv_sparse **lists, struct val *list, str path)
{
	struct kv_sparse *s = arena_alloc(a, sizeof *s);
	struct val *last = val_last(list), *v = val_first(list), *next;
	uint32_t i;

	*s = (struct kv_sparse){*lists, list, arena_str(a, path)};
	*lists = s;
	list->kind = VAL_MAPPING;
	list->flags |= KV_SPARSE;
	list->as.last = NULL;
	list->n = 0;
	for (i = 0; v; v = next, i++) {
		next = v == last ? NULL : v->next;
		kv_sparse_put(a, list, i, 0, v);
	}
}

static int
by_index(const void *a, const void *b)
{
	uint32_t x = index_of(*(struct val *const *)a), y = index_of(*(struct val *const *)b);

	return (x > y) - (x < y);
}

static _Noreturn void
gap(struct arena *a, str path, struct pos pos, size_t found, size_t expected)
{
	struct buf there = {.arena = a}, missing = {.arena = a};

	buf_add(&there, path);
	path_index(&there, found);
	buf_add(&missing, path);
	path_index(&missing, expected);
	die_at(pos, "a gap in a list: record %s without %s (-g closes gaps)", path_text(&there),
	    path_text(&missing));
}

void
kv_sparse_settle(struct arena *a, const struct kv_sparse *s, const char *file, bool close_gaps)
{
	for (; s; s = s->next) {
		struct val *list = s->list, *v, **items;
		size_t n = 0, i;

		if (!(list->flags & KV_SPARSE))
			continue;
		items = arena_array(a, list->n, sizeof *items);
		for (v = val_first(list); v; v = val_next(list, v))
			items[n++] = v;
		qsort(items, n, sizeof *items, by_index);
		list->kind = VAL_SEQUENCE;
		list->flags &= (uint8_t) ~(KV_SPARSE | VAL_INDEXED);
		list->as.last = NULL;
		list->n = 0;
		for (i = 0; i < n; i++) {
			struct pos pos = {file, val_key_pos(v = items[i]).line, 0};

			if (index_of(v) != i && !close_gaps)
				gap(a, s->path, pos, index_of(v), i);
			v->name = NULL;
			val_push(list, v);
		}
	}
}
