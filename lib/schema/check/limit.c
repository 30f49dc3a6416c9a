/* Checks single values. In a CRD numbers are compared as the API server compares them, which
   differs from JSON Schema for large and fractional numbers. */
#include "schema/check/limit.h"

#include <math.h>

#include "base/buf.h"
#include "base/escape.h"
#include "base/nearest.h"
#include "base/num.h"
#include "base/regex.h"
#include "base/utf8.h"
#include "data/json_out.h"
#include "data/val.h"
#include "form/format.h"
#include "schema/check/object.h"
#include "schema/node.h"

/* The maximum number of enum values in a message; the steps counted for a too slow match. */
enum { LIST_MAX = 20, SLOW_MATCH_STEPS = 100000 };

/* To the API server a quotient is whole if its relative distance from a whole number is below NEAR
   and it is at most WHOLE_MAX (github.com/go-openapi/swag, convert.go). */
static const double NEAR = 1e-9, WHOLE_MAX = 9007199254740991.0;

/* The first double beyond int64_t. */
static const double INT64_END = 9223372036854775808.0;

static bool
is_server_whole(double d)
{
	double whole = trunc(d), distance = fabs(d - whole);

	return fabs(d) <= WHOLE_MAX &&
	    (distance == 0 || (whole != 0 && distance / (fabs(d) + fabs(whole)) < NEAR));
}

/* Reads an integer as the API server does: 2.0 is 2, because clients send YAML as JSON. */
static bool
server_int(const struct val *v, int64_t *n)
{
	double d;

	if (num_int(val_text(v), n))
		return true;
	if (v->kind != VAL_FLOAT || !num_double(val_text(v), &d) || d != trunc(d) ||
	    d < -INT64_END || d >= INT64_END)
		return false;
	*n = (int64_t)d;
	return true;
}

/* To JSON Schema an integer is any number without a fraction, even 1.0. */
static bool
is_whole(const struct schema *s, const struct val *v)
{
	int64_t n;
	double d;

	if (v->kind != VAL_FLOAT || !num_double(val_text(v), &d))
		return false;
	if (s->flags & SCHEMA_SERVER)
		return server_int(v, &n) || is_server_whole(d);
	return d == floor(d);
}

/* Kubernetes' integers have 64 bits; JSON Schema's are unlimited. */
static bool
is_too_big(const struct schema *s, const struct val *v)
{
	int64_t n;

	return v->kind == VAL_INT && s->flags & (SCHEMA_SERVER | SCHEMA_UNSET_NULL) &&
	    (s->types & SCHEMA_NUMBER) == SCHEMA_TYPE(VAL_INT) && !num_int(val_text(v), &n);
}

/* Returns the names of the types: "an integer or a string"; null is the last. */
static const char *
types_wanted(const struct check *c, uint32_t types)
{
	static const char *const noun[] = {
	    "true or false", "an integer", "a number", "a string", "an array", "an object", "null"};
	struct buf b = {.arena = c->report->arena};
	unsigned i;

	if (types & SCHEMA_TYPE(VAL_FLOAT))
		types &= ~SCHEMA_TYPE(VAL_INT);
	/* Null, the first kind, moves to the end. */
	types = types >> 1 | (types & 1) << VAL_MAPPING;
	for (i = 0; i <= VAL_MAPPING; i++) {
		if (!(types & 1u << i))
			continue;
		if (b.n)
			buf_add(&b, types >> (i + 1) ? STR(", ") : STR(" or "));
		buf_add(&b, str_of(noun[i]));
	}
	return buf_cstr(&b);
}

/* Returns how to repair a value of the wrong type, or "". */
static const char *
repair(struct check *c, uint32_t types, const struct val *v)
{
	struct regex_match m;

	/* A number or a boolean that was meant as a string. */
	if ((types & ~SCHEMA_TYPE(VAL_NULL)) == SCHEMA_TYPE(VAL_STRING) && val_is_scalar(v) &&
	    v->kind != VAL_NULL)
		return "; quote it to make it a string";
	/* A space is missing: preset:prod. */
	if (types & SCHEMA_TYPE(VAL_MAPPING) && v->kind == VAL_STRING &&
	    regex_in("^([A-Za-z_-][\\w-]*):[^/]", val_text(v), 0, &m))
		return buf_format(c->report->arena, "; a space is missing after the colon: %.*s: …",
		    (int)m.group[1].n, m.group[1].p);
	return "";
}

bool
limit_type(struct check *c, const struct schema *s, const struct place *at)
{
	const struct val *v = at->v;
	uint32_t types = s->types;

	if (types == 0)
		return true;
	if (is_too_big(s, v)) {
		check_must_be(c, at, "type", format_wants(FORMAT_INT64));
		return false;
	}
	if (types & SCHEMA_TYPE(v->kind) || (types & SCHEMA_TYPE(VAL_INT) && is_whole(s, v)))
		return true;
	/* The message does not list null if null only counts as not written. */
	if (s->flags & SCHEMA_UNSET_NULL && types != SCHEMA_TYPE(VAL_NULL))
		types &= ~SCHEMA_TYPE(VAL_NULL);
	check_fail(c, at, "type", "must be %s, found %s%s", types_wanted(c, types),
	    check_show(c, v), repair(c, types, v));
	return false;
}

