/* Parses JSON (RFC 8259) as strictly as Go's encoding/json. */
#include "tmpl/go/go_json_parse.h"

#include "base/arena.h"
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
	while (p->rest.n > 0 &&
	    (p->rest.p[0] == ' ' || p->rest.p[0] == '\t' || p->rest.p[0] == '\n' ||
		p->rest.p[0] == '\r'))
		p->rest = str_from(p->rest, 1);
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
	error = p->rest.n > 0 ? unescape_json(p->arena, &p->rest, s) : "no string";
	if (error)
		fail(p, error);
	return !error;
}

static struct val *
parse_members(struct parser *p, int depth)
{
	struct val *out = val_new(p->arena, VAL_MAPPING), *v;
	str key;

	if (take(p, '}'))
		return out;
	do {
		if (!parse_string(p, &key))
			return NULL;
		if (!take(p, ':'))
			return fail(p, "expected ':' after a name");
		v = parse(p, depth + 1);
		if (!v)
			return NULL;
		val_set(p->arena, out, key, v);
	} while (take(p, ','));
	return take(p, '}') ? out : fail(p, "expected ',' or '}' after a member");
}

static struct val *
parse_items(struct parser *p, int depth)
{
	struct val *out = val_new(p->arena, VAL_SEQUENCE), *v;

	if (take(p, ']'))
		return out;
	do {
		v = parse(p, depth + 1);
		if (!v)
			return NULL;
		val_push(out, v);
	} while (take(p, ','));
	return take(p, ']') ? out : fail(p, "expected ',' or ']' after an item");
}

static struct val *
parse_word(struct parser *p)
{
	static const struct {
		str text;
		enum val_kind kind;
	} words[] = {{{"null", 4}, VAL_NULL}, {{"true", 4}, VAL_BOOL}, {{"false", 5}, VAL_BOOL}};
	str text;
	size_t i;

	for (i = 0; i < sizeof words / sizeof words[0]; i++) {
		if (!str_starts(p->rest, words[i].text))
			continue;
		p->rest = str_from(p->rest, words[i].text.n);
		return val_scalar(p->arena, words[i].kind, words[i].text);
	}
	for (i = 0; i < p->rest.n; i++) {
		char c = p->rest.p[i];

		if (!(c >= '0' && c <= '9') && c != '-' && c != '+' && c != '.' &&
		    (c | 0x20) != 'e')
			break;
	}
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
		return fail(p, "nested too deep");
	if (take(p, '{'))
		return parse_members(p, depth);
	if (take(p, '['))
		return parse_items(p, depth);
	if (p->rest.n > 0 && p->rest.p[0] == '"')
		return parse_string(p, &s) ? val_string(p->arena, s) : NULL;
	return parse_word(p);
}

struct val *
go_json_parse(struct arena *a, str s, const char **error)
{
	struct parser p = {.arena = a, .rest = s};
	struct val *v = parse(&p, 0);

	skip_blanks(&p);
	if (v && p.rest.n > 0)
		v = fail(&p, "invalid character after top-level value");
	*error = p.error;
	return v;
}
