/* Runs all checks on all documents. The findings of the reader (syntax, duplicate keys) and of the
   checks are collected for each document and written together, sorted by place. */
#include "validate/validate.h"

#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/escape.h"
#include "base/in.h"
#include "data/kv.h"
#include "data/path.h"
#include "data/val.h"
#include "data/yaml_in.h"
#include "schema/check/check.h"
#include "schema/check/object.h"
#include "schema/check/value.h"
#include "schema/kube/shape.h"

void
validate_start(struct validate *v, struct arena *run, size_t room)
{
	*v = (struct validate){.run = run, .wants.kinds = "", .wants.statuses = ""};
	v->report = (struct report){&v->doc, .write = output_finding, .sink = &v->output};
	v->output.doc = &v->doc;
	v->wants.parts = arena_array(run, room, sizeof *v->wants.parts);
	v->unique.run = run;
	v->unique.paths = arena_array(run, room, sizeof *v->unique.paths);
	load_start(&v->load, run);
}

void
validate_add_part(struct validate *v, const char *option)
{
	struct part *part = &v->wants.parts[v->wants.parts_n++];
	struct path_segment segment;
	const char *error = NULL;
	str rest = str_of(option);

	while (rest.n > 0 && !str_starts(rest, STR("=")) && !error) {
		part->above = (str){option, (size_t)(rest.p - option)};
		error = path_next(v->run, &rest, rest.p == option, &segment);
	}
	if (error || rest.p == option || rest.n <= 1)
		die(DIE_CALL, "-p %s: must be PATH=SCHEMA, a path below the root (.a.b) and a file",
		    option);
	part->path = (str){option, (size_t)(rest.p - option)};
	part->schema = load_alone(&v->load, rest.p + 1);
}

static void
on_mistake(void *validate, const struct yaml_mistake *m)
{
	struct validate *v = validate;

	check_finding(&v->report, m->pos, m->path, m->rule, m->message);
}

static bool
is_reference(const struct val *v)
{
	const struct val *member;

	for (member = val_first(v); member; member = val_next(v, member))
		if (!val_is_scalar(member) ||
		    !object_among(val_key(member),
			"apiVersion kind name namespace uid resourceVersion fieldPath controller "
			"blockOwnerDeletion"))
			return false;
	return val_get(v, STR("name")) != NULL;
}

/* Reports every object whose kind is in `kinds`, a list of words with blanks between.

   A mapping that has apiVersion and kind is an object, unless it is a reference to one. A reference
   has a name of its own (not in metadata) and otherwise only the fields by which Kubernetes refers
   to objects, all scalars. A mapping without apiVersion (roleRef, a list of allowed kinds) is not
   an object, nor is text in a string. object: the value is a document or an item of a List, which
   is never a reference. */
static void
check_forbidden(struct check *c, const char *kinds, const struct place *at, bool object)
{
	struct place kind = check_member(at, STR("kind")), inner = {.parent = at};
	bool is_object = kind.v && val_get(at->v, STR("apiVersion"));

	if (is_object && kind.v->kind == VAL_STRING && object_among(val_text(kind.v), kinds) &&
	    (object || !is_reference(at->v)))
		check_fail(c, &kind, "forbidden-kind", "kind %s is forbidden (-K)",
		    escape_show(c->report->arena, val_text(kind.v)));
	while (check_next(&inner))
		if (!val_is_scalar(inner.v))
			check_forbidden(c, kinds, &inner,
			    at->v->kind == VAL_SEQUENCE ? object
							: is_object && str_is(inner.key, "items"));
}

/* Groups that no API server serves: programs read their kinds from files. */
static const char groups[] =
    "kustomize.config.k8s.io config.kubernetes.io fn.kpt.dev kpt.dev kind.x-k8s.io k3d.io "
    "kubeadm.k8s.io kubelet.config.k8s.io kubeproxy.config.k8s.io kubescheduler.config.k8s.io "
    "kubecontrollermanager.config.k8s.io apiserver.config.k8s.io apiserver.k8s.io admission.k8s.io "
    "audit.k8s.io pod-security.admission.config.k8s.io imagepolicy.k8s.io "
    "client.authentication.k8s.io cli.kyverno.io chainsaw.kyverno.io kuttl.dev skaffold eksctl.io";

/* Single kinds in groups that an API server may serve; object_fits compares them. */
static const struct {
	const char *version, *kinds;
} files[] = {
    {"v1", "Config"}, /* a kubeconfig */
    {"builtin", ""},  /* of kustomize */
    {"argoproj.io/v1alpha1", "ConfigManagementPlugin"},
    {"clusterctl.cluster.x-k8s.io/v1alpha3", "Metadata"},
};

static bool
is_bare(const struct val *doc)
{
	return !val_get(doc, STR("apiVersion")) && !val_get(doc, STR("kind"));
}

