/* Checks the part of a document at a path against the schema that option -p names for it. */
#include "validate/part.h"

#include "base/arena.h"
#include "base/die.h"
#include "data/path.h"
#include "data/val.h"
#include "schema/check/admit.h"
#include "schema/check/check.h"
#include "schema/check/value.h"
#include "schema/load/load.h"

struct part
part_load(struct load *l, const char *option)
{
	const char *error = NULL;
	str rest = str_of(option);
	struct arena scratch = {0};
	struct path_segment segment;

	while (rest.n > 0 && !str_starts(rest, STR("=")) && !error)
		error = path_next(&scratch, &rest, rest.p == option, &segment);
	arena_free(&scratch);
	if (error || rest.p == option || rest.n <= 1)
		die(DIE_CALL, "-p %s: must be PATH=SCHEMA, a path below the root (.a.b) and a file",
		    option);
	return (struct part){{option, (size_t)(rest.p - option)}, load_alone(l, rest.p + 1)};
}

/* Follows rest, a path below parent, and checks the value at its end. */
static void
descend(const struct part *p, struct check *c, const struct place *outer, str rest)
{
	struct arena *a = c->report->arena;
	struct path_segment segment;
	struct place at;

	if (path_next(a, &rest, outer->parent == NULL, &segment))
		return;
	at = (struct place){outer, NULL, segment.key, segment.index};
	if (segment.key.p)
		at.v = val_get(outer->v, segment.key);
	else if (outer->v->kind == VAL_SEQUENCE)
		at.v = val_at(outer->v, segment.index);
	if (at.v && rest.n > 0) {
		descend(p, c, &at, rest);
	} else if (at.v) {
		admit_value(c, p->schema, &at);
		value_check(c, p->schema, &at, false);
		if (segment.key.p)
			val_remove(a, outer->v, segment.key);
	}
}

void
part_check(const struct part *p, struct check *c, const struct place *root)
{
	descend(p, c, root, p->path);
}
