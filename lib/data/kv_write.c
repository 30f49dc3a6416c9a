/* Writes a tree as records: one walk, in which the path grows and shrinks. */
#include "data/kv_write.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/escape.h"
#include "base/in.h"
#include "base/out.h"
#include "data/kv.h"
#include "data/path.h"
#include "data/val.h"

/* The path of the current node. The next document uses its memory again. */
static struct arena arena;
static struct buf path = {.arena = &arena};

/* Strings are escaped in pieces of this many bytes, so that a long one needs no long buffer. */
enum { PIECE = 32 << 10 };

static void
write_string(struct buf *b, str s)
{
	size_t n;

	buf_addc(b, '"');
	for (; s.n > PIECE; s = str_from(s, n)) {
		for (n = PIECE; (s.p[n] & 0xc0) == 0x80; n--)
			;
		escape_text(b, str_sub(s, 0, n), 0);
		out_drain(b);
	}
	escape_text(b, s, 0);
	buf_addc(b, '"');
}

static bool
is_leaf(const struct val *v)
{
	return val_is_scalar(v) || v->n == 0;
}

static void
write_leaf(struct buf *b, const struct val *v)
{
	buf_add(b, buf_str(&path));
	buf_addc(b, '=');
	if (v->kind == VAL_STRING)
		write_string(b, val_text(v));
	else if (val_is_scalar(v))
		buf_add(b, val_text(v));
	else
		buf_add(b, v->kind == VAL_MAPPING ? STR("{}") : STR("[]"));
	if (v->flags & VAL_ORIGIN && v->file) {
		buf_add(b, STR(" #@ "));
		buf_add(b, str_of(v->file));
		pos_numbers(b, val_pos(v));
	}
	buf_addc(b, '\n');
	out_drain(b);
}

static void
write_tree(struct buf *b, const struct val *v)
{
	size_t i = 0, n = path.n;
	const struct val *child;

	for (child = val_first(v); child; child = val_next(v, child)) {
		path_child(&path, child, i++);
		if (is_leaf(child))
			write_leaf(b, child);
		else
			write_tree(b, child);
		path.n = n;
	}
}

/* Returns whether the root needs a record of its own, to keep its place: its first value comes from
   another file, for example from defaults. */
static bool
is_elsewhere(const struct val *root)
{
	const struct val *first = root;

	while (!is_leaf(first))
		first = val_first(first);
	return root->flags & first->flags & VAL_ORIGIN && !val_same_file(root, first);
}

void
kv_write(struct buf *b, const struct val *root)
{
	path.n = 0;
	if (is_leaf(root) || is_elsewhere(root)) {
		buf_addc(&path, '.');
		write_leaf(b, root);
		path.n = 0;
	}
	write_tree(b, root);
}

void
kv_write_document(struct buf *b, const struct kv_doc *doc)
{
	if (doc->root)
		kv_write(b, doc->root);
	note_write(b, &doc->notes);
}

void
kv_filter(const char *file, bool findings, void (*work)(struct kv_doc *doc))
{
	static struct arena run, a;
	static bool separate;
	struct kv_doc doc;
	struct in in;
	struct kv_in kv = {.in = &in, .options.findings = findings};

	in_open(&in, &run, file, NULL);
	for (; kv_next(&kv, &a, &doc); arena_reset(&a)) {
		if (doc.root)
			work(&doc);
		out_write(separate ? STR("---\n") : STR(""));
		separate = true;
		kv_write_document(out_buf(), &doc);
		out_drain(out_buf());
	}
	in_close(&in);
}

/* Returns the minimum length of all records below v together. The path of v has n bytes. */
static uint64_t
tree_length(const struct val *v, uint64_t n)
{
	const struct val *child;
	uint64_t sum = 0;

	for (child = val_first(v); child; child = val_next(v, child)) {
		uint64_t length = n + (v->kind == VAL_MAPPING ? child->name->n + 1 : 3);

		if (val_is_scalar(child))
			sum += length + child->n + 2;
		else
			sum += child->n ? tree_length(child, length) : length + 4;
	}
	return sum;
}

uint64_t
kv_write_length(const struct val *root)
{
	return is_leaf(root) ? root->n + 3 : tree_length(root, 0);
}
