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

/* Kinds whose names are not DNS subdomains, as for object_is. A name whose parts have rules of
   their own is checked as a segment of a path. Source: k8s.io/kubernetes, pkg/apis, the validation
   of each group. */
static const struct {
	const char *version, *kinds;
	enum name_rule rule;
} name_rules[] = {
    {"v1", "Namespace", NAME_LABEL},
    {"v1", "Service", NAME_LABEL_1035},
    {"apps/", "StatefulSet", NAME_LABEL},
    {"apiregistration.k8s.io/", "APIService", NAME_SEGMENT},
    {"certificates.k8s.io/", "CertificateSigningRequest ClusterTrustBundle", NAME_SEGMENT},
    {"coordination.k8s.io/", "LeaseCandidate", NAME_KEY},
    {"networking.k8s.io/", "IPAddress", NAME_IP},
    {"policy/", "PodDisruptionBudget", NAME_SEGMENT},
    {"rbac.authorization.k8s.io/", "", NAME_SEGMENT},
};

static enum name_rule
rule_of(str version, str kind)
{
	size_t i;

	for (i = 0; i < sizeof name_rules / sizeof name_rules[0]; i++)
		if (object_fits(version, kind, name_rules[i].version, name_rules[i].kinds))
			return name_rules[i].rule;
	return NAME_SUBDOMAIN;
}

/* The API server answers a review and does not store it: it needs no name. */
static bool
is_nameless(const struct val *doc)
{
	return object_is(doc, "authentication.k8s.io/", "") ||
	    object_is(doc, "authorization.k8s.io/", "");
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

/* schema is of metadata; the functions for check_each get its address. */
static void
check_metadata(struct check *c, const struct val *metadata, const struct place *place, void *schema)
{
	value_check(c, *(const struct schema **)schema, metadata, place, false);
	meta_check(c, metadata, place);
}

/* Checks a template, and the templates within it, as in a cron job. */
static void
check_template(struct check *c, const struct val *v, const struct place *place, void *schema)
{
	check_each(c, v, place, "metadata", check_metadata, schema);
	check_each(c, v, place, "spec.nodeSelector{}", meta_label, NULL);
	check_each(c, v, place, "spec.selector.matchLabels{}", meta_label, NULL);
	check_each(c, v, place, "spec.template", check_template, schema);
}

/* Checks templates and selectors in the spec of Kubernetes' own objects. */
static void
check_spec(struct check *c, const struct val *doc, const struct place *place, void *schema)
{
	str version = object_text(doc, STR("apiVersion"));
	bool core = str_is(version, "v1");

	if (!core && !str_starts(version, STR("apps/")) && !str_starts(version, STR("batch/")) &&
	    !str_starts(version, STR("policy/")))
		return;
	check_each(c, doc, place, core ? "spec.selector{}" : "spec.selector.matchLabels{}",
	    meta_label, NULL);
	check_each(c, doc, place, "spec.template", check_template, schema);
	check_each(c, doc, place, "spec.jobTemplate", check_template, schema);
}

static void
check_object(struct check *c, const struct val *doc, const struct place *place, void *schema)
{
	struct place metadata_at = {.parent = place, .key = STR("metadata")};
	const struct val *metadata, *v;

	if (doc->kind != VAL_MAPPING) {
		check_fail(c, val_pos(doc), place, "type", "must be a Kubernetes object, found %s",
		    check_show(c, doc));
		return;
	}
	if ((v = text_member(c, doc, place, STR("apiVersion"))))
		check_api_version(c, v, place);
	if ((v = text_member(c, doc, place, STR("kind"))))
		check_kind(c, v, place);
	if (object_list(doc)) {
		check_each(c, doc, place, "items[]", check_object, schema);
		return;
	}
	metadata = val_get(doc, STR("metadata"));
	if (!metadata || metadata->kind == VAL_NULL) {
		if (is_nameless(doc))
			return;
		check_missing(c, doc, place, STR("metadata"), "");
	} else {
		check_metadata(c, metadata, &metadata_at, schema);
		if (metadata->kind == VAL_MAPPING && !is_nameless(doc))
			check_names(c, doc, metadata, &metadata_at);
	}
	check_spec(c, doc, place, schema);
	workload_check(c, doc, place);
	specname_check(c, doc, place);
}

void
shape_check(struct check *c, const struct schema *metadata, const struct val *doc)
{
	struct place root = {0};

	if (doc->kind != VAL_NULL)
		check_object(c, doc, &root, &metadata);
}

static void
check_texts(struct check *c, const struct val *doc, const struct place *place, void *context)
{
	if (object_text(doc, STR("kind")).n == 0 || object_text(doc, STR("apiVersion")).n == 0)
		return;
	if (object_list(doc))
		check_each(c, doc, place, "items[]", check_texts, context);
	check_each(c, doc, place, "metadata.labels{}", meta_string, NULL);
	check_each(c, doc, place, "metadata.annotations{}", meta_string, NULL);
	if (object_is(doc, "v1", "ConfigMap Secret"))
		check_each(c, doc, place, "data{}", meta_string, NULL);
	if (object_is(doc, "v1", "Secret"))
		check_each(c, doc, place, "stringData{}", meta_string, NULL);
}

void
shape_texts(struct check *c, const struct val *doc)
{
	struct place root = {0};

	check_texts(c, doc, &root, NULL);
}
