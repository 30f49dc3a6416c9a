/* Finds the name that was probably meant. For a path: follows it from the document's root to the
   first missing field, looks for a similar name beside it, then for the rest of the path
   anywhere in the document. */
#include "tmpl/exec/meant.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/nearest.h"
#include "data/path.h"
#include "data/val.h"
#include "tmpl/exec/exec.h"
#include "tmpl/go/fmt.h"
#include "tmpl/parse/parse.h"

/* How many nodes of the document a search visits. */
enum { LOOKED_AT_MAX = 100000 };

const char *
exec_meant_template(struct exec *x, str name)
{
	struct nearest near = {.wanted = name};
	struct buf b = {.arena = x->scratch};

	parse_suggest(x->set, &near);
	if (near.best.n == 0)
		return "";
	buf_add(&b, STR("; did you mean "));
	fmt_quoted(&b, near.best, false);
	buf_addc(&b, '?');
	return buf_cstr(&b);
}

static struct val *
member(struct val *v, str key)
{
	return v->kind == VAL_MAPPING ? val_get(v, key) : NULL;
}

/* Returns the value at a path below v, or NULL. */
static struct val *
follow(struct val *v, str path)
{
	while (v && path.n > 0)
		v = member(v, str_split(&path, '.'));
	return v;
}

/* A position in the document during the search. */
struct place {
	struct place *up;
	struct val *v;
	size_t index;
};

static void
add_place(struct buf *b, const struct place *p)
{
	if (!p->up)
		return;
	add_place(b, p->up);
	if (p->up->v->kind == VAL_MAPPING)
		path_key(b, val_key(p->v));
	else
		path_index(b, p->index);
}

/* Searches below p, exactly level levels down, for the fields of path, and adds the found path
   to b. */
static bool
search(struct place *p, str path, unsigned level, size_t *left, struct buf *b)
{
	struct place below = {.up = p};
	struct val *v;

	if (*left == 0 || (*left)-- == 0 || val_is_scalar(p->v))
		return false;
	if (level == 0) {
		if (!follow(p->v, path))
			return false;
		add_place(b, p);
		while (path.n > 0)
			path_key(b, str_split(&path, '.'));
		return true;
	}
	for (v = val_first(p->v); v; v = val_next(p->v, v), below.index++) {
		below.v = v;
		if (search(&below, path, level - 1, left, b))
			return true;
	}
	return false;
}

/* Finds the longest end of path that exists in the document, at the place nearest to the root. */
static bool
find_end(struct exec *x, str path, struct buf *b)
{
	enum { LEVELS = 8 };
	struct place root = {.v = x->root};
	size_t left = LOOKED_AT_MAX;
	unsigned level;

	for (; path.n > 0; str_split(&path, '.'))
		for (level = 0; level < LEVELS; level++)
			if (search(&root, path, level, &left, b))
				return true;
	return false;
}

/* Replaces the first missing field of the path by the most similar field beside it. */
static bool
find_neighbour(struct exec *x, str path, struct buf *b)
{
	struct val *v = x->root, *next, *child;
	struct nearest near = {0};

	for (; path.n > 0; v = next) {
		near.wanted = str_split(&path, '.');
		if (!(next = member(v, near.wanted)))
			break;
		path_key(b, near.wanted);
	}
	for (child = v->kind == VAL_MAPPING ? val_first(v) : NULL; child;
	     child = val_next(v, child))
		nearest_try(&near, val_key(child));
	if (near.best.n == 0)
		return false;
	path_key(b, near.best);
	while (path.n > 0)
		path_key(b, str_split(&path, '.'));
	return true;
}

const char *
exec_meant_path(struct exec *x, str path)
{
	struct buf b = {.arena = x->scratch}, out = {.arena = x->scratch};
	bool from_root = str_starts(path, STR("$."));

	path = str_from(path, from_root ? 1 : 0);
	if (!str_starts(path, STR(".")) || !x->root)
		return "";
	path = str_from(path, 1);
	if (!from_root && follow(x->root, path)) {
		buf_printf(&out, "; did you mean $.%.*s?", (int)path.n, path.p);
		return buf_cstr(&out);
	}
	if (!find_neighbour(x, path, &b)) {
		b.n = 0;
		if (!find_end(x, path, &b))
			return "";
	}
	buf_printf(&out, "; did you mean %s%s?", from_root ? "$" : "", path_text(&b));
	return buf_cstr(&out);
}