/* The API server ignores null in an enum. */
static bool
is_null_to_server(const struct schema *s, const struct val *option)
{
	return option->kind == VAL_NULL && s->flags & SCHEMA_SERVER;
}

/* Returns the values that the enum of s allows, and the one that v resembles. */
static const char *
options_of(const struct check *c, const struct schema *s, const struct val *v)
{
	struct buf b = {.arena = c->report->arena};
	struct nearest near = {.wanted = v->kind == VAL_STRING ? val_text(v) : STR("")};
	struct val *option;
	size_t n = 0;

	for (option = val_first(s->options); option; option = val_next(s->options, option)) {
		if (is_null_to_server(s, option))
			continue;
		if (option->kind == VAL_STRING)
			nearest_try(&near, val_text(option));
		if (n++ < LIST_MAX)
			buf_printf(
			    &b, "%s%s", n > 1 ? ", " : "", json_text(b.arena, option, JSON_YAML));
	}
	if (n > LIST_MAX)
		buf_printf(&b, " and %zu more", n - LIST_MAX);
	if (near.best.n > 0)
		buf_printf(&b, "; did you mean %s?", escape_show(b.arena, near.best));
	return buf_cstr(&b);
}

/* The API server compares a number with an integer of an enum by its whole part. */
static bool
is_option(const struct schema *s, const struct val *v, const struct val *option)
{
	int64_t n;
	double d;

	if (val_equal(option, v))
		return !is_null_to_server(s, option);
	return s->flags & SCHEMA_SERVER && v->kind == VAL_FLOAT && option->kind == VAL_INT &&
	    num_double(val_text(v), &d) && num_int(val_text(option), &n) && trunc(d) == (double)n;
}

static void
check_options(struct check *c, const struct schema *s, const struct place *at)
{
	struct val *option;

	if (s->constant && !val_equal(s->constant, at->v)) {
		check_must_be(c, at, "const", json_text(c->report->arena, s->constant, JSON_YAML));
		return;
	}
	if (!s->options)
		return;
	for (option = val_first(s->options); option; option = val_next(s->options, option))
		if (is_option(s, at->v, option))
			return;
	check_fail(c, at, "enum", "must be one of the values allowed, found %s; allowed: %s",
	    check_show(c, at->v), options_of(c, s, at->v));
}

/* Returns -1, 0 or 1: v is less than, equal to or greater than the bound. Integers are compared
   exactly, above 2^53 too. */
static int
compare(const struct schema *s, const struct val *v, double value, const struct schema_bound *b)
{
	int64_t x, y;

	/* The API server reads a bound as a double, and drops its fraction if the value is an
	   integer. */
	if (s->flags & SCHEMA_SERVER && server_int(v, &x) && fabs(b->value) < INT64_END) {
		y = (int64_t)b->value;
		return (x > y) - (x < y);
	}
	if (num_int(val_text(v), &x) && num_int(b->text, &y))
		return (x > y) - (x < y);
	return (value > b->value) - (value < b->value);
}

static bool
is_multiple(const struct schema *s, const struct val *v, double value, const struct schema_bound *b)
{
	int64_t x, y;
	double q;

	if (num_int(val_text(v), &x) && num_int(b->text, &y) && y > 0)
		return x % y == 0;
	if (s->flags & SCHEMA_SERVER && server_int(v, &x))
		return b->value >= 1 && x % (int64_t)b->value == 0;
	q = value / b->value;
	if (s->flags & SCHEMA_SERVER)
		return is_server_whole(b->value < 1 ? 1 / b->value * value : q);
	return isfinite(q) && fabs(q - round(q)) <= 1e-9 * fmax(1, fabs(q)) * 1e-3;
}

/* Checks a minimum (sign: 1) or a maximum (-1). */
static void
check_bound(struct check *c, const struct schema *s, const struct place *at, double value,
    const struct schema_bound *b, int sign)
{
	static const char *const words[2][2] = {
	    {"at most", "less than"}, {"at least", "greater than"}};

	if (b->text.n && compare(s, at->v, value, b) * sign < (b->exclusive ? 1 : 0))
		check_fail(c, at, sign > 0 ? "minimum" : "maximum", "must be %s %.*s, found %s",
		    words[sign > 0][b->exclusive], (int)b->text.n, b->text.p, check_show(c, at->v));
}

