/* Names that an object's own spec determines. The API server refuses others. Rules:
   k8s.io/apiextensions-apiserver, pkg/apis/apiextensions/validation; k8s.io/kube-aggregator,
   pkg/apis/apiregistration/validation; k8s.io/kubernetes, pkg/apis/core/validation/names.go. */
#include "schema/kube/specname.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/escape.h"
#include "data/val.h"
#include "form/name.h"
#include "schema/check/check.h"
#include "schema/check/meta.h"
#include "schema/object.h"

static void
report(struct check *c, const struct place *at, const char *wanted, str text, const char *of)
{
	struct arena *a = c->report->arena;

	check_fail(c, at, "name", "the name must be %s%s (%s), found %s", wanted,
	    escape_show(a, text), of, escape_show(a, val_text(at->v)));
}

/* Checks that the name is FIRST.SECOND. */
static void
check_pair(struct check *c, const struct place *at, str first, str second, const char *of)
{
	struct buf wanted = {.arena = c->report->arena};

	buf_add(&wanted, first);
	buf_addc(&wanted, '.');
	buf_add(&wanted, second);
	if (!str_eq(val_text(at->v), buf_str(&wanted)))
		report(c, at, "", buf_str(&wanted), of);
}

/* Checks the name of a ClusterTrustBundle. With the signer a.b/c it is a.b:c:NAME. NAME, or the
   whole name without a signer, is a DNS subdomain. */
static void
check_bundle(struct check *c, const struct place *at, str signer)
{
	struct buf begin = {.arena = c->report->arena};
	str rest = val_text(at->v);

	while (signer.n > 0) {
		buf_add(&begin, str_split(&signer, '/'));
		buf_addc(&begin, ':');
	}
	if (!str_starts(rest, buf_str(&begin)))
		report(c, at, "a DNS name after ", buf_str(&begin), "the signer's name");
	else if (!name_fits(NAME_SUBDOMAIN, str_from(rest, begin.n)))
		meta_name(c, at, NAME_SUBDOMAIN, "the name after the signer's");
}

void
specname_check(struct check *c, const struct place *at)
{
	struct place metadata = check_member(at, STR("metadata")),
		     name = check_member(&metadata, STR("name"));
	const struct val *spec = val_get(at->v, STR("spec"));
	str group = object_text(spec, STR("group")),
	    plural = object_text(val_get(spec, STR("names")), STR("plural"));

	if (!name.v || name.v->kind != VAL_STRING || !spec || spec->kind != VAL_MAPPING)
		return;
	if (object_is(at->v, "apiextensions.k8s.io/", "CustomResourceDefinition")) {
		if (plural.n > 0 && group.n > 0)
			check_pair(c, &name, plural, group, "plural and group");
	} else if (object_is(at->v, "apiregistration.k8s.io/", "APIService")) {
		check_pair(c, &name, object_text(spec, STR("version")), group, "version and group");
	} else if (object_is(at->v, "certificates.k8s.io/", "ClusterTrustBundle")) {
		check_bundle(c, &name, object_text(spec, STR("signerName")));
	}
}
