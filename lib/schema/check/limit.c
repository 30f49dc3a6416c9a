/* Checks single values. In a CRD numbers are compared as the API server compares them, which
   differs from JSON Schema for large and fractional numbers. */
#include "schema/check/limit.h"

#include <math.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/escape.h"
#include "base/nearest.h"
#include "base/num.h"
#include "base/regex.h"
#include "base/utf8.h"
#include "data/json_out.h"
#include "data/val.h"
#include "data/yaml_out.h"
#include "form/format.h"
#include "schema/check/meta.h"
#include "schema/node.h"
#include "schema/report.h"

/* The maximum number of enum values in a message; the steps that a too slow match counts as. */
enum { LIST_MAX = 20, SLOW_MATCH_STEPS = 100000 };

/* The API server treats a quotient this near to a whole number as whole, and none above this one
   (github.com/go-openapi/swag, convert.go). */
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
		return server_int(v, &n) || (d != trunc(d) && is_server_whole(d));
	return d == floor(d);
}

/* Kubernetes' integers have 64 bits; JSON Schema's are unlimited. */
static bool
is_too_big(const struct schema *s, const struct val *v)
{
	int64_t n;

	return v->kind == VAL_INT && s->flags & (SCHEMA_SERVER | SCHEMA_UNSET_NULL) &&
	    !(s->types & SCHEMA_TYPE(VAL_FLOAT)) && !num_int(val_text(v), &n);
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

/* Returns "preset" for "preset:prod", a member that lacks the space after its colon; else the empty
   text. */
static str
key_without_space(const struct val *v)
{
	str key = str_sub(val_text(v), 0, str_find(val_text(v), STR(":")));
	size_t i;

	if (key.n + 1 >= v->n || v->as.text[key.n + 1] == '/')
		return (str){0};
	for (i = 0; i < key.n; i++)
		if (!((key.p[i] | 32) >= 'a' && (key.p[i] | 32) <= 'z') && key.p[i] != '-' &&
		    key.p[i] != '_' && !(i > 0 && key.p[i] >= '0' && key.p[i] <= '9'))
			return (str){0};
	return key;
}

/* Returns how to repair a value of the wrong type, or "". */
static const char *
repair(struct check *c, uint32_t types, const struct val *v)
{
	struct buf b = {.arena = c->report->arena};
	str key;

	/* A number or a boolean that was meant as a string. */
	if ((types & ~SCHEMA_TYPE(VAL_NULL)) == SCHEMA_TYPE(VAL_STRING) && val_is_scalar(v) &&
	    v->kind != VAL_NULL)
		return "; quote it to make it a string";
	if (!(types & SCHEMA_TYPE(VAL_MAPPING)) || v->kind != VAL_STRING)
		return "";
	key = key_without_space(v);
	if (key.n)
		buf_printf(&b, "; a space is missing after the colon: %.*s: …", (int)key.n, key.p);
	return buf_cstr(&b);
}

bool
limit_type(struct check *c, const struct schema *s, const struct val *v, const struct place *place)
{
	uint32_t types;

	if (s->types == 0)
		return true;
	if (is_too_big(s, v)) {
		check_fail(c, val_pos(v), place, "type", "must be %s, found %s",
		    format_wants(FORMAT_INT64), check_show(c, v));
		return false;
	}
	if (s->types & SCHEMA_TYPE(v->kind) ||
	    (s->types & SCHEMA_TYPE(VAL_INT) && is_whole(s, v)) ||
	    (v->kind == VAL_NULL && s->flags & SCHEMA_NULLABLE))
		return true;
	if (c->quiet)
		return check_fail(c, val_pos(v), place, "type", " ") == 0;
	types = s->types | (s->flags & SCHEMA_NULLABLE ? SCHEMA_TYPE(VAL_NULL) : 0);
	/* A null that counts as not written is not an allowed type in a message. */
	if (s->flags & SCHEMA_UNSET_NULL && types != SCHEMA_TYPE(VAL_NULL))
		types &= ~SCHEMA_TYPE(VAL_NULL);
	check_fail(c, val_pos(v), place, "type", "must be %s, found %s%s", types_wanted(c, types),
	    check_show(c, v), repair(c, types, v));
	return false;
}

static const char *
show_json(const struct check *c, const struct val *v)
{
	struct buf b = {.arena = c->report->arena};

	if (v->kind == VAL_STRING)
		return escape_show(b.arena, val_text(v));
	json_out(&b, v, JSON_YAML);
	return buf_cstr(&b);
}

/* No enum of the API server allows null. */
static bool
is_null_to_server(const struct schema *s, const struct val *option)
{
	return option->kind == VAL_NULL && s->flags & SCHEMA_SERVER;
}

static unsigned
fail_enum(struct check *c, const struct schema *s, const struct val *v, const struct place *place)
{
	struct buf b = {.arena = c->report->arena};
	struct nearest near = {.wanted = v->kind == VAL_STRING ? val_text(v) : STR("")};
	struct val *option;
	size_t n = 0;

	if (c->quiet)
		return check_fail(c, val_pos(v), place, "enum", " ");
	for (option = val_first(s->options); option; option = val_next(s->options, option)) {
		if (is_null_to_server(s, option))
			continue;
		if (option->kind == VAL_STRING)
			nearest_try(&near, val_text(option));
		if (n++ < LIST_MAX)
			buf_printf(&b, "%s%s", n > 1 ? ", " : "", show_json(c, option));
	}
	if (n > LIST_MAX)
		buf_printf(&b, " and %zu more", n - LIST_MAX);
	if (near.best.n > 0)
		buf_printf(&b, "; did you mean %s?", escape_show(b.arena, near.best));
	return check_fail(c, val_pos(v), place, "enum",
	    "must be one of the values allowed, found "
	    "%s; allowed: %s",
	    check_show(c, v), buf_cstr(&b));
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

static unsigned
check_options(
    struct check *c, const struct schema *s, const struct val *v, const struct place *place)
{
	struct val *option;

	if (s->constant && !val_equal(s->constant, v))
		return check_fail(c, val_pos(v), place, "const", "must be %s, found %s",
		    c->quiet ? "" : show_json(c, s->constant), check_show(c, v));
	if (!s->options)
		return 0;
	for (option = val_first(s->options); option; option = val_next(s->options, option))
		if (is_option(s, v, option))
			return 0;
	return fail_enum(c, s, v, place);
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

static unsigned
check_number(
    struct check *c, const struct schema *s, const struct val *v, const struct place *place)
{
	const struct schema_bound *min = &s->number.minimum, *max = &s->number.maximum,
				  *step = &s->number.multiple;
	struct pos pos = val_pos(v);
	unsigned bad = 0;
	int64_t n;
	double d;

	if (!(min->set || max->set || step->set))
		return 0;
	if (!num_double(val_text(v), &d))
		return check_fail(c, pos, place, "range", "the number is too large");
	if (min->set && compare(s, v, d, min) < (min->exclusive ? 1 : 0))
		bad += check_fail(c, pos, place, "minimum", "must be %s %.*s, found %s",
		    min->exclusive ? "greater than" : "at least", (int)min->text.n, min->text.p,
		    check_show(c, v));
	if (max->set && compare(s, v, d, max) > (max->exclusive ? -1 : 0))
		bad += check_fail(c, pos, place, "maximum", "must be %s %.*s, found %s",
		    max->exclusive ? "less than" : "at most", (int)max->text.n, max->text.p,
		    check_show(c, v));
	if (step->set && !is_multiple(s, v, d, step))
		bad +=
		    check_fail(c, pos, place, "multiple", "must be a multiple of %.*s, found %s%s",
			(int)step->text.n, step->text.p, check_show(c, v),
			s->flags & SCHEMA_SERVER && step->value < 1 && server_int(v, &n)
			    ? "; the API server refuses every integer here"
			    : "");
	return bad;
}

static unsigned
check_pattern(
    struct check *c, const struct schema *s, const struct val *v, const struct place *place)
{
	int found = regex_find(s->text.pattern.regex, val_text(v), 0, NULL);
	const char *words;

	if (found > 0)
		return 0;
	if (found < 0)
		c->steps += SLOW_MATCH_STEPS;
	if (c->quiet)
		return check_fail(c, val_pos(v), place, "pattern", " ");
	if (found < 0)
		return check_fail(c, val_pos(v), place, "pattern",
		    "takes too long to match against the pattern %s",
		    escape_show(c->report->arena, s->text.pattern.text));
	if ((words = check_form(c, s))[0])
		return check_fail(c, val_pos(v), place, "pattern", "must be %s; found %s", words,
		    check_show(c, v));
	if ((words = check_words(c, s))[0])
		return check_fail(c, val_pos(v), place, "pattern",
		    "must be as described: %s; found %s (pattern %.*s)", words, check_show(c, v),
		    (int)s->text.pattern.text.n, s->text.pattern.text.p);
	return check_fail(c, val_pos(v), place, "pattern", "must match the pattern %.*s, found %s",
	    (int)s->text.pattern.text.n, s->text.pattern.text.p, check_show(c, v));
}

static unsigned
check_string(
    struct check *c, const struct schema *s, const struct val *v, const struct place *place)
{
	struct pos pos = val_pos(v);
	unsigned bad = 0;

	if (s->text.min_length > 0 || s->text.max_length != SIZE_MAX) {
		size_t n = utf8_count(val_text(v));

		if (n < s->text.min_length)
			bad += check_fail(c, pos, place, "length",
			    "must have at least %zu character%s, found %zu in %s",
			    s->text.min_length, s->text.min_length == 1 ? "" : "s", n,
			    check_show(c, v));
		if (n > s->text.max_length)
			bad += check_fail(c, pos, place, "length",
			    "must have at most %zu character%s, found %zu in %s",
			    s->text.max_length, s->text.max_length == 1 ? "" : "s", n,
			    check_show(c, v));
	}
	if (s->text.pattern.regex)
		bad += check_pattern(c, s, v, place);
	return bad;
}

static bool
has_format(const struct schema *s, const struct val *v)
{
	uint32_t integer = SCHEMA_TYPE(VAL_INT), number = integer | SCHEMA_TYPE(VAL_FLOAT);

	if (!(s->flags & SCHEMA_SERVER))
		return format_fits(FORMAT_SCHEMA, s->format, v);
	/* To the API server int32 and int64 are formats of type integer, float is one of number. */
	if (v->kind != VAL_STRING && s->types != (s->format == FORMAT_FLOAT ? number : integer))
		return true;
	return format_fits(FORMAT_SERVER, s->format, v);
}

unsigned
limit_value(struct check *c, const struct schema *s, const struct val *v, const struct place *place)
{
	unsigned bad = s->options || s->constant ? check_options(c, s, v, place) : 0;

	if (v->kind == VAL_STRING)
		bad += check_string(c, s, v, place);
	else if (v->kind == VAL_INT || v->kind == VAL_FLOAT)
		bad += check_number(c, s, v, place);
	if (s->format == FORMAT_NONE || has_format(s, v))
		return bad;
	if (s->format == FORMAT_BYTE && s->flags & SCHEMA_UNSET_NULL && !c->quiet)
		meta_base64(c, v, place);
	else
		check_fail(c, val_pos(v), place, "format", "must be %s, found %s",
		    format_wants(s->format), check_show(c, v));
	return bad + 1;
}
