/* Merging. */
#include "preset/merge.h"

#include <stdbool.h>

#include "base/arena.h"
#include "data/val.h"

/* whole: only nulls are looked for, nothing is added. */
static void
merge(
    struct arena *a, struct val *upper, const struct val *lower, enum merge_nulls nulls, bool whole)
{
	struct val *low, *up;

	for (low = val_first(lower); low; low = val_next(lower, low)) {
		up = val_get(upper, val_key(low));
		if (!up && !whole) {
			val_add(a, upper, val_key(low), val_copy(a, low));
		} else if (up && up->kind == VAL_NULL && nulls == MERGE_NULLS_UNSET) {
			val_remove(a, upper, val_key(low));
		} else if (up && up->kind == VAL_MAPPING && low->kind == VAL_MAPPING) {
			bool is_whole = whole || ((up->flags | low->flags) & VAL_WHOLE);

			merge(a, up, low, nulls, is_whole);
			up->flags |= low->flags & VAL_WHOLE;
		}
	}
}

void
merge_under(struct arena *a, struct val *upper, const struct val *lower, enum merge_nulls nulls)
{
	merge(a, upper, lower, nulls, (upper->flags | lower->flags) & VAL_WHOLE);
}
