/* Types scalars by their explicit tags. */
#include "data/tag.h"

#include <string.h>

#include "base/arena.h"
#include "base/basenc.h"
#include "base/buf.h"
#include "base/escape.h"
#include "base/num.h"
#include "base/utf8.h"
#include "data/scalar.h"

static const str prefix = {"tag:yaml.org,2002:", 18};

static const char *
decode_base64(struct arena *a, str s, str *text)
{
	size_t bad;

	if (!basenc_decode(a, s, 6, text, &bad))
		return "not base64";
	return utf8_bad(*text) < text->n ? "bytes that are not UTF-8, which JSON cannot hold"
					 : NULL;
}

/* Makes an integer with !!float a float. */
static const char *
tagged_float(struct arena *a, enum val_kind *kind, str *text)
{
	double value;

	if (*kind == VAL_FLOAT)
		return NULL;
	if (*kind != VAL_INT || !num_double(*text, &value))
		return "not a float";
	scalar_double(a, value, kind, text);
	return NULL;
}

const char *
tag_scalar(struct arena *a, str tag, str s, enum val_kind *kind, str *text)
{
	str name = str_starts(tag, prefix) ? str_from(tag, prefix.n) : (str){0};
	const char *error;

	*kind = VAL_STRING;
	*text = s;
	if (str_is(name, "str") || str_is(tag, "!"))
		return NULL;
	if (str_is(name, "binary"))
		return decode_base64(a, s, text);
	if (!str_is(name, "int") && !str_is(name, "float") && !str_is(name, "bool") &&
	    !str_is(name, "null"))
		return "unknown: quote a value that begins with !; known tags: !!str !!int !!float "
		       "!!bool !!null !!binary";
	if ((error = scalar_plain(a, s, kind, text)))
		return error;
	if (str_is(name, "int"))
		return *kind == VAL_INT && !scalar_is_float(s, *kind) ? NULL : "not an integer";
	if (str_is(name, "bool"))
		return *kind == VAL_BOOL ? NULL : "not a boolean";
	if (str_is(name, "null"))
		return *kind == VAL_NULL ? NULL : "not null";
	return tagged_float(a, kind, text);
}

bool
tag_is(const char *tag, const char *name)
{
	return tag && strncmp(tag, prefix.p, prefix.n) == 0 && strcmp(tag + prefix.n, name) == 0;
}

bool
tag_is_yaml(const char *tag)
{
	return strncmp(tag, prefix.p, prefix.n) == 0;
}

const char *
tag_show(struct arena *a, str tag)
{
	struct buf b = {.arena = a};

	if (!str_starts(tag, prefix))
		return escape_show(a, tag);
	buf_add(&b, STR("!!"));
	buf_add(&b, str_from(tag, prefix.n));
	return escape_show(a, buf_str(&b));
}

uint8_t
tag_merging(const char *tag)
{
	if (strcmp(tag, "!whole") == 0)
		return VAL_WHOLE;
	return strcmp(tag, "!ours") == 0 ? VAL_OURS : 0;
}
