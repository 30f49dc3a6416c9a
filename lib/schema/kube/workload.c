/* Checks pods, workloads, Services and other core objects. Rules: k8s.io/kubernetes,
   pkg/apis/core/validation and pkg/apis/apps/validation. The API server only warns about variables
   and ports that occur twice (pkg/api/pod/warnings.go). */
#include "schema/kube/workload.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/escape.h"
#include "base/map.h"
#include "data/val.h"
#include "form/format.h"
#include "form/name.h"
#include "form/quantity.h"
#include "schema/check/check.h"
#include "schema/check/meta.h"
#include "schema/object.h"
#include "schema/report.h"

/* A name and the line of its first occurrence. */
struct seen {
	str name;
	uint32_t line;
};

static str
name_of(const void *seen)
{
	return ((const struct seen *)seen)->name;
}

/* Names that must be unique: what they are, the rule for them and the beginning of its message;
   label is NULL without a rule. */
struct names {
	struct map seen;
	const char *what, *label;
	enum name_rule rule;
};

static struct names
new_names(struct check *c, const char *what, const char *label, enum name_rule rule)
{
	return (struct names){{.arena = c->report->arena, .key = name_of}, what, label, rule};
}

/* Reports v if name is in seen, else adds name. */
static void
check_once(
    struct check *c, struct names *names, str name, const struct val *v, const struct place *place)
{
	struct seen *s = arena_alloc(c->report->arena, sizeof *s), *before;

	*s = (struct seen){name, v->line};
	if ((before = map_add(&names->seen, s)))
		check_fail(c, val_pos(v), place, "duplicate-item",
		    "duplicate %s %s, first in line %u", names->what,
		    escape_show(c->report->arena, name), (unsigned)before->line);
}

static void
check_name(struct check *c, const struct val *v, const struct place *place, void *context)
{
	struct names *names = context;

	if (v->kind != VAL_STRING || v->n == 0)
		return;
	check_once(c, names, val_text(v), v, place);
	if (names->label)
		meta_name(c, v, place, names->rule, names->label);
}

/* Reads a quantity: a number or a string. */
static bool
read_quantity(const struct val *v, double *value)
{
	return (v->kind == VAL_STRING || v->kind == VAL_INT || v->kind == VAL_FLOAT) &&
	    quantity_read(val_text(v), value);
}

static void
check_quantity(struct check *c, const struct val *v, const struct place *place, void *context)
{
	(void)context;
	if (v->kind != VAL_NULL && !read_quantity(v, NULL))
		check_fail(c, val_pos(v), place, "format",
		    "must be a quantity like 500m, 1.5 or 2Gi, found %s", check_show(c, v));
}

/* Checks that the request v is a quantity and at most its limit. */
static void
check_request(struct check *c, const struct val *v, const struct place *place, void *limits)
{
	const struct val *limit = val_get(*(const struct val **)limits, val_key(v));
	double least, most;

	check_quantity(c, v, place, NULL);
	if (limit && read_quantity(v, &least) && read_quantity(limit, &most) &&
	    quantity_more(least, most))
		check_fail(c, val_pos(v), place, "maximum",
		    "must be at most the limit %.*s (line %u), found %s", (int)limit->n,
		    limit->as.text, (unsigned)limit->line, check_show(c, v));
}

static void
check_resources(
    struct check *c, const struct val *resources, const struct place *place, void *context)
{
	const struct val *limits = val_get(resources, STR("limits"));

	check_each(c, resources, place, "limits{}", check_quantity, context);
	check_each(c, resources, place, "requests{}", check_request, &limits);
}

/* Returns "80/TCP", or "80/TCP at ADDRESS:PORT" with a port of the host, or "" without a port. */
static str
port_text(struct check *c, const struct val *port, const char *key)
{
	const struct val *number = val_get(port, str_of(key)),
			 *host = val_get(port, STR("hostPort"));
	str protocol = object_text(port, STR("protocol")),
	    address = object_text(port, STR("hostIP"));
	struct buf b = {.arena = c->report->arena};

	if (!number || number->kind != VAL_INT)
		return (str){0};
	if (protocol.n == 0)
		protocol = STR("TCP");
	buf_printf(&b, "%.*s/%.*s", (int)number->n, number->as.text, (int)protocol.n, protocol.p);
	if (host && host->kind == VAL_INT)
		buf_printf(&b, " at %.*s:%.*s", (int)address.n, address.n ? address.p : "",
		    (int)host->n, host->as.text);
	return buf_str(&b);
}