static void
check_number(struct check *c, const struct schema *s, const struct place *at)
{
	const struct schema_bound *min = &s->number.minimum, *max = &s->number.maximum,
				  *step = &s->number.multiple;
	int64_t n;
	double d;

	if (min->text.n + max->text.n + step->text.n == 0)
		return;
	if (!num_double(val_text(at->v), &d)) {
		check_must_be(c, at, "range", "a number up to 1.8e308");
		return;
	}
	check_bound(c, s, at, d, min, 1);
	check_bound(c, s, at, d, max, -1);
	if (step->text.n && !is_multiple(s, at->v, d, step))
		check_fail(c, at, "multiple", "must be a multiple of %.*s, found %s%s",
		    (int)step->text.n, step->text.p, check_show(c, at->v),
		    s->flags & SCHEMA_SERVER && step->value < 1 && server_int(at->v, &n)
			? "; the API server refuses every integer here"
			: "");
}

/* Returns the message about a value that does not match the pattern: in the words of the schema's
   description if the schema has one. */
static const char *
pattern_wants(const struct check *c, const struct schema *s, const struct val *v)
{
	const char *form = check_sentence(c, s, STR("Form: ")),
		   *words = check_sentence(c, s, STR("")), *shown = check_show(c, v);
	str pattern = s->text.pattern.text;
	struct arena *a = c->report->arena;

	if (form[0])
		return buf_format(a, "must be %s; found %s", form, shown);
	if (words[0])
		return buf_format(a, "must be as described: %s; found %s (pattern %.*s)", words,
		    shown, (int)pattern.n, pattern.p);
	return buf_format(
	    a, "must match the pattern %.*s, found %s", (int)pattern.n, pattern.p, shown);
}

static void
check_pattern(struct check *c, const struct schema *s, const struct place *at)
{
	str pattern = s->text.pattern.text;
	int found = regex_find(s->text.pattern.regex, val_text(at->v), 0, NULL);

	if (found < 0) {
		c->steps += SLOW_MATCH_STEPS;
		check_fail(c, at, "pattern", "takes too long to match against the pattern %s",
		    escape_show(c->report->arena, pattern));
	} else if (!found) {
		check_fail(c, at, "pattern", "%s", pattern_wants(c, s, at->v));
	}
}

/* Checks the number n of characters, items or fields. */
static void
check_size(struct check *c, const struct place *at, size_t n, size_t min, size_t max)
{
	static const char *const what[] = {
	    [VAL_STRING] = "character", [VAL_SEQUENCE] = "item", [VAL_MAPPING] = "field"};
	bool text = at->v->kind == VAL_STRING;
	size_t limit = n < min ? min : max;

	if (n < min || n > max)
		check_fail(c, at, text ? "length" : "count",
		    "must have at %s %zu %s%s, found %zu%s%s", n < min ? "least" : "most", limit,
		    what[at->v->kind], limit == 1 ? "" : "s", n, text ? " in " : "",
		    text ? check_show(c, at->v) : "");
}

static bool
has_format(const struct schema *s, const struct val *v)
{
	bool integer = s->format == FORMAT_INT32 || s->format == FORMAT_INT64,
	     number = s->format == FORMAT_FLOAT;
	uint32_t types = s->types & ~SCHEMA_TYPE(VAL_NULL);

	if (!(s->flags & SCHEMA_SERVER))
		return format_fits(FORMAT_SCHEMA, s->format, v);
	/* To the API server int32 and int64 are for the type integer only, float for number. */
	if (v->kind == VAL_STRING || types == (number ? SCHEMA_NUMBER : SCHEMA_TYPE(VAL_INT)))
		return format_fits(FORMAT_SERVER, s->format, v);
	/* If the schema has no type, a format of strings accepts only strings, lists and null. */
	return types != 0 || integer || number || v->kind == VAL_SEQUENCE || v->kind == VAL_NULL;
}

void
limit_value(struct check *c, const struct schema *s, const struct place *at)
{
	const struct val *v = at->v;
	size_t min = s->text.min_length, max = s->text.max_length;

	check_options(c, s, at);
	/* The pattern's message comes first: it often says more than a length. */
	if (v->kind == VAL_STRING && s->text.pattern.regex)
		check_pattern(c, s, at);
	if (v->kind == VAL_STRING && (min > 0 || max < SIZE_MAX))
		check_size(c, at, utf8_count(val_text(v)), min, max);
	else if (v->kind == VAL_INT || v->kind == VAL_FLOAT)
		check_number(c, s, at);
	else if (v->kind == VAL_MAPPING)
		check_size(c, at, v->n, s->object.min, s->object.max);
	else if (v->kind == VAL_SEQUENCE)
		check_size(c, at, v->n, s->array.min, s->array.max);
	if (s->format == FORMAT_NONE || has_format(s, v))
		return;
	if (s->format == FORMAT_BYTE && s->flags & SCHEMA_UNSET_NULL)
		object_base64(c, at);
	else
		check_must_be(c, at, "format", format_wants(s->format));
}
