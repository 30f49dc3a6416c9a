/* Checks Kubernetes objects. Rules: k8s.io/apimachinery, pkg/api/validation and
   pkg/apis/meta/v1/validation; k8s.io/kubernetes, pkg/apis/core/validation,
   pkg/apis/apps/validation and pkg/apis/batch/validation. The API server only warns about variables
   and ports that occur twice (pkg/api/pod/warnings.go). Rules for names that an object's own spec
   determines: k8s.io/apiextensions-apiserver, pkg/apis/apiextensions/validation;
   k8s.io/kube-aggregator, pkg/apis/apiregistration/validation; k8s.io/kubernetes,
   pkg/apis/core/validation/names.go. */
#include "schema/kube/shape.h"

#include "base/buf.h"
#include "base/escape.h"
#include "data/list.h"
#include "data/val.h"
#include "form/format.h"
#include "form/name.h"
#include "form/quantity.h"
#include "schema/check/check.h"
#include "schema/check/object.h"
#include "schema/check/value.h"

/* How to check names. `what` is WHAT in the message "duplicate WHAT"; NULL: names may be equal.
   label begins the message about a name that does not fit the rule; NULL: any name fits. */
struct names {
	const char *what, *label;
	enum name_rule rule;
	struct val *seen; /* copies of the names, each under its text, or NULL */
};

static void
check_name(struct check *c, const struct place *at, void *context)
{
	struct names *names = context;
	struct arena *a = c->report->arena;
	str name = val_text(at->v);
	const struct val *first;

	if (at->v->kind != VAL_STRING || name.n == 0)
		return;
	if (names->what && !names->seen)
		names->seen = val_new(a, VAL_MAPPING);
	if (names->what && (first = val_add(a, names->seen, name, val_copy(a, at->v))))
		check_fail(c, at, "duplicate-item", "duplicate %s %s, first in line %u",
		    names->what, escape_show(a, name), (unsigned)first->line);
	if (names->label)
		object_name(c, at, names->rule, names->label);
}

/* Checks a quantity. Unless it may be negative, it must be at least 0, and a request at most the
   limit in the same resources. */
static void
check_quantity(struct check *c, const struct place *at, void *negative)
{
	const struct val *limits = val_get(at->parent->parent->v, STR("limits")),
			 *limit = val_get(limits, at->key);
	bool scalar = val_is_scalar(at->v), request = str_is(at->parent->key, "requests");

	if (at->v->kind != VAL_NULL && !(scalar && quantity_fits(val_text(at->v))))
		check_must_be(c, at, "format", format_wants(FORMAT_QUANTITY));
	if (negative || !scalar)
		return;
	if (quantity_above(STR("0"), val_text(at->v)))
		check_must_be(c, at, "minimum", "at least 0");
	if (request && limit && val_is_scalar(limit) &&
	    quantity_above(val_text(at->v), val_text(limit)))
		check_fail(c, at, "maximum", "must be at most the limit %.*s (line %u), found %s",
		    (int)limit->n, limit->as.text, (unsigned)limit->line, check_show(c, at->v));
}

/* Reports a port that the pod, container or Service has already. Equal ports have one name:
   "80/TCP" or, with a port of the host, "80/TCP at ADDRESS:PORT". */
static void
check_port(struct check *c, const struct place *at, void *names)
{
	const char *key = val_get(at->v, STR("containerPort")) ? "containerPort" : "port";
	struct place number = check_member(at, str_of(key));
	const struct val *host = val_get(at->v, STR("hostPort"));
	str protocol = val_get_text(at->v, STR("protocol"));
	struct buf b = {.arena = c->report->arena};
	struct val *port;

	if (!number.v || number.v->kind != VAL_INT)
		return;
	buf_add(&b, val_text(number.v));
	buf_addc(&b, '/');
	buf_add(&b, protocol.n ? protocol : STR("TCP"));
	if (host && host->kind == VAL_INT) {
		buf_add(&b, STR(" at "));
		buf_add(&b, val_get_text(at->v, STR("hostIP")));
		buf_addc(&b, ':');
		buf_add(&b, val_text(host));
	}
	port = val_string(b.arena, buf_str(&b));
	val_set_pos(port, val_pos(number.v));
	number.v = port;
	check_name(c, &number, names);
}

