/* Checks labels, annotations, finalizers and owners. Rules: k8s.io/apimachinery,
   pkg/api/validation/objectmeta.go and pkg/apis/meta/v1/validation; for embedded objects
   k8s.io/apiextensions-apiserver, pkg/apiserver/schema/objectmeta. */
#include "schema/check/meta.h"

#include "base/arena.h"
#include "base/escape.h"
#include "data/val.h"
#include "schema/check/check.h"
#include "schema/report.h"

/* The maximum bytes of an object's annotations, keys and values together. */
enum { ANNOTATIONS_MAX = 256 << 10 };

void
meta_name(struct check *c, const struct val *v, const struct place *place, enum name_rule rule,
    const char *what)
{
	if (!name_fits(rule, val_text(v)))
		check_fail(c, val_pos(v), place, "name", "%s must be %s, found %s", what,
		    name_wants(rule), escape_show(c->report->arena, val_text(v)));
}

void
meta_base64(struct check *c, const struct val *v, const struct place *place)
{
	str key = place->parent ? place->parent->key : STR("");

	check_fail(c, val_pos(v), place, "format", "must be base64%s",
	    str_is(key, "data")             ? "; plain text belongs in stringData"
		: str_is(key, "binaryData") ? "; plain text belongs in data"
					    : "");
}

void
meta_labels(struct check *c, const struct val *labels, const struct place *outer, str key)
{
	struct place place = {.parent = outer, .key = key}, inner = {.parent = &place};
	const struct val *v;

	if (!labels || labels->kind != VAL_MAPPING)
		return;
	for (v = val_first(labels); v; v = val_next(labels, v)) {
		inner.key = val_key(v);
		if (!name_fits(NAME_QUALIFIED, inner.key))
			check_fail(c, val_key_pos(v), &inner, "name", "a label's key must be %s",
			    name_wants(NAME_QUALIFIED));
		if (v->kind == VAL_STRING)
			meta_name(c, v, &inner, NAME_LABEL_VALUE, "a label's value");
		else if (v->kind != VAL_NULL)
			check_fail(c, val_pos(v), &inner, "type", "must be a string, found %s%s",
			    check_show(c, v),
			    val_is_scalar(v) ? "; quote it to make it a string" : "");
	}
}

static str
lower(struct check *c, str s)
{
	char *p = arena_bytes(c->report->arena, s.n);
	size_t i;

	for (i = 0; i < s.n; i++)
		p[i] = (char)(s.p[i] >= 'A' && s.p[i] <= 'Z' ? s.p[i] + ('a' - 'A') : s.p[i]);
	return (str){p, s.n};
}

static void
check_annotations(struct check *c, const struct val *annotations, const struct place *outer)
{
	struct place place = {.parent = outer, .key = STR("annotations")},
		     inner = {.parent = &place};
	const struct val *v;
	size_t size = 0;

	if (!annotations || annotations->kind != VAL_MAPPING)
		return;
	for (v = val_first(annotations); v; v = val_next(annotations, v)) {
		inner.key = val_key(v);
		size += inner.key.n + (v->kind == VAL_STRING ? v->n : 0);
		if (!name_fits(NAME_QUALIFIED, lower(c, inner.key)))
			check_fail(c, val_key_pos(v), &inner, "name",
			    "an annotation's key must be %s", name_wants(NAME_QUALIFIED));
	}
	if (size > ANNOTATIONS_MAX)
		check_fail(c, val_pos(annotations), &place, "length",
		    "keys and values together have %zu bytes; at most %d are allowed", size,
		    ANNOTATIONS_MAX);
}

static void
check_finalizers(struct check *c, const struct val *finalizers, const struct place *outer)
{
	struct place place = {.parent = outer, .key = STR("finalizers")},
		     inner = {.parent = &place};
	const struct val *v;

	if (!finalizers || finalizers->kind != VAL_SEQUENCE)
		return;
	for (v = val_first(finalizers); v; v = val_next(finalizers, v), inner.index++)
		if (v->kind == VAL_STRING)
			meta_name(c, v, &inner, NAME_QUALIFIED, "a finalizer");
}

