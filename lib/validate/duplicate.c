/* Finds duplicate objects: remembers the place of each object that was checked. */
#include "validate/duplicate.h"

#include "base/buf.h"
#include "base/escape.h"
#include "data/val.h"
#include "schema/check/check.h"
#include "schema/object.h"
#include "schema/seen.h"

/* The parts of an object's identity. */
enum { API_VERSION, KIND, NAMESPACE, NAME, PARTS };

/* Returns the first object with these parts, for a message: ` "a" in namespace "n" is at a.yaml:1`.
   Returns NULL if this is the first one, and stores its place pos. */
static const char *
first_of(struct seen *s, struct arena *a, const str *part, struct pos pos, const char *is)
{
	struct buf key = {.arena = a}, b = {.arena = a};
	struct pos first;
	int i;

	/* Each part follows its length, so the key is unambiguous. */
	for (i = 0; i < PARTS; i++) {
		buf_add(&key, (str){(const char *)&part[i].n, sizeof part[i].n});
		buf_add(&key, part[i]);
	}
	if (!seen_add(s, buf_str(&key), pos, &first))
		return NULL;
	buf_add(&b, str_of(escape_show(a, part[NAME])));
	if (part[NAMESPACE].n)
		buf_printf(&b, " in namespace %s", escape_show(a, part[NAMESPACE]));
	buf_printf(&b, " %s ", is);
	if (first.file)
		pos_show(&b, first);
	return buf_cstr(&b);
}

/* Checks the Secret that an ExternalSecret makes: two of them would overwrite each other's Secret.
   Those with the policies Merge and None make no Secret of their own. */
static void
check_secret(struct seen *s, struct check *c, const struct place *at, const struct place *own_name)
{
	struct place spec = check_member(at, STR("spec")),
		     target = check_member(&spec, STR("target")),
		     name = check_member(&target, STR("name"));
	str part[PARTS] = {STR("v1"), STR("Secret"),
	    val_get_text(own_name->parent->v, STR("namespace")), val_get_text(target.v, name.key)};
	const char *first;

	if (!object_is(at->v, "external-secrets.io/", "ExternalSecret") ||
	    object_among(val_get_text(target.v, STR("creationPolicy")), "Merge None"))
		return;
	if (part[NAME].n == 0) {
		name = *own_name;
		part[NAME] = val_text(name.v);
	}
	if ((first = first_of(s, c->report->arena, part, val_pos(at->v), "is also made at")))
		check_fail(c, &name, "duplicate-object", "the Secret %s", first);
}

void
duplicate_check(struct check *c, const struct place *at, void *seen)
{
	struct place metadata = check_member(at, STR("metadata")),
		     name = check_member(&metadata, STR("name"));
	str part[PARTS] = {val_get_text(at->v, STR("apiVersion")), val_get_text(at->v, STR("kind")),
	    val_get_text(metadata.v, STR("namespace")), val_get_text(metadata.v, name.key)};
	const char *first;

	if (object_list(at->v))
		check_each(c, at, "items[]", duplicate_check, seen);
	if (part[API_VERSION].n == 0 || part[KIND].n == 0 || part[NAME].n == 0)
		return;
	if ((first = first_of(seen, c->report->arena, part, val_pos(at->v), "is at")))
		check_fail(c, &name, "duplicate-object", "another %.*s %.*s %s",
		    (int)part[API_VERSION].n, part[API_VERSION].p, (int)part[KIND].n, part[KIND].p,
		    first);
	else
		check_secret(seen, c, at, &name);
}
