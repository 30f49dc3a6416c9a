/* Checks a value against its schema: first the value itself, then its members or items, then the
   combinations (allOf, anyOf, oneOf, not, if). If no alternative fits, only the mistakes of the
   nearest one are reported.

   Before that, it changes a custom resource (value.h; k8s.io/apiextensions-apiserver,
   pkg/apiserver/schema/pruning and defaulting). The server walks the object three times. One walk
   has the same result, because what happens to a member depends only on its own schema. */
#include "schema/check/value.h"

#include <limits.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/escape.h"
#include "base/map.h"
#include "base/regex.h"
#include "data/json_out.h"
#include "data/val.h"
#include "schema/check/check.h"
#include "schema/check/limit.h"
#include "schema/check/object.h"
#include "schema/node.h"

static void admit(struct check *c, const struct schema *s, const struct place *at, bool keep);
static void check(struct check *c, const struct schema *s, const struct place *at, bool keep);

static void
place_at(struct val *v, struct pos pos)
{
	struct val *child;

	val_set_pos(v, pos);
	for (child = val_first(v); child; child = val_next(v, child))
		place_at(child, pos);
}

/* Turns the value at `at` into a copy of the default of s; its place in the document stays. Fields
   of the default that s does not declare are not the author's: they are removed without a
   report. */
static void
fill_in(struct check *c, const struct schema *s, const struct place *at, bool keep)
{
	struct pos pos = val_pos(at->v);

	val_become(at->v, val_copy(c->report->arena, s->initial));
	place_at(at->v, pos);
	c->quiet++;
	admit(c, s, at, keep);
	c->quiet--;
}

static bool
is_dropped_null(const struct schema *s, const struct val *v)
{
	return v->kind == VAL_NULL && !(s->flags & SCHEMA_NULLABLE);
}

/* Changes a member. Returns whether the caller must remove it. */
static bool
admit_member(struct check *c, const struct schema *s, const struct place *at, bool keep)
{
	const struct schema_property *p = map_get(&s->object.by_name, at->key);
	const struct schema *sub = p && p->schema ? p->schema : s->object.additional;

	if (!sub) {
		if (keep || !(s->flags & SCHEMA_PRUNED))
			return false;
		check_unknown(c, s, at);
		return true;
	}
	if (is_dropped_null(sub, at->v)) {
		/* A null at a required field stays, and check_required reports it. */
		if (!sub->initial)
			return !(p && p->required);
		fill_in(c, sub, at, false);
	} else if (!val_is_scalar(at->v)) {
		admit(c, sub, at, false);
	}
	return false;
}

static void
add_defaults(struct check *c, const struct schema *s, const struct place *at)
{
	const struct schema_property *p;

	for (p = s->object.properties; p; p = p->next) {
		struct place inner = {.parent = at, .key = p->name};

		if (!p->schema || !p->schema->initial || val_get(at->v, p->name))
			continue;
		inner.v = val_new(c->report->arena, VAL_NULL);
		val_set_pos(inner.v, val_pos(at->v));
		val_add(c->report->arena, at->v, p->name, inner.v);
		fill_in(c, p->schema, &inner, false);
	}
}

static void
admit(struct check *c, const struct schema *s, const struct place *at, bool keep)
{
	struct place inner = {.parent = at};
	struct val *v = at->v, *next;

	/* A value of the wrong type is one mistake; its members are not reported too. In a CRD only
	   metadata has a reference; it is not changed. */
	if ((s->types && !(s->types & SCHEMA_TYPE(v->kind))) || s->ref)
		return;
	keep = keep || s->flags & SCHEMA_PRESERVE;
	if (v->kind == VAL_MAPPING) {
		for (inner.v = val_first(v); inner.v; inner.v = next) {
			next = val_next(v, inner.v);
			inner.key = val_key(inner.v);
			if (admit_member(c, s, &inner, keep))
				val_remove(v, inner.key);
		}
		add_defaults(c, s, at);
	} else if (v->kind == VAL_SEQUENCE && s->array.items) {
		while (check_next(&inner)) {
			if (s->array.items->initial && is_dropped_null(s->array.items, inner.v))
				fill_in(c, s->array.items, &inner, keep);
			else
				admit(c, s->array.items, &inner, keep);
		}
	}
}

