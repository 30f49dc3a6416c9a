/* Chooses the schema for a document by apiVersion and kind, and reports a kind without a schema
   with the kinds that are known. */
#include "schema/load/select.h"

#include "base/buf.h"
#include "base/escape.h"
#include "base/nearest.h"
#include "data/val.h"
#include "schema/check/admit.h"
#include "schema/check/check.h"
#include "schema/check/value.h"
#include "schema/load/load.h"
#include "schema/object.h"

/* The maximum number of kinds in a message. */
enum { LIST_MAX = 20 };

/* Returns for example "ConfigMap (v1), Job (batch/v1)": the known kinds or, unless of is NULL, the
   versions of that kind. */
static const char *
list_known(const struct load *l, struct arena *a, const struct load_kind *of)
{
	struct buf b = {.arena = a};
	const struct load_kind *k;
	size_t n = 0;

	for (k = l->kinds.first; k; k = k->next) {
		if (!k->served ||
		    (of && !(str_eq(of->kind, k->kind) && str_eq(of->group, k->group))))
			continue;
		if (n++ >= LIST_MAX)
			continue;
		buf_printf(&b, "%s%.*s (%.*s%s%.*s)", n > 1 ? ", " : "", (int)k->kind.n, k->kind.p,
		    (int)k->group.n, k->group.p, k->group.n ? "/" : "", (int)k->version.n,
		    k->version.p);
	}
	if (n > LIST_MAX)
		buf_printf(&b, " and %zu more", n - LIST_MAX);
	if (l->folders.n)
		buf_printf(&b, "%sthe schemas in the folders of -S", n ? ", " : "");
	return b.n ? buf_cstr(&b) : "no kind";
}

/* Reports that an object has no schema: at apiVersion if the kind is known, else at kind. */
static void
fail_unknown(
    const struct load *l, struct check *c, const struct place *at, const struct load_kind *wanted)
{
	struct arena *a = c->report->arena;
	struct place version = check_member(at, STR("apiVersion")),
		     kind = check_member(at, STR("kind"));
	struct nearest near = {.wanted = wanted->kind};
	struct buf meant = {.arena = a};
	bool same_kind = false, same_group = false;
	const struct load_kind *k;

	for (k = l->kinds.first; k; k = k->next) {
		nearest_try(&near, k->kind);
		if (str_eq(k->kind, wanted->kind)) {
			same_kind = true;
			same_group = same_group || str_eq(k->group, wanted->group);
		}
	}
	if (!same_group && load_is_schemaless(l, wanted->kind))
		return;
	if (near.best.n)
		buf_printf(&meant, "did you mean %.*s? ", (int)near.best.n, near.best.p);
	if (same_kind)
		check_fail(c, &version, "unknown-kind",
		    same_group ? "this version of %.*s is not served, found %s; allowed: %s"
			       : "no schema for %.*s of this apiVersion, found %s; known: %s",
		    (int)wanted->kind.n, wanted->kind.p, escape_show(a, val_text(version.v)),
		    list_known(l, a, same_group ? wanted : NULL));
	else
		check_fail(c, &kind, "unknown-kind",
		    "no schema for this kind, found %s; %sknown: %s%s%s",
		    escape_show(a, val_text(kind.v)), buf_cstr(&meant), list_known(l, a, NULL),
		    l->advice ? "; " : "", l->advice ? l->advice : "");
}

/* Returns whether the field, apiVersion or kind, is missing or not a string. Reports that, unless
   shape_check has. */
static bool
fails_field(const struct load *l, struct check *c, const struct place *outer, str field)
{
	struct place at = check_member(outer, field);

	if (at.v && at.v->kind == VAL_STRING)
		return false;
	if (c->shaped)
		return true;
	if (at.v)
		check_fail(c, &at, "type", "must be a string, found %s", check_show(c, at.v));
	else
		check_missing(
		    c, outer, field, "; known: %s", list_known(l, c->report->arena, NULL));
	return true;
}

/* Returns apiVersion and kind of a document. */
static struct load_kind
kind_of(const struct val *doc)
{
	struct load_kind k = {.group = STR(""),
	    .version = val_get_text(doc, STR("apiVersion")),
	    .kind = val_get_text(doc, STR("kind")),
	    .served = true};

	if (str_find(k.version, STR("/")) < k.version.n)
		k.group = str_split(&k.version, '/');
	return k;
}

/* Checks a value after the changes that the API server makes, unless the CRD keeps all fields. */
static void
check_against(struct check *c, const struct schema *s, const struct place *at, bool changes)
{
	c->root = s;
	if (changes)
		admit_value(c, s, at);
	value_check(c, s, at, false);
}

static void
check_object(struct load *l, struct check *c, const struct place *at)
{
	struct load_kind wanted = kind_of(at->v);
	const struct load_kind *k;
	bool bad;

	if (at->v->kind != VAL_MAPPING) {
		if (!c->shaped)
			check_fail(c, at, "type", "must be an object, found %s; known: %s",
			    check_show(c, at->v), list_known(l, c->report->arena, NULL));
		return;
	}
	bad = fails_field(l, c, at, STR("apiVersion"));
	if (fails_field(l, c, at, STR("kind")) || bad)
		return;
	k = load_find(l, c->report->arena, &wanted);
	if (k && k->schema && k->served)
		check_against(c, k->schema, at, !k->keeps_unknown);
	else if (l->bare.n == 0)
		fail_unknown(l, c, at, &wanted);
}

void
select_check(struct load *l, struct check *c, const struct place *root)
{
	struct place items = check_member(root, STR("items")), at = {.parent = &items};
	str kind = val_get_text(root->v, STR("kind"));
	size_t i;

	for (i = 0; i < l->bare.n; i++)
		check_against(c, l->bare.at[i], root, true);
	if ((!l->kinds.first && l->folders.n == 0) || root->v->kind == VAL_NULL ||
	    (l->bare.n && kind.n == 0))
		return;
	if (!object_list(root->v) || !str_is(kind, "List"))
		check_object(l, c, root);
	else
		while (check_next(&at))
			check_object(l, c, &at);
}

const char *
select_file(const struct load *l, const struct val *doc)
{
	struct load_kind wanted = kind_of(doc);
	const struct load_kind *k;

	for (k = l->kinds.first; k; k = k->next)
		if (str_eq(k->kind, wanted.kind) && str_eq(k->group, wanted.group))
			return k->file;
	return NULL;
}
