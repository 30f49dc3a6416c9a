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
#include "schema/report.h"

static void
report(struct check *c, const struct val *name, const struct place *place, const char *wanted,
    str text, const char *of)
{
	check_fail(c, val_pos(name), place, "name", "the name must be %s%s (%s), found %s", wanted,
	    escape_show(c->report->arena, text), of, escape_show(c->report->arena, val_text(name)));
}

/* Checks that the name is FIRST.SECOND. */
static void
check_pair(struct check *c, const struct val *name, const struct place *place, str first,
    str second, const char *of)
{
	struct buf wanted = {.arena = c->report->arena};

	buf_add(&wanted, first);
	buf_add(&wanted, STR("."));
	buf_add(&wanted, second);
	if (!str_eq(val_text(name), buf_str(&wanted)))
		report(c, name, place, "", buf_str(&wanted), of);
}

/* Checks the name of a ClusterTrustBundle. With the signer a.b/c it is a.b:c:NAME. NAME, or the
   whole name without a signer, is a DNS subdomain. */
static void
check_bundle(struct check *c, const struct val *name, const struct place *place, str signer)
{
	struct buf begin = {.arena = c->report->arena};
	str rest = val_text(name);

	while (signer.n > 0) {
		buf_add(&begin, str_split(&signer, '/'));
		buf_add(&begin, STR(":"));
	}
	if (!str_starts(rest, buf_str(&begin)))
		report(c, name, place, "a DNS name after ", buf_str(&begin), "the signer's name");
	else if (!name_fits(NAME_SUBDOMAIN, str_from(rest, begin.n)))
		meta_name(c, name, place, NAME_SUBDOMAIN, "the name after the signer's");
}

void
specname_check(struct check *c, const struct val *doc, const struct place *place)
{
	struct place metadata_at = {.parent = place, .key = STR("metadata")},
		     at = {.parent = &metadata_at, .key = STR("name")};
	const struct val *name = val_get(val_get(doc, metadata_at.key), at.key),
			 *spec = val_get(doc, STR("spec"));
	str group = object_text(spec, STR("group"));

	if (!name || name->kind != VAL_STRING || !spec || spec->kind != VAL_MAPPING)
		return;
	if (object_is(doc, "apiextensions.k8s.io/", "CustomResourceDefinition")) {
		str plural = object_text(val_get(spec, STR("names")), STR("plural"));

		if (plural.n > 0 && group.n > 0)
			check_pair(c, name, &at, plural, group, "plural and group");
	} else if (object_is(doc, "apiregistration.k8s.io/", "APIService")) {
		check_pair(
		    c, name, &at, object_text(spec, STR("version")), group, "version and group");
	} else if (object_is(doc, "certificates.k8s.io/", "ClusterTrustBundle")) {
		check_bundle(c, name, &at, object_text(spec, STR("signerName")));
	}
}
