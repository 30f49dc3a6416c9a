/* Merges the values of a lower tree into an upper one; merge.h has the rules. */
#include "preset/merge.h"

#include <stdbool.h>

#include "base/buf.h"
#include "data/note.h"
#include "data/path.h"
#include "data/val.h"

/* The state of a merge. notes is NULL for a preset. path is the path of the current value, for
   messages. */
struct merge {
	struct notes *notes;
	struct buf path;
};

static bool
is_null(const struct val *v)
{
	return v->kind == VAL_NULL;
}

static bool
is_unwritten(const struct merge *m, const struct val *v)
{
	return m->notes && is_null(v);
}

/* Notes a fault for each value in v, which a request sets at m->path. `ours` is the platform's
   value at this path, or NULL. */
static void
refuse(struct merge *m, const struct val *v, const struct val *ours)
{
	size_t n = m->path.n, i = 0;
	const struct val *child;

	if (ours && is_unwritten(m, v))
		return;
	if (val_is_scalar(v) || v->n == 0) {
		note_fault(m->notes, val_pos(v),
		    "%s: belongs to the platform: a request cannot set it", path_text(&m->path));
		return;
	}
	for (child = val_first(v); child; child = val_next(v, child)) {
		path_child(&m->path, child, i++);
		refuse(m, child, v->kind == VAL_MAPPING ? val_get(ours, val_key(child)) : NULL);
		m->path.n = n;
	}
}

static void merge(struct merge *m, struct val *upper, const struct val *lower, bool whole);

/* Merges `low` into `up`, the member of upper with the same key. If whole is set, adds nothing. */
static void
merge_member(struct merge *m, struct val *upper, struct val *up, const struct val *low, bool whole)
{
	bool ours = m->notes && low->flags & VAL_OURS;

	if (ours)
		refuse(m, up, low);
	if (ours || is_unwritten(m, up)) {
		val_remove(upper, val_key(low));
		if (!whole)
			val_add(m->path.arena, upper, val_key(low), val_copy(m->path.arena, low));
	} else if (up->kind == VAL_MAPPING && low->kind == VAL_MAPPING) {
		merge(m, up, low, whole || ((up->flags | low->flags) & VAL_WHOLE));
		up->flags |= low->flags & (VAL_WHOLE | VAL_OURS);
	}
}

static void
merge(struct merge *m, struct val *upper, const struct val *lower, bool whole)
{
	size_t n = m->path.n;
	struct val *low, *up;

	if (whole && m->notes)
		val_prune(upper, is_null);
	for (low = val_first(lower); low; low = val_next(lower, low), m->path.n = n) {
		path_key(&m->path, val_key(low));
		if ((up = val_get(upper, val_key(low))))
			merge_member(m, upper, up, low, whole);
		else if (!whole)
			val_add(m->path.arena, upper, val_key(low), val_copy(m->path.arena, low));
	}
}

void
merge_defaults(struct arena *a, struct val *upper, const struct val *defaults, struct notes *notes)
{
	struct merge m = {notes, {.arena = a}};

	merge(&m, upper, defaults, (upper->flags | defaults->flags) & VAL_WHOLE);
}
