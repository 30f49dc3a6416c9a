/* Parses JSON (RFC 8259) as strictly as Go's encoding/json. */
#include "tmpl/formats/formats.h"

#include "base/buf.h"
#include "base/escape.h"
#include "base/num.h"
#include "data/val.h"
#include "tmpl/go/value.h"

struct parser {
	struct arena *arena;
	str rest;
	const char *error;
};

static struct val *parse(struct parser *p, int depth);

static void
skip_blanks(struct parser *p)
{
	p->rest = str_from(p->rest, str_span(p->rest, 0, " \t\n\r"));
}

static bool
take(struct parser *p, char c)
{
	skip_blanks(p);
	if (p->rest.n == 0 || p->rest.p[0] != c)
		return false;
	p->rest = str_from(p->rest, 1);
	return true;
}

static struct val *
fail(struct parser *p, const char *error)
{
	if (!p->error)
		p->error = p->rest.n == 0 ? "unexpected end of JSON input" : error;
	return NULL;
}

static bool
parse_string(struct parser *p, str *s)
{
	const char *error;

	skip_blanks(p);
	if ((error = unescape_json(p->arena, &p->rest, s)))
		fail(p, error);
	return !error;
}

static struct val *
parse_collection(struct parser *p, bool mapping, int depth)
{
	struct val *out = val_new(p->arena, mapping ? VAL_MAPPING : VAL_SEQUENCE), *v;
	char end = mapping ? '}' : ']';
	str key;

	if (take(p, end))
		return out;
	do {
		if (mapping && !parse_string(p, &key))
			return NULL;
		if (mapping && !take(p, ':'))
			return fail(p, "expected ':' after a name");
		if (!(v = parse(p, depth + 1)))
			return NULL;
		if (mapping)
			val_set(p->arena, out, key, v);
		else
			val_push(out, v);
	} while (take(p, ','));
	if (take(p, end))
		return out;
	return fail(p,
	    mapping ? "expected ',' or '}' after a member" : "expected ',' or ']' after an item");
}

static struct val *
parse_word(struct parser *p)
{
	static const char *const words[] = {"null", "true", "false"};
	str text;
	size_t i;

	for (i = 0; i < sizeof words / sizeof words[0]; i++) {
		text = str_of(words[i]);
		if (!str_starts(p->rest, text))
			continue;
		p->rest = str_from(p->rest, text.n);
		return val_scalar(p->arena, i == 0 ? VAL_NULL : VAL_BOOL, text);
	}
	for (i = 0; i < p->rest.n && memchr("0123456789-+.eE", p->rest.p[i], 15); i++)
		;
	text = str_sub(p->rest, 0, i);
	if (!num_is_json(text))
		return fail(p, "invalid character looking for beginning of value");
	p->rest = str_from(p->rest, i);
	return val_scalar(p->arena, num_is_int(text) ? VAL_INT : VAL_FLOAT, text);
}

static struct val *
parse(struct parser *p, int depth)
{
	str s;

	if (depth > VALUE_DEPTH)
		return fail(p, buf_format(p->arena, "values nest deeper than %d", VALUE_DEPTH));
	if (take(p, '{'))
		return parse_collection(p, true, depth);
	if (take(p, '['))
		return parse_collection(p, false, depth);
	if (p->rest.n > 0 && p->rest.p[0] == '"')
		return parse_string(p, &s) ? val_string(p->arena, s) : NULL;
	return parse_word(p);
}

struct val *
json_read(struct arena *a, str s, const char **error)
{
	struct parser p = {.arena = a, .rest = s};
	struct val *v = parse(&p, 0);

	skip_blanks(&p);
	if (v && p.rest.n > 0)
		v = fail(&p, "invalid character after top-level value");
	*error = p.error;
	return v;
}
