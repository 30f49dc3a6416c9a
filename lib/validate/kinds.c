/* Searches a document for objects of the kinds that option -K forbids. */
#include "validate/kinds.h"

#include "base/escape.h"
#include "data/val.h"
#include "schema/object.h"
#include "schema/report.h"

struct search {
	struct report *report;
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

/* object: v is a document or an item of a List, so it is an object and not a reference. */
static void
search(const struct search *s, const struct val *v, const struct place *place, bool object)
{
	const struct val *kind = val_get(v, STR("kind")), *child;
	bool is_object = kind && val_get(v, STR("apiVersion"));
	struct place inner = {.parent = place}, at = {.parent = place, .key = STR("kind")};

	if (is_object && kind->kind == VAL_STRING && is_forbidden(s, val_text(kind)) &&
	    (object || !is_reference(v)))
		report_at(s->report, val_pos(kind), &at, "forbidden-kind",
		    "kind %s is forbidden (-K)", escape_show(s->report->arena, val_text(kind)));
	for (child = val_first(v); child; child = val_next(v, child), inner.index++) {
		if (val_is_scalar(child))
			continue;
		if (v->kind == VAL_MAPPING)
			inner.key = val_key(child);
		search(s, child, &inner,
		    v->kind == VAL_SEQUENCE ? object : is_object && str_is(inner.key, "items"));
	}
}

void
kinds_check(struct report *r, const struct val *doc, const str *kinds, size_t n)
{
	struct search s = {r, kinds, n};
	struct place root = {0};

	if (n > 0)
		search(&s, doc, &root, true);
}
