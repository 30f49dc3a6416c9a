/* Resolves references (refs.h) depth first: the value that a reference names is resolved before it
   is copied. VAL_PENDING marks the strings still to resolve. A string that is reached again while
   it is being resolved refers to itself: a circle. */
#include "preset/refs.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/die.h"
#include "base/end.h"
#include "base/escape.h"
#include "base/map.h"
#include "base/nearest.h"
#include "data/note.h"
#include "data/path.h"
#include "data/val.h"

enum {
	REFS_DEPTH_MAX = 100,      /* length of a chain of references */
	REFS_BYTES_MAX = 64 << 20, /* bytes that references may add to one document */
};

/* A string that is being resolved. `from` has the origins of the values that it refers to. */
struct step {
	struct val *v;
	struct buf path;
	str from;
};

/* Each string in step[1] to *top refers to the next. The map has the missing paths that have been
   reported, each a str. */
struct refs {
	struct arena *a;
	struct val *root;
	struct notes *notes;
	struct step step[1 + REFS_DEPTH_MAX], *top;
	struct map missing;
	size_t bytes;
};

static void resolve_string(struct refs *r, struct val *v, struct buf *path);
static void resolve_tree(struct refs *r, struct val *v, struct buf *path);

void
refs_mark(struct val *v)
{
	struct val *child;

	if (v->kind == VAL_STRING && str_find(val_text(v), STR("${")) < v->n)
		v->flags |= VAL_PENDING;
	for (child = val_first(v); child; child = val_next(v, child))
		refs_mark(child);
}

/* Reports that the string of step s refers to itself. */
static _Noreturn void
die_circle(struct refs *r, const struct step *s)
{
	struct buf chain = {.arena = r->a};
	const struct step *at;

	for (at = s; at <= r->top; at++) {
		buf_add(&chain, buf_str(&at->path));
		buf_add(&chain, STR(" -> "));
	}
	buf_add(&chain, buf_str(&s->path));
	die_at(val_pos(r->top->v), "%s: references form a circle: %s", path_text(&r->top->path),
	    path_text(&chain));
}

/* Reports that `path` is missing: `mapping`, at which the search ended, lacks `key`. `text` begins
   with the reference. */
static _Noreturn void
die_missing(struct refs *r, str path, str text, const struct val *mapping, str key)
{
	struct nearest near = {.wanted = key};
	const char *shown = escape_show(r->a, str_sub(text, 0, str_find(text, STR("}")) + 1));
	str *reported = arena_take(r->a, sizeof path);
	struct val *v;

	*reported = arena_str(r->a, path);
	if (map_add(&r->missing, reported))
		end_input();
	if (mapping->kind == VAL_MAPPING)
		for (v = val_first(mapping); v; v = val_next(mapping, v))
			nearest_try(&near, val_key(v));
	if (near.best.n)
		die_at(val_pos(r->top->v), "%s: %s" NOTE_MISSING "; did you mean %s?",
		    path_text(&r->top->path), shown, escape_show(r->a, near.best));
	die_at(val_pos(r->top->v), "%s: %s" NOTE_MISSING, path_text(&r->top->path), shown);
}

static void
spend(struct refs *r, size_t bytes)
{
	r->bytes += bytes;
	if (r->bytes > REFS_BYTES_MAX)
		die_at(val_pos(r->top->v), "%s: references add more than %d bytes to the document",
		    path_text(&r->top->path), REFS_BYTES_MAX);
}

/* Returns whether the first place of an origin is in the request. */
static bool
is_written(const struct refs *r, str origin)
{
	str own = str_of(r->root->file);

	return own.n > 0 && str_starts(origin, own) &&
	    str_starts(str_from(origin, own.n), STR(":"));
}

/* Returns the origin of v, or the origins of the values that it is made from. */
static str
origins_of(struct refs *r, const struct val *v)
{
	if (v->flags & VAL_ORIGIN && v->file)
		return note_from(str_of(pos_text(r->a, val_pos(v))));
	return STR("");
}

/* Adds the origins of v, to which the string on top refers. Only the origins in the request count,
   because its author looks there; without one, the first origin counts. */
static void
add_origins(struct refs *r, const struct val *v)
{
	str from = r->top->from, more = origins_of(r, v);

	if (from.n == 0 || (is_written(r, more) && !is_written(r, from))) {
		r->top->from = more;
	} else if (is_written(r, more) && str_find(from, more) == from.n) {
		r->top->from = str_of(
		    buf_format(r->a, "%.*s, %.*s", (int)from.n, from.p, (int)more.n, more.p));
	}
}

/* Returns the place of the string on top, with `from`, the origins of its value. */
static struct pos
place_from(struct refs *r, str from)
{
	struct pos pos = val_pos(r->top->v);

	if (from.n > 0 && r->top->v->flags & VAL_ORIGIN)
		pos.file = note_via(r->a, from, pos.file);
	return pos;
}

/* Sets the places of v, the value of the string on top, and of all below it. `from` has v's
   origins. */
static void
place(struct refs *r, struct val *v, str from)
{
	struct val *child;

	for (child = val_first(v); child; child = val_next(v, child))
		place(r, child, origins_of(r, child));
	val_set_pos(v, place_from(r, from));
	v->flags = (uint8_t)((v->flags & ~VAL_ORIGIN) | (r->top->v->flags & VAL_ORIGIN));
}