/* Returns whether a member counts as written; p is its property in the schema `mapping`. admit
   leaves a null at a required field in the document, though the API server drops it. */
static bool
is_set(const struct check *c, const struct val *member, const struct schema *mapping,
    const struct schema_property *p)
{
	const struct schema *s = p->schema;

	/* additionalProperties may describe a required field. */
	if (!s && mapping->flags & SCHEMA_SERVER)
		s = mapping->object.additional;
	if (member->kind != VAL_NULL || !s || s->flags & SCHEMA_NULLABLE)
		return true;
	if (s->flags & SCHEMA_SERVER)
		return c->loose > 0;
	return !(s->flags & SCHEMA_UNSET_NULL) || s->types & SCHEMA_TYPE(VAL_NULL);
}

static void
check_required(struct check *c, const struct schema *s, const struct place *at)
{
	const struct schema_property *p;

	for (p = s->object.properties; p; p = p->next) {
		struct place member;

		if (!p->required)
			continue;
		member = check_member(at, p->name);
		if (!member.v)
			check_missing(c, at, p->name, "%s", check_meaning(c, p->schema));
		else if (!is_set(c, member.v, s, p))
			check_fail(c, &member, "missing-field",
			    "this field is required, found null, which counts as not written%s",
			    check_meaning(c, p->schema));
	}
}

static void
check_property(struct check *c, const struct schema *s, const struct place *at, bool keep)
{
	const struct schema_property *p = map_get(&s->object.by_name, at->key);
	const struct schema *rest = s->object.additional;
	uint32_t closed = c->loose ? SCHEMA_CLOSED : SCHEMA_CLOSED | SCHEMA_DECLARED;
	bool declared = p && p->schema;
	size_t i;

	if (s->object.names) {
		struct val name = {0};

		val_assign(&name, VAL_STRING, at->key);
		val_set_pos(&name, val_key_pos(at->v));
		check(c, s->object.names, &(struct place){at->parent, &name, at->key, 0}, false);
	}
	/* In a CRD, a null that is still in the document is checked. */
	if (p && !is_set(c, at->v, s, p) && (p->required || !(s->flags & SCHEMA_SERVER)))
		return;
	if (declared)
		check(c, p->schema, at, false);
	c->steps += s->object.patterns_n;
	for (i = 0; i < s->object.patterns_n; i++)
		if (regex_find(s->object.patterns[i].regex, at->key, 0, NULL) > 0) {
			check(c, s->object.patterns[i].schema, at, false);
			declared = true;
		}
	if (declared)
		return;
	if (!rest && s->flags & closed && !keep)
		check_unknown(c, s, at);
	else if (rest && !(at->v->kind == VAL_NULL && rest->flags & SCHEMA_UNSET_NULL))
		check(c, rest, at, false);
}

static void
check_dependencies(struct check *c, const struct schema *s, const struct place *at)
{
	const struct val *source, *name;
	size_t i;

	c->loose++;
	for (i = 0; i < s->object.dependent.n; i++) {
		source = s->object.dependent.at[i]->source;
		if (!val_get(at->v, val_key(source)))
			continue;
		check(c, s->object.dependent.at[i], at, false);
		for (name = source->kind == VAL_SEQUENCE ? val_first(source) : NULL; name;
		     name = val_next(source, name))
			if (name->kind == VAL_STRING && !val_get(at->v, val_text(name)))
				check_missing(c, at, val_text(name), ": field %s needs it",
				    escape_show(c->report->arena, val_key(source)));
	}
	c->loose--;
}

static void
check_object(struct check *c, const struct schema *s, const struct place *at, bool keep)
{
	struct place inner = {.parent = at};

	while (!c->given_up && check_next(&inner))
		check_property(c, s, &inner, keep);
	check_required(c, s, at);
	check_dependencies(c, s, at);
	if (s->flags & SCHEMA_EMBEDDED)
		object_embedded(c, at);
}