static void
check_container(struct check *c, const struct place *at, void *containers)
{
	struct names ports = {.what = "port", .label = "the port's name", .rule = NAME_PORT},
		     variables = {.what = "variable"}, mounts = {.what = "mount at"};

	check_each(c, at, "name", check_name, containers);
	check_each(c, at, "ports[].name", check_name, &ports);
	check_each(c, at, "env[].name", check_name, &variables);
	check_each(c, at, "volumeMounts[].mountPath", check_name, &mounts);
	check_each(c, at, "resources.limits{}", check_quantity, NULL);
	check_each(c, at, "resources.requests{}", check_quantity, NULL);
}

static void
check_pod(struct check *c, const struct place *at, void *context)
{
	struct names containers = {.what = "container", .label = "a container's name"},
		     volumes = {.what = "volume", .label = "a volume's name"},
		     ports = {.what = "port"};

	containers.rule = volumes.rule = NAME_LABEL;
	check_each(c, at, "initContainers[]", check_container, &containers);
	check_each(c, at, "containers[]", check_container, &containers);
	check_each(c, at, "ephemeralContainers[]", check_container, &containers);
	check_each(c, at, "containers[].ports[]", check_port, &ports);
	check_each(c, at, "volumes[].name", check_name, &volumes);
	check_each(c, at, "volumes[].emptyDir.sizeLimit", check_quantity, context);
}

static void
check_schedule(struct check *c, const struct place *at, void *context)
{
	const char *wants =
	    at->v->kind == VAL_STRING ? format_schedule_wants(val_text(at->v)) : NULL;

	(void)context;
	if (wants)
		check_fail(c, at, "format", "must %s; found %s", wants, check_show(c, at->v));
}

/* Checks a label of a selector against the template's labels. */
static void
check_label(struct check *c, const struct place *at, void *labels)
{
	const struct val *label = val_get(labels, at->key);

	if (at->v->kind != VAL_STRING || (label && label->kind != VAL_STRING))
		return;
	if (!label)
		check_fail(c, at, "selector",
		    "the template's labels lack %s, so the selector matches no pod",
		    escape_show(c->report->arena, at->key));
	else if (!str_eq(val_text(at->v), val_text(label)))
		check_fail(c, at, "selector", "must be the template's label %s (line %u), found %s",
		    escape_show(c->report->arena, val_text(label)), (unsigned)label->line,
		    check_show(c, at->v));
}

static bool
is_empty(const struct val *v)
{
	return !v || v->kind == VAL_NULL || (!val_is_scalar(v) && v->n == 0);
}

/* Checks an item of matchExpressions: its form, and whether the template's labels fit it. */
static void
check_expression(struct check *c, const struct place *at, void *labels)
{
	struct place operator= check_member(at, STR("operator"));
	str op = val_get_text(at->v, operator.key);
	const struct val *label = val_get(labels, val_get_text(at->v, STR("key"))),
			 *values = val_get(at->v, STR("values")), *v;
	bool lists = object_among(op, "In NotIn"), has = label && label->kind == VAL_STRING;

	for (v = has && values ? val_first(values) : NULL; v && !val_equal(v, label);)
		v = val_next(values, v);
	if (!operator.v)
		check_missing(c, at, operator.key, "");
	else if (!lists && !object_among(op, "Exists DoesNotExist"))
		check_must_be(c, &operator, "enum", "In, NotIn, Exists or DoesNotExist");
	else if (lists == is_empty(values))
		check_fail(c, at, "selector",
		    lists ? "In and NotIn need values" : "Exists and DoesNotExist take no values");
	else if (object_among(op, "In Exists") != (lists ? v != NULL : has))
		check_fail(c, at, "selector",
		    "the template's labels do not fit this expression, so the selector "
		    "matches no pod");
}

/* Checks the selector of a workload, and whether it matches the template beside it. `plain`: it is
   only a mapping of labels, which may be missing. */
