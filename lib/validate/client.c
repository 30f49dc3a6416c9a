/* Recognizes documents that are not for an API server, by apiVersion, kind and file name. */
#include "validate/client.h"

#include "data/val.h"
#include "schema/object.h"

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

/* kustomize accepts a kustomization.yaml without apiVersion and kind. */
static bool
is_kustomization(const struct val *doc)
{
	const char *slash = strrchr(doc->file, '/');

	return doc->kind == VAL_MAPPING && is_bare(doc) &&
	    object_among(
		str_of(slash ? slash + 1 : doc->file), "kustomization.yaml kustomization.yml");
}

bool
client_is(const struct val *doc)
{
	str version = val_get_text(doc, STR("apiVersion")), kind = val_get_text(doc, STR("kind")),
	    number = version, group = str_split(&number, '/');
	size_t i;

	if (kind.n == 0 || str_ends(version, STR("/")))
		return is_kustomization(doc);
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
client_is_other(const struct val *doc)
{
	return doc->kind != VAL_NULL && (is_bare(doc) || is_chart(doc));
}