/* Returns the number of mistakes of a value against s, without reporting or counting them. */
static unsigned
try_schema(struct check *c, const struct schema *s, const struct place *at)
{
	unsigned before = c->mistakes, found;

	c->quiet++;
	c->loose++;
	check(c, s, at, false);
	c->loose--;
	c->quiet--;
	found = c->mistakes - before;
	c->mistakes = before;
	return found;
}

static void
check_contains(struct check *c, const struct schema *s, const struct place *at)
{
	struct place inner = {.parent = at};
	bool few;
	size_t n = 0;

	while (check_next(&inner))
		n += try_schema(c, s->array.contains, &inner) == 0;
	few = n < s->array.min_contains;
	if (few || n > s->array.max_contains)
		check_fail(c, at, "contains",
		    "must have at %s %zu items that fit contains, found %zu",
		    few ? "least" : "most", few ? s->array.min_contains : s->array.max_contains, n);
}

struct item {
	str identity;
	size_t index;
};

/* Returns what must be unique, as JSON with sorted keys: the item or, in a map list, the values of
   its keys. A key that the item lacks has the schema's default. */
static str
identity(struct arena *a, const struct schema *s, const struct val *item)
{
	const struct val *keys = s->array.list_keys, *name, *v,
			 *of_items = s->array.items ? s->array.items->source : NULL;
	struct buf b = {.arena = a};

	if (!keys)
		json_out(&b, item, JSON_GO | JSON_EQUAL);
	for (name = keys ? val_first(keys) : NULL; name; name = val_next(keys, name)) {
		if (!(v = val_get(item, val_text(name))))
			v = val_get(val_get(val_get(of_items, STR("properties")), val_text(name)),
			    STR("default"));
		if (v)
			json_out(&b, v, JSON_GO | JSON_EQUAL);
		buf_addc(&b, ',');
	}
	return buf_str(&b);
}

/* Reports each item that equals an earlier one or, in a map list, has the same keys. */
static void
check_unique(struct check *c, const struct schema *s, const struct place *at)
{
	struct arena *a = c->report->arena;
	struct map items = {.arena = a, .key = map_text};
	bool by_keys = s->array.list_keys != NULL;
	struct place inner = {.parent = at};
	struct item *item, *before;

	while (check_next(&inner)) {
		if (by_keys && inner.v->kind != VAL_MAPPING)
			continue;
		item = arena_take(a, sizeof *item);
		*item = (struct item){identity(a, s, inner.v), inner.index};
		if ((before = map_add(&items, item)))
			check_fail(c, &inner, "duplicate-item",
			    by_keys ? "has the same key as item %zu; keys of this list must be "
				      "unique"
				    : "repeats item %zu; items of this list must be unique",
			    before->index);
	}
}

static void
check_array(struct check *c, const struct schema *s, const struct place *at, bool keep)
{
	struct place inner = {.parent = at};

	keep = keep || s->flags & SCHEMA_PRESERVE;
	while ((s->array.items || s->array.tuple.n) && !c->given_up && check_next(&inner))
		if (inner.index < s->array.tuple.n)
			check(c, s->array.tuple.at[inner.index], &inner, false);
		else if (s->array.items)
			check(c, s->array.items, &inner, keep);
	if (s->array.contains)
		check_contains(c, s, at);
	if (s->flags & SCHEMA_UNIQUE || s->array.list_keys)
		check_unique(c, s, at);
}

/* Returns whether s is for values of v's kind: then its mistakes are worth reporting. */
static bool
is_meant_for(const struct schema *s, const struct val *v)
{
	while (s->ref && s->types == 0)
		s = s->ref;
	return s->types == 0 ? v->kind >= VAL_SEQUENCE : (s->types & SCHEMA_TYPE(v->kind)) != 0;
}

/* Checks that a value fits one or more alternatives, or exactly one. If it fits none, reports the
   mistakes of the nearest one. */
static void
check_alternatives(
    struct check *c, const struct schema_list *l, bool exactly_one, const struct place *at)
{
	size_t i, fits = 0, nearest = 0; /* fits: number of the first that fits */
	unsigned mistakes, least = UINT_MAX;

