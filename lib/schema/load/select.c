/* Chooses the schema for a document by apiVersion and kind, and reports a kind without a schema
   with the kinds that are known. */
#include "schema/load/select.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/escape.h"
#include "base/nearest.h"
#include "data/val.h"
#include "schema/check/admit.h"
#include "schema/check/check.h"
#include "schema/check/value.h"
#include "schema/load/load.h"
#include "schema/object.h"
#include "schema/report.h"

/* The maximum number of kinds in a message. */
enum { LIST_MAX = 20 };

/* Returns for example "ConfigMap (v1), Job (batch/v1)": the known kinds or, unless of is NULL, the
   versions of that kind. */
static const char *
list_known(const struct load *l, struct arena *a, const struct load_kind *of)
{
	struct buf b = {.arena = a};
	size_t i, n = 0;

	for (i = 0; i < l->kinds.n; i++) {
		const struct load_kind *k = l->kinds.at[i];

		if (!k->served ||
		    (of && !(str_eq(of->kind, k->kind) && str_eq(of->group, k->group))))
			continue;
		if (n++ >= LIST_MAX)
			continue;
		buf_printf(&b, "%s%.*s (%.*s%s%.*s)", n > 1 ? ", " : "", (int)k->kind.n, k->kind.p,
		    (int)k->group.n, k->group.n ? k->group.p : "", k->group.n ? "/" : "",
		    (int)k->version.n, k->version.p);
	}
	if (n > LIST_MAX)
		buf_printf(&b, " and %zu more", n - LIST_MAX);
	if (l->folders.n)
		buf_printf(&b, "%sthe schemas in the folders of -S", n ? ", " : "");
	return b.n ? buf_cstr(&b) : "no kind";
}

/* Returns whether a kind may lack a schema. */
static bool
is_schemaless(const struct load *l, str kind)
{
	size_t i;

	for (i = 0; i < l->schemaless_n; i++)
		if (str_is(l->schemaless[i], "*") || str_eq(l->schemaless[i], kind))
			return true;
	return false;
}

/* Reports that doc has no schema: at apiVersion if the kind is known, else at kind. */
static void
fail_unknown(const struct load *l, struct check *c, const struct val *doc,
    const struct place *place, const struct load_kind *wanted)
{
	struct arena *a = c->report->arena;
	struct place version_at = {.parent = place, .key = STR("apiVersion")},
		     kind_at = {.parent = place, .key = STR("kind")};
	const struct val *version = val_get(doc, STR("apiVersion")),
			 *kind = val_get(doc, STR("kind"));
	struct nearest near = {.wanted = wanted->kind};
	struct buf meant = {.arena = a};
	bool same_kind = false;
	size_t i;

	for (i = 0; i < l->kinds.n; i++) {
		nearest_try(&near, l->kinds.at[i]->kind);
		same_kind = same_kind || str_eq(l->kinds.at[i]->kind, wanted->kind);
		if (str_eq(l->kinds.at[i]->kind, wanted->kind) &&
		    str_eq(l->kinds.at[i]->group, wanted->group)) {
			check_fail(c, val_pos(version), &version_at, "unknown-kind",
			    "this version of %.*s is not served, found %s; allowed: %s",
			    (int)wanted->kind.n, wanted->kind.p, escape_show(a, val_text(version)),
			    list_known(l, a, wanted));
			return;
		}
	}
	if (is_schemaless(l, wanted->kind))
		return;
	if (same_kind) {
		check_fail(c, val_pos(version), &version_at, "unknown-kind",
		    "no schema for %.*s of this apiVersion, found %s; known: %s",
		    (int)wanted->kind.n, wanted->kind.p, escape_show(a, val_text(version)),
		    list_known(l, a, NULL));
		return;
	}
	if (near.best.n)
		buf_printf(&meant, "did you mean %.*s? ", (int)near.best.n, near.best.p);
	check_fail(c, val_pos(kind), &kind_at, "unknown-kind",
	    "no schema for this kind, found %s; %sknown: %s%s%s", escape_show(a, val_text(kind)),
	    buf_cstr(&meant), list_known(l, a, NULL), l->advice ? "; " : "",
	    l->advice ? l->advice : "");
}

