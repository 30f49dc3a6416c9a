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
meta_string(struct check *c, const struct val *v, const struct place *place, void *context)
{
	(void)context;
	if (v->kind != VAL_STRING && v->kind != VAL_NULL)
		check_fail(c, val_pos(v), place, "type", "must be a string, found %s%s",
		    check_show(c, v), val_is_scalar(v) ? "; quote it to make it a string" : "");
}

void
meta_label(struct check *c, const struct val *v, const struct place *place, void *context)
{
	if (!name_fits(NAME_QUALIFIED, place->key))
		check_fail(c, val_key_pos(v), place, "name", "a label's key must be %s",
		    name_wants(NAME_QUALIFIED));
	if (v->kind == VAL_STRING)
		meta_name(c, v, place, NAME_LABEL_VALUE, "a label's value");
	meta_string(c, v, place, context);
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

/* Adds the bytes of an annotation to the size at context. */
static void
check_annotation(struct check *c, const struct val *v, const struct place *place, void *context)
{
	*(size_t *)context += place->key.n + (v->kind == VAL_STRING ? v->n : 0);
	if (!name_fits(NAME_QUALIFIED, lower(c, place->key)))
		check_fail(c, val_key_pos(v), place, "name", "an annotation's key must be %s",
		    name_wants(NAME_QUALIFIED));
}

static void
check_annotations(
    struct check *c, const struct val *annotations, const struct place *place, void *context)
{
	size_t size = 0;

	(void)context;
	check_each(c, annotations, place, "{}", check_annotation, &size);
	if (size > ANNOTATIONS_MAX)
		check_fail(c, val_pos(annotations), place, "length",
		    "keys and values together have %zu bytes; at most %d are allowed", size,
		    ANNOTATIONS_MAX);
}

static void
check_finalizer(struct check *c, const struct val *v, const struct place *place, void *context)
{
	(void)context;
	if (v->kind == VAL_STRING)
		meta_name(c, v, place, NAME_QUALIFIED, "a finalizer");
}

static void
check_owner_field(struct check *c, const struct val *v, const struct place *place, void *context)
{
	(void)context;
	if (v->kind == VAL_STRING && v->n == 0)
		check_fail(
		    c, val_pos(v), place, "name", "must be a string that is not empty, found \"\"");
}

/* context tells whether an owner before is the controller. */
static void
check_controller(struct check *c, const struct val *v, const struct place *place, void *context)
{
	bool *found = context;

	if (v->kind != VAL_BOOL || !val_true(v))
		return;
	if (*found)
		check_fail(
		    c, val_pos(v), place, "duplicate-item", "only one owner can be the controller");
	*found = true;
}

static void
check_generation(struct check *c, const struct val *v, const struct place *place, void *context)
{
	(void)context;
	if (v->kind == VAL_INT && str_starts(val_text(v), STR("-")))
		check_fail(c, val_pos(v), place, "minimum", "must be at least 0, found %s",
		    check_show(c, v));
}

static void
check_owner(struct check *c, const struct val *v, const struct place *place, void *controller)
{
	check_each(c, v, place, "apiVersion", check_owner_field, NULL);
	check_each(c, v, place, "kind", check_owner_field, NULL);
	check_each(c, v, place, "name", check_owner_field, NULL);
	check_each(c, v, place, "uid", check_owner_field, NULL);
	check_each(c, v, place, "controller", check_controller, controller);
}

void
meta_check(struct check *c, const struct val *metadata, const struct place *place)
{
	bool controller = false;

	check_each(c, metadata, place, "labels{}", meta_label, NULL);
	check_each(c, metadata, place, "annotations", check_annotations, NULL);
	check_each(c, metadata, place, "finalizers[]", check_finalizer, NULL);
	check_each(c, metadata, place, "ownerReferences[]", check_owner, &controller);
	check_each(c, metadata, place, "generation", check_generation, NULL);
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