	for (i = 0; i < l->n && (exactly_one || fits == 0); i++) {
		mistakes = try_schema(c, l->at[i], at);
		if (mistakes == 0 && fits > 0) {
			check_fail(c, at, "alternatives",
			    "must fit exactly one of %zu alternatives, fits number %zu and "
			    "number %zu",
			    l->n, fits, i + 1);
			return;
		}
		if (mistakes == 0) {
			fits = i + 1;
		} else if (mistakes < least && is_meant_for(l->at[i], at->v)) {
			least = mistakes;
			nearest = i;
		}
	}
	if (fits > 0)
		return;
	if (c->quiet || l->n > 1)
		check_fail(c, at, "alternatives",
		    "must fit one of %zu alternatives; nearest is number %zu, whose mistakes "
		    "follow",
		    l->n, nearest + 1);
	if (!c->quiet)
		check(c, l->at[nearest], at, false);
}

static void
check_combinations(struct check *c, const struct schema *s, const struct place *at, bool keep)
{
	const struct schema *branch = NULL;
	size_t i;

	c->loose++;
	for (i = 0; i < s->combine.all.n; i++)
		check(c, s->combine.all.at[i], at, keep);
	if (s->combine.any.n)
		check_alternatives(c, &s->combine.any, false, at);
	if (s->combine.one.n)
		check_alternatives(c, &s->combine.one, true, at);
	if (s->combine.excluded && try_schema(c, s->combine.excluded, at) == 0)
		check_fail(
		    c, at, "not", "must not be %s: the schema excludes it", check_show(c, at->v));
	if (s->combine.condition)
		branch = try_schema(c, s->combine.condition, at) ? s->combine.otherwise
								 : s->combine.then;
	if (branch)
		check(c, branch, at, keep);
	c->loose--;
}

/* Returns whether the check took too many steps. Then the check ends with one finding; later
   mistakes are not reported. The nodes are counted late and once, because counting takes time. */
static bool
gives_up(struct check *c, const struct place *at)
{
	if (c->limit == 0) {
		c->limit = (uint64_t)val_measure(c->doc).nodes * CHECK_STEPS_NODE;
		if (c->limit < CHECK_STEPS_MAX)
			c->limit = CHECK_STEPS_MAX;
	}
	if (c->steps <= c->limit)
		return false;
	if (!c->given_up) {
		c->quiet = 0;
		check_fail(c, at, "effort",
		    "the check of this document was stopped after %llu steps",
		    (unsigned long long)c->limit);
	}
	c->mistakes++;
	c->given_up = true;
	return true;
}

/* Checks a value. keep: the schema around s preserves unknown fields here. */
static void
check(struct check *c, const struct schema *s, const struct place *at, bool keep)
{
	enum val_kind kind = at->v->kind;

	if (++c->steps > CHECK_STEPS_MAX && gives_up(c, at))
		return;
	if (kind == VAL_NULL && s->flags & SCHEMA_NULLABLE && !(s->flags & SCHEMA_SERVER))
		return;
	if (s->flags & SCHEMA_NEVER) {
		check_fail_key(c, at, "never", "nothing is allowed here");
		return;
	}
	if (!limit_type(c, s, at))
		return;
	/* For null the API server checks only type and enum. */
	if (kind == VAL_NULL && s->flags & SCHEMA_SERVER) {
		limit_value(c, s, at);
		return;
	}
	if (s->ref)
		check(c, s->ref, at, keep);
	limit_value(c, s, at);
	if (kind == VAL_MAPPING)
		check_object(c, s, at, keep || s->flags & SCHEMA_PRESERVE);
	else if (kind == VAL_SEQUENCE)
		check_array(c, s, at, keep);
	if (s->height > 1)
		check_combinations(c, s, at, keep);
}

void
value_check(struct check *c, const struct schema *s, const struct place *at)
{
	c->root = s;
	c->top = at;
	if ((s->flags & (SCHEMA_SERVER | SCHEMA_UNCHANGED)) == SCHEMA_SERVER)
		admit(c, s, at, false);
	check(c, s, at, false);
}