static void
check_selector(struct check *c, const struct place *spec, void *plain)
{
	struct place selector = check_member(spec, STR("selector"));
	const struct val *template = val_get(spec->v, STR("template"));
	struct val *labels = val_get(val_get(template, STR("metadata")), STR("labels"));

	check_each(c, &selector, plain ? "{}" : "matchLabels{}", check_label, labels);
	if (plain || spec->v->kind != VAL_MAPPING)
		return;
	check_each(c, &selector, "matchExpressions[]", check_expression, labels);
	if (!selector.v || selector.v->kind == VAL_NULL)
		check_missing(c, spec, selector.key, "");
	else if (selector.v->kind == VAL_MAPPING &&
	    is_empty(val_get(selector.v, STR("matchLabels"))) &&
	    is_empty(val_get(selector.v, STR("matchExpressions"))))
		check_fail(c, &selector, "selector",
		    "must not be empty: it needs matchLabels or matchExpressions");
}

static void
check_port_is_named(struct check *c, const struct place *at, void *context)
{
	struct place name = check_member(at, STR("name"));

	(void)context;
	if (at->parent->v->n == 1 || at->v->kind != VAL_MAPPING)
		return;
	if (!name.v || name.v->kind == VAL_NULL || (name.v->kind == VAL_STRING && name.v->n == 0))
		check_missing(c, at, name.key, ": each of several ports needs a name");
}

static void
check_service(struct check *c, const struct place *at, void *context)
{
	struct names names = {.what = "port", .label = "the port's name", .rule = NAME_LABEL},
		     ports = {.what = "port"};

	check_each(c, at, "ports[].name", check_name, &names);
	check_each(c, at, "ports[]", check_port, &ports);
	check_each(c, at, "ports[]", check_port_is_named, context);
}

/* Checks a member of data. base64 is NULL if the value can be any text. */
static void
check_datum(struct check *c, const struct place *at, void *base64)
{
	if (!name_fits(NAME_KEY, at->key))
		check_fail_key(c, at, "name", "a key must be %s", name_wants(NAME_KEY));
	if (base64 && !format_fits(FORMAT_SCHEMA, FORMAT_BYTE, at->v))
		object_base64(c, at);
}

/* Reports a key of binaryData that is in data, too. */
static void
check_other(struct check *c, const struct place *at, void *context)
{
	const struct val *other = val_get(val_get(at->parent->parent->v, STR("data")), at->key);

	(void)context;
	if (other)
		check_fail_key(c, at, "duplicate-key", "the key is also in data, in line %u",
		    (unsigned)val_key_pos(other).line);
}

/* Checks a name that must be FIRST.GROUP. `first` is the name of the field that holds FIRST: in
   spec of an APIService, in spec.names of a CRD. Only an APIService may lack the group. */
static void
check_pair(struct check *c, const struct place *at, void *first)
{
	bool plural = strcmp(first, "plural") == 0;
	const struct val *spec = val_get(at->parent->parent->v, STR("spec")),
			 *outer = plural ? val_get(spec, STR("names")) : spec;
	str text = val_get_text(outer, str_of(first)), group = val_get_text(spec, STR("group"));
	struct buf wanted = {.arena = c->report->arena};

	buf_add(&wanted, text);
	buf_addc(&wanted, '.');
	buf_add(&wanted, group);
	if (at->v->kind == VAL_STRING && text.n > 0 && (group.n > 0 || !plural) &&
	    !str_eq(val_text(at->v), buf_str(&wanted)))
		check_fail(c, at, "name", "the name must be %s (%s and group), found %s",
		    escape_show(wanted.arena, buf_str(&wanted)), (const char *)first,
		    escape_show(wanted.arena, val_text(at->v)));
}

/* Checks the name of a ClusterTrustBundle. If the signer is a.b/c, the name is a.b:c:NAME. NAME, or
   the whole name if there is no signer, must be a DNS subdomain. */
static void
check_bundle_name(struct check *c, const struct place *at, void *context)
{
	const struct val *spec = val_get(at->parent->parent->v, STR("spec"));
	str signer = val_get_text(spec, STR("signerName")), name = val_text(at->v);
	struct buf begin = {.arena = c->report->arena};

	(void)context;
	if (at->v->kind != VAL_STRING || !spec || spec->kind != VAL_MAPPING)
		return;
	while (signer.n > 0) {
		buf_add(&begin, str_split(&signer, '/'));
		buf_addc(&begin, ':');
	}
	if (!str_starts(name, buf_str(&begin)))
		check_fail(c, at, "name",
		    "the name must be a DNS name after %s (the signer's name), found %s",
		    escape_show(begin.arena, buf_str(&begin)), escape_show(begin.arena, name));
	else if (!name_fits(NAME_SUBDOMAIN, str_from(name, begin.n)))
		object_name(c, at, NAME_SUBDOMAIN, "the name after the signer's");
}

