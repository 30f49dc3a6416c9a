/* Checks apiVersion, kind, names and labels of objects, of their items and of their templates.
   Rules: k8s.io/apimachinery, pkg/api/validation and pkg/apis/meta/v1/validation. */
#include "schema/kube/shape.h"

#include "base/arena.h"
#include "base/escape.h"
#include "data/val.h"
#include "form/name.h"
#include "schema/check/check.h"
#include "schema/check/meta.h"
#include "schema/check/value.h"
#include "schema/kube/specname.h"
#include "schema/kube/workload.h"
#include "schema/object.h"
#include "schema/report.h"

enum { CRON_JOB_NAME_MAX = 52 };

/* Returns the member key if it is a string that is not empty. Else reports it; returns NULL. */
static const struct val *
text_member(struct check *c, const struct val *mapping, const struct place *outer, str key)
{
	const struct val *v = val_get(mapping, key);
	struct place place = {.parent = outer, .key = key};

	if (!v) {
		check_missing(c, mapping, outer, key, "");
		return NULL;
	}
	if (v->kind == VAL_STRING && v->n > 0)
		return v;
	check_fail(c, val_pos(v), &place, "type", "must be a string that is not empty, found %s",
	    check_show(c, v));
	return NULL;
}

/* Checks the form of apiVersion: [GROUP/]VERSION. */
static void
check_api_version(struct check *c, const struct val *v, const struct place *outer)
{
	struct place place = {.parent = outer, .key = STR("apiVersion")};
	str version = val_text(v), group = STR("x");

	if (str_find(version, STR("/")) < version.n)
		group = str_split(&version, '/');
	if (!name_fits(NAME_SUBDOMAIN, group) || !name_fits(NAME_LABEL_1035, version))
		check_fail(c, val_pos(v), &place, "name",
		    "must be a version (v1) or group/version (apps/v1), found %s",
		    escape_show(c->report->arena, val_text(v)));
}

static void
check_kind(struct check *c, const struct val *v, const struct place *outer)
{
	struct place place = {.parent = outer, .key = STR("kind")};

	if (!name_is_kind(val_text(v)))
		check_fail(c, val_pos(v), &place, "name",
		    "must be a kind like ConfigMap: a letter, then letters, digits and -, at "
		    "most 63, found %s",
		    escape_show(c->report->arena, val_text(v)));
}

/* Kinds whose names are not DNS subdomains, by the beginning of their apiVersion; an empty kind is
   every kind of the group. A name whose parts have rules of their own is checked as a segment of
   a path. Source: k8s.io/kubernetes, pkg/apis, the validation of each group. */
static const struct {
	const char *version, *kind;
	enum name_rule rule;
} name_rules[] = {
    {"v1", "Namespace", NAME_LABEL},
    {"v1", "Service", NAME_LABEL_1035},
    {"apps/", "StatefulSet", NAME_LABEL},
    {"apiregistration.k8s.io/", "APIService", NAME_SEGMENT},
    {"certificates.k8s.io/", "CertificateSigningRequest", NAME_SEGMENT},
    {"certificates.k8s.io/", "ClusterTrustBundle", NAME_SEGMENT},
    {"coordination.k8s.io/", "LeaseCandidate", NAME_KEY},
    {"networking.k8s.io/", "IPAddress", NAME_IP},
    {"policy/", "PodDisruptionBudget", NAME_SEGMENT},
    {"rbac.authorization.k8s.io/", "", NAME_SEGMENT},
};

static enum name_rule
rule_of(str version, str kind)
{
	size_t i;

	for (i = 0; i < sizeof name_rules / sizeof name_rules[0]; i++) {
		str begin = str_of(name_rules[i].version);

		if ((str_ends(begin, STR("/")) ? str_starts(version, begin)
					       : str_eq(version, begin)) &&
		    (!name_rules[i].kind[0] || str_is(kind, name_rules[i].kind)))
			return name_rules[i].rule;
	}
	return NAME_SUBDOMAIN;
}

