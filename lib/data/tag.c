/* Types scalars by their explicit tags. */
#include "data/tag.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/escape.h"
#include "base/num.h"
#include "base/utf8.h"
#include "data/scalar.h"

static const str prefix = {"tag:yaml.org,2002:", 18};

/* Returns the value of a base64 digit, or 64. */
static unsigned
base64_value(char c)
{
	if (c >= 'A' && c <= 'Z')
		return (unsigned)(c - 'A');
	if (c >= 'a' && c <= 'z')
		return (unsigned)(c - 'a') + 26;
	if (c >= '0' && c <= '9')
		return (unsigned)(c - '0') + 52;
	return c == '+' ? 62 : c == '/' ? 63 : 64;
}

/* Decodes base64 (RFC 4648 §4) and skips line ends. */
static const char *
decode_base64(struct arena *a, str s, str *text)
{
	static const char *const wrong = "not base64";
	char *p = arena_bytes(a, s.n);
	size_t i, n = 0, digits = 0, pads = 0;
	uint32_t bits = 0;

	for (i = 0; i < s.n; i++) {
		unsigned d = base64_value(s.p[i]);

		if (s.p[i] == '\n' || s.p[i] == '\r')
			continue;
		if (s.p[i] == '=')
			pads++;
		else if (d == 64 || pads)
			return wrong;
		else {
			bits = bits << 6 | d;
			if (digits++ % 4)
				p[n++] = (char)(bits >> (6 - 2 * ((digits - 1) % 4)) & 0xff);
		}
	}
	if ((digits + pads) % 4 || pads > 2 || digits % 4 == 1)
		return wrong;
	*text = (str){p, n};
	return utf8_bad(*text) < n ? "bytes that are not UTF-8, which JSON cannot hold" : NULL;
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
	*text = num_text(a, value);
	*kind = num_is_int(*text) ? VAL_INT : VAL_FLOAT;
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
