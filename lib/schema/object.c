/* Reads single fields of a Kubernetes object. */
#include "schema/object.h"

#include "data/val.h"

bool
object_among(str word, const char *words)
{
	str rest = str_of(words);

	while (rest.n > 0)
		if (str_eq(str_split(&rest, ' '), word))
			return true;
	return false;
}

bool
object_fits(str api_version, str kind, const char *version, const char *kinds)
{
	str begin = str_of(version);

	return str_starts(api_version, begin) &&
	    (api_version.n == begin.n || begin.p[begin.n - 1] == '/') &&
	    (kinds[0] == '\0' || object_among(kind, kinds));
}

bool
object_is(const struct val *doc, const char *version, const char *kinds)
{
	return object_fits(
	    val_get_text(doc, STR("apiVersion")), val_get_text(doc, STR("kind")), version, kinds);
}

const struct val *
object_list(const struct val *doc)
{
	const struct val *items = val_get(doc, STR("items"));

	return items && items->kind == VAL_SEQUENCE &&
		str_ends(val_get_text(doc, STR("kind")), STR("List"))
	    ? items
	    : NULL;
}
