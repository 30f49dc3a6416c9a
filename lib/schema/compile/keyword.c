/* A table of all keywords, and a function for each that needs one. Sources: JSON Schema 2020-12 and
   its older drafts, OpenAPI 3.0 §4.7.24, Kubernetes' x-kubernetes-* extensions. */
#include "schema/compile/keyword.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/die.h"
#include "base/escape.h"
#include "base/nearest.h"
#include "base/num.h"
#include "base/regex.h"
#include "data/val.h"
#include "form/format.h"
#include "schema/compile/compile.h"
#include "schema/node.h"

/* A longer pattern is refused: compiling it could take seconds. */
enum { PATTERN_MAX = 64 << 10 };

static void
want(const struct val *v, enum val_kind kind)
{
	str key = val_key(v);

	if (v->kind != kind)
		die_at(val_pos(v), "schema: %.*s must be of type %s, found %s", (int)key.n, key.p,
		    val_kind_name(kind), val_kind_name(v->kind));
}

/* Returns the number v. Dies if v is not a number, or is below 0 and negative is false. */
static double
number(const struct val *v, bool negative)
{
	str key = val_key(v), found = str_of(val_kind_name(v->kind));
	double d;

	if (v->kind == VAL_INT || v->kind == VAL_FLOAT) {
		found = val_text(v);
		if (num_double(found, &d) && (negative || d >= 0))
			return d;
	}
	die_at(val_pos(v), "schema: %.*s must be a number%s, found %.*s", (int)key.n, key.p,
	    negative ? "" : ", 0 or more", (int)found.n, found.p);
}

/* Of two bounds on one side (maximum and exclusiveMaximum) the tighter one wins. exclusive: v is a
   number or, in draft 4 and OpenAPI 3.0, a boolean that makes the other bound exclusive. */
static void
bound(struct schema *s, struct schema_bound *b, const struct val *v, bool exclusive)
{
	int sign = b == &s->number.maximum ? -1 : 1;
	double d;

	if (exclusive && v->kind == VAL_BOOL) {
		b->exclusive = val_is_bool(v, true);
		return;
	}
	d = number(v, true);
	if (b == &s->number.multiple && d <= 0)
		die_at(val_pos(v), "schema: multipleOf must be greater than 0, found %.*s",
		    (int)val_text(v).n, val_text(v).p);
	if (b->text.n && (b->value - d) * sign > 0)
		return;
	b->exclusive = b->text.n && b->value != d ? exclusive : b->exclusive || exclusive;
	b->value = d;
	b->text = val_text(v);
}

static struct schema_list
list(struct compile *c, const struct val *v)
{
	struct schema_list l = {arena_array(c->arena, v->n, sizeof *l.at), 0};
	struct val *item;

	for (item = val_first(v); item; item = val_next(v, item))
		l.at[l.n++] = compile_part(c, item);
	return l;
}

/* Compiles a pattern. Equal patterns are compiled once: schemas repeat the patterns of names. */
static struct schema_pattern
pattern(struct compile *c, const struct val *at, str text)
{
	struct schema_pattern *p;
	const char *error = NULL;

	if ((p = map_get(&c->run->patterns, text)))
		return *p;
	if (text.n > PATTERN_MAX)
		die_at(val_pos(at), "schema: the pattern has %zu bytes; at most %d are allowed",
		    text.n, PATTERN_MAX);
	p = arena_alloc(c->arena, sizeof *p);
	p->text = text;
	if (!(p->regex = regex_compile(c->arena, text, &error)))
		die_at(val_pos(at), "schema: %s is not a regular expression: %s",
		    escape_show(c->arena, text), error);
	map_add(&c->run->patterns, p);
	return *p;
}

static void
kw_properties(struct compile *c, struct schema *s, const struct val *v)
{
	struct val *member;

	for (member = val_first(v); member; member = val_next(v, member))
		compile_property(c, s, val_key(member))->schema = compile_part(c, member);
}

/* OpenAPI 3.0 allows no keyword beside $ref. To add one, for example a description, documents write
   $ref alone in allOf, and the keyword beside allOf. */
static void
kw_all(struct compile *c, struct schema *s, const struct val *v)
{
	const struct val *only = v->n == 1 ? val_first(v) : NULL, *ref = val_get(only, STR("$ref"));

	if (c->rules == COMPILE_OPENAPI && ref && only->n == 1 && !s->ref &&
	    !val_get(s->source, STR("properties"))) {
		compile_reference(c, s, ref);
		return;
	}
	s->combine.all = list(c, v);
}