/* The API server answers a review and does not store it: it needs no name. */
static bool
is_nameless(str version)
{
	return str_starts(version, STR("authentication.k8s.io/")) ||
	    str_starts(version, STR("authorization.k8s.io/"));
}

static void
check_names(
    struct check *c, const struct val *doc, const struct val *metadata, const struct place *outer)
{
	struct place name_at = {.parent = outer, .key = STR("name")},
		     generate_at = {.parent = outer, .key = STR("generateName")},
		     namespace_at = {.parent = outer, .key = STR("namespace")};
	const struct val *name = val_get(metadata, STR("name")),
			 *generate = val_get(metadata, STR("generateName")),
			 *namespace = val_get(metadata, STR("namespace"));
	str kind = object_text(doc, STR("kind"));
	enum name_rule rule = rule_of(object_text(doc, STR("apiVersion")), kind);

	if (name && name->kind == VAL_STRING && name->n > 0) {
		meta_name(c, name, &name_at, rule, "the name");
		if (str_is(kind, "CronJob") && name->n > CRON_JOB_NAME_MAX)
			check_fail(c, val_pos(name), &name_at, "name",
			    "a CronJob's name must have at most %d characters, found %u",
			    CRON_JOB_NAME_MAX, (unsigned)name->n);
	} else if (generate && generate->kind == VAL_STRING && generate->n > 0) {
		struct val prefix = *generate;

		/* The API server appends characters, so a dash may be the last character here. */
		if (prefix.n > 1 && str_ends(val_text(&prefix), STR("-")))
			prefix.n--;
		if (!name_fits(rule, val_text(&prefix)))
			meta_name(c, generate, &generate_at, rule, "the name's beginning");
	} else if (!name || name->kind == VAL_STRING || name->kind == VAL_NULL) {
		check_missing(c, name ? name : metadata, outer, STR("name"), ", or generateName");
	}
	if (namespace && namespace->kind == VAL_STRING && namespace->n > 0)
		meta_name(c, namespace, &namespace_at, NAME_LABEL, "the namespace");
}

static void
check_metadata(struct check *c, const struct schema *schema, const struct val *metadata,
    const struct place *place)
{
	value_check(c, schema, metadata, place, false);
	meta_check(c, metadata, place);
}

/* Checks the template key of v, and the templates within it, as in a cron job. */
static void
check_template(struct check *c, const struct schema *schema, const struct val *v,
    const struct place *outer, str key)
{
	struct place place = {.parent = outer, .key = key},
		     metadata_at = {.parent = &place, .key = STR("metadata")},
		     spec_at = {.parent = &place, .key = STR("spec")},
		     selector_at = {.parent = &spec_at, .key = STR("selector")};
	const struct val *template = val_get(v, key),
			 *metadata = val_get(template, STR("metadata")),
			 *spec = val_get(template, STR("spec"));

	if (metadata)
		check_metadata(c, schema, metadata, &metadata_at);
	if (!spec)
		return;
	meta_labels(c, val_get(spec, STR("nodeSelector")), &spec_at, STR("nodeSelector"));
	meta_labels(c, val_get(val_get(spec, STR("selector")), STR("matchLabels")), &selector_at,
	    STR("matchLabels"));
	check_template(c, schema, spec, &spec_at, STR("template"));
}

/* Returns whether Kubernetes' objects of this group have templates or selectors in spec. */
static bool
has_templates(str api_version)
{
	return str_is(api_version, "v1") || str_starts(api_version, STR("apps/")) ||
	    str_starts(api_version, STR("batch/")) || str_starts(api_version, STR("policy/"));
}

static void
check_spec(
    struct check *c, const struct schema *schema, const struct val *doc, const struct place *outer)
{
	struct place place = {.parent = outer, .key = STR("spec")},
		     selector_at = {.parent = &place, .key = STR("selector")};
	const struct val *spec = val_get(doc, STR("spec")),
			 *selector = val_get(spec, STR("selector"));
	str api_version = object_text(doc, STR("apiVersion"));