/* Returns whether the file of doc has one of these names, in any folder. */
static bool
is_in_file(const struct val *doc, const char *names)
{
	str file = str_of(doc->file);

	return object_among(str_from(file, str_after_last(file, '/')), names);
}

/* Returns whether doc is for a program that reads files, not for the API server: a kustomization,
   a kubeconfig, or the configuration of a Kubernetes component or of a tool. */
static bool
is_client(const struct val *doc)
{
	str version = val_get_text(doc, STR("apiVersion")), kind = val_get_text(doc, STR("kind")),
	    number = version, group = str_split(&number, '/');
	size_t i;

	/* kustomize accepts a kustomization.yaml without apiVersion and kind. */
	if (kind.n == 0 || str_ends(version, STR("/")))
		return doc->kind == VAL_MAPPING && is_bare(doc) &&
		    is_in_file(doc, "kustomization.yaml kustomization.yml");
	for (i = 0; i < sizeof files / sizeof *files; i++)
		if (object_fits(version, kind, files[i].version, files[i].kinds))
			return true;
	return number.n > 0 && object_among(group, groups);
}

/* Returns whether doc is a Chart.yaml. */
static bool
is_chart(const struct val *doc)
{
	return object_among(val_get_text(doc, STR("apiVersion")), "v1 v2") &&
	    !val_get(doc, STR("kind")) && !val_get(doc, STR("metadata")) &&
	    val_get_text(doc, STR("name")).n > 0 && val_get_text(doc, STR("version")).n > 0;
}

/* Returns whether doc is not checked: it is not an object, -i accepts all kinds, and no schema
   applies to all documents. */
static bool
is_skipped(struct validate *v, const struct val *doc)
{
	if (doc->kind == VAL_NULL || !(is_bare(doc) || is_chart(doc)) || v->load.bare.n > 0 ||
	    !load_is_schemaless(&v->load, STR("*")))
		return false;
	if (!v->skip_noted)
		warn_at((struct pos){doc->file, 0, 0},
		    "skipped a document: without apiVersion and kind it is not an object");
	v->skip_noted = true;
	return true;
}

/* Checks a part of a document. It removes the part from its mapping, so that other schemas do not
   see it. */
static void
check_part(const struct part *p, struct check *c, struct val *doc)
{
	struct arena *a = c->report->arena;
	struct place at = {.v = path_find(a, doc, p->path), .key = p->path};

	if (!at.v)
		return;
	value_check(c, p->schema, &at);
	if (at.v->name)
		val_remove(p->above.n ? path_find(a, doc, p->above) : doc, val_key(at.v));
}

/* Checks the document at root as Kratix reads a status (kratix,
   work-creator/cmd/update_status.go). Reports what Kratix refuses or overwrites: anything but a
   mapping or null, the fields that Kratix sets itself, and a second document of the same file and
   group. Conditions are allowed: Kratix adds them to its own. */
static void
check_status(struct validate *v, struct check *c, const struct place *root)
{
	struct place field = {.parent = root};
	const char *key = buf_format(&v->doc, "status %zu %s", v->groups, root->v->file);

	if (repeated_key(&v->objects, str_of(key), val_pos(root->v)))
		check_fail(c, root, "type", "a second document; a status is one mapping");
	else if (root->v->kind != VAL_MAPPING && root->v->kind != VAL_NULL)
		check_fail(
		    c, root, "type", "a status is a mapping, found %s", check_show(c, root->v));
	while (root->v->kind == VAL_MAPPING && check_next(&field))
		if (object_among(field.key,
			"kratix observedGeneration workflows workflowsSucceeded workflowsFailed"))
			check_fail_key(c, &field, "unknown-field",
			    "Kratix sets this field of a status itself; use another name");
}

/* Returns whether load_check will report that doc's kind has no schema. It may find one in a folder
   of schemas. */
static bool
is_unknown(const struct load *l, const struct val *doc)
{
	return l->kinds.first && l->folders->n == 0 && l->bare.n == 0 && !load_kind_file(l, doc) &&
	    !load_is_schemaless(l, val_get_text(doc, STR("kind")));
}

static void
check_document(struct validate *v, struct val *doc)
{
	const struct validate_wants *wants = &v->wants;
	struct check c = {.report = &v->report, .doc = doc};
	struct place root = {.v = doc};
	bool status = wants->shape && is_in_file(doc, wants->statuses);
	size_t i;

	repeated_object(&c, &root, &v->objects);
	/* A repeated object or an unknown kind is one mistake: then -u reports nothing. */
	if (v->unique.n && c.mistakes == 0 && !is_unknown(&v->load, doc))
		repeated_values(&v->unique, &c, &root);
	if (wants->kinds[0])
		check_forbidden(&c, wants->kinds, &root, true);
	for (i = 0; i < wants->parts_n; i++)
		check_part(&wants->parts[i], &c, doc);
	if (status)
		check_status(v, &c, &root);
	if (is_skipped(v, doc))
		return;
	v->documents++;
	if (wants->shape && !is_client(doc) && !status && doc->kind != VAL_NULL)
		c.metadata = compile_metadata(&v->load.compiled);
	shape_check(&c, &root, NULL);
	load_check(&v->load, &c, &root);
}