static void
kw_required(struct compile *c, struct schema *s, const struct val *v)
{
	struct val *item;

	if (v->kind == VAL_BOOL) /* draft 3; some CRDs have it by mistake */
		return;
	want(v, VAL_SEQUENCE);
	for (item = val_first(v); item; item = val_next(v, item)) {
		if (item->kind != VAL_STRING)
			die_at(val_pos(item),
			    "schema: required must be a list of strings, found %s",
			    val_kind_name(item->kind));
		compile_property(c, s, val_text(item))->required = true;
	}
}

static void
kw_additional_properties(struct compile *c, struct schema *s, const struct val *v)
{
	struct schema *any;

	if (v->kind != VAL_BOOL) {
		s->object.additional = compile_part(c, v);
	} else if (val_is_bool(v, false)) {
		s->flags |= SCHEMA_CLOSED;
	} else if (c->rules == COMPILE_STRUCTURAL) {
		/* The API server removes all fields of the objects within any. */
		any = s->object.additional = compile_node(c, v);
		any->flags |= SCHEMA_PRUNED | SCHEMA_NULLABLE;
		any->array.items = any;
	}
}

static void
kw_pattern_properties(struct compile *c, struct schema *s, const struct val *v)
{
	struct val *member;

	s->object.patterns = arena_array(c->arena, v->n, sizeof *s->object.patterns);
	for (member = val_first(v); member; member = val_next(v, member)) {
		s->object.patterns[s->object.patterns_n] = pattern(c, member, val_key(member));
		s->object.patterns[s->object.patterns_n++].schema = compile_part(c, member);
	}
}

static void
kw_dependencies(struct compile *c, struct schema *s, const struct val *v)
{
	struct schema_list *l = &s->object.dependent;
	size_t size = sizeof *l->at;
	struct val *member;

	l->at = arena_grow(c->arena, l->at, l->n * size, (l->n + v->n) * size);
	for (member = val_first(v); member; member = val_next(v, member))
		l->at[l->n++] = member->kind == VAL_SEQUENCE ? compile_node(c, member)
							     : compile_part(c, member);
}

static void
kw_type(struct compile *c, struct schema *s, const struct val *v)
{
	const struct val *item = v->kind == VAL_SEQUENCE ? val_first(v) : v;
	unsigned kind;

	for (; item; item = item == v ? NULL : val_next(v, item)) {
		for (kind = 0; kind <= VAL_MAPPING; kind++)
			if (item->kind == VAL_STRING &&
			    str_is(val_text(item), val_kind_name((enum val_kind)kind)))
				break;
		if (kind > VAL_MAPPING)
			die_at(val_pos(item),
			    "schema: unknown type %s; known: null, boolean, integer, number, "
			    "string, array, object",
			    escape_show(c->arena, val_is_scalar(item) ? val_text(item) : STR("")));
		s->types |= kind == VAL_FLOAT ? SCHEMA_NUMBER : SCHEMA_TYPE(kind);
	}
}

static void
kw_format(struct compile *c, struct schema *s, const struct val *v)
{
	bool server = c->rules == COMPILE_STRUCTURAL;

	/* Kubernetes' own types have this format. In a CRD it has no effect. */
	if (!server && str_is(val_text(v), "int-or-string"))
		s->flags |= SCHEMA_INT_OR_STRING;
	else
		s->format = format_named(server ? FORMAT_SERVER : FORMAT_SCHEMA, val_text(v));
}

/* additionalItems has an effect only beside a tuple. */
static void
kw_items(struct compile *c, struct schema *s, const struct val *v)
{
	const struct val *rest = v;

	if (v->kind == VAL_SEQUENCE) {
		s->array.tuple = list(c, v);
		rest = val_get(s->source, STR("additionalItems"));
	}
	if (rest)
		s->array.items = compile_part(c, rest);
}

/* How a keyword is read. CALL: by its function; ELSEWHERE: not at all, or with another keyword;
   NOTE: not at all, which is noted once; any other: into a field, FLAG into flags. */
enum how { CALL, PART, LIST, COUNT, FLAG, VALUE, BOUND, EXCLUSIVE, PATTERN, NOTE, ELSEWHERE };

#define NAME(text)                                                                                 \
	{                                                                                          \
		text, sizeof text - 1                                                              \
	}
#define AT(member) offsetof(struct schema, member)

