/* Finds the name that was probably meant. For a path: follows it from the document's root to the
   first missing field and looks for a similar name beside it, then looks for the longest suffix of
   the path that exists anywhere in the document. */
#include "tmpl/exec/eval.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/nearest.h"
#include "data/path.h"
#include "data/val.h"
#include "tmpl/exec/exec.h"
#include "tmpl/go/fmt.h"
#include "tmpl/parse/parse.h"

/* How many nodes of the document, and suffixes of the path below them, a search looks at. */
enum { LOOKED_AT_MAX = 100000 };

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

/* A search for a suffix of path: its last fields. rest is the longest suffix found; it exists below
   place, which is level levels below the root. */
struct search {
	str path, rest, place;
	unsigned level;
	size_t left; /* of LOOKED_AT_MAX */
};

/* Looks for suffixes of the path below v, whose own path is in place. Prefers longer suffixes, then
   places nearer to the root. */
static void
search(struct search *s, struct val *v, struct buf *place, unsigned level)
{
	enum { LEVELS = 8 };
	str rest = s->path;
	size_t n = place->n, i = 0;
	struct val *child;

	if (s->left == 0 || level == LEVELS || val_is_scalar(v))
		return;
	s->left--;
	for (; rest.n > s->rest.n || (rest.n > 0 && rest.n == s->rest.n && level < s->level);
	     str_split(&rest, '.')) {
		if (s->left == 0)
			return;
		s->left--;
		if (follow(v, rest)) {
			s->rest = rest;
			s->place = arena_str(place->arena, buf_str(place));
			s->level = level;
		}
	}
	for (child = val_first(v); child; child = val_next(v, child), place->n = n) {
		if (v->kind == VAL_MAPPING)
			path_key(place, val_key(child));
		else
			path_index(place, i++);
		search(s, child, place, level + 1);
	}
}

/* Finds the longest suffix of path that exists in the document; sets b to its path there. */
static bool
find_end(struct exec *x, str path, struct buf *b)
{
	struct search s = {.path = path, .left = LOOKED_AT_MAX};

	b->n = 0;
	search(&s, x->root, b, 0);
	buf_add(b, s.place);
	add_fields(b, s.rest);
	return s.rest.n > 0;
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
