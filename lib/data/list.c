/* Takes the items out of Kubernetes Lists. */
#include "data/list.h"

#include "data/val.h"

static const str suffix = {"List", 4};

struct val *
list_of(const struct val *doc)
{
	struct val *items = val_get(doc, STR("items"));

	return items && (items->kind == VAL_SEQUENCE || items->kind == VAL_NULL) &&
		str_ends(val_get_text(doc, STR("kind")), suffix)
	    ? items
	    : NULL;
}

/* Adds the List's apiVersion, and its kind without "List", to an item that has neither. */
static void
name_item(struct arena *a, const struct val *root, struct val *item)
{
	const struct val *kind = val_get(root, STR("kind")),
			 *version = val_get(root, STR("apiVersion"));
	struct val *v;

	if (item->kind != VAL_MAPPING || kind->n == suffix.n || val_get(item, STR("kind")) ||
	    val_get(item, STR("apiVersion")))
		return;
	if (version)
		val_add(a, item, STR("apiVersion"), val_copy(a, version));
	v = val_copy(a, kind);
	v->n -= (uint32_t)suffix.n;
	val_add(a, item, STR("kind"), v);
}

static void
add(struct arena *a, struct val *list, struct val *root)
{
	struct val *items = list_of(root), *item, *next;

	if (!items) {
		val_push(list, root);
		return;
	}
	for (item = val_first(items); item; item = next) {
		next = val_next(items, item);
		name_item(a, root, item);
		add(a, list, item);
	}
}

bool
list_lacks_items(const struct val *doc)
{
	str version;

	if (!str_eq(val_get_text(doc, STR("kind")), suffix) || list_of(doc))
		return false;
	version = val_get_text(doc, STR("apiVersion"));
	return version.n == 0 || str_is(version, "v1");
}

struct val *
list_items(struct arena *a, struct val *root)
{
	struct val *list = val_new(a, VAL_SEQUENCE);

	add(a, list, root);
	return list;
}