static const struct keyword {
	str name;
	enum val_kind kind; /* of its value; VAL_NULL: any */
	enum how how;
	size_t field; /* offset, or the flag */
	void (*function)(struct compile *c, struct schema *s, const struct val *v);
} keywords[] = {
    /* Sorted by name, for bsearch. */
    {NAME("$ref"), VAL_NULL, ELSEWHERE, 0, NULL},
    {NAME("additionalItems"), VAL_NULL, ELSEWHERE, 0, NULL},
    {NAME("additionalProperties"), VAL_NULL, CALL, 0, kw_additional_properties},
    {NAME("allOf"), VAL_SEQUENCE, CALL, 0, kw_all},
    {NAME("anyOf"), VAL_SEQUENCE, LIST, AT(combine.any), NULL},
    {NAME("const"), VAL_NULL, VALUE, AT(constant), NULL},
    {NAME("contains"), VAL_NULL, PART, AT(array.contains), NULL},
    {NAME("contentEncoding"), VAL_NULL, ELSEWHERE, 0, NULL},
    {NAME("contentMediaType"), VAL_NULL, ELSEWHERE, 0, NULL},
    {NAME("contentSchema"), VAL_NULL, ELSEWHERE, 0, NULL},
    {NAME("default"), VAL_NULL, VALUE, AT(initial), NULL},
    {NAME("definitions"), VAL_NULL, ELSEWHERE, 0, NULL},
    {NAME("dependencies"), VAL_MAPPING, CALL, 0, kw_dependencies},
    {NAME("dependentRequired"), VAL_MAPPING, CALL, 0, kw_dependencies},
    {NAME("dependentSchemas"), VAL_MAPPING, CALL, 0, kw_dependencies},
    {NAME("deprecated"), VAL_NULL, ELSEWHERE, 0, NULL},
    {NAME("description"), VAL_NULL, ELSEWHERE, 0, NULL},
    {NAME("else"), VAL_NULL, PART, AT(combine.otherwise), NULL},
    {NAME("enum"), VAL_SEQUENCE, VALUE, AT(options), NULL},
    {NAME("examples"), VAL_NULL, ELSEWHERE, 0, NULL},
    {NAME("exclusiveMaximum"), VAL_NULL, EXCLUSIVE, AT(number.maximum), NULL},
    {NAME("exclusiveMinimum"), VAL_NULL, EXCLUSIVE, AT(number.minimum), NULL},
    {NAME("format"), VAL_STRING, CALL, 0, kw_format},
    {NAME("id"), VAL_NULL, ELSEWHERE, 0, NULL},
    {NAME("if"), VAL_NULL, PART, AT(combine.condition), NULL},
    {NAME("items"), VAL_NULL, CALL, 0, kw_items},
    {NAME("maxContains"), VAL_NULL, COUNT, AT(array.max_contains), NULL},
    {NAME("maxItems"), VAL_NULL, COUNT, AT(array.max), NULL},
    {NAME("maxLength"), VAL_NULL, COUNT, AT(text.max_length), NULL},
    {NAME("maxProperties"), VAL_NULL, COUNT, AT(object.max), NULL},
    {NAME("maximum"), VAL_NULL, BOUND, AT(number.maximum), NULL},
    {NAME("minContains"), VAL_NULL, COUNT, AT(array.min_contains), NULL},
    {NAME("minItems"), VAL_NULL, COUNT, AT(array.min), NULL},
    {NAME("minLength"), VAL_NULL, COUNT, AT(text.min_length), NULL},
    {NAME("minProperties"), VAL_NULL, COUNT, AT(object.min), NULL},
    {NAME("minimum"), VAL_NULL, BOUND, AT(number.minimum), NULL},
    {NAME("multipleOf"), VAL_NULL, BOUND, AT(number.multiple), NULL},
    {NAME("not"), VAL_NULL, PART, AT(combine.excluded), NULL},
    {NAME("nullable"), VAL_BOOL, FLAG, SCHEMA_NULLABLE, NULL},
    {NAME("oneOf"), VAL_SEQUENCE, LIST, AT(combine.one), NULL},
    {NAME("pattern"), VAL_STRING, PATTERN, AT(text.pattern), NULL},
    {NAME("patternProperties"), VAL_MAPPING, CALL, 0, kw_pattern_properties},
    {NAME("prefixItems"), VAL_SEQUENCE, LIST, AT(array.tuple), NULL},
    {NAME("properties"), VAL_MAPPING, CALL, 0, kw_properties},
    {NAME("propertyNames"), VAL_NULL, PART, AT(object.names), NULL},
    {NAME("readOnly"), VAL_NULL, ELSEWHERE, 0, NULL},
    {NAME("required"), VAL_NULL, CALL, 0, kw_required},
    {NAME("then"), VAL_NULL, PART, AT(combine.then), NULL},
    {NAME("title"), VAL_NULL, ELSEWHERE, 0, NULL},
    {NAME("type"), VAL_NULL, CALL, 0, kw_type},
    {NAME("unevaluatedItems"), VAL_NULL, ELSEWHERE, 0, NULL},
    {NAME("unevaluatedProperties"), VAL_NULL, ELSEWHERE, 0, NULL},
    {NAME("uniqueItems"), VAL_BOOL, FLAG, SCHEMA_UNIQUE, NULL},
    {NAME("writeOnly"), VAL_NULL, ELSEWHERE, 0, NULL},
    {NAME("x-kubernetes-embedded-resource"), VAL_BOOL, FLAG, SCHEMA_EMBEDDED, NULL},
    {NAME("x-kubernetes-int-or-string"), VAL_BOOL, FLAG, SCHEMA_INT_OR_STRING, NULL},
    {NAME("x-kubernetes-list-map-keys"), VAL_SEQUENCE, VALUE, AT(array.list_keys), NULL},
    {NAME("x-kubernetes-list-type"), VAL_STRING, ELSEWHERE, 0, NULL},
    {NAME("x-kubernetes-map-type"), VAL_NULL, ELSEWHERE, 0, NULL},
    {NAME("x-kubernetes-preserve-unknown-fields"), VAL_BOOL, FLAG, SCHEMA_PRESERVE, NULL},
    {NAME("x-kubernetes-validations"), VAL_NULL, NOTE, 0, NULL},
};

