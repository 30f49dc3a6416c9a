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

static const struct type {
	const char *name, *error;
	enum val_kind kind;
} types[] = {
    {"int", "not an integer", VAL_INT},
    {"float", "not a float", VAL_FLOAT},
    {"bool", "not a boolean", VAL_BOOL},
    {"null", "not null", VAL_NULL},
    {NULL, NULL, VAL_STRING},
};

const char *
tag_scalar(struct arena *a, str tag, str s, struct scalar *out)
{
	str name = str_starts(tag, prefix) ? str_from(tag, prefix.n) : (str){0};
	const struct type *type = types;
	const char *error;
	double value;
	size_t bad;

	*out = (struct scalar){VAL_STRING, s};
	if (str_is(name, "str") || str_is(tag, "!"))
		return NULL;
	if (str_is(name, "binary")) {
		if (!basenc_decode(a, s, 6, &out->text, &bad))
			return "not base64";
		return utf8_bad(out->text) == out->text.n
		    ? NULL
		    : "bytes that are not UTF-8, which JSON cannot hold";
	}
	while (type->name && !str_is(name, type->name))
		type++;
	if (!type->name)
		return "unknown: quote a value that begins with !; known tags: !!str !!int !!float "
		       "!!bool !!null !!binary";
	if ((error = scalar_plain(a, s, out)))
		return error;
	if (type->kind == VAL_FLOAT && out->kind == VAL_INT && num_double(out->text, &value))
		*out = scalar_double(a, value);
	else if (out->kind != type->kind || (out->kind == VAL_INT && scalar_is_float(s, VAL_INT)))
		return type->error;
	return NULL;
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
