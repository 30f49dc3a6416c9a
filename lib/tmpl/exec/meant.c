/* Finds the name that was probably meant. For a path: follows it from the document's root to the
   first missing field and looks for a similar name beside it. If there is none, looks for the
   longest suffix of the path that exists anywhere in the document. */
#include "tmpl/exec/eval.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/nearest.h"
#include "data/path.h"
#include "data/val.h"
#include "tmpl/exec/exec.h"
#include "tmpl/go/fmt.h"
#include "tmpl/parse/parse.h"

/* The most nodes that a search visits; it visits the document again for each suffix and level. */
enum { LOOKED_AT_MAX = 1000000 };

const char *
exec_meant_template(struct exec *x, str name)
{
	struct nearest near = {.wanted = name};
	const struct tmpl_set *set;
	size_t i;

	for (set = x->set; set; set = set->outer)
		for (i = 0; i < set->table.cap; i++)
			if (set->table.slots[i])
				nearest_try(&near, set->table.key(set->table.slots[i]));
	if (near.best.n == 0)
		return "";
	return buf_format(x->scratch, "; did you mean %s?", fmt_quote(x->scratch, near.best));
}

/* Returns the value at a path below v, or NULL. */
static struct val *
follow(struct val *v, str path)
{
	while (v && path.n > 0)
		v = val_get(v, str_split(&path, '.'));
	return v;
}

static void
add_fields(struct buf *b, str path)
{
	while (path.n > 0)
		path_key(b, str_split(&path, '.'));
}

/* Looks for a value that is `levels` levels below v and has the fields `rest`, and adds the path of
   the last field to b, which has v's own path. *left counts down from LOOKED_AT_MAX. */
static bool
search(struct val *v, str rest, unsigned levels, struct buf *b, size_t *left)
{
	size_t n = b->n, i = 0;
	struct val *child;

	if (*left == 0)
		return false;
	--*left;
	if (levels == 0 && follow(v, rest)) {
		add_fields(b, rest);
		return true;
	}
	for (child = levels ? val_first(v) : NULL; child; child = val_next(v, child), b->n = n) {
		path_child(b, child, i++);
		if (search(child, rest, levels - 1, b, left))
			return true;
	}
	return false;
}

/* Finds the longest suffix of path that exists in the document; sets b to its path there, the one
   nearest to the root. Begins with the shortest suffix: if it is missing, so is each longer one. */
static bool
find_end(struct exec *x, str path, struct buf *b)
{
	enum { LEVELS = 10 };
	struct buf longer = {.arena = x->scratch};
	size_t left = LOOKED_AT_MAX, from = path.n + 1;
	unsigned level;

	b->n = 0;
	do {
		from = str_after_last(str_sub(path, 0, from - 1), '.');
		for (level = 0; !search(x->root, str_from(path, from), level, &longer, &left);)
			if (++level == LEVELS)
				return b->n > 0;
		*b = longer;
		longer = (struct buf){.arena = x->scratch};
	} while (from > 0);
	return true;
}

/* Sets b to path, with the most similar field in the place of the first missing one. */
static bool
find_neighbour(struct exec *x, str path, struct buf *b)
{
	struct val *v = x->root, *next, *child;
	struct nearest near = {0};

	for (; path.n > 0; v = next) {
		near.wanted = str_split(&path, '.');
		if (!(next = val_get(v, near.wanted)))
			break;
		path_key(b, near.wanted);
	}
	for (child = val_first(v); child; child = val_next(v, child))
		nearest_try(&near, val_key(child));
	if (near.best.n == 0)
		return false;
	path_key(b, near.best);
	add_fields(b, path);
	return true;
}

const char *
exec_meant_path(struct exec *x, str path)
{
	struct buf b = {.arena = x->scratch};
	bool from_root = str_starts(path, STR("$."));

	path = str_from(path, from_root ? 1 : 0);
	if (!str_starts(path, STR(".")) || !x->root)
		return "";
	path = str_from(path, 1);
	if (!from_root && follow(x->root, path))
		return buf_format(x->scratch, "; did you mean $.%.*s?", (int)path.n, path.p);
	if (!find_neighbour(x, path, &b) && !find_end(x, path, &b))
		return "";
	return buf_format(x->scratch, "; did you mean %s%s?", from_root ? "$" : "", path_text(&b));
}