static void
read_keyword(struct compile *c, struct schema *s, const struct keyword *k, const struct val *v)
{
	void *field = (char *)s + k->field;
	double d;

	if (k->kind != VAL_NULL)
		want(v, k->kind);
	switch (k->how) {
	case CALL:
		k->function(c, s, v);
		break;
	case PART:
		*(struct schema **)field = compile_part(c, v);
		break;
	case LIST:
		*(struct schema_list *)field = list(c, v);
		break;
	case COUNT:
		d = number(v, false);
		*(size_t *)field = d >= (double)UINT32_MAX ? SIZE_MAX : (size_t)d;
		break;
	case FLAG:
		s->flags |= val_is_bool(v, true) ? (uint32_t)k->field : 0;
		break;
	case VALUE:
		*(const struct val **)field = v;
		break;
	case BOUND:
	case EXCLUSIVE:
		bound(s, field, v, k->how == EXCLUSIVE);
		break;
	case PATTERN:
		*(struct schema_pattern *)field = pattern(c, v, val_text(v));
		break;
	case NOTE:
		if (!c->run->noted)
			warn_at(val_key_pos(v), "note: %s are not evaluated", k->name.p);
		c->run->noted = true;
		break;
	case ELSEWHERE:
		break;
	}
}

/* Returns the keyword with this name, or NULL. */
static const struct keyword *
find(str name)
{
	return bsearch(
	    &name, keywords, sizeof keywords / sizeof keywords[0], sizeof keywords[0], str_order);
}

/* Notes a keyword that is probably misspelled: the API server ignores it, and so do we. */
static void
note_unknown(struct compile *c, const struct val *v)
{
	struct nearest n = {.wanted = val_key(v)};
	size_t i;

	for (i = 0; i < sizeof keywords / sizeof keywords[0]; i++)
		nearest_try(&n, keywords[i].name);
	if (n.best.n > 0)
		warn_at(val_key_pos(v), "note: unknown keyword %s is ignored; did you mean %.*s?",
		    escape_show(c->arena, n.wanted), (int)n.best.n, n.best.p);
}

void
keyword_fill(struct compile *c, struct schema *s, const struct val *v)
{
	struct val *member;

	for (member = val_first(v); member; member = val_next(v, member)) {
		const struct keyword *k = find(val_key(member));

		/* Go reads null as not set. */
		if (k && (c->rules <= COMPILE_KIND || member->kind != VAL_NULL))
			read_keyword(c, s, k, member);
		else if (!k && c->rules == COMPILE_STRUCTURAL)
			note_unknown(c, member);
	}
}

bool
keyword_among(const struct val *v)
{
	const struct val *member;

	for (member = val_first(v); member; member = val_next(v, member)) {
		str name = val_key(member);

		if (str_starts(name, STR("$")) || str_starts(name, STR("x-")) || find(name))
			return true;
	}
	return false;
}
