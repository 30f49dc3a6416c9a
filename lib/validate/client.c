/* Recognizes documents that are not for an API server, by apiVersion, kind and file name. */
#include "validate/client.h"

#include "data/val.h"
#include "schema/object.h"

/* Groups that no API server serves: programs read all their kinds from files. */
static const char *const groups[] = {
    "kustomize.config.k8s.io",
    "config.kubernetes.io",
    "fn.kpt.dev",
    "kpt.dev",
    "kind.x-k8s.io",
    "k3d.io",
    "kubeadm.k8s.io",
    "kubelet.config.k8s.io",
    "kubeproxy.config.k8s.io",
    "kubescheduler.config.k8s.io",
    "kubecontrollermanager.config.k8s.io",
    "apiserver.config.k8s.io",
    "apiserver.k8s.io",
    "admission.k8s.io",
    "audit.k8s.io",
    "pod-security.admission.config.k8s.io",
    "imagepolicy.k8s.io",
    "client.authentication.k8s.io",
    "cli.kyverno.io",
    "chainsaw.kyverno.io",
    "kuttl.dev",
    "skaffold",
    "eksctl.io",
};

/* Kinds that programs read from files, in groups that an API server may serve. */
static const struct {
	const char *version, *kind;
} kinds[] = {
    {"v1", "Config"}, /* a kubeconfig */
    {"argoproj.io/v1alpha1", "ConfigManagementPlugin"},
    {"clusterctl.cluster.x-k8s.io/v1alpha3", "Metadata"},
};

/* kustomize accepts a kustomization.yaml without apiVersion and kind. */
static bool
is_kustomization(const struct val *doc)
{
	str file = str_of(doc->file);

	return doc->kind == VAL_MAPPING && !val_get(doc, STR("apiVersion")) &&
	    !val_get(doc, STR("kind")) &&
	    (str_ends(file, STR("/kustomization.yaml")) ||
		str_ends(file, STR("/kustomization.yml")) || str_is(file, "kustomization.yaml") ||
		str_is(file, "kustomization.yml"));
}

bool
client_is(const struct val *doc)
{
	str version = object_text(doc, STR("apiVersion")), kind = object_text(doc, STR("kind")),
	    group;
	size_t i;

	if (is_kustomization(doc))
		return true;
	if (kind.n == 0)
		return false;
	if (str_is(version, "builtin"))
		return true;
	for (i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (str_is(version, kinds[i].version) && str_is(kind, kinds[i].kind))
			return true;
	group = str_split(&version, '/');
	for (i = 0; i < sizeof groups / sizeof *groups; i++)
		if (version.n > 0 && str_is(group, groups[i]))
			return true;
	return false;
}

static bool
is_chart(const struct val *doc)
{
	str version = object_text(doc, STR("apiVersion"));

	return (str_is(version, "v1") || str_is(version, "v2")) && !val_get(doc, STR("kind")) &&
	    !val_get(doc, STR("metadata")) && object_text(doc, STR("name")).n > 0 &&
	    object_text(doc, STR("version")).n > 0;
}

bool
client_is_other(const struct val *doc)
{
	if (doc->kind == VAL_NULL)
		return false;
	return (!val_get(doc, STR("apiVersion")) && !val_get(doc, STR("kind"))) || is_chart(doc);
}
