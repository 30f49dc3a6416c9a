/* Compiles schemas into nodes. Then measures the chains of nodes that check the same value
   ($ref, allOf, …) and refuses a chain that is endless or too long. */
#include "schema/compile/compile.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/die.h"
#include "base/escape.h"
#include "base/num.h"
#include "data/val.h"
#include "schema/compile/keyword.h"
#include "schema/node.h"

/* The maximum length of a chain of nodes that check the same value. */
enum { CHAIN_MAX = 64 };

/* The types of the members that every object has (k8s.io/apimachinery, pkg/apis/meta/v1,
   ObjectMeta), by letters. inner is the type of the items or members of a collection. `members`
   lists the members of a mapping, each with the letter of its type; a capital S means a required
   string. As texts they take 0.3 million instructions less at start than as a schema in YAML. */
static const struct {
	char letter, inner;
	uint32_t types;
	enum format format;
	const char *members;
} implied[] = {
    {'x', 0, 0, FORMAT_NONE, NULL},
    {'s', 0, SCHEMA_TYPE(VAL_STRING), FORMAT_NONE, NULL},
    {'t', 0, SCHEMA_TYPE(VAL_STRING), FORMAT_DATE_TIME, NULL},
    {'i', 0, SCHEMA_TYPE(VAL_INT), FORMAT_INT64, NULL},
    {'g', 0, SCHEMA_TYPE(VAL_INT), FORMAT_INT64, NULL}, /* at least 0 */
    {'b', 0, SCHEMA_TYPE(VAL_BOOL), FORMAT_NONE, NULL},
    {'a', 0, SCHEMA_TYPE(VAL_MAPPING), FORMAT_NONE, NULL},
    {'l', 's', SCHEMA_TYPE(VAL_MAPPING), FORMAT_NONE, NULL},
    {'f', 's', SCHEMA_TYPE(VAL_SEQUENCE), FORMAT_NONE, NULL},
    {'n', 0, SCHEMA_TYPE(VAL_MAPPING), FORMAT_NONE,
	"apiVersion:s fieldsType:s fieldsV1:a manager:s operation:S subresource:s time:t"},
    {'m', 'n', SCHEMA_TYPE(VAL_SEQUENCE), FORMAT_NONE, NULL},
    {'p', 0, SCHEMA_TYPE(VAL_MAPPING), FORMAT_NONE,
	"apiVersion:S kind:S name:S uid:S blockOwnerDeletion:b controller:b"},
    {'o', 'p', SCHEMA_TYPE(VAL_SEQUENCE), FORMAT_NONE, NULL},
    {'d', 0, SCHEMA_TYPE(VAL_MAPPING), FORMAT_NONE,
	"annotations:l creationTimestamp:t deletionGracePeriodSeconds:i deletionTimestamp:t "
	"finalizers:f generateName:s generation:g labels:l managedFields:m name:s namespace:s "
	"ownerReferences:o resourceVersion:s selfLink:s uid:s"},
};

static str
source_of(const void *node)
{
	return (str){node, sizeof(const struct val *)};
}

struct schema *
compile_node(struct compile *c, const struct val *source)
{
	struct schema *s = arena_alloc(c->arena, sizeof *s);

	s->source = source;
	if (c->rules != COMPILE_JSON)
		s->flags = c->rules == COMPILE_STRUCTURAL ? SCHEMA_SERVER : SCHEMA_UNSET_NULL;
	s->object.properties_end = &s->object.properties;
	s->object.by_name = (struct map){.arena = c->arena, .key = map_text};
	s->array.min_contains = 1;
	s->object.max = s->array.max = s->array.max_contains = s->text.max_length = SIZE_MAX;
	return s;
}

struct schema *
compile_part(struct compile *c, const struct val *v)
{
	struct schema *s = map_get(&c->run->nodes, source_of(&v));

	if (s)
		return s;
	s = compile_node(c, v);
	map_add(&c->run->nodes, s);
	if (c->last) {
		s->next = c->last->next;
		c->last->next = s;
	}
	c->last = s;
	return s;
}

struct schema_property *
compile_property(struct compile *c, struct schema *s, str name)
{
	struct schema_property *p = map_get(&s->object.by_name, name);

	if (p)
		return p;
	p = arena_alloc(c->arena, sizeof *p);
	p->name = name;
	map_add(&s->object.by_name, p);
	*s->object.properties_end = p;
	s->object.properties_end = &p->next;
	return p;
}

