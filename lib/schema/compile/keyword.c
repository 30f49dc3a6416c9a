/* A table of all keywords, and a function for each that needs one. Sources: JSON Schema 2020-12 and
   its older drafts, OpenAPI 3.0 §4.7.24, Kubernetes' x-kubernetes-* extensions. */
#include "schema/compile/keyword.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/die.h"
#include "base/escape.h"
#include "base/num.h"
#include "base/regex.h"
#include "data/val.h"
#include "form/format.h"
#include "schema/compile/nodes.h"
#include "schema/node.h"

/* A longer pattern is refused: compiling it could take seconds. */
enum { PATTERN_MAX = 64 << 10 };

typedef void keyword_fn(struct compile *c, struct schema *s, const struct val *v);

static void
want(const struct val *v, enum val_kind kind)
{
	str key = val_key(v);

	if (v->kind != kind)
		die_at(val_pos(v), "schema: %.*s must be of type %s, found %s", (int)key.n, key.p,
		    val_kind_name(kind), val_kind_name(v->kind));
}

static size_t
count(const struct val *v)
{
	str key = val_key(v);
	double d;

	if ((v->kind != VAL_INT && v->kind != VAL_FLOAT) || !num_double(val_text(v), &d) || d < 0)
		die_at(val_pos(v), "schema: %.*s must be a number, 0 or more", (int)key.n, key.p);
	return d >= (double)UINT32_MAX ? SIZE_MAX : (size_t)d;
}

/* Of two bounds on one side (maximum and exclusiveMaximum) the tighter one wins. sign: 1 for a
   minimum, -1 for a maximum. */
static void
bound(struct schema_bound *b, const struct val *v, bool exclusive, int sign)
{
	str key = val_key(v);
	double d;

	if ((v->kind != VAL_INT && v->kind != VAL_FLOAT) || !num_double(val_text(v), &d))
		die_at(val_pos(v), "schema: %.*s must be a number", (int)key.n, key.p);
	if (b->set && (b->value - d) * sign > 0)
		return;
	b->exclusive = b->set && b->value != d ? exclusive : b->exclusive || exclusive;
	b->set = true;
	b->value = d;
	b->text = val_text(v);
}

static struct schema_list
list(struct compile *c, const struct val *v)
{
	struct schema_list l = {0};
	struct val *item;

	want(v, VAL_SEQUENCE);
	l.at = arena_array(c->run, v->n, sizeof *l.at);
	for (item = val_first(v); item; item = val_next(v, item))
		l.at[l.n++] = nodes_for(c, item);
	return l;
}

/* A part of a combination: only additionalProperties: false rejects unknown fields in it. */
static struct schema *
loose_part(struct compile *c, const struct val *v)
{
	bool outer = c->loose;
	struct schema *s;

	c->loose = true;
	s = nodes_for(c, v);
	c->loose = outer;
	return s;
}

static struct schema_list
loose_list(struct compile *c, const struct val *v)
{
	bool outer = c->loose;
	struct schema_list l;

	c->loose = true;
	l = list(c, v);
	c->loose = outer;
	return l;
}

/* Compiles a pattern. Equal patterns are compiled once: schemas repeat those of names. */
static struct schema_pattern
pattern(struct compile *c, const struct val *at, str text)
{
	struct schema_pattern *p = map_get(&c->patterns, text);
	const char *error = NULL;

	if (p)
		return *p;
	if (text.n > PATTERN_MAX)
		die_at(val_pos(at), "schema: the pattern has %zu bytes; at most %d are allowed",
		    text.n, PATTERN_MAX);
	p = arena_alloc(c->run, sizeof *p);
	p->text = text;
	if (!(p->regex = regex_compile(c->run, text, &error)))
		die_at(val_pos(at), "schema: %s is not a regular expression: %s",
		    escape_show(c->run, text), error);
	map_add(&c->patterns, p);
	return *p;
}

