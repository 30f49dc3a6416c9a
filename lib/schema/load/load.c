/* Reads schemas from files, compiles them and stores them by kind. Chooses the schemas for a
   document by its apiVersion and kind. */
#include "schema/load/load.h"

#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/die.h"
#include "base/escape.h"
#include "base/in.h"
#include "base/nearest.h"
#include "data/list.h"
#include "data/val.h"
#include "data/yaml_in.h"
#include "form/name.h"
#include "schema/check/check.h"
#include "schema/check/object.h"
#include "schema/check/value.h"
#include "schema/compile/keyword.h"

/* The maximum number of kinds in a message. */
enum { LIST_MAX = 20 };

/* Returns the id of a kind, in arena a. */
static str
id_of(struct arena *a, const struct load_kind *k)
{
	struct buf b = {.arena = a};

	buf_add(&b, k->kind);
	buf_add(&b, STR(" ("));
	buf_add(&b, k->group);
	buf_add(&b, k->group.n ? STR("/") : STR(""));
	buf_add(&b, k->version);
	buf_addc(&b, ')');
	return buf_str(&b);
}

void
load_start(struct load *l, struct arena *run)
{
	*l = (struct load){.run = run, .schemaless = "", .compiled.arena = run};
	l->folders = val_new(run, VAL_SEQUENCE);
	l->kinds.last = &l->kinds.first;
	l->kinds.by_id = (struct map){.arena = run, .key = map_text};
}

bool
load_is_schemaless(const struct load *l, str kind)
{
	return object_among(STR("*"), l->schemaless) || object_among(kind, l->schemaless);
}

static void
add_kind(struct load *l, struct load_kind kind)
{
	struct load_kind *k = arena_alloc(l->run, sizeof *k);

	*k = kind;
	k->id = id_of(l->run, k);
	k->file = l->reading.file;
	l->reading.found++;
	/* If a kind has two schemas, the first is used. */
	if (map_add(&l->kinds.by_id, k))
		return;
	*l->kinds.last = k;
	l->kinds.last = &k->next;
}

/* Returns the text of the field `key` of mapping, or dies. If mapping is NULL, the message names
   the place of outer, the value around it. */
static str
must_text(const struct val *mapping, const char *key, const struct val *outer)
{
	str s = val_get_text(mapping, str_of(key));

	if (s.n == 0)
		die_at(val_pos(mapping ? mapping : outer), "schema: %s is missing or not a string",
		    key);
	return s;
}

/* Adds a version of a CRD; if the CRD lists no versions, as v1beta1 may, version is its spec. */
static void
add_version(struct load *l, struct load_kind kind, const struct val *crd, const struct val *version)
{
	struct val *spec = val_get(crd, STR("spec")),
		   *own = version == spec ? NULL : val_get(version, STR("schema")),
		   *root = val_get(own, STR("openAPIV3Schema"));
	enum compile_rules rules;

	kind.version = must_text(version, version == spec ? "version" : "name", crd);
	if (!root && version != spec &&
	    str_is(val_get_text(crd, STR("apiVersion")), "apiextensions.k8s.io/v1"))
		die_at(val_pos(version), "schema: the version has no schema.openAPIV3Schema");
	if (!own)
		root = val_get(val_get(spec, STR("validation")), STR("openAPIV3Schema"));
	rules = root ? COMPILE_STRUCTURAL : COMPILE_JSON;
	/* A v1beta1 CRD may lack a schema: every object fits. */
	if (!root)
		root = val_scalar(l->run, VAL_BOOL, STR("true"));
	kind.schema = compile_schema(&l->compiled, root, root, rules);
	if (val_is_bool(val_get(spec, STR("preserveUnknownFields")), true))
		kind.schema->flags |= SCHEMA_UNCHANGED;
	if (val_is_bool(val_get(version, STR("served")), false))
		kind.schema = NULL;
	add_kind(l, kind);
}

static void
add_crd(struct load *l, const struct val *crd)
{
	struct val *spec = val_get(crd, STR("spec")), *versions = val_get(spec, STR("versions")),
		   *v;
	struct load_kind kind = {.group = must_text(spec, "group", crd),
	    .kind = must_text(val_get(spec, STR("names")), "kind", crd)};

	if (!versions || versions->kind != VAL_SEQUENCE || versions->n == 0)
		add_version(l, kind, crd, spec);
	else
		for (v = val_first(versions); v; v = val_next(versions, v))
			add_version(l, kind, crd, v);
}

