/* Reads single fields of a Kubernetes object. */
#include "schema/object.h"

#include "data/val.h"

str
object_text(const struct val *mapping, str key)
{
	const struct val *v = val_get(mapping, key);

	return v && v->kind == VAL_STRING ? val_text(v) : STR("");
}

const struct val *
object_list(const struct val *doc)
{
	const struct val *items = val_get(doc, STR("items"));

	return items && items->kind == VAL_SEQUENCE &&
		str_ends(object_text(doc, STR("kind")), STR("List"))
	    ? items
	    : NULL;
}