/* The fields that identify an owner must not be empty, and at most one owner is the controller. */
static void
check_owners(struct check *c, const struct val *owners, const struct place *outer)
{
	static const char *const fields[] = {"apiVersion", "kind", "name", "uid"};
	struct place place = {.parent = outer, .key = STR("ownerReferences")},
		     at = {.parent = &place};
	const struct val *v, *field, *controller = NULL;
	size_t i;

	if (!owners || owners->kind != VAL_SEQUENCE)
		return;
	for (v = val_first(owners); v; v = val_next(owners, v), at.index++) {
		struct place inner = {.parent = &at};

		for (i = 0; i < sizeof fields / sizeof fields[0]; i++) {
			inner.key = str_of(fields[i]);
			field = val_get(v, inner.key);
			if (field && field->kind == VAL_STRING && field->n == 0)
				check_fail(c, val_pos(field), &inner, "name",
				    "must be a string that is not empty, found \"\"");
		}
		inner.key = STR("controller");
		field = val_get(v, inner.key);
		if (!field || field->kind != VAL_BOOL || !val_true(field))
			continue;
		if (controller)
			check_fail(c, val_pos(field), &inner, "duplicate-item",
			    "only one owner can be the controller");
		controller = field;
	}
}

void
meta_check(struct check *c, const struct val *metadata, const struct place *place)
{
	const struct val *generation = val_get(metadata, STR("generation"));
	struct place at = {.parent = place, .key = STR("generation")};

	meta_labels(c, val_get(metadata, STR("labels")), place, STR("labels"));
	check_annotations(c, val_get(metadata, STR("annotations")), place);
	check_finalizers(c, val_get(metadata, STR("finalizers")), place);
	check_owners(c, val_get(metadata, STR("ownerReferences")), place);
	if (generation && generation->kind == VAL_INT && str_starts(val_text(generation), STR("-")))
		check_fail(c, val_pos(generation), &at, "minimum", "must be at least 0, found %s",
		    check_show(c, generation));
}

/* Reports the member key, a string, if the function good rejects it. */
static void
check_text(struct check *c, const struct val *object, const struct place *outer, const char *key,
    bool (*good)(str), const char *wanted)
{
	struct place at = {.parent = outer, .key = str_of(key)};
	const struct val *v = val_get(object, at.key);

	if (v && v->kind == VAL_STRING && !good(val_text(v)))
		check_fail(c, val_pos(v), &at, "name", "must be %s, found %s", wanted,
		    escape_show(c->report->arena, val_text(v)));
}

static bool
is_group_version(str s)
{
	size_t slashes = 0, i;

	for (i = 0; i < s.n; i++)
		slashes += s.p[i] == '/';
	return s.n > 0 && slashes <= 1;
}

static void
check_member_name(struct check *c, const struct val *metadata, const struct place *outer, str key,
    enum name_rule rule, const char *what)
{
	struct place at = {.parent = outer, .key = key};
	const struct val *v = val_get(metadata, key);

	if (v && v->kind == VAL_STRING && v->n > 0)
		meta_name(c, v, &at, rule, what);
}

void
meta_embedded(struct check *c, const struct val *object, const struct place *place)
{
	struct place at = {.parent = place, .key = STR("metadata")};
	const struct val *metadata = val_get(object, at.key);

	check_text(c, object, place, "apiVersion", is_group_version,
	    "a version (v1) or group/version (apps/v1)");
	check_text(c, object, place, "kind", name_is_kind,
	    "a kind like ConfigMap: a letter, then letters, digits and -, at most 63");
	if (!metadata)
		return;
	check_member_name(c, metadata, &at, STR("name"), NAME_SEGMENT, "the name");
	check_member_name(
	    c, metadata, &at, STR("generateName"), NAME_SEGMENT_PREFIX, "the name's beginning");
	check_member_name(c, metadata, &at, STR("namespace"), NAME_LABEL, "the namespace");
	meta_check(c, metadata, &at);
}
