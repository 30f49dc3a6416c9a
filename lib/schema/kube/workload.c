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

static struct map
new_names(struct check *c)
{
	return (struct map){.arena = c->report->arena, .key = name_of};
}

/* Reports v if name is in seen, else adds name. */
static void
check_once(struct check *c, struct map *seen, str name, const struct val *v,
    const struct place *place, const char *what)
{
	struct seen *s = arena_alloc(c->report->arena, sizeof *s), *before;

	*s = (struct seen){name, v->line};
	if ((before = map_add(seen, s)))
		check_fail(c, val_pos(v), place, "duplicate-item",
		    "duplicate %s %s, first in line %u", what, escape_show(c->report->arena, name),
		    (unsigned)before->line);
}

/* Calls check_once for the member key of item, and returns the member. Returns NULL if it is not a
   string, or empty. */
static const struct val *
check_member_once(struct check *c, struct map *seen, const struct val *item,
    const struct place *place, const char *key, const char *what)
{
	struct place at = {.parent = place, .key = str_of(key)};
	const struct val *v = val_get(item, at.key);

	if (!v || v->kind != VAL_STRING || v->n == 0)
		return NULL;
	check_once(c, seen, val_text(v), v, &at, what);
	return v;
}

typedef void item_fn(
    struct check *c, const struct val *item, const struct place *place, struct map *seen);

/* Calls f for each item of the list that is the member key of mapping. */
static void
for_each(struct check *c, const struct val *mapping, const struct place *outer, const char *key,
    item_fn *f, struct map *seen)
{
	struct place list_at = {.parent = outer, .key = str_of(key)}, at = {.parent = &list_at};
	const struct val *list = val_get(mapping, list_at.key), *item;

	if (!list || list->kind != VAL_SEQUENCE)
		return;
	for (item = val_first(list); item; item = val_next(list, item), at.index++)
		f(c, item, &at, seen);
}

/* Reads a quantity: a number or a string. */
static bool
read_quantity(const struct val *v, double *value)
{
	return (v->kind == VAL_STRING || v->kind == VAL_INT || v->kind == VAL_FLOAT) &&
	    quantity_read(val_text(v), value);
}

static void
check_quantity(struct check *c, const struct val *v, const struct place *place)
{
	if (v->kind != VAL_NULL && !read_quantity(v, NULL))
		check_fail(c, val_pos(v), place, "format",
		    "must be a quantity like 500m, 1.5 or 2Gi, found %s", check_show(c, v));
}

static void
check_quantities(
    struct check *c, const struct val *mapping, const struct place *outer, const char *key)
{
	struct place place = {.parent = outer, .key = str_of(key)}, at = {.parent = &place};
	const struct val *map = val_get(mapping, place.key), *v;

	if (!map || map->kind != VAL_MAPPING)
		return;
	for (v = val_first(map); v; v = val_next(map, v)) {
		at.key = val_key(v);
		check_quantity(c, v, &at);
	}
}

/* Checks requests and limits. */
static void
check_resources(struct check *c, const struct val *mapping, const struct place *outer)
{
	struct place place = {.parent = outer, .key = STR("resources")},
		     requests_at = {.parent = &place, .key = STR("requests")},
		     at = {.parent = &requests_at};
	const struct val *resources = val_get(mapping, place.key),
			 *requests = val_get(resources, requests_at.key),
			 *limits = val_get(resources, STR("limits")), *v, *limit;
	double least, most;

	check_quantities(c, resources, &place, "requests");
	check_quantities(c, resources, &place, "limits");
	if (!requests || !limits || requests->kind != VAL_MAPPING || limits->kind != VAL_MAPPING)
		return;
	for (v = val_first(requests); v; v = val_next(requests, v)) {
		at.key = val_key(v);
		limit = val_get(limits, at.key);
		if (limit && read_quantity(v, &least) && read_quantity(limit, &most) &&
		    quantity_more(least, most))
			check_fail(c, val_pos(v), &at, "maximum",
			    "must be at most the limit %.*s (line %u), found %s", (int)limit->n,
			    limit->as.text, (unsigned)limit->line, check_show(c, v));
	}
}