/* Cuts off the reference at the front of *rest. Returns the value that it names, resolved. */
static struct val *
follow(struct refs *r, str *rest)
{
	struct buf path = {.arena = r->a};
	struct path_segment segment;
	struct val *v = r->root, *child;
	str whole = *rest, at;
	const char *error;

	*rest = str_from(*rest, 2);
	if (str_starts(*rest, STR(".}")))
		*rest = str_from(*rest, 1);
	for (at = *rest; rest->n == 0 || rest->p[0] != '}' || whole.n == rest->n + 2; v = child) {
		if ((error = path_next(r->a, rest, rest->n == at.n, &segment)))
			die_at(val_pos(r->top->v),
			    "%s: malformed reference %s: %s (write $${ for the text ${)",
			    path_text(&r->top->path), escape_show(r->a, whole),
			    rest->n ? error : "it has no closing brace");
		path_add(&path, &segment);
		if (!(child = path_descend(v, &segment)))
			die_missing(r, buf_str(&path), whole, v, segment.key);
		if (child->flags & VAL_PENDING)
			resolve_string(r, child, &path);
	}
	*rest = str_from(*rest, 1);
	resolve_tree(r, v, &path);
	add_origins(r, v);
	return v;
}

/* Cuts off the reference at the front of *rest and adds the text of the scalar that it names. */
static void
add_scalar(struct refs *r, struct buf *b, str *rest)
{
	str before = *rest;
	struct val *v = follow(r, rest);
	str reference = str_sub(before, 0, before.n - rest->n);

	if (v->kind == VAL_NULL)
		die_missing(r, str_sub(reference, 1, reference.n - 1), before, v, STR(""));
	if (!val_is_scalar(v))
		die_at(place_from(r, r->top->from),
		    "%s: %s is of type %s, which cannot be part of a string",
		    path_text(&r->top->path), escape_show(r->a, reference), val_kind_name(v->kind));
	spend(r, v->n);
	buf_add(b, val_text(v));
}

/* Returns the string for text, a mix of references and other text. */
static struct val *
compose(struct refs *r, str text)
{
	struct buf b = {.arena = r->a};

	while (text.n > 0) {
		if (str_starts(text, STR("$${"))) {
			buf_add(&b, STR("${"));
			text = str_from(text, 3);
		} else if (str_starts(text, STR("${"))) {
			add_scalar(r, &b, &text);
		} else {
			buf_addc(&b, text.p[0]);
			text = str_from(text, 1);
		}
	}
	return val_string(r->a, buf_str(&b));
}

/* Returns the value of the string on top of the steps. */
static struct val *
value_of_top(struct refs *r)
{
	str text = val_text(r->top->v), rest = text;
	struct val_size size;
	struct val *v;

	if (str_starts(text, STR("${"))) {
		v = follow(r, &rest);
		if (rest.n == 0) {
			size = val_measure(v);
			spend(r, size.nodes * sizeof *v + size.text);
			return val_copy(r->a, v);
		}
	}
	return compose(r, text);
}

static void
resolve_top(void *refs)
{
	struct refs *r = refs;
	struct val *made = value_of_top(r);

	place(r, made, r->top->from);
	val_become(r->top->v, made);
	r->top--;
}

/* Resolves a marked string. If notes->keep is set, a mistake ends only the resolution of the first
   string of the chain, step[1], which stays marked. */
static void
resolve_string(struct refs *r, struct val *v, struct buf *path)
{
	struct buf message = {.arena = r->a};
	const struct step *s;

	for (s = r->step + 1; s <= r->top; s++)
		if (s->v == v)
			die_circle(r, s);
	if (r->top == r->step + REFS_DEPTH_MAX)
		die_at(val_pos(v), "%s: more than %d references in a chain",
		    path_text(&r->top->path), REFS_DEPTH_MAX);
	*++r->top = (struct step){.v = v, .path.arena = r->a};
	buf_add(&r->top->path, buf_str(path));
	if (!r->notes->keep || r->top > r->step + 1) {
		resolve_top(r);
	} else if (!end_try(resolve_top, r, &message)) {
		r->top = r->step;
		if (message.n > 0) /* else the mistake has been reported */
			note_line(r->notes, NOTE_FINDING, buf_str(&message));
	}
}

/* Resolves all marked strings below v. The buffer has the path of v. */
static void
resolve_tree(struct refs *r, struct val *v, struct buf *path)
{
	size_t n = path->n, i = 0;
	struct val *child;

	for (child = val_first(v); child; child = val_next(v, child)) {
		path_child(path, child, i++);
		if (child->flags & VAL_PENDING)
			resolve_string(r, child, path);
		else
			resolve_tree(r, child, path);
		path->n = n;
	}
}

static bool
is_pending(const struct val *v)
{
	return v->flags & VAL_PENDING;
}

void
refs_resolve(struct arena *a, struct val *root, struct notes *notes)
{
	struct refs r = {
	    .a = a, .root = root, .notes = notes, .missing = {.arena = a, .key = map_text}};
	struct buf path = {.arena = a};

	r.top = r.step;
	resolve_tree(&r, root, &path);
	/* Failed members stay until here, so that references to them fail, too. They are removed
	   so that no later stage takes the text of a reference for a value. */
	if (notes->keep)
		val_prune(root, is_pending);
}