static void
kw_properties(struct compile *c, struct schema *s, const struct val *v)
{
	struct val *member;

	want(v, VAL_MAPPING);
	for (member = val_first(v); member; member = val_next(v, member))
		nodes_property(c, s, val_key(member))->schema = nodes_for(c, member);
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
			die_at(val_pos(item), "schema: required must be a list of strings");
		nodes_property(c, s, val_text(item))->required = true;
	}
}

static void
kw_additional_properties(struct compile *c, struct schema *s, const struct val *v)
{
	if (v->kind != VAL_BOOL)
		s->object.additional = nodes_for(c, v);
	else if (!val_true(v))
		s->flags |= SCHEMA_CLOSED;
}

static void
kw_pattern_properties(struct compile *c, struct schema *s, const struct val *v)
{
	struct val *member;

	want(v, VAL_MAPPING);
	s->object.patterns = arena_array(c->run, v->n, sizeof *s->object.patterns);
	for (member = val_first(v); member; member = val_next(v, member)) {
		s->object.patterns[s->object.patterns_n] = pattern(c, member, val_key(member));
		s->object.patterns[s->object.patterns_n++].schema = nodes_for(c, member);
	}
}

static void
kw_dependencies(struct compile *c, struct schema *s, const struct val *v)
{
	struct val *member;
	size_t size = sizeof *s->object.dependencies;

	want(v, VAL_MAPPING);
	s->object.dependencies = arena_grow(c->run, s->object.dependencies,
	    s->object.dependencies_n * size, (s->object.dependencies_n + v->n) * size);
	for (member = val_first(v); member; member = val_next(v, member)) {
		struct schema_dependency *d = &s->object.dependencies[s->object.dependencies_n++];

		*d = (struct schema_dependency){.name = val_key(member)};
		if (member->kind == VAL_SEQUENCE)
			d->required = member;
		else
			d->schema = loose_part(c, member);
	}
}

static void
kw_type(struct compile *c, struct schema *s, const struct val *v)
{
	static const uint32_t number = SCHEMA_TYPE(VAL_INT) | SCHEMA_TYPE(VAL_FLOAT);
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
			    escape_show(c->run, val_is_scalar(item) ? val_text(item) : STR("")));
		s->types |= kind == VAL_FLOAT ? number : SCHEMA_TYPE(kind);
	}
}

static void
kw_enum(struct compile *c, struct schema *s, const struct val *v)
{
	(void)c;
	want(v, VAL_SEQUENCE);
	s->options = v;
}

static void
kw_const(struct compile *c, struct schema *s, const struct val *v)
{
	(void)c;
	s->constant = v;
}

/* Only a CRD's default fills a field; OpenAPI's describes the zero value of Go. */
static void
kw_default(struct compile *c, struct schema *s, const struct val *v)
{
	if (c->rules == COMPILE_STRUCTURAL && !s->loose && v->kind != VAL_NULL)
		s->initial = v;
}

static void
kw_pattern(struct compile *c, struct schema *s, const struct val *v)
{
	want(v, VAL_STRING);
	s->text.pattern = pattern(c, v, val_text(v));
}

static void
kw_format(struct compile *c, struct schema *s, const struct val *v)
{
	want(v, VAL_STRING);
	if (str_is(val_text(v), "int-or-string"))
		s->flags |= SCHEMA_INT_OR_STRING;
	else
		s->format = format_named(
		    c->rules == COMPILE_STRUCTURAL ? FORMAT_SERVER : FORMAT_SCHEMA, val_text(v));
}

static void
kw_description(struct compile *c, struct schema *s, const struct val *v)
{
	(void)c;
	if (v->kind == VAL_STRING)
		s->description = val_text(v);
}

static void
kw_items(struct compile *c, struct schema *s, const struct val *v)
{
	if (v->kind == VAL_SEQUENCE)
		s->array.tuple = list(c, v);
	else
		s->array.items = nodes_for(c, v);
}

static void
kw_additional_items(struct compile *c, struct schema *s, const struct val *v)
{
	struct val *items = val_get(s->source, STR("items"));

	/* additionalItems has an effect only beside a tuple. */
	if (items && items->kind == VAL_SEQUENCE)
		s->array.items = nodes_for(c, v);
}

