/* Walks the old and the new tree together, pair by pair, and reports the differences. */
#include "diff/diff.h"

#include "base/arena.h"
#include "data/val.h"
#include "diff/pair.h"
#include "diff/rules.h"

/* The state of the walk. */
struct walk {
	struct diff *diff;
	const struct object *object;
	struct step *step;
	size_t steps, cap;
};

static void compare(struct walk *w, const struct val *old, const struct val *new);

static void
change(struct walk *w, const struct val *old, const struct val *new)
{
	struct diff *d = w->diff;
	struct change c = {w->object, w->step, w->steps, old, new, NULL};

	c.rule = rules_find(d->rules, &c);
	d->changes++;
	d->refused += c.rule != NULL;
	d->report(d->context, &c);
}

/* Compares the children one step further down. One of them may be NULL. */
static void
enter(struct walk *w, struct step step, const struct val *old, const struct val *new)
{
	w->step = arena_room(w->diff->arena, w->step, w->steps, &w->cap, sizeof step);
	w->step[w->steps++] = step;
	if (old && new)
		compare(w, old, new);
	else
		change(w, old, new);
	w->steps--;
}

static void
compare_members(struct walk *w, const struct val *old, const struct val *new)
{
	const struct val *v;

	for (v = val_first(old); v; v = val_next(old, v))
		enter(w, (struct step){STEP_MEMBER, val_key(v), 0}, v, val_get(new, val_key(v)));
	for (v = val_first(new); v; v = val_next(new, v))
		if (!val_get(old, val_key(v)))
			enter(w, (struct step){STEP_MEMBER, val_key(v), 0}, NULL, v);
}

static void
compare_items(struct walk *w, const struct val *old, const struct val *new)
{
	struct pairs pairs = pair_items(w->diff->arena, old, new);
	size_t i;

	for (i = 0; i < pairs.n; i++) {
		const struct pair *pair = &pairs.pair[i];
		enum step_kind kind = pairs.by_name ? STEP_NAMED_ITEM : STEP_ITEM;

		enter(w, (struct step){kind, pair->name, i}, pair->old, pair->new);
	}
}

static void
compare(struct walk *w, const struct val *old, const struct val *new)
{
	if (old->kind == VAL_MAPPING && new->kind == VAL_MAPPING)
		compare_members(w, old, new);
	else if (old->kind == VAL_SEQUENCE && new->kind == VAL_SEQUENCE)
		compare_items(w, old, new);
	else if (!val_equal(old, new))
		change(w, old, new);
}

void
diff_documents(struct diff *d, const struct val *old, const struct val *new)
{
	struct pairs pairs = pair_documents(d->arena, old, new);
	struct walk w = {.diff = d};
	size_t i;

	for (i = 0; i < pairs.n; i++) {
		const struct pair *pair = &pairs.pair[i];

		w.object = &pair->object;
		if (pair->old && pair->new)
			compare(&w, pair->old, pair->new);
		else
			change(&w, pair->old, pair->new);
	}
}