/* Checks the number of a container's or Service's port. */
static void
check_port(struct check *c, const struct val *port, const struct place *place, void *names)
{
	const char *key = val_get(port, STR("containerPort")) ? "containerPort" : "port";
	struct place at = {.parent = place, .key = str_of(key)};
	str text = port_text(c, port, key);

	if (text.n)
		check_once(c, names, text, val_get(port, at.key), &at);
}

static void
check_container(struct check *c, const struct val *v, const struct place *place, void *containers)
{
	struct names ports = new_names(c, "port", "the port's name", NAME_PORT),
		     variables = new_names(c, "variable", NULL, 0),
		     mounts = new_names(c, "mount at", NULL, 0);

	check_each(c, v, place, "name", check_name, containers);
	check_each(c, v, place, "ports[].name", check_name, &ports);
	check_each(c, v, place, "env[].name", check_name, &variables);
	check_each(c, v, place, "volumeMounts[].mountPath", check_name, &mounts);
	check_each(c, v, place, "resources", check_resources, NULL);
}

static void
check_pod(struct check *c, const struct val *spec, const struct place *place, void *context)
{
	struct names containers = new_names(c, "container", "a container's name", NAME_LABEL),
		     volumes = new_names(c, "volume", "a volume's name", NAME_LABEL),
		     ports = new_names(c, "port", NULL, 0);

	check_each(c, spec, place, "initContainers[]", check_container, &containers);
	check_each(c, spec, place, "containers[]", check_container, &containers);
	check_each(c, spec, place, "ephemeralContainers[]", check_container, &containers);
	check_each(c, spec, place, "containers[].ports[]", check_port, &ports);
	check_each(c, spec, place, "volumes[].name", check_name, &volumes);
	check_each(c, spec, place, "volumes[].emptyDir.sizeLimit", check_quantity, context);
}

/* Returns whether one of values, a list of strings, is text. */
static bool
has_text(const struct val *values, str text)
{
	const struct val *v;

	for (v = values ? val_first(values) : NULL; v; v = val_next(values, v))
		if (v->kind == VAL_STRING && str_eq(val_text(v), text))
			return true;
	return false;
}

/* Returns whether the labels fit an item of matchExpressions. */
static bool
matches(const struct val *expression, const struct val *labels)
{
	str operator= object_text(expression, STR("operator"));
	const struct val *label = val_get(labels, object_text(expression, STR("key"))),
			 *values = val_get(expression, STR("values"));
	bool has = label && label->kind == VAL_STRING;

	if (str_is(operator, "Exists"))
		return has;
	if (str_is(operator, "DoesNotExist"))
		return !has;
	if (str_is(operator, "In"))
		return has && has_text(values, val_text(label));
	return !str_is(operator, "NotIn") || !has || !has_text(values, val_text(label));
}

/* Checks a label of a selector; labels are the template's. */
static void
check_label(struct check *c, const struct val *v, const struct place *place, void *labels)
{
	const struct val *label = val_get(*(const struct val **)labels, val_key(v));

	if (v->kind != VAL_STRING || (label && label->kind != VAL_STRING))
		return;
	if (!label)
		check_fail(c, val_pos(v), place, "selector",
		    "the template's labels lack %s, so the selector matches no pod",
		    escape_show(c->report->arena, val_key(v)));
	else if (!str_eq(val_text(v), val_text(label)))
		check_fail(c, val_pos(v), place, "selector",
		    "must be the template's label %s (line %u), found %s",
		    escape_show(c->report->arena, val_text(label)), (unsigned)label->line,
		    check_show(c, v));
}

static void
check_expression(struct check *c, const struct val *v, const struct place *place, void *labels)
{
	if (!matches(v, *(const struct val **)labels))
		check_fail(c, val_pos(v), place, "selector",
		    "the template's labels do not fit this expression, so the selector "
		    "matches no pod");
}

static const struct val *
template_labels(const struct val *spec)
{
	const struct val *template = val_get(spec, STR("template"));

	return val_get(val_get(template, STR("metadata")), STR("labels"));
}

/* Checks that a workload's selector matches its template. */
static void
check_selector(struct check *c, const struct val *spec, const struct place *place, void *context)
{
	const struct val *selector = val_get(spec, STR("selector")),
			 *labels = template_labels(spec);

	(void)context;
	if (spec->kind == VAL_MAPPING && (!selector || selector->kind == VAL_NULL))
		check_missing(c, spec, place, STR("selector"), "");
	check_each(c, spec, place, "selector.matchLabels{}", check_label, &labels);
	check_each(c, spec, place, "selector.matchExpressions[]", check_expression, &labels);
}