/* Checks a field that must be a string and fit the rule. */
static void
check_text(struct check *c, const struct place *outer, str key, enum name_rule rule)
{
	struct place at = check_member(outer, key);

	if (!at.v)
		check_missing(c, outer, key, "");
	else if (at.v->kind == VAL_STRING && at.v->n > 0)
		object_name(c, &at, rule, NULL);
	else
		check_must_be(c, &at, "type", "a string that is not empty");
}

/* Kinds whose names are not DNS subdomains; object_fits compares versions and kinds. If the parts
   of a name have rules of their own, the whole name must be a segment of a path. Source:
   k8s.io/kubernetes, pkg/apis, the validation of each group. */
static const struct {
	const char *versions, *kinds;
	enum name_rule rule;
} name_rules[] = {
    {"v1", "Namespace", NAME_LABEL},
    {"v1", "Service", NAME_LABEL_1035},
    {"apps/", "StatefulSet", NAME_LABEL},
    {"batch/", "CronJob", NAME_SUBDOMAIN_52},
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
		if (object_fits(version, kind, name_rules[i].versions, name_rules[i].kinds))
			return name_rules[i].rule;
	return NAME_SUBDOMAIN;
}

static void
check_names(struct check *c, const struct place *metadata, enum name_rule rule)
{
	struct place name = check_member(metadata, STR("name")),
		     generate = check_member(metadata, STR("generateName"));
	str text = val_get_text(metadata->v, name.key),
	    prefix = val_get_text(metadata->v, generate.key);
	/* If a CronJob has a name, its generateName may have more than 52 characters. */
	enum name_rule beginning = text.n > 0 && rule == NAME_SUBDOMAIN_52 ? NAME_SUBDOMAIN : rule;

	/* The API server appends characters, so a dash may be the last character here. */
	if (prefix.n > 1 && str_ends(prefix, STR("-")))
		prefix.n--;
	if (prefix.n > 0 && !name_fits(beginning, prefix))
		object_name(c, &generate, beginning, "the name's beginning");
	if (text.n > 0) {
		object_name(c, &name, rule, "the name");
	} else if (prefix.n == 0 &&
	    (!name.v || name.v->kind == VAL_STRING || name.v->kind == VAL_NULL)) {
		check_missing(c, metadata, name.key, "; generateName can replace it");
	}
}

static void
check_metadata(struct check *c, const struct place *at, void *context)
{
	(void)context;
	if (at->v->kind == VAL_NULL)
		return;
	value_check(c, c->metadata, at);
	object_metadata(c, at);
}

/* Checks a template, and the templates within it, as in a cron job. */
static void
check_template(struct check *c, const struct place *at, void *context)
{
	check_each(c, at, "metadata", check_metadata, context);
	check_each(c, at, "spec.nodeSelector{}", object_label, NULL);
	check_each(c, at, "spec.selector.matchLabels{}", object_label, NULL);
	check_each(c, at, "spec.template", check_template, context);
}

#define WORKLOADS "Deployment StatefulSet DaemonSet ReplicaSet"
#define CLAIMS "spec.volumeClaimTemplates[].spec.resources"

static struct names a_namespace = {.label = "the namespace", .rule = NAME_LABEL},
		    target_port = {.label = "the port's name", .rule = NAME_PORT};

/* Each check: its objects (for object_fits), its path in them (for check_each), its function and
   the function's context. If c->metadata is NULL, only the checks by object_string run. */
