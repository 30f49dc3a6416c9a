/* The kv stream out. */
#include "data/kv_write.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/escape.h"
#include "base/out.h"
#include "data/path.h"
#include "data/val.h"

/* The stream being written: text goes to b, and on to standard output where sent is set. */
struct writer {
	struct buf *b;
	struct buf path;
	bool sent;
};

enum { SEND_AT = 32 << 10 };

static void
write_origin(struct buf *b, const struct val *v)
{
	if (!(v->flags & VAL_ORIGIN) || !v->file)
		return;
	buf_add(b, STR(" #@ "));
	buf_add(b, str_of(v->file));
	if (v->line)
		buf_printf(b, ":%u", (unsigned)v->line);
	if (v->line && v->col)
		buf_printf(b, ":%u", (unsigned)v->col);
}

static void
write_leaf(struct writer *w, const struct val *v)
{
	struct buf *b = w->b;

	buf_add(b, w->path.n ? buf_str(&w->path) : STR("."));
	buf_addc(b, '=');
	if (v->kind == VAL_STRING)
		escape_json(b, val_text(v));
	else if (val_is_scalar(v))
		buf_add(b, val_text(v));
	else
		buf_add(b, v->kind == VAL_MAPPING ? STR("{}") : STR("[]"));
	write_origin(b, v);
	buf_addc(b, '\n');
	if (w->sent && b->n >= SEND_AT) {
		out_write(buf_str(b));
		b->n = 0;
	}
}

static void
write_tree(struct writer *w, const struct val *v)
{
	size_t i = 0, n = w->path.n;
	const struct val *child;

	if (val_is_scalar(v) || v->n == 0) {
		write_leaf(w, v);
		return;
	}
	for (child = val_first(v); child; child = val_next(v, child), i++) {
		if (v->kind == VAL_MAPPING)
			path_key(&w->path, val_key(child));
		else
			path_index(&w->path, i);
		write_tree(w, child);
		w->path.n = n;
	}
}

void
kv_write(struct buf *b, const struct val *root)
{
	struct arena arena = {0};
	struct writer w = {.b = b, .path.arena = &arena};

	write_tree(&w, root);
	arena_free(&arena);
}

void
kv_write_out(const struct val *root)
{
	struct arena arena = {0};
	struct buf b = {.arena = &arena};
	struct writer w = {.b = &b, .path.arena = &arena, .sent = true};

	write_tree(&w, root);
	out_write(buf_str(&b));
	arena_free(&arena);
}

/* What all records below v take, each with a path of n bytes in front. */
static uint64_t
tree_length(const struct val *v, uint64_t n)
{
	const struct val *child;
	uint64_t sum = 0;

	if (val_is_scalar(v))
		return n + v->n + 2;
	if (v->n == 0)
		return n + 4;
	for (child = val_first(v); child; child = val_next(v, child))
		sum += tree_length(child, n + (v->kind == VAL_MAPPING ? child->key_n + 1 : 3));
	return sum;
}

uint64_t
kv_write_length(const struct val *root)
{
	return tree_length(root, 0);
}
