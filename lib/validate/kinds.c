/* Searches a document for objects of the kinds that option -K forbids. */
#include "validate/kinds.h"

#include "base/escape.h"
#include "data/val.h"
#include "schema/check/check.h"
#include "schema/object.h"

struct search {
	struct check *check;
	const str *kinds;
	size_t n;
};

static bool
is_forbidden(const struct search *s, str kind)
{
	size_t i;

	for (i = 0; i < s->n; i++)
		if (str_eq(kind, s->kinds[i]) ||
		    (kind.n == s->kinds[i].n + 4 && str_starts(kind, s->kinds[i]) &&
			str_ends(kind, STR("List"))))
			return true;
	return false;
}

static bool
is_reference(const struct val *v)
{
	const struct val *member;

	for (member = val_first(v); member; member = val_next(v, member))
		if (!val_is_scalar(member) ||
		    !object_among(val_key(member),
			"apiVersion kind name namespace uid resourceVersion fieldPath controller "
			"blockOwnerDeletion"))
			return false;
	return val_get(v, STR("name")) != NULL;
}

/* object: the value is a document or an item of a List, so it is an object and not a reference. */
static void
search(const struct search *s, const struct place *at, bool object)
{
	struct place kind = check_member(at, STR("kind")), inner = {.parent = at};
	bool is_object = kind.v && val_get(at->v, STR("apiVersion"));

	if (is_object && kind.v->kind == VAL_STRING && is_forbidden(s, val_text(kind.v)) &&
	    (object || !is_reference(at->v)))
		check_fail(s->check, &kind, "forbidden-kind", "kind %s is forbidden (-K)",
		    escape_show(s->check->report->arena, val_text(kind.v)));
	while (check_next(&inner))
		if (!val_is_scalar(inner.v))
			search(s, &inner,
			    at->v->kind == VAL_SEQUENCE ? object
							: is_object && str_is(inner.key, "items"));
}

void
kinds_check(struct check *c, const struct place *root, const str *kinds, size_t n)
{
	struct search s = {c, kinds, n};

	if (n > 0)
		search(&s, root, true);
}
