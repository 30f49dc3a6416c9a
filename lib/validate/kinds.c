/* Searches a document for objects of the kinds that option -K forbids. */
#include "validate/kinds.h"

#include "base/escape.h"
#include "data/val.h"
#include "schema/check/check.h"
#include "schema/object.h"

static bool
is_forbidden(str kind, const char *kinds)
{
	const str suffix = STR("List");

	return object_among(kind, kinds) ||
	    (str_ends(kind, suffix) && object_among(str_sub(kind, 0, kind.n - suffix.n), kinds));
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
search(struct check *c, const char *kinds, const struct place *at, bool object)
{
	struct place kind = check_member(at, STR("kind")), inner = {.parent = at};
	bool is_object = kind.v && val_get(at->v, STR("apiVersion"));

	if (is_object && kind.v->kind == VAL_STRING && is_forbidden(val_text(kind.v), kinds) &&
	    (object || !is_reference(at->v)))
		check_fail(c, &kind, "forbidden-kind", "kind %s is forbidden (-K)",
		    escape_show(c->report->arena, val_text(kind.v)));
	while (check_next(&inner))
		if (!val_is_scalar(inner.v))
			search(c, kinds, &inner,
			    at->v->kind == VAL_SEQUENCE ? object
							: is_object && str_is(inner.key, "items"));
}

void
kinds_check(struct check *c, const struct place *root, const char *kinds)
{
	if (kinds[0])
		search(c, kinds, root, true);
}
