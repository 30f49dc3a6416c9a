/* Checks fields of objects. Rules for metadata: k8s.io/apimachinery,
   pkg/api/validation/objectmeta.go and pkg/apis/meta/v1/validation; for embedded objects:
   k8s.io/apiextensions-apiserver, pkg/apiserver/schema/objectmeta. */
#include "schema/check/object.h"

#include "base/escape.h"
#include "data/val.h"
#include "schema/check/check.h"

/* The maximum bytes of an object's annotations, keys and values together; of the name of a manager
   of fields, and of a subresource. */
enum { ANNOTATIONS_MAX = 256 << 10, MANAGER_MAX = 128, SUBRESOURCE_MAX = 256 };

bool
object_among(str word, const char *words)
{
	str one;

	for (; *words; words += one.n + (words[one.n] == ' ')) {
		one = (str){words, strcspn(words, " ")};
		if (str_starts(word, one) && (word.n == one.n || str_ends(one, STR("/"))))
			return true;
	}
	return false;
}

bool
object_fits(str version, str kind, const char *versions, const char *kinds)
{
	return (!*versions || object_among(version, versions)) &&
	    (!*kinds || object_among(kind, kinds));
}

void
object_name(struct check *c, const struct place *at, enum name_rule rule, const char *what)
{
	str name = val_text(at->v);

	if (!name_fits(rule, name))
		check_fail(c, at, "name", "%s%smust be %s, found %s%s", what ? what : "",
		    what ? " " : "", name_wants(rule), escape_show(c->report->arena, name),
		    check_hint(name));
}

void
object_base64(struct check *c, const struct place *at)
{
	str key = at->parent ? at->parent->key : STR("");
	const char *advice = "";

	if (str_is(key, "data"))
		advice = "; plain text belongs in stringData";
	else if (str_is(key, "binaryData"))
		advice = "; plain text belongs in data";
	check_fail(c, at, "format", "must be base64%s", advice);
}

void
object_string(struct check *c, const struct place *at, void *context)
{
	(void)context;
	if (at->v->kind != VAL_STRING && at->v->kind != VAL_NULL)
		check_fail(c, at, "type", "must be a string, found %s%s", check_show(c, at->v),
		    val_is_scalar(at->v) ? "; quote it to make it a string" : "");
}

void
object_label(struct check *c, const struct place *at, void *context)
{
	if (!name_fits(NAME_QUALIFIED, at->key))
		check_fail_key(
		    c, at, "name", "a label's key must be %s", name_wants(NAME_QUALIFIED));
	if (at->v->kind == VAL_STRING)
		object_name(c, at, NAME_LABEL_VALUE, "a label's value");
	object_string(c, at, context);
}

static void
check_annotations(struct check *c, const struct place *at, void *context)
{
	struct place inner = {.parent = at};
	size_t size = 0;

	(void)context;
	while (at->v->kind == VAL_MAPPING && check_next(&inner)) {
		size += inner.key.n + (inner.v->kind == VAL_STRING ? inner.v->n : 0);
		if (!name_fits(NAME_QUALIFIED_ANY, inner.key))
			check_fail_key(c, &inner, "name", "an annotation's key must be %s",
			    name_wants(NAME_QUALIFIED_ANY));
	}
	if (size > ANNOTATIONS_MAX)
		check_fail(c, at, "length",
		    "keys and values together have %zu bytes; at most %d are allowed", size,
		    ANNOTATIONS_MAX);
}

/* Checks a finalizer. Two finalizers say what happens to owned objects, and exclude each other:
   context is the one that came before, or empty. */
static void
check_finalizer(struct check *c, const struct place *at, void *context)
{
	str name = at->v->kind == VAL_STRING ? val_text(at->v) : STR(""), *before = context;

	if (at->v->kind == VAL_STRING)
		object_name(c, at, NAME_QUALIFIED, "a finalizer");
	if (!str_is(name, "orphan") && !str_is(name, "foregroundDeletion"))
		return;
	if (before->n > 0 && !str_eq(*before, name))
		check_fail(c, at, "name", "the finalizers %.*s and %.*s exclude each other",
		    (int)before->n, before->p, (int)name.n, name.p);
	*before = name;
}

