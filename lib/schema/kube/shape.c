/* Checks apiVersion, kind, names and labels of objects, of their items and of their templates.
   Rules: k8s.io/apimachinery, pkg/api/validation and pkg/apis/meta/v1/validation. */
#include "schema/kube/shape.h"

#include "data/val.h"
#include "form/name.h"
#include "schema/check/check.h"
#include "schema/check/meta.h"
#include "schema/check/value.h"
#include "schema/kube/workload.h"
#include "schema/object.h"

enum { CRON_JOB_NAME_MAX = 52 };

/* Checks a field that must be a string and fit rule. */
static void
check_text(struct check *c, const struct place *outer, str key, enum name_rule rule)
{
	struct place at = check_member(outer, key);

	if (!at.v)
		check_missing(c, outer, key, "");
	else if (at.v->kind == VAL_STRING && at.v->n > 0)
		meta_name(c, &at, rule, NULL);
	else
		check_fail(c, &at, "type", "must be a string that is not empty, found %s",
		    check_show(c, at.v));
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

static bool
is_text(const struct val *v)
{
	return v && v->kind == VAL_STRING && v->n > 0;
}

static void
check_names(struct check *c, const struct val *doc, const struct place *metadata)
{
	struct place name = check_member(metadata, STR("name")),
		     generate = check_member(metadata, STR("generateName")),
		     namespace = check_member(metadata, STR("namespace"));
	str kind = val_get_text(doc, STR("kind"));
	enum name_rule rule = rule_of(val_get_text(doc, STR("apiVersion")), kind);

	if (is_text(name.v)) {
		meta_name(c, &name, rule, "the name");
		if (str_is(kind, "CronJob") && name.v->n > CRON_JOB_NAME_MAX)
			check_fail(c, &name, "name",
			    "a CronJob's name must have at most %d characters, found %u",
			    CRON_JOB_NAME_MAX, (unsigned)name.v->n);
	} else if (is_text(generate.v)) {
		str prefix = val_text(generate.v);

		/* The API server appends characters, so a dash may be the last character here. */
		if (prefix.n > 1 && str_ends(prefix, STR("-")))
			prefix.n--;
		if (!name_fits(rule, prefix))
			meta_name(c, &generate, rule, "the name's beginning");
	} else if (!name.v) {
		check_missing(c, metadata, name.key, ", or generateName");
	} else if (name.v->kind == VAL_STRING || name.v->kind == VAL_NULL) {
		check_fail(c, &name, "missing-field", "required field is missing, or generateName");
	}
	if (is_text(namespace.v))
		meta_name(c, &namespace, NAME_LABEL, "the namespace");
}

static void
check_metadata(struct check *c, const struct place *at, void *context)
{
	(void)context;
	value_check(c, c->metadata, at, false);
	meta_check(c, at);
}

/* Checks a template, and the templates within it, as in a cron job. */
static void
check_template(struct check *c, const struct place *at, void *context)
{
	check_each(c, at, "metadata", check_metadata, context);
	check_each(c, at, "spec.nodeSelector{}", meta_label, NULL);
	check_each(c, at, "spec.selector.matchLabels{}", meta_label, NULL);
	check_each(c, at, "spec.template", check_template, context);
}

/* Checks templates and selectors in the spec of Kubernetes' own objects. */
static void
check_spec(struct check *c, const struct place *at)
{
	str version = val_get_text(at->v, STR("apiVersion"));
	bool core = str_is(version, "v1");

	if (!core && !str_starts(version, STR("apps/")) && !str_starts(version, STR("batch/")) &&
	    !str_starts(version, STR("policy/")))
		return;
	check_each(
	    c, at, core ? "spec.selector{}" : "spec.selector.matchLabels{}", meta_label, NULL);
	check_each(c, at, "spec.template", check_template, NULL);
	check_each(c, at, "spec.jobTemplate", check_template, NULL);
}

void
shape_check(struct check *c, const struct place *at, void *context)
{
	struct place metadata = check_member(at, STR("metadata"));

	if (at->v->kind != VAL_MAPPING) {
		check_fail(
		    c, at, "type", "must be a Kubernetes object, found %s", check_show(c, at->v));
		return;
	}
	check_text(c, at, STR("apiVersion"), NAME_VERSION);
	check_text(c, at, STR("kind"), NAME_KIND);
	if (object_list(at->v)) {
		check_each(c, at, "items[]", shape_check, context);
		return;
	}
	if (metadata.v && metadata.v->kind != VAL_NULL) {
		check_metadata(c, &metadata, context);
		if (metadata.v->kind == VAL_MAPPING && !is_nameless(at->v))
			check_names(c, at->v, &metadata);
	} else if (is_nameless(at->v)) {
		return;
	} else {
		check_missing(c, at, metadata.key, "");
	}
	check_spec(c, at);
	workload_check(c, at);
}

void
shape_texts(struct check *c, const struct place *at, void *context)
{
	if (val_get_text(at->v, STR("kind")).n == 0 ||
	    val_get_text(at->v, STR("apiVersion")).n == 0)
		return;
	if (object_list(at->v))
		check_each(c, at, "items[]", shape_texts, context);
	check_each(c, at, "metadata.labels{}", meta_string, NULL);
	check_each(c, at, "metadata.annotations{}", meta_string, NULL);
	if (object_is(at->v, "v1", "ConfigMap Secret"))
		check_each(c, at, "data{}", meta_string, NULL);
	if (object_is(at->v, "v1", "Secret"))
		check_each(c, at, "stringData{}", meta_string, NULL);
}