/* Decodes one step of a JSON pointer (RFC 6901) in a URI fragment: ~0, ~1 and %XX. */
static str
pointer_step(struct arena *a, str step)
{
	struct buf b = {.arena = a};
	size_t i;

	for (i = 0; i < step.n; i++) {
		str rest = str_from(step, i);

		if (str_starts(rest, STR("~0")) || str_starts(rest, STR("~1"))) {
			buf_addc(&b, step.p[++i] == '0' ? '~' : '/');
		} else if (rest.n > 2 && rest.p[0] == '%' && char_is_hex(rest.p[1]) &&
		    char_is_hex(rest.p[2])) {
			buf_addc(&b, (char)(char_value(rest.p[1]) << 4 | char_value(rest.p[2])));
			i += 2;
		} else {
			buf_addc(&b, rest.p[0]);
		}
	}
	return buf_str(&b);
}

struct val *
compile_target(struct arena *a, struct val *root, const struct val *ref)
{
	str uri, rest;
	struct val *v = root;
	int64_t index;

	if (ref->kind != VAL_STRING)
		die_at(val_pos(ref), "schema: $ref must be a string, found %s",
		    val_kind_name(ref->kind));
	uri = rest = val_text(ref);
	if (rest.n == 0 || rest.p[0] != '#' || (rest.n > 1 && rest.p[1] != '/'))
		die_at(val_pos(ref),
		    "schema: cannot follow $ref %s; references are followed "
		    "within the document only: #/…",
		    escape_show(a, uri));
	/* Each step begins with a slash; a slash at the end is a step to the key "". */
	rest = str_from(rest, 1);
	while (v && rest.n > 0) {
		size_t end = 1 + str_find(str_from(rest, 1), STR("/"));
		str step = pointer_step(a, str_sub(rest, 1, end - 1));

		rest = str_from(rest, end);
		if (v->kind == VAL_SEQUENCE && num_int(step, &index) && index >= 0)
			v = val_at(v, (size_t)index);
		else
			v = val_get(v, step);
	}
	if (!v)
		die_at(
		    val_pos(ref), "schema: $ref %s refers to a missing path", escape_show(a, uri));
	return v;
}

/* Kubernetes' OpenAPI describes quantities and IntOrString as strings; they may be numbers too. */
void
compile_reference(struct compile *c, struct schema *s, const struct val *ref)
{
	struct val *target = compile_target(c->arena, c->root, ref);

	if (c->rules == COMPILE_OPENAPI && str_ends(val_text(ref), STR(".api.resource.Quantity"))) {
		s->types = SCHEMA_TYPE(VAL_STRING) | SCHEMA_NUMBER;
		s->format = FORMAT_QUANTITY;
	} else if (c->rules == COMPILE_OPENAPI &&
	    str_ends(val_text(ref), STR(".util.intstr.IntOrString"))) {
		s->flags |= SCHEMA_INT_OR_STRING;
	} else {
		s->ref = compile_part(c, target);
	}
}

/* Adds to s the `members`, a text as in the table `implied`. If s has a schema for a member, this
   schema stays. The letter S makes the member required in any case. */
static void
add_members(struct compile *c, struct schema *s, const char *members)
{
	str rest = str_of(members);

	while (rest.n > 0) {
		struct schema_property *p = compile_property(c, s, str_split(&rest, ':'));
		char letter = str_split(&rest, ' ').p[0];

		if (!p->schema)
			p->schema = c->run->types[(unsigned char)char_lower(letter)];
		p->required = p->required || letter == 'S';
	}
}

/* Adds the members that every object has. The schema's own rules for metadata are checked after
   those of every object. */
static void
imply_object(struct compile *c, struct schema *s)
{
	struct schema *metadata = compile_metadata(c->run);
	struct schema_property *own = map_get(&s->object.by_name, STR("metadata"));

	if (own && own->schema && own->schema != metadata)
		own->schema->ref = metadata;
	add_members(c, s, "apiVersion:S kind:S metadata:d");
}

/* Sets the parts of s that depend on several keywords, for example whether members that are not
   declared are unknown fields. */
