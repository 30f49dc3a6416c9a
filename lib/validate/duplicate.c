/* Finds duplicate objects: remembers the place of each object that was checked. */
#include "validate/duplicate.h"

#include "base/buf.h"
#include "base/die.h"
#include "base/escape.h"
#include "data/val.h"
#include "schema/object.h"
#include "schema/report.h"
#include "validate/seen.h"

/* Returns the key of four strings: each follows its length, so the key is unambiguous. */
static str
identify(struct arena *arena, const str *part)
{
	struct buf b = {.arena = arena};
	int i;

	for (i = 0; i < 4; i++) {
		buf_add(&b, (str){(const char *)&part[i].n, sizeof part[i].n});
		buf_add(&b, part[i]);
	}
	return buf_str(&b);
}

/* Returns the namespace and the place of the first object with these parts (apiVersion, kind,
   namespace, name): " in namespace "n" is at a.yaml:1:1". Returns NULL for the first one, and
   stores its place pos. */
static const char *
first_of(struct seen *s, struct arena *a, const str *part, const char *is, struct pos pos)
{
	struct buf b = {.arena = a};
	struct pos first;

	if (!seen_add(s, identify(a, part), pos, a, &first))
		return NULL;
	if (part[2].n)
		buf_printf(&b, " in namespace %s", escape_show(a, part[2]));
	buf_printf(&b, " %s ", is);
	if (first.file)
		pos_show(&b, first);
	return buf_cstr(&b);
}

/* Checks the Secret that an ExternalSecret makes: two of them would overwrite each other's Secret.
   Those with the policies Merge and None make no Secret of their own. */
static void
check_secret(struct seen *s, struct report *r, const struct val *doc, const struct place *place)
{
	const struct val *metadata = val_get(doc, STR("metadata")),
			 *target = val_get(val_get(doc, STR("spec")), STR("target")),
			 *name = val_get(target, STR("name"));
	struct place spec_at = {.parent = place, .key = STR("spec")},
		     target_at = {.parent = &spec_at, .key = STR("target")},
		     metadata_at = {.parent = place, .key = STR("metadata")},
		     at = {.parent = &target_at, .key = STR("name")};
	str policy = val_get_text(target, STR("creationPolicy")),
	    part[] = {STR("v1"), STR("Secret"), val_get_text(metadata, STR("namespace")),
		val_get_text(target, STR("name"))};
	const char *first;

	if (!object_is(doc, "external-secrets.io/", "ExternalSecret") || str_is(policy, "Merge") ||
	    str_is(policy, "None"))
		return;
	if (part[3].n == 0) {
		name = val_get(metadata, STR("name"));
		part[3] = val_text(name);
		at.parent = &metadata_at;
	}
	if ((first = first_of(s, r->arena, part, "is also made at", val_pos(doc))))
		report_at(r, val_pos(name), &at, "duplicate-object", "the Secret %s%s",
		    escape_show(r->arena, part[3]), first);
}

static void
check(struct seen *s, struct report *r, const struct val *doc, const struct place *place)
{
	const struct val *metadata = val_get(doc, STR("metadata")), *items, *v;
	str part[] = {val_get_text(doc, STR("apiVersion")), val_get_text(doc, STR("kind")),
	    val_get_text(metadata, STR("namespace")), val_get_text(metadata, STR("name"))};
	struct place items_at = {.parent = place, .key = STR("items")}, at = {.parent = &items_at},
		     metadata_at = {.parent = place, .key = STR("metadata")},
		     name_at = {.parent = &metadata_at, .key = STR("name")};
	const char *first;

	if ((items = object_list(doc)))
		for (v = val_first(items); v; v = val_next(items, v), at.index++)
			check(s, r, v, &at);
	if (part[0].n == 0 || part[1].n == 0 || part[3].n == 0)
		return;
	if ((first = first_of(s, r->arena, part, "is at", val_pos(doc))))
		report_at(r, val_pos(val_get(metadata, STR("name"))), &name_at, "duplicate-object",
		    "another %.*s %.*s %s%s", (int)part[0].n, part[0].p, (int)part[1].n, part[1].p,
		    escape_show(r->arena, part[3]), first);
	else
		check_secret(s, r, doc, place);
}

void
duplicate_check(struct seen *s, struct report *r, const struct val *doc)
{
	struct place root = {0};

	check(s, r, doc, &root);
}
