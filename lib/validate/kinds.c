/* Recognizes forbidden objects, and documents that are not for an API server, by apiVersion, kind
   and file name. */
#include "validate/kinds.h"

#include "base/buf.h"
#include "base/escape.h"
#include "data/val.h"
#include "schema/check/check.h"
#include "schema/object.h"
#include "validate/repeated.h"

static bool
is_forbidden(str kind, const char *kinds)
{
	const str suffix = STR("List");

	return object_among(kind, kinds) ||
	    (str_ends(kind, suffix) && object_among(str_sub(kind, 0, kind.n - suffix.n), kinds));
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

/* object: the value is a document or an item of a List, so it is an object and not a reference. */
static void
search(struct check *c, const char *kinds, const struct place *at, bool object)
{
	struct place kind = check_member(at, STR("kind")), inner = {.parent = at};
	bool is_object = kind.v && val_get(at->v, STR("apiVersion"));

	if (is_object && kind.v->kind == VAL_STRING && is_forbidden(val_text(kind.v), kinds) &&
	    (object || !is_reference(at->v)))
		check_fail(c, &kind, "forbidden-kind", "kind %s is forbidden (-K)",
		    escape_show(c->report->arena, val_text(kind.v)));
	while (check_next(&inner))
		if (!val_is_scalar(inner.v))
			search(c, kinds, &inner,
			    at->v->kind == VAL_SEQUENCE ? object
							: is_object && str_is(inner.key, "items"));
}

void
kinds_check(struct check *c, const struct place *root, const char *kinds)
{
	if (kinds[0])
		search(c, kinds, root, true);
}

/* Groups that no API server serves: programs read their kinds from files. */
static const char groups[] =
    "kustomize.config.k8s.io config.kubernetes.io fn.kpt.dev kpt.dev kind.x-k8s.io k3d.io "
    "kubeadm.k8s.io kubelet.config.k8s.io kubeproxy.config.k8s.io kubescheduler.config.k8s.io "
    "kubecontrollermanager.config.k8s.io apiserver.config.k8s.io apiserver.k8s.io admission.k8s.io "
    "audit.k8s.io pod-security.admission.config.k8s.io imagepolicy.k8s.io "
    "client.authentication.k8s.io cli.kyverno.io chainsaw.kyverno.io kuttl.dev skaffold eksctl.io";

/* Single kinds in groups that an API server may serve, as for object_fits. */
static const struct {
	const char *version, *kinds;
} files[] = {
    {"v1", "Config"}, /* a kubeconfig */
    {"builtin", ""},  /* of kustomize */
    {"argoproj.io/v1alpha1", "ConfigManagementPlugin"},
    {"clusterctl.cluster.x-k8s.io/v1alpha3", "Metadata"},
};

/* Returns whether doc has neither apiVersion nor kind. */
static bool
is_bare(const struct val *doc)
{
	return !val_get(doc, STR("apiVersion")) && !val_get(doc, STR("kind"));
}

bool
kinds_is_in_file(const struct val *doc, const char *names)
{
	const char *slash = strrchr(doc->file, '/');

	return object_among(str_of(slash ? slash + 1 : doc->file), names);
}

bool
kinds_is_client(const struct val *doc)
{
	str version = val_get_text(doc, STR("apiVersion")), kind = val_get_text(doc, STR("kind")),
	    number = version, group = str_split(&number, '/');
	size_t i;

	/* kustomize accepts a kustomization.yaml without apiVersion and kind. */
	if (kind.n == 0 || str_ends(version, STR("/")))
		return doc->kind == VAL_MAPPING && is_bare(doc) &&
		    kinds_is_in_file(doc, "kustomization.yaml kustomization.yml");
	for (i = 0; i < sizeof files / sizeof *files; i++)
		if (object_fits(version, kind, files[i].version, files[i].kinds))
			return true;
	return number.n > 0 && object_among(group, groups);
}

static bool
is_chart(const struct val *doc)
{
	return object_among(val_get_text(doc, STR("apiVersion")), "v1 v2") &&
	    !val_get(doc, STR("kind")) && !val_get(doc, STR("metadata")) &&
	    val_get_text(doc, STR("name")).n > 0 && val_get_text(doc, STR("version")).n > 0;
}

bool
kinds_is_not_object(const struct val *doc)
{
	return doc->kind != VAL_NULL && (is_bare(doc) || is_chart(doc));
}

void
kinds_check_status(struct check *c, const struct place *root, struct repeated *seen, size_t group)
{
	struct arena *a = c->report->arena;
	struct place field = {.parent = root};
	str key = str_of(buf_format(a, "status %zu %s", group, root->v->file));
	struct pos first;

	if (repeated_key(seen, key, val_pos(root->v), &first))
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