static void
close_keywords(struct compile *c, struct schema *s)
{
	const struct val *rest = val_get(s->source, STR("additionalProperties"));
	str list_type = val_get_text(s->source, STR("x-kubernetes-list-type"));

	if (s->flags & SCHEMA_INT_OR_STRING)
		s->types = SCHEMA_TYPE(VAL_INT) | SCHEMA_TYPE(VAL_STRING);
	if (s->flags & SCHEMA_NULLABLE && s->types)
		s->types |= SCHEMA_TYPE(VAL_NULL);
	if (str_is(list_type, "set"))
		s->flags |= SCHEMA_UNIQUE;
	if (!str_is(list_type, "map"))
		s->array.list_keys = NULL;
	if (s->flags & SCHEMA_PRESERVE)
		s->flags &= ~(uint32_t)SCHEMA_CLOSED;
	else if (!rest && c->rules == COMPILE_STRUCTURAL)
		s->flags |= SCHEMA_PRUNED;
	else if (!rest && c->rules == COMPILE_OPENAPI && val_get(s->source, STR("properties")))
		s->flags |= SCHEMA_DECLARED;
	if (s->flags & SCHEMA_EMBEDDED)
		imply_object(c, s);
}

static void
fill(struct compile *c, struct schema *s)
{
	const struct val *v = s->source, *ref = val_get(v, STR("$ref"));

	if (v->kind == VAL_BOOL) {
		s->flags |= val_is_bool(v, false) ? SCHEMA_NEVER : 0;
		return;
	}
	if (v->kind != VAL_MAPPING)
		die_at(val_pos(v), "schema: a schema must be an object, found %s",
		    val_kind_name(v->kind));
	if (ref)
		compile_reference(c, s, ref);
	if (!ref || !c->ref_alone)
		keyword_fill(c, s, v);
	close_keywords(c, s);
}

/* Returns the length of the longest chain that begins with s. depth is the number of nodes before
   s. Each node is measured once. */
static unsigned
measure(struct schema *s, unsigned depth)
{
	struct schema *parts[] = {s->ref, s->combine.excluded, s->combine.condition,
	    s->combine.then, s->combine.otherwise};
	const struct schema_list lists[] = {s->combine.all, s->combine.any, s->combine.one,
	    s->object.dependent, {parts, sizeof parts / sizeof parts[0]}};
	unsigned height = 0, h;
	size_t i, j;

	if (s->height == 0 && depth <= CHAIN_MAX) {
		for (i = 0; i < sizeof lists / sizeof lists[0]; i++)
			for (j = 0; j < lists[i].n; j++)
				if (lists[i].at[j] &&
				    (h = measure(lists[i].at[j], depth + 1)) > height)
					height = h;
		s->height = height + 1;
	}
	if (s->height == 0 || s->height > CHAIN_MAX)
		die_at(val_pos(s->source),
		    "schema: refers to itself, or to a chain of more than %d schemas, for the same "
		    "value",
		    CHAIN_MAX);
	return s->height;
}

struct schema *
compile_schema(
    struct compile_run *run, struct val *root, const struct val *v, enum compile_rules rules)
{
	struct compile c = {.run = run, .arena = run->arena, .root = root, .rules = rules};
	str draft = val_get_text(root, STR("$schema"));
	struct schema *s, *node;

	c.ref_alone = str_find(draft, STR("json-schema.org/draft-0")) < draft.n;
	run->nodes.arena = run->patterns.arena = run->arena;
	run->nodes.key = source_of;
	run->patterns.key = map_text;
	s = compile_part(&c, v);
	if (s->height > 0) /* it is a part of another schema */
		return s;
	for (node = s; node; node = node->next) {
		c.last = node;
		fill(&c, node);
	}
	if (rules == COMPILE_STRUCTURAL) {
		imply_object(&c, s);
		add_members(&c, s, "status:x");
	}
	for (node = s; node; node = node->next)
		measure(node, 0);
	return s;
}

struct schema *
compile_metadata(struct compile_run *run)
{
	struct compile c = {.run = run, .arena = run->arena, .rules = COMPILE_OPENAPI};
	struct schema *s, **types = run->types;
	size_t i;

	if (types['d'])
		return types['d'];
	for (i = 0; i < sizeof implied / sizeof implied[0]; i++) {
		s = types[(unsigned char)implied[i].letter] = compile_node(&c, NULL);
		s->types = implied[i].types;
		s->format = implied[i].format;
		s->array.items = s->object.additional = types[(unsigned char)implied[i].inner];
		if (implied[i].members) {
			s->flags |= SCHEMA_CLOSED;
			add_members(&c, s, implied[i].members);
		}
	}
	types['g']->number.minimum = (struct schema_bound){.text = STR("0")};
	return types['d'];
}