	if (!spec || !has_templates(api_version))
		return;
	if (str_is(api_version, "v1"))
		meta_labels(c, selector, &place, STR("selector"));
	else
		meta_labels(
		    c, val_get(selector, STR("matchLabels")), &selector_at, STR("matchLabels"));
	check_template(c, schema, spec, &place, STR("template"));
	check_template(c, schema, spec, &place, STR("jobTemplate"));
}

static void
check_object(
    struct check *c, const struct schema *schema, const struct val *doc, const struct place *place)
{
	struct place metadata_at = {.parent = place, .key = STR("metadata")},
		     items_at = {.parent = place, .key = STR("items")},
		     item_at = {.parent = &items_at};
	const struct val *metadata, *items, *v;

	if (doc->kind != VAL_MAPPING) {
		check_fail(c, val_pos(doc), place, "type", "must be a Kubernetes object, found %s",
		    check_show(c, doc));
		return;
	}
	if ((v = text_member(c, doc, place, STR("apiVersion"))))
		check_api_version(c, v, place);
	if ((v = text_member(c, doc, place, STR("kind"))))
		check_kind(c, v, place);
	if ((items = object_list(doc))) {
		for (v = val_first(items); v; v = val_next(items, v), item_at.index++)
			check_object(c, schema, v, &item_at);
		return;
	}
	metadata = val_get(doc, STR("metadata"));
	if (!metadata || metadata->kind == VAL_NULL) {
		if (is_nameless(object_text(doc, STR("apiVersion"))))
			return;
		check_missing(c, doc, place, STR("metadata"), "");
	} else {
		check_metadata(c, schema, metadata, &metadata_at);
		if (metadata->kind == VAL_MAPPING &&
		    !is_nameless(object_text(doc, STR("apiVersion"))))
			check_names(c, doc, metadata, &metadata_at);
	}
	check_spec(c, schema, doc, place);
	workload_check(c, doc, place);
	specname_check(c, doc, place);
}

void
shape_check(struct check *c, const struct schema *metadata, const struct val *doc)
{
	struct place root = {0};

	if (doc->kind != VAL_NULL)
		check_object(c, metadata, doc, &root);
}

/* Reports values that are not strings. The API server reads null as an empty string. */
static void
check_strings(struct check *c, const struct val *mapping, const struct place *outer, str key)
{
	struct place place = {.parent = outer, .key = key}, at = {.parent = &place};
	const struct val *map = val_get(mapping, key), *v;

	if (!map || map->kind != VAL_MAPPING)
		return;
	for (v = val_first(map); v; v = val_next(map, v)) {
		at.key = val_key(v);
		if (v->kind != VAL_STRING && v->kind != VAL_NULL)
			check_fail(c, val_pos(v), &at, "type", "must be a string, found %s%s",
			    check_show(c, v),
			    val_is_scalar(v) ? "; quote it to make it a string" : "");
	}
}

static void
check_texts(struct check *c, const struct val *doc, const struct place *place)
{
	struct place metadata_at = {.parent = place, .key = STR("metadata")},
		     items_at = {.parent = place, .key = STR("items")}, at = {.parent = &items_at};
	const struct val *metadata = val_get(doc, metadata_at.key), *items = object_list(doc), *v;
	str kind = object_text(doc, STR("kind"));

	if (kind.n == 0 || object_text(doc, STR("apiVersion")).n == 0)
		return;
	for (v = items ? val_first(items) : NULL; v; v = val_next(items, v), at.index++)
		check_texts(c, v, &at);
	check_strings(c, metadata, &metadata_at, STR("labels"));
	check_strings(c, metadata, &metadata_at, STR("annotations"));
	if (!str_is(object_text(doc, STR("apiVersion")), "v1"))
		return;
	if (str_is(kind, "ConfigMap") || str_is(kind, "Secret"))
		check_strings(c, doc, place, STR("data"));
	if (str_is(kind, "Secret"))
		check_strings(c, doc, place, STR("stringData"));
}

void
shape_texts(struct check *c, const struct val *doc)
{
	struct place root = {0};

	check_texts(c, doc, &root);
}