/* Adds the schema v for the kinds that it names. Returns whether v names a kind. */
static bool
add_named(struct load *l, struct val *root, struct val *v)
{
	struct val *kinds = val_get(v, STR("x-kubernetes-group-version-kind")), *k;
	struct schema *s;

	if (!kinds || kinds->kind != VAL_SEQUENCE || kinds->n == 0)
		return false;
	s = compile_schema(&l->compiled, root, v, COMPILE_OPENAPI);
	for (k = val_first(kinds); k; k = val_next(kinds, k))
		add_kind(l,
		    (struct load_kind){.group = val_get_text(k, STR("group")),
			.version = must_text(k, "version", v),
			.kind = must_text(k, "kind", v),
			.schema = s});
	return true;
}

static void
add_openapi(struct load *l, struct val *root)
{
	struct val *all = val_get(root, STR("definitions")), *v;

	if (!all)
		all = val_get(val_get(root, STR("components")), STR("schemas"));
	if (all && all->kind == VAL_MAPPING)
		for (v = val_first(all); v; v = val_next(all, v))
			add_named(l, root, v);
}

/* Dies if doc has a field of an object and no keyword of a schema: as a schema it would accept
   every document. */
static void
must_be_schema(const struct val *doc)
{
	bool object = val_get(doc, STR("kind")) || val_get(doc, STR("apiVersion")) ||
	    val_get(doc, STR("metadata")) || val_get(doc, STR("spec"));

	if (object && !keyword_among(doc))
		die_at(val_pos(doc),
		    "schema: neither an object with apiVersion and kind nor a "
		    "schema with keywords, for example type");
}

/* Adds a document that is a schema, for the kinds that it names or, if it names no kind, for
   every document. */
static void
add_schema(struct load *l, struct val *doc)
{
	struct val *inner = val_get(doc, STR("openAPIV3Schema")), *ref = val_get(doc, STR("$ref"));
	enum compile_rules rules = inner ? COMPILE_STRUCTURAL : COMPILE_JSON;
	size_t size = l->bare.n * sizeof *l->bare.at;

	if (!inner)
		must_be_schema(doc);
	if (add_named(l, doc, doc) ||
	    (ref && ref->kind == VAL_STRING && add_named(l, doc, compile_target(l->run, doc, ref))))
		return;
	l->bare.at = arena_grow(l->run, l->bare.at, size, size + sizeof *l->bare.at);
	doc = inner ? inner : doc;
	l->bare.at[l->bare.n++] = compile_schema(&l->compiled, doc, doc, rules);
	l->reading.found++;
}

/* Adds the schemas of a document. */
static void
add_document(struct load *l, struct val *doc)
{
	str kind = val_get_text(doc, STR("kind"));
	const struct val *items = list_of(doc), *crd = doc;
	struct val *v;

	if (doc->kind == VAL_BOOL) {
		add_schema(l, doc);
	} else if (doc->kind != VAL_MAPPING) {
		return;
	} else if (val_get(doc, STR("openapi")) || val_get(doc, STR("swagger"))) {
		add_openapi(l, doc);
	} else if (val_get_text(doc, STR("apiVersion")).n == 0 || kind.n == 0) {
		if (l->reading.in_folder)
			add_named(l, doc, doc);
		else
			add_schema(l, doc);
	} else if (object_among(kind, "CustomResourceDefinition Promise")) {
		if (str_is(kind, "Promise"))
			crd = val_get(val_get(doc, STR("spec")), STR("api"));
		if (!crd || !str_is(val_get_text(crd, STR("kind")), "CustomResourceDefinition"))
			die_at(val_pos(doc),
			    "schema: the Promise has no CustomResourceDefinition in spec.api");
		add_crd(l, crd);
	} else if (items) {
		for (v = val_first(items); v; v = val_next(items, v))
			add_document(l, v);
	}
}

void
load_in(struct load *l, struct in *in)
{
	struct yaml_in *y = yaml_in_open(l->run, in, &(struct yaml_options){0});
	struct val *doc;

	l->reading.file = in->name;
	while ((doc = yaml_in_next(y, l->run)))
		add_document(l, doc);
}

static void
load_one(void *l, const char *path)
{
	struct in in;

	in_open(&in, ((struct load *)l)->run, path, NULL);
	load_in(l, &in);
	in_close(&in);
}