/* Checks a field of an owner. context is a bool: an owner before this one is the controller. */
static void
check_owner(struct check *c, const struct place *at, void *context)
{
	str text = at->v->kind == VAL_STRING ? val_text(at->v) : STR("");
	bool *found = context, version = str_is(at->key, "apiVersion");

	if (at->v->kind == VAL_STRING && text.n == 0 &&
	    object_among(at->key, "apiVersion kind name uid"))
		check_fail(c, at, "name", "must be a string that is not empty, found \"\"");
	else if (version && text.n > 0 &&
	    (str_ends(text, STR("/")) || !name_fits(NAME_VERSION_ANY, text)))
		check_fail(c, at, "name", "must be %s, found %s%s", name_wants(NAME_VERSION_ANY),
		    escape_show(c->report->arena, text), check_hint(text));
	if (str_is(text, "Event") && str_is(at->key, "kind") &&
	    str_is(val_get_text(at->parent->v, STR("apiVersion")), "v1"))
		check_fail(c, at, "name", "an Event cannot be an owner");
	if (!str_is(at->key, "controller") || !val_is_bool(at->v, true))
		return;
	if (*found)
		check_fail(c, at, "duplicate-item", "only one owner can be the controller");
	*found = true;
}

/* Checks a field of an item of managedFields. */
static void
check_manager(struct check *c, const struct place *at, void *context)
{
	bool manager = str_is(at->key, "manager");
	str text = at->v->kind == VAL_STRING ? val_text(at->v) : STR("");
	size_t max = manager ? MANAGER_MAX : SUBRESOURCE_MAX;

	(void)context;
	if (at->v->kind != VAL_STRING)
		return;
	if (str_is(at->key, "operation") && !str_is(text, "Apply") && !str_is(text, "Update"))
		check_must_be(c, at, "enum", "\"Apply\" or \"Update\"");
	else if (str_is(at->key, "fieldsType") && text.n > 0 && !str_is(text, "FieldsV1"))
		check_must_be(c, at, "const", "\"FieldsV1\"");
	else if ((manager || str_is(at->key, "subresource")) && text.n > max)
		check_fail(c, at, "length", "must have at most %zu bytes, found %zu", max, text.n);
}

void
object_metadata(struct check *c, const struct place *at)
{
	bool controller = false;
	str finalizer = STR("");

	check_each(c, at, "labels{}", object_label, NULL);
	check_each(c, at, "annotations", check_annotations, NULL);
	check_each(c, at, "finalizers[]", check_finalizer, &finalizer);
	check_each(c, at, "ownerReferences[]{}", check_owner, &controller);
	check_each(c, at, "managedFields[]{}", check_manager, NULL);
}

void
object_embedded(struct check *c, const struct place *at)
{
	static const struct {
		const char *key;
		enum name_rule rule;
		const char *what; /* label of a field of metadata; NULL: not in metadata */
	} names[] = {{"apiVersion", NAME_VERSION_ANY, NULL}, {"kind", NAME_KIND, NULL},
	    {"name", NAME_SEGMENT, "the name"},
	    {"generateName", NAME_SEGMENT_PREFIX, "the name's beginning"},
	    {"namespace", NAME_LABEL, "the namespace"}};
	struct place metadata = check_member(at, STR("metadata")), inner;
	size_t i;

	for (i = 0; i < sizeof names / sizeof names[0]; i++) {
		inner = check_member(names[i].what ? &metadata : at, str_of(names[i].key));
		if (inner.v && inner.v->kind == VAL_STRING && (inner.v->n > 0 || !names[i].what))
			object_name(c, &inner, names[i].rule, names[i].what);
	}
	object_metadata(c, &metadata);
}
