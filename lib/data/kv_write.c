/* Writes a tree as records: one walk, in which the path grows and shrinks. */
#include "data/kv_write.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/escape.h"
#include "base/out.h"
#include "data/kv.h"
#include "data/path.h"
#include "data/val.h"

/* path is the path of the current node. */
struct writer {
	struct buf *b;
	struct buf path;
};

/* Strings are escaped in pieces of this many bytes, so that a long one needs no long buffer. */
enum { PIECE = 32 << 10 };

static void
write_origin(struct buf *b, const struct val *v)
{
	if (!v->file)
		return;
	buf_add(b, STR(" #@ "));
	buf_add(b, str_of(v->file));
	if (v->line) {
		buf_addc(b, ':');
		buf_uint(b, v->line);
	}
	if (v->line && v->col) {
		buf_addc(b, ':');
		buf_uint(b, v->col);
	}
}

static void
write_long(struct writer *w, str s)
{
	buf_addc(w->b, '"');
	while (s.n > PIECE) {
		size_t n = PIECE;

		while ((s.p[n] & 0xc0) == 0x80)
			n--;
		escape_json_text(w->b, str_sub(s, 0, n));
		s = str_from(s, n);
		out_drain(w->b);
	}
	escape_json_text(w->b, s);
	buf_addc(w->b, '"');
}

static void
write_value(struct writer *w, const struct val *v)
{
	if (v->kind == VAL_STRING && v->n > PIECE)
		write_long(w, val_text(v));
	else if (v->kind == VAL_STRING)
		escape_json(w->b, val_text(v));
	else if (val_is_scalar(v))
		buf_add(w->b, val_text(v));
	else
		buf_add(w->b, v->kind == VAL_MAPPING ? STR("{}") : STR("[]"));
}

static bool
is_leaf(const struct val *v)
{
	return val_is_scalar(v) || v->n == 0;
}

/* Writes the path. For standard output it does not copy a long path into the buffer, which would
   double the memory. */
static void
write_path(struct writer *w)
{
	if (w->path.n > PIECE && w->b == out_buf())
		out_write(buf_str(&w->path));
	else
		buf_add(w->b, buf_str(&w->path));
}

static void
write_leaf(struct writer *w, const struct val *v)
{
	write_path(w);
	buf_addc(w->b, '=');
	write_value(w, v);
	if (v->flags & VAL_ORIGIN)
		write_origin(w->b, v);
	buf_addc(w->b, '\n');
	out_drain(w->b);
}

static void
write_tree(struct writer *w, const struct val *v)
{
	size_t i = 0, n = w->path.n;
	const struct val *child;

	for (child = val_first(v); child; child = val_next(v, child), i++) {
		if (v->kind == VAL_MAPPING)
			path_key(&w->path, val_key(child));
		else
			path_index(&w->path, i);
		if (is_leaf(child))
			write_leaf(w, child);
		else
			write_tree(w, child);
		w->path.n = n;
	}
}

/* Returns whether the document needs a record for its own place: its first value comes from another
   file, for example from defaults. */
static bool
is_elsewhere(const struct val *root)
{
	const struct val *first = root;

	while (!is_leaf(first))
		first = val_first(first);
	return root->flags & first->flags & VAL_ORIGIN && root->file && first->file &&
	    strcmp(root->file, first->file) != 0;
}

static void
write_root(struct writer *w, const struct val *root)
{
	if (is_leaf(root) || is_elsewhere(root)) {
		buf_addc(&w->path, '.');
		write_leaf(w, root);
		w->path.n = 0;
	}
	if (!is_leaf(root))
		write_tree(w, root);
}

void
kv_write(struct buf *b, const struct val *root)
{
	struct writer w = {.b = b, .path.arena = b->arena};

	write_root(&w, root);
}

void
kv_write_out(struct arena *a, const struct val *root)
{
	struct writer w = {.b = out_buf(), .path.arena = a};

	write_root(&w, root);
}

void
kv_write_document(struct buf *b, const struct kv_doc *doc)
{
	if (doc->root)
		kv_write(b, doc->root);
	note_write(b, &doc->notes);
}

/* Returns the length of all records below v, whose path has n bytes. */
static uint64_t
tree_length(const struct val *v, uint64_t n)
{
	const struct val *child;
	uint64_t sum = 0;

	for (child = val_first(v); child; child = val_next(v, child)) {
		uint64_t path = n + (v->kind == VAL_MAPPING ? child->name->n + 1 : 3);

		if (val_is_scalar(child))
			sum += path + child->n + 2;
		else
			sum += child->n ? tree_length(child, path) : path + 4;
	}
	return sum;
}

uint64_t
kv_write_length(const struct val *root)
{
	return is_leaf(root) ? root->n + 3 : tree_length(root, 0);
}