/* The selector of a ReplicationController is only labels. */
static void
check_labels(struct check *c, const struct val *spec, const struct place *place, void *context)
{
	const struct val *labels = template_labels(spec);

	(void)context;
	check_each(c, spec, place, "selector{}", check_label, &labels);
}

static void
check_target(struct check *c, const struct val *v, const struct place *place, void *context)
{
	(void)context;
	if (v->kind == VAL_STRING && v->n > 0)
		meta_name(c, v, place, NAME_PORT, "the port's name");
}

static void
check_port_is_named(
    struct check *c, const struct val *port, const struct place *place, void *context)
{
	(void)context;
	if (port->kind == VAL_MAPPING && !val_get(port, STR("name")))
		check_missing(c, port, place, STR("name"), ": each of several ports needs one");
}

static void
check_service(struct check *c, const struct val *spec, const struct place *place, void *context)
{
	const struct val *list = val_get(spec, STR("ports"));
	struct names names = new_names(c, "port", "the port's name", NAME_LABEL),
		     ports = new_names(c, "port", NULL, 0);

	check_each(c, spec, place, "ports[].name", check_name, &names);
	check_each(c, spec, place, "ports[].targetPort", check_target, context);
	check_each(c, spec, place, "ports[]", check_port, &ports);
	if (list && list->n > 1)
		check_each(c, spec, place, "ports[]", check_port_is_named, context);
}

static void
check_key(struct check *c, const struct val *v, const struct place *place, void *context)
{
	(void)context;
	if (!name_fits(NAME_KEY, place->key))
		check_fail(
		    c, val_key_pos(v), place, "name", "a key must be %s", name_wants(NAME_KEY));
}

/* Reports a key of binaryData that is in data, too. */
static void
check_other(struct check *c, const struct val *v, const struct place *place, void *doc)
{
	const struct val *data = val_get(*(const struct val **)doc, STR("data")),
			 *other = val_get(data, val_key(v));

	if (other)
		check_fail(c, val_key_pos(v), place, "duplicate-key",
		    "the key is also in data, in line %u", (unsigned)val_key_pos(other).line);
}

static void
check_base64(struct check *c, const struct val *v, const struct place *place, void *context)
{
	(void)context;
	if (!format_fits(FORMAT_SCHEMA, FORMAT_BYTE, v))
		meta_base64(c, v, place);
}

/* What is checked in which objects (object_is), and where. context is the object's address. */
static const struct {
	const char *version, *kinds, *path;
	check_fn *check;
} rules[] = {
    {"v1", "Pod", "spec", check_pod},
    {"v1", "Service", "spec", check_service},
    {"v1", "ReplicationController", "spec", check_labels},
    {"v1", "ReplicationController", "spec.template.spec", check_pod},
    {"v1", "PersistentVolumeClaim", "spec.resources", check_resources},
    {"v1", "PersistentVolume", "spec.capacity{}", check_quantity},
    {"v1", "ResourceQuota", "spec.hard{}", check_quantity},
    {"v1", "LimitRange", "spec.limits[].min{}", check_quantity},
    {"v1", "LimitRange", "spec.limits[].max{}", check_quantity},
    {"v1", "LimitRange", "spec.limits[].default{}", check_quantity},
    {"v1", "LimitRange", "spec.limits[].defaultRequest{}", check_quantity},
    {"v1", "LimitRange", "spec.limits[].maxLimitRequestRatio{}", check_quantity},
    {"v1", "ConfigMap Secret", "data{}", check_key},
    {"v1", "ConfigMap Secret", "binaryData{}", check_key},
    {"v1", "ConfigMap Secret", "stringData{}", check_key},
    {"v1", "ConfigMap Secret", "binaryData{}", check_base64},
    {"v1", "Secret", "data{}", check_base64},
    {"v1", "ConfigMap", "binaryData{}", check_other},
    {"apps/", "Deployment StatefulSet DaemonSet ReplicaSet", "spec", check_selector},
    {"apps/", "Deployment StatefulSet DaemonSet ReplicaSet", "spec.template.spec", check_pod},
    {"apps/", "StatefulSet", "spec.volumeClaimTemplates[].spec.resources", check_resources},
    {"batch/", "Job", "spec.template.spec", check_pod},
    {"batch/", "CronJob", "spec.jobTemplate.spec.template.spec", check_pod},
};

void
workload_check(struct check *c, const struct val *doc, const struct place *place)
{
	str version = object_text(doc, STR("apiVersion")), kind = object_text(doc, STR("kind"));
	size_t i;

	for (i = 0; i < sizeof rules / sizeof rules[0]; i++)
		if (object_fits(version, kind, rules[i].version, rules[i].kinds))
			check_each(c, doc, place, rules[i].path, rules[i].check, &doc);
}