void
load_file(struct load *l, const char *path)
{
	l->reading.in_folder = in_is_folder(path);
	l->reading.found = 0;
	in_operand(path, load_one, l);
	if (l->reading.found == 0)
		die(DIE_INPUT, "%s: contains no schema%s", path,
		    l->reading.in_folder ? " for a kind: no CRD, Promise or OpenAPI schema"
					 : ": no CRD, Promise, JSON Schema or OpenAPI document");
}

void
load_folder(struct load *l, const char *path)
{
	if (access(buf_format(l->run, "%s/", path), R_OK) != 0)
		die(DIE_CALL, "cannot open the folder %s:", path);
	val_push(l->folders, val_string(l->run, str_of(path)));
}

struct schema *
load_alone(struct load *l, const char *path)
{
	struct val *doc = yaml_in_file(l->run, path, &(struct yaml_options){0});
	bool openapi = val_get(doc, STR("x-kubernetes-group-version-kind"));

	if (!doc)
		die(DIE_INPUT, "%s: contains no schema", path);
	must_be_schema(doc);
	return compile_schema(&l->compiled, doc, doc, openapi ? COMPILE_OPENAPI : COMPILE_KIND);
}

/* Returns the path of a kind's schema: KIND-GROUP-VERSION.json, with the group up to its first dot,
   or GROUP/KIND_VERSION.json. The parts must be names, so a document cannot choose another path. */
static const char *
file_in(struct arena *a, const char *folder, const struct load_kind *k)
{
	struct buf lower = {.arena = a};
	const char *flat, *nested;
	str kind, group = k->group, first = str_split(&group, '.');
	size_t i;

	for (i = 0; i < k->kind.n; i++)
		buf_addc(&lower, char_lower(k->kind.p[i]));
	kind = buf_str(&lower);
	if (!name_fits(NAME_LABEL, kind) || !name_fits(NAME_LABEL, k->version) ||
	    (k->group.n && !name_fits(NAME_SUBDOMAIN, k->group)))
		return NULL;
	flat = buf_format(a, "%s/%.*s%s%.*s-%.*s.json", folder, (int)kind.n, kind.p,
	    first.n ? "-" : "", (int)first.n, first.p, (int)k->version.n, k->version.p);
	if (access(flat, R_OK) == 0)
		return flat;
	nested = buf_format(a, "%s/%.*s/%.*s_%.*s.json", folder, (int)k->group.n, k->group.p,
	    (int)kind.n, kind.p, (int)k->version.n, k->version.p);
	return k->group.n && access(nested, R_OK) == 0 ? nested : NULL;
}

/* Returns the schema for the group, version and kind in wanted, from the files, else from the
   folders. If it finds nothing it returns NULL, or a load_kind whose schema is NULL. */
static const struct load_kind *
find(struct load *l, struct arena *a, const struct load_kind *wanted)
{
	struct load_kind *k = map_get(&l->kinds.by_id, id_of(a, wanted));
	const struct val *folder = val_first(l->folders);

	if (k || !folder)
		return k;
	k = arena_alloc(l->run, sizeof *k);
	*k = *wanted;
	k->id = id_of(l->run, wanted);
	for (; folder && !k->schema; folder = val_next(l->folders, folder)) {
		const char *path = file_in(l->run, folder->as.text, k);

		if (path)
			k->schema = load_alone(l, path);
	}
	map_add(&l->kinds.by_id, k);
	return k;
}

/* Returns for example "ConfigMap (v1), Job (batch/v1)": the known kinds or, unless `of` is NULL,
   the versions of the kind `of`. */
static const char *
list_known(const struct load *l, struct arena *a, const struct load_kind *of)
{
	struct buf b = {.arena = a};
	const struct load_kind *k;
	size_t n = 0;

	for (k = l->kinds.first; k; k = k->next)
		if (k->schema &&
		    (!of || (str_eq(of->kind, k->kind) && str_eq(of->group, k->group))) &&
		    n++ < LIST_MAX)
			buf_printf(&b, "%s%.*s", n > 1 ? ", " : "", (int)k->id.n, k->id.p);
	if (n > LIST_MAX)
		buf_printf(&b, " and %zu more", n - LIST_MAX);
	if (l->folders->n)
		buf_printf(&b, "%sthe schemas in the folders of -S", n ? ", " : "");
	return b.n ? buf_cstr(&b) : "no kind";
}

