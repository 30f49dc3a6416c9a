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

static void
report_duplicate(struct report *r, const struct val *name, const struct place *outer,
    const str *part, struct pos first)
{
	struct place metadata = {.parent = outer, .key = STR("metadata")},
		     place = {.parent = &metadata, .key = STR("name")};
	struct buf in = {.arena = r->arena}, at = {.arena = r->arena};

	if (first.file)
		pos_show(&at, first);
	if (part[2].n)
		buf_printf(&in, " in namespace %s", escape_show(r->arena, part[2]));
	report_at(r, val_pos(name), &place, "duplicate-object", "another %.*s %.*s %s%s is at %s",
	    (int)part[0].n, part[0].p, (int)part[1].n, part[1].p, escape_show(r->arena, part[3]),
	    buf_cstr(&in), buf_cstr(&at));
}

static void
check(struct seen *s, struct report *r, const struct val *doc, const struct place *place)
{
	const struct val *metadata = val_get(doc, STR("metadata")), *items, *v;
	str part[] = {object_text(doc, STR("apiVersion")), object_text(doc, STR("kind")),
	    object_text(metadata, STR("namespace")), object_text(metadata, STR("name"))};
	struct place items_at = {.parent = place, .key = STR("items")}, at = {.parent = &items_at};
	struct pos first;

	if ((items = object_list(doc)))
		for (v = val_first(items); v; v = val_next(items, v), at.index++)
			check(s, r, v, &at);
	if (part[0].n == 0 || part[1].n == 0 || part[3].n == 0)
		return;
	if (seen_add(s, identify(r->arena, part), val_pos(doc), r->arena, &first))
		report_duplicate(r, val_get(metadata, STR("name")), place, part, first);
}

void
duplicate_check(struct seen *s, struct report *r, const struct val *doc)
{
	struct place root = {0};

	check(s, r, doc, &root);
}