static void
check_port_name(struct check *c, const struct val *mapping, const struct place *outer,
    const char *key, enum name_rule rule)
{
	struct place at = {.parent = outer, .key = str_of(key)};
	const struct val *v = val_get(mapping, at.key);

	if (v && v->kind == VAL_STRING && v->n > 0)
		meta_name(c, v, &at, rule, "the port's name");
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

static void
check_port_once(struct check *c, struct map *seen, const struct val *port,
    const struct place *place, const char *key)
{
	struct place at = {.parent = place, .key = str_of(key)};
	str text = port_text(c, port, key);

	if (text.n)
		check_once(c, seen, text, val_get(port, at.key), &at, "port");
}

/* seen holds the ports of the pod. */
static void
check_container_port(
    struct check *c, const struct val *port, const struct place *place, struct map *seen)
{
	check_port_name(c, port, place, "name", NAME_PORT);
	check_port_once(c, seen, port, place, "containerPort");
}

static void
check_name_once(
    struct check *c, const struct val *item, const struct place *place, struct map *seen)
{
	check_member_once(c, seen, item, place, "name", "port");
}

static void
check_variable(struct check *c, const struct val *v, const struct place *place, struct map *seen)
{
	check_member_once(c, seen, v, place, "name", "variable");
}

static void
check_mount(struct check *c, const struct val *v, const struct place *place, struct map *seen)
{
	check_member_once(c, seen, v, place, "mountPath", "mount at");
}

static void
check_container(struct check *c, const struct val *v, const struct place *place, struct map *seen)
{
	struct map port_names = new_names(c), variables = new_names(c), mounts = new_names(c);
	struct place name_at = {.parent = place, .key = STR("name")};
	const struct val *name = check_member_once(c, seen, v, place, "name", "container");

	if (name)
		meta_name(c, name, &name_at, NAME_LABEL, "a container's name");
	for_each(c, v, place, "ports", check_name_once, &port_names);
	for_each(c, v, place, "env", check_variable, &variables);
	for_each(c, v, place, "volumeMounts", check_mount, &mounts);
	check_resources(c, v, place);
}

static void
check_container_ports(
    struct check *c, const struct val *v, const struct place *place, struct map *seen)
{
	for_each(c, v, place, "ports", check_container_port, seen);
}

static void
check_volume(struct check *c, const struct val *v, const struct place *place, struct map *seen)
{
	struct place empty_at = {.parent = place, .key = STR("emptyDir")},
		     size_at = {.parent = &empty_at, .key = STR("sizeLimit")},
		     name_at = {.parent = place, .key = STR("name")};
	const struct val *name = check_member_once(c, seen, v, place, "name", "volume"),
			 *size = val_get(val_get(v, empty_at.key), size_at.key);

	if (name)
		meta_name(c, name, &name_at, NAME_LABEL, "a volume's name");
	if (size)
		check_quantity(c, size, &size_at);
}

static void
check_pod(struct check *c, const struct val *spec, const struct place *place)
{
	struct map containers = new_names(c), ports = new_names(c), volumes = new_names(c);

	for_each(c, spec, place, "initContainers", check_container, &containers);
	for_each(c, spec, place, "containers", check_container, &containers);
	for_each(c, spec, place, "ephemeralContainers", check_container, &containers);
	for_each(c, spec, place, "containers", check_container_ports, &ports);
	for_each(c, spec, place, "volumes", check_volume, &volumes);
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

static void
check_label(
    struct check *c, const struct val *v, const struct place *place, const struct val *labels)
{
	const struct val *label = val_get(labels, val_key(v));

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
check_selected(
    struct check *c, const struct val *map, const struct place *place, const struct val *labels)
{
	struct place at = {.parent = place};
	const struct val *v;

	for (v = map && map->kind == VAL_MAPPING ? val_first(map) : NULL; v; v = val_next(map, v)) {
		at.key = val_key(v);
		check_label(c, v, &at, labels);
	}
}

/* Checks that a workload's selector matches its template. plain: the selector is only labels. */
static void
check_selector(struct check *c, const struct val *spec, const struct place *outer, bool plain)
{
	struct place place = {.parent = outer, .key = STR("selector")},
		     labels_at = {.parent = &place, .key = STR("matchLabels")},
		     expressions_at = {.parent = &place, .key = STR("matchExpressions")},
		     at = {.parent = &expressions_at};
	const struct val *selector = val_get(spec, place.key),
			 *metadata = val_get(val_get(spec, STR("template")), STR("metadata")),
			 *labels = val_get(metadata, STR("labels")),
			 *expressions = val_get(selector, expressions_at.key), *v;

	if (plain) {
		check_selected(c, selector, &place, labels);
		return;
	}
	if (!selector || selector->kind == VAL_NULL) {
		check_missing(c, spec, outer, place.key, "");
		return;
	}
	check_selected(c, val_get(selector, labels_at.key), &labels_at, labels);
	if (!expressions || expressions->kind != VAL_SEQUENCE)
		return;
	for (v = val_first(expressions); v; v = val_next(expressions, v), at.index++)
		if (!matches(v, labels))
			check_fail(c, val_pos(v), &at, "selector",
			    "the template's labels do not fit this expression, so the selector "
			    "matches no pod");
}

/* seen holds the ports of the Service. */
static void
check_service_port(
    struct check *c, const struct val *port, const struct place *place, struct map *seen)
{
	check_port_name(c, port, place, "name", NAME_LABEL);
	check_port_name(c, port, place, "targetPort", NAME_PORT);
	check_port_once(c, seen, port, place, "port");
}

static void
check_port_is_named(
    struct check *c, const struct val *port, const struct place *place, struct map *seen)
{
	(void)seen;
	if (port->kind == VAL_MAPPING && !val_get(port, STR("name")))
		check_missing(c, port, place, STR("name"), ": each of several ports needs one");
}

static void
check_service(struct check *c, const struct val *spec, const struct place *place)
{
	const struct val *list = val_get(spec, STR("ports"));
	struct map port_names = new_names(c), ports = new_names(c);

	for_each(c, spec, place, "ports", check_service_port, &ports);
	for_each(c, spec, place, "ports", check_name_once, &port_names);
	if (list && list->kind == VAL_SEQUENCE && list->n > 1)
		for_each(c, spec, place, "ports", check_port_is_named, NULL);
}

static void
check_limit_range(struct check *c, const struct val *v, const struct place *place, struct map *seen)
{
	static const char *const maps[] = {
	    "min", "max", "default", "defaultRequest", "maxLimitRequestRatio"};
	size_t i;

	(void)seen;
	for (i = 0; i < sizeof maps / sizeof maps[0]; i++)
		check_quantities(c, v, place, maps[i]);
}

static void
check_claim(struct check *c, const struct val *v, const struct place *outer, struct map *seen)
{
	struct place place = {.parent = outer, .key = STR("spec")};

	(void)seen;
	check_resources(c, val_get(v, place.key), &place);
}

static void
check_keys(struct check *c, const struct val *doc, const struct place *outer, const char *key)
{
	struct place place = {.parent = outer, .key = str_of(key)}, at = {.parent = &place};
	const struct val *data = val_get(doc, place.key), *v;

	if (!data || data->kind != VAL_MAPPING)
		return;
	for (v = val_first(data); v; v = val_next(data, v)) {
		at.key = val_key(v);
		if (!name_fits(NAME_KEY, at.key))
			check_fail(c, val_key_pos(v), &at, "name", "a key must be %s",
			    name_wants(NAME_KEY));
	}
}

/* Reports keys that are in both data and binaryData. */
static void
check_both(struct check *c, const struct val *doc, const struct place *outer)
{
	struct place place = {.parent = outer, .key = STR("binaryData")}, at = {.parent = &place};
	const struct val *data = val_get(doc, STR("data")), *binary = val_get(doc, place.key), *v;

	if (!data || data->kind != VAL_MAPPING || !binary || binary->kind != VAL_MAPPING)
		return;
	for (v = val_first(binary); v; v = val_next(binary, v)) {
		const struct val *other = val_get(data, val_key(v));

		at.key = val_key(v);
		if (other)
			check_fail(c, val_key_pos(v), &at, "duplicate-key",
			    "the key is also in data, in line %u",
			    (unsigned)val_key_pos(other).line);
	}
}

static void
check_base64(struct check *c, const struct val *doc, const struct place *outer, const char *key)
{
	struct place place = {.parent = outer, .key = str_of(key)}, at = {.parent = &place};
	const struct val *data = val_get(doc, place.key), *v;

	if (!data || data->kind != VAL_MAPPING)
		return;
	for (v = val_first(data); v; v = val_next(data, v)) {
		at.key = val_key(v);
		if (!format_fits(FORMAT_SCHEMA, FORMAT_BYTE, v))
			meta_base64(c, v, &at);
	}
}

/* Checks the pod of spec.template. */
static void
check_template(struct check *c, const struct val *spec, const struct place *outer)
{
	struct place place = {.parent = outer, .key = STR("template")},
		     at = {.parent = &place, .key = STR("spec")};

	check_pod(c, val_get(val_get(spec, place.key), at.key), &at);
}

static void
check_apps(struct check *c, str kind, const struct val *spec, const struct place *place)
{
	if (!str_is(kind, "Deployment") && !str_is(kind, "StatefulSet") &&
	    !str_is(kind, "DaemonSet") && !str_is(kind, "ReplicaSet"))
		return;
	check_selector(c, spec, place, false);
	check_template(c, spec, place);
	for_each(c, spec, place, "volumeClaimTemplates", check_claim, NULL);
}

static void
check_batch(struct check *c, str kind, const struct val *spec, const struct place *place)
{
	struct place job_at = {.parent = place, .key = STR("jobTemplate")},
		     at = {.parent = &job_at, .key = STR("spec")};

	if (str_is(kind, "Job"))
		check_template(c, spec, place);
	else if (str_is(kind, "CronJob"))
		check_template(c, val_get(val_get(spec, job_at.key), at.key), &at);
}

static void
check_core(struct check *c, str kind, const struct val *doc, const struct val *spec,
    const struct place *place)
{
	if (str_is(kind, "Pod")) {
		check_pod(c, spec, place);
	} else if (str_is(kind, "Service")) {
		check_service(c, spec, place);
	} else if (str_is(kind, "ReplicationController")) {
		check_selector(c, spec, place, true);
		check_template(c, spec, place);
	} else if (str_is(kind, "PersistentVolumeClaim")) {
		check_resources(c, spec, place);
	} else if (str_is(kind, "PersistentVolume")) {
		check_quantities(c, spec, place, "capacity");
	} else if (str_is(kind, "ResourceQuota")) {
		check_quantities(c, spec, place, "hard");
	} else if (str_is(kind, "LimitRange")) {
		for_each(c, spec, place, "limits", check_limit_range, NULL);
	} else if (str_is(kind, "ConfigMap") || str_is(kind, "Secret")) {
		check_keys(c, doc, place->parent, "data");
		check_keys(c, doc, place->parent, "binaryData");
		check_keys(c, doc, place->parent, "stringData");
		check_base64(c, doc, place->parent, "binaryData");
		if (str_is(kind, "Secret"))
			check_base64(c, doc, place->parent, "data");
		else
			check_both(c, doc, place->parent);
	}
}

void
workload_check(struct check *c, const struct val *doc, const struct place *outer)
{
	struct place place = {.parent = outer, .key = STR("spec")};
	str version = object_text(doc, STR("apiVersion")), kind = object_text(doc, STR("kind"));
	const struct val *spec = val_get(doc, place.key);

	if (spec && spec->kind != VAL_MAPPING)
		return;
	if (str_is(version, "v1"))
		check_core(c, kind, doc, spec, &place);
	else if (!spec)
		return;
	else if (str_starts(version, STR("apps/")))
		check_apps(c, kind, spec, &place);
	else if (str_starts(version, STR("batch/")))
		check_batch(c, kind, spec, &place);
}