/* Returns the name of a document for JUnit: "Deployment team-a/web". */
static const char *
name_of(struct arena *a, const struct val *doc)
{
	const struct val *metadata = val_get(doc, STR("metadata"));
	str kind = val_get_text(doc, STR("kind")), space = val_get_text(metadata, STR("namespace"));

	if (kind.n == 0)
		return "a document";
	return buf_format(a, "%s %s%s%s", escape_name(a, kind), escape_name(a, space),
	    space.n ? "/" : "", escape_name(a, val_get_text(metadata, STR("name"))));
}

static bool
is_in_part(const struct validate *v, const char *path)
{
	size_t i;

	for (i = 0; i < v->wants.parts_n; i++)
		if (path_within(str_of(path), v->wants.parts[i].path))
			return true;
	return false;
}

/* Moves findings in records to lines that the author of the document can change. A finding about a
   computed value moves to the document's file. A missing field has the place of the first record in
   its mapping; if that record is from another file (a default), the finding moves to the start of
   the document. In parts that only the platform writes (-p) the finding stays. */
static void
place_findings(struct validate *v, const struct val *doc)
{
	size_t i;

	for (i = 0; i < v->report.n; i++) {
		struct finding *f = &v->report.findings[i];

		if (f->pos.line == 0)
			f->pos = path_pos(&v->doc, doc, str_of(f->path));
		if (strcmp(f->rule, "missing-field") == 0 && strcmp(f->pos.file, doc->file) != 0 &&
		    !is_in_part(v, f->path))
			f->pos = val_pos(doc);
	}
}

void
validate_document(struct validate *v, const char *file, struct val *doc)
{
	if (!doc) {
		v->documents++;
		return;
	}
	check_document(v, doc);
	place_findings(v, doc);
	check_flush(&v->report);
	if (v->output.format == OUTPUT_JUNIT)
		output_document(&v->output, file, doc->line, name_of(&v->doc, doc));
}

void
validate_stream(struct validate *v, struct in *in)
{
	struct yaml_options options = {.report = on_mistake, .context = v};
	struct yaml_in *y = yaml_in_open(&v->input, in, &options);
	struct val *doc;

	for (; (doc = yaml_in_next(y, &v->doc)); arena_reset(&v->doc))
		validate_document(v, in->name, doc);
	check_flush(&v->report);
	arena_reset(&v->doc);
	arena_reset(&v->input);
}

static void
check_file(void *validate, const char *path)
{
	struct validate *v = validate;
	struct kv_doc doc;
	struct in in;
	struct kv_in kv = {.in = &in};

	if (strcmp(path, "-") != 0 && access(path, R_OK) != 0) {
		warn_at((struct pos){0}, "cannot open %s:", path);
		v->unreadable = true;
		return;
	}
	in_open(&in, v->run, path, NULL);
	v->files++;
	v->skip_noted = false;
	if (!v->records)
		validate_stream(v, &in);
	else
		for (; kv_next(&kv, &v->doc, &doc); arena_reset(&v->doc))
			validate_document(v, in.name, doc.root);
	in_close(&in);
	output_file(&v->output, in.name);
}

void
validate_operand(struct validate *v, const char *path)
{
	repeated_forget(&v->objects);
	if (v->records)
		check_file(v, path);
	else
		in_operand(path, check_file, v);
}

int
validate_end(struct validate *v, bool filter, bool empty, bool summary)
{
	bool nothing = v->documents == 0 && v->report.total == 0 && !empty && !v->unreadable;

	if (nothing && filter) {
		check_finding(&v->report, (struct pos){"stdin", 0, 0}, STR(""), "empty",
		    "the input has no document; -z accepts this");
		check_flush(&v->report);
		output_file(&v->output, "stdin");
	}
	output_end(&v->output);
	if (nothing && !filter)
		warn_at((struct pos){0}, "nothing was checked: %s",
		    v->files ? "the input has no documents, or only skipped ones"
			     : "no file name ends in .yaml, .yml or .json");
	if (summary)
		warn_at((struct pos){0}, "%zu document%s in %zu file%s, %zu finding%s",
		    v->documents, v->documents == 1 ? "" : "s", v->files, v->files == 1 ? "" : "s",
		    v->output.findings, v->output.findings == 1 ? "" : "s");
	if (v->unreadable)
		return DIE_CALL;
	return nothing || v->report.total ? DIE_INPUT : 0;
}
