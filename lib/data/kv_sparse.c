/* Collects the items of a list by index and sorts them when the document ends. */
#include "data/kv_sparse.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/die.h"
#include "data/path.h"
#include "data/val.h"

/* The key of an item is its index. The line of its first record is stored with it. */
struct key {
	uint32_t index, line;
};

struct val *
kv_sparse_get(const struct val *list, uint32_t index)
{
	return val_get(list, (str){(const char *)&index, sizeof index});
}

void
kv_sparse_put(struct arena *a, struct val *list, uint32_t index, uint32_t line, struct val *item)
{
	struct key *key = arena_take(a, sizeof *key);

	*key = (struct key){index, line};
	val_add(a, list, (str){(const char *)key, sizeof key->index}, item);
}

static const struct key *
key_of(const struct val *item)
{
	return (const void *)item->name->text;
}

static uint32_t
index_of(const struct val *item)
{
	return key_of(item)->index;
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

static struct val *
merge(struct val *a, struct val *b)
{
	struct val *head = NULL, **end = &head, **less;

	while (a && b) {
		less = index_of(b) < index_of(a) ? &b : &a;
		*end = *less;
		end = &(*less)->next;
		*less = *end;
	}
	*end = a ? a : b;
	return head;
}

/* Cuts n nodes off the front of a chain and sorts them by index. */
static struct val *
sort(struct val **chain, size_t n)
{
	struct val *a, *b;

	if (n == 1) {
		a = *chain;
		*chain = a->next;
		a->next = NULL;
		return a;
	}
	a = sort(chain, n / 2);
	b = sort(chain, n - n / 2);
	return merge(a, b);
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
		struct val *list = s->list, *v = val_first(list), *next;
		size_t n = list->n, expected = 0;

		if (!(list->flags & KV_SPARSE))
			continue;
		v = sort(&v, n);
		list->kind = VAL_SEQUENCE;
		list->flags &= (uint8_t) ~(KV_SPARSE | VAL_INDEXED);
		list->as.last = NULL;
		list->n = 0;
		for (; v; v = next, expected++) {
			struct pos pos = {file, key_of(v)->line, 0};

			next = v->next;
			if (index_of(v) != expected && !close_gaps)
				gap(a, s->path, pos, index_of(v), expected);
			v->name = NULL;
			val_push(list, v);
		}
	}
}