/* Reports an object that needs a schema: at apiVersion if the kind is known, else at kind. */
static void
fail_unknown(
    const struct load *l, struct check *c, const struct place *at, const struct load_kind *wanted)
{
	struct arena *a = c->report->arena;
	struct place version = check_member(at, STR("apiVersion")),
		     kind = check_member(at, STR("kind"));
	struct nearest near = {.wanted = wanted->kind};
	const char *meant = "";
	bool same_kind = false, same_group = load_kind_file(l, at->v) != NULL;
	const struct load_kind *k;

	for (k = l->kinds.first; k; k = k->next) {
		nearest_try(&near, k->kind);
		same_kind = same_kind || str_eq(k->kind, wanted->kind);
	}
	if (!same_group && load_is_schemaless(l, wanted->kind))
		return;
	if (near.best.n)
		meant = buf_format(a, "did you mean %.*s? ", (int)near.best.n, near.best.p);
	if (same_kind)
		check_fail(c, &version, "unknown-kind",
		    same_group ? "this version of %.*s is not served, found %s; allowed: %s"
			       : "no schema for %.*s of this apiVersion, found %s; known: %s",
		    (int)wanted->kind.n, wanted->kind.p, escape_show(a, val_text(version.v)),
		    list_known(l, a, same_group ? wanted : NULL));
	else
		check_fail(c, &kind, "unknown-kind",
		    "no schema for this kind, found %s; %sknown: %s%s%s",
		    escape_show(a, val_text(kind.v)), meant, list_known(l, a, NULL),
		    l->advice ? "; " : "", l->advice ? l->advice : "");
}

/* Returns whether the field, apiVersion or kind, is missing or not a string. Reports the mistake,
   unless shape_check has reported it. */
static bool
fails_field(const struct load *l, struct check *c, const struct place *outer, str field)
{
	struct place at = check_member(outer, field);

	if (at.v && at.v->kind == VAL_STRING)
		return false;
	if (c->metadata)
		return true;
	if (at.v)
		check_must_be(c, &at, "type", "a string");
	else
		check_missing(
		    c, outer, field, "; known: %s", list_known(l, c->report->arena, NULL));
	return true;
}

/* Returns the group, version and kind of a document. */
static struct load_kind
kind_of(const struct val *doc)
{
	struct load_kind k = {.group = STR(""),
	    .version = val_get_text(doc, STR("apiVersion")),
	    .kind = val_get_text(doc, STR("kind"))};

	if (str_find(k.version, STR("/")) < k.version.n)
		k.group = str_split(&k.version, '/');
	return k;
}

static void
check_object(struct check *c, const struct place *at, void *load)
{
	struct load *l = load;
	struct load_kind wanted = kind_of(at->v);
	const struct load_kind *k;
	bool bad;

	if (at->v->kind != VAL_MAPPING) {
		if (!c->metadata)
			check_fail(c, at, "type", "must be an object, found %s; known: %s",
			    check_show(c, at->v), list_known(l, c->report->arena, NULL));
		return;
	}
	bad = fails_field(l, c, at, STR("apiVersion"));
	if (fails_field(l, c, at, STR("kind")) || bad)
		return;
	k = find(l, c->report->arena, &wanted);
	if (k && k->schema)
		value_check(c, k->schema, at);
	else if (l->bare.n == 0)
		fail_unknown(l, c, at, &wanted);
}

void
load_check(struct load *l, struct check *c, const struct place *root)
{
	str kind = val_get_text(root->v, STR("kind"));
	size_t i;

	for (i = 0; i < l->bare.n; i++)
		value_check(c, l->bare.at[i], root);
	if ((!l->kinds.first && l->folders->n == 0) || root->v->kind == VAL_NULL ||
	    (l->bare.n && kind.n == 0))
		return;
	if (list_of(root->v) && str_is(kind, "List"))
		check_each(c, root, "items[]", check_object, l);
	else
		check_object(c, root, l);
}

const char *
load_kind_file(const struct load *l, const struct val *doc)
{
	struct load_kind wanted = kind_of(doc);
	const struct load_kind *k;

	for (k = l->kinds.first; k; k = k->next)
		if (str_eq(k->kind, wanted.kind) && str_eq(k->group, wanted.group))
			return k->file;
	return NULL;
}