static void
kw_list_type(struct compile *c, struct schema *s, const struct val *v)
{
	(void)c;
	want(v, VAL_STRING);
	if (str_is(val_text(v), "set"))
		s->flags |= SCHEMA_UNIQUE;
	else if (str_is(val_text(v), "map"))
		s->flags |= SCHEMA_MAP_LIST;
}

static void
kw_list_map_keys(struct compile *c, struct schema *s, const struct val *v)
{
	(void)c;
	want(v, VAL_SEQUENCE);
	s->array.list_keys = v;
}

static void
kw_validations(struct compile *c, struct schema *s, const struct val *v)
{
	(void)s;
	if (!c->noted || *c->noted)
		return;
	*c->noted = true;
	warn_at(val_key_pos(v), "note: x-kubernetes-validations are not evaluated");
}

static void
kw_minimum(struct compile *c, struct schema *s, const struct val *v)
{
	(void)c;
	bound(&s->number.minimum, v, false, 1);
}

static void
kw_maximum(struct compile *c, struct schema *s, const struct val *v)
{
	(void)c;
	bound(&s->number.maximum, v, false, -1);
}

/* A number; in draft 4 and OpenAPI 3.0 a boolean that makes minimum exclusive. */
static void
kw_exclusive_minimum(struct compile *c, struct schema *s, const struct val *v)
{
	(void)c;
	if (v->kind != VAL_BOOL)
		bound(&s->number.minimum, v, true, 1);
	else
		s->number.minimum.exclusive = val_true(v);
}

static void
kw_exclusive_maximum(struct compile *c, struct schema *s, const struct val *v)
{
	(void)c;
	if (v->kind != VAL_BOOL)
		bound(&s->number.maximum, v, true, -1);
	else
		s->number.maximum.exclusive = val_true(v);
}

static void
kw_multiple_of(struct compile *c, struct schema *s, const struct val *v)
{
	(void)c;
	bound(&s->number.multiple, v, false, 1);
	if (s->number.multiple.value <= 0)
		die_at(val_pos(v), "schema: multipleOf must be greater than 0");
}

/* How a keyword is read: by its function, or into the field at an offset. */
enum how { BY_FUNCTION, PART, LOOSE_PART, LOOSE_LIST, LIST, COUNT, FLAG };