static const struct {
	const char *versions, *kinds, *path;
	check_fn *check;
	void *context;
} rules[] = {
    {"", "", "metadata.labels{}", object_string, NULL},
    {"", "", "metadata.annotations{}", object_string, NULL},
    {"v1", "ConfigMap Secret", "data{}", object_string, NULL},
    {"v1", "Secret", "stringData{}", object_string, NULL},
    {"", "", "metadata.namespace", check_name, &a_namespace},
    {"v1", "", "spec.selector{}", object_label, NULL},
    {"apps/ batch/ policy/", "", "spec.selector.matchLabels{}", object_label, NULL},
    {"v1 apps/ batch/", "", "spec.template", check_template, NULL},
    {"batch/", "", "spec.jobTemplate", check_template, NULL},
    {"v1", "Pod", "spec", check_pod, NULL},
    {"v1", "Pod", "spec.nodeSelector{}", object_label, NULL},
    {"v1", "Service", "spec", check_service, NULL},
    {"v1", "Service", "spec.ports[].targetPort", check_name, &target_port},
    {"v1", "ReplicationController", "spec", check_selector, "plain"},
    {"v1", "PersistentVolumeClaim", "spec.resources.limits{}", check_quantity, "negative"},
    {"v1", "PersistentVolumeClaim", "spec.resources.requests{}", check_quantity, NULL},
    {"v1", "PersistentVolume", "spec.capacity{}", check_quantity, NULL},
    {"v1", "ResourceQuota", "spec.hard{}", check_quantity, NULL},
    {"v1", "LimitRange", "spec.limits[]{}{}", check_quantity, "negative"},
    {"v1", "ConfigMap", "data{}", check_datum, NULL},
    {"v1", "Secret", "data{}", check_datum, "base64"},
    {"v1", "ConfigMap Secret", "binaryData{}", check_datum, "base64"},
    {"v1", "ConfigMap Secret", "stringData{}", check_datum, NULL},
    {"v1", "ConfigMap", "binaryData{}", check_other, NULL},
    {"apps/", WORKLOADS, "spec", check_selector, NULL},
    {"apps/", "StatefulSet", CLAIMS ".limits{}", check_quantity, "negative"},
    {"apps/", "StatefulSet", CLAIMS ".requests{}", check_quantity, NULL},
    {"v1 apps/ batch/", "ReplicationController Job " WORKLOADS, "spec.template.spec", check_pod,
	NULL},
    {"batch/", "CronJob", "spec.schedule", check_schedule, NULL},
    {"batch/", "CronJob", "spec.jobTemplate.spec.template.spec", check_pod, NULL},
    {"apiextensions.k8s.io/", "CustomResourceDefinition", "metadata.name", check_pair, "plural"},
    {"apiregistration.k8s.io/", "APIService", "metadata.name", check_pair, "version"},
    {"certificates.k8s.io/", "ClusterTrustBundle", "metadata.name", check_bundle_name, NULL},
};

static void
check_shape(struct check *c, const struct place *at, str version, str kind)
{
	struct place metadata = check_member(at, STR("metadata"));

	check_each(c, at, "metadata", check_metadata, NULL);
	/* Objects of these groups are requests, which the API server does not store. */
	if (object_among(version, "authentication.k8s.io/ authorization.k8s.io/"))
		return;
	if (!metadata.v || metadata.v->kind == VAL_NULL)
		check_missing(c, at, metadata.key, "");
	else if (metadata.v->kind == VAL_MAPPING)
		check_names(c, &metadata, rule_of(version, kind));
}

void
shape_check(struct check *c, const struct place *at, void *context)
{
	str version = val_get_text(at->v, STR("apiVersion")),
	    kind = val_get_text(at->v, STR("kind"));
	size_t i;

	if (c->metadata && at->v->kind != VAL_MAPPING) {
		check_must_be(c, at, "type", "a Kubernetes object");
		return;
	}
	if (c->metadata) {
		check_text(c, at, STR("apiVersion"), NAME_VERSION);
		check_text(c, at, STR("kind"), NAME_KIND);
	} else if (version.n == 0 || kind.n == 0) {
		return;
	}
	if (list_of(at->v)) {
		check_each(c, at, "items[]", shape_check, context);
		return;
	}
	if (c->metadata)
		check_shape(c, at, version, kind);
	for (i = 0; i < sizeof rules / sizeof rules[0]; i++)
		if ((c->metadata || rules[i].check == object_string) &&
		    object_fits(version, kind, rules[i].versions, rules[i].kinds))
			check_each(c, at, rules[i].path, rules[i].check, rules[i].context);
}
