/* Finds the name that was probably meant. For a path: follows it from the document's root to the
   first missing field and looks for a similar name beside it. If there is none, looks for the
   longest suffix of the path that exists anywhere in the document. */
#include "tmpl/exec/eval.h"

#include "base/buf.h"
#include "base/nearest.h"
#include "data/path.h"
#include "data/val.h"
#include "tmpl/exec/exec.h"
#include "tmpl/go/fmt.h"
#include "tmpl/parse/parse.h"

/* The deepest level of the document where a search looks; the root's is 0. */
enum { LEVEL_MAX = 9 };

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

/* A suffix of `path` that exists in the document: its length, the level of the value that has its
   first field, and the path of the last field. */
struct suffix {
	str path;
	size_t n;
	unsigned level;
	struct buf place;
};

/* Looks in v, whose path is in b, for a longer suffix, or for an equal one nearer to the root. */
static void
find_suffix(struct val *v, unsigned level, struct buf *b, struct suffix *found)
{
	size_t n = b->n, i = 0;
	struct val *child;
	str rest;

	for (rest = found->path; rest.n > 0 && rest.n >= found->n; str_split(&rest, '.'))
		if ((rest.n > found->n || level < found->level) && follow(v, rest)) {
			found->n = rest.n;
			found->level = level;
			found->place.n = 0;
			buf_add(&found->place, buf_str(b));
			add_fields(&found->place, rest);
		}
	for (child = level < LEVEL_MAX ? val_first(v) : NULL; child; child = val_next(v, child)) {
		path_child(b, child, i++);
		find_suffix(child, level + 1, b, found);
		b->n = n;
	}
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
	struct buf b = {.arena = x->scratch}, here = b;
	struct suffix found = {.place = b};
	bool from_root = str_starts(path, STR("$."));

	path = str_from(path, from_root ? 1 : 0);
	if (!str_starts(path, STR(".")) || !x->root)
		return "";
	path = found.path = str_from(path, 1);
	if (!from_root && follow(x->root, path))
		return buf_format(x->scratch, "; did you mean $.%.*s?", (int)path.n, path.p);
	if (!find_neighbour(x, path, &b)) {
		find_suffix(x->root, 0, &here, &found);
		b = found.place;
	}
	if (b.n == 0)
		return "";
	return buf_format(x->scratch, "; did you mean %s%s?", from_root ? "$" : "", path_text(&b));
}
