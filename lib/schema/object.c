/* Reads single fields of a Kubernetes object. */
#include "schema/object.h"

#include "data/val.h"

bool
object_among(str word, const char *words)
{
	str one;

	for (; *words; words += one.n + (words[one.n] == ' ')) {
		one = (str){words, strcspn(words, " ")};
		if (str_starts(word, one) && (word.n == one.n || str_ends(one, STR("/"))))
			return true;
	}
	return false;
}

bool
object_fits(str version, str kind, const char *versions, const char *kinds)
{
	return (!*versions || object_among(version, versions)) &&
	    (!*kinds || object_among(kind, kinds));
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
