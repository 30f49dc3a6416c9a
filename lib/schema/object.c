/* Reads single fields of a Kubernetes object. */
#include "schema/object.h"

#include "data/val.h"

str
object_text(const struct val *mapping, str key)
{
	const struct val *v = val_get(mapping, key);

	return v && v->kind == VAL_STRING ? val_text(v) : STR("");
}

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
	    object_text(doc, STR("apiVersion")), object_text(doc, STR("kind")), version, kinds);
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