static const struct keyword {
	const char *name;
	enum how how;
	size_t field; /* offset, or the flag */
	keyword_fn *function;
} keywords[] = {
    /* Sorted by name, for bsearch. */
    {"additionalItems", BY_FUNCTION, 0, kw_additional_items},
    {"additionalProperties", BY_FUNCTION, 0, kw_additional_properties},
    {"allOf", LOOSE_LIST, offsetof(struct schema, combine.all), NULL},
    {"anyOf", LOOSE_LIST, offsetof(struct schema, combine.any), NULL},
    {"const", BY_FUNCTION, 0, kw_const},
    {"contains", LOOSE_PART, offsetof(struct schema, array.contains), NULL},
    {"default", BY_FUNCTION, 0, kw_default},
    {"dependencies", BY_FUNCTION, 0, kw_dependencies},
    {"dependentRequired", BY_FUNCTION, 0, kw_dependencies},
    {"dependentSchemas", BY_FUNCTION, 0, kw_dependencies},
    {"description", BY_FUNCTION, 0, kw_description},
    {"else", LOOSE_PART, offsetof(struct schema, combine.otherwise), NULL},
    {"enum", BY_FUNCTION, 0, kw_enum},
    {"exclusiveMaximum", BY_FUNCTION, 0, kw_exclusive_maximum},
    {"exclusiveMinimum", BY_FUNCTION, 0, kw_exclusive_minimum},
    {"format", BY_FUNCTION, 0, kw_format},
    {"if", LOOSE_PART, offsetof(struct schema, combine.condition), NULL},
    {"items", BY_FUNCTION, 0, kw_items},
    {"maxContains", COUNT, offsetof(struct schema, array.max_contains), NULL},
    {"maxItems", COUNT, offsetof(struct schema, array.max), NULL},
    {"maxLength", COUNT, offsetof(struct schema, text.max_length), NULL},
    {"maxProperties", COUNT, offsetof(struct schema, object.max), NULL},
    {"maximum", BY_FUNCTION, 0, kw_maximum},
    {"minContains", COUNT, offsetof(struct schema, array.min_contains), NULL},
    {"minItems", COUNT, offsetof(struct schema, array.min), NULL},
    {"minLength", COUNT, offsetof(struct schema, text.min_length), NULL},
    {"minProperties", COUNT, offsetof(struct schema, object.min), NULL},
    {"minimum", BY_FUNCTION, 0, kw_minimum},
    {"multipleOf", BY_FUNCTION, 0, kw_multiple_of},
    {"not", LOOSE_PART, offsetof(struct schema, combine.excluded), NULL},
    {"nullable", FLAG, SCHEMA_NULLABLE, NULL},
    {"oneOf", LOOSE_LIST, offsetof(struct schema, combine.one), NULL},
    {"pattern", BY_FUNCTION, 0, kw_pattern},
    {"patternProperties", BY_FUNCTION, 0, kw_pattern_properties},
    {"prefixItems", LIST, offsetof(struct schema, array.tuple), NULL},
    {"properties", BY_FUNCTION, 0, kw_properties},
    {"propertyNames", PART, offsetof(struct schema, object.names), NULL},
    {"required", BY_FUNCTION, 0, kw_required},
    {"then", LOOSE_PART, offsetof(struct schema, combine.then), NULL},
    {"type", BY_FUNCTION, 0, kw_type},
    {"uniqueItems", FLAG, SCHEMA_UNIQUE, NULL},
    {"x-kubernetes-embedded-resource", FLAG, SCHEMA_EMBEDDED, NULL},
    {"x-kubernetes-int-or-string", FLAG, SCHEMA_INT_OR_STRING, NULL},
    {"x-kubernetes-list-map-keys", BY_FUNCTION, 0, kw_list_map_keys},
    {"x-kubernetes-list-type", BY_FUNCTION, 0, kw_list_type},
    {"x-kubernetes-preserve-unknown-fields", FLAG, SCHEMA_PRESERVE, NULL},
    {"x-kubernetes-validations", BY_FUNCTION, 0, kw_validations},
};

static void
read_keyword(struct compile *c, struct schema *s, const struct keyword *k, const struct val *v)
{
	char *field = (char *)s + k->field;

	switch (k->how) {
	case BY_FUNCTION:
		k->function(c, s, v);
		return;
	case PART:
		*(struct schema **)(void *)field = nodes_for(c, v);
		return;
	case LOOSE_PART:
		*(struct schema **)(void *)field = loose_part(c, v);
		return;
	case LOOSE_LIST:
		*(struct schema_list *)(void *)field = loose_list(c, v);
		return;
	case LIST:
		*(struct schema_list *)(void *)field = list(c, v);
		return;
	case COUNT:
		*(size_t *)(void *)field = count(v);
		return;
	case FLAG:
		want(v, VAL_BOOL);
		if (val_true(v))
			s->flags |= (uint32_t)k->field;
	}
}

static int
by_name(const void *name, const void *keyword)
{
	return str_cmp(*(const str *)name, str_of(((const struct keyword *)keyword)->name));
}

void
keyword_fill(struct compile *c, struct schema *s, const struct val *v)
{
	struct val *member;

	for (member = val_first(v); member; member = val_next(v, member)) {
		str name = val_key(member);
		const struct keyword *k = bsearch(&name, keywords,
		    sizeof keywords / sizeof keywords[0], sizeof keywords[0], by_name);

		/* Go reads null as not set. */
		if (k && (c->rules == COMPILE_JSON || member->kind != VAL_NULL))
			read_keyword(c, s, k, member);
	}
}