/* Returns whether the field, apiVersion or kind, is missing or not a string. Reports that, unless
   shape_check has. */
static bool
fails_field(const struct load *l, struct check *c, const struct val *doc, const struct place *place,
    str field)
{
	const struct val *v = val_get(doc, field);
	struct place at = {.parent = place, .key = field};
	struct buf more = {.arena = c->report->arena};

	if (v && v->kind == VAL_STRING)
		return false;
	if (c->shaped)
		return true;
	buf_printf(&more, "; known: %s", list_known(l, more.arena, NULL));
	if (v)
		check_fail(
		    c, val_pos(v), &at, "type", "must be a string, found %s", check_show(c, v));
	else
		check_missing(c, doc, place, field, buf_cstr(&more));
	return true;
}

/* Reads apiVersion and kind of doc into *k, or reports a mistake in them and returns false. */
static bool
read_kind(const struct load *l, struct check *c, const struct val *doc, const struct place *place,
    struct load_kind *k)
{
	bool bad;

	if (doc->kind != VAL_MAPPING) {
		if (!c->shaped)
			check_fail(c, val_pos(doc), place, "type",
			    "must be an object, found %s; known: %s", check_show(c, doc),
			    list_known(l, c->report->arena, NULL));
		return false;
	}
	bad = fails_field(l, c, doc, place, STR("apiVersion"));
	if (fails_field(l, c, doc, place, STR("kind")) || bad)
		return false;
	k->version = object_text(doc, STR("apiVersion"));
	if (str_find(k->version, STR("/")) < k->version.n)
		k->group = str_split(&k->version, '/');
	k->kind = object_text(doc, STR("kind"));
	k->id = load_id(c->report->arena, k->group, k->version, k->kind);
	return true;
}

static void
check_object(struct load *l, struct check *c, struct val *doc, const struct place *place)
{
	struct load_kind wanted = {.served = true};
	const struct load_kind *k;

	if (!read_kind(l, c, doc, place, &wanted))
		return;
	k = load_find(l, &wanted);
	if (k && k->schema && k->served) {
		c->root = k->schema;
		if (!k->keeps_unknown)
			admit_value(c, k->schema, doc, place);
		value_check(c, k->schema, doc, place, false);
	} else if (l->bare.n == 0) {
		fail_unknown(l, c, doc, place, &wanted);
	}
}

void
select_check(struct load *l, struct check *c, struct val *doc)
{
	struct place root = {0}, items_at = {.parent = &root, .key = STR("items")},
		     at = {.parent = &items_at};
	const struct val *items = object_list(doc);
	struct val *v;
	size_t i;

	for (i = 0; i < l->bare.n; i++) {
		c->root = l->bare.at[i];
		admit_value(c, l->bare.at[i], doc, &root);
		value_check(c, l->bare.at[i], doc, &root, false);
	}
	if ((l->kinds.n == 0 && l->folders.n == 0) || doc->kind == VAL_NULL)
		return;
	if (l->bare.n && object_text(doc, STR("kind")).n == 0)
		return;
	if (items && str_is(object_text(doc, STR("kind")), "List")) {
		for (v = val_first(items); v; v = val_next(items, v), at.index++)
			check_object(l, c, v, &at);
		return;
	}
	check_object(l, c, doc, &root);
}

const char *
select_file(const struct load *l, const struct val *doc)
{
	str version = object_text(doc, STR("apiVersion")), kind = object_text(doc, STR("kind")),
	    group = str_find(version, STR("/")) < version.n ? str_split(&version, '/') : STR("");
	size_t i;

	for (i = 0; i < l->kinds.n; i++)
		if (str_eq(l->kinds.at[i]->kind, kind) && str_eq(l->kinds.at[i]->group, group))
			return l->kinds.at[i]->file;
	return NULL;
}
