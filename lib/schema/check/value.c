/* Checks a value against a schema: first the value itself, then its members or items, then the
   combinations (allOf, anyOf, oneOf, not, if). If no alternative fits, only the mistakes of the
   nearest one are reported. */
#include "schema/check/value.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/escape.h"
#include "base/regex.h"
#include "data/val.h"
#include "schema/check/check.h"
#include "schema/check/limit.h"
#include "schema/check/meta.h"
#include "schema/check/unique.h"
#include "schema/node.h"
#include "schema/report.h"

/* Returns whether a member counts as written; p is its property or NULL. admit.c leaves a null at a
   required field in the document, though the API server drops it. */
static bool
is_set(const struct val *member, const struct schema_property *p)
{
	const struct schema *s = p ? p->schema : NULL;

	if (member->kind != VAL_NULL || !s || s->flags & SCHEMA_NULLABLE)
		return true;
	if (s->flags & SCHEMA_SERVER)
		return s->loose;
	return !(s->flags & SCHEMA_UNSET_NULL) || s->types & SCHEMA_TYPE(VAL_NULL);
}

static unsigned
fail_missing(
    struct check *c, const struct schema *s, const struct val *v, const struct place *place)
{
	unsigned bad = 0;
	size_t i;

	for (i = 0; i < s->object.properties_n; i++) {
		const struct schema_property *p = s->object.properties[i];
		const struct val *member = val_get(v, p->name);
		struct place at = {.parent = place, .key = p->name};

		if (!p->required || (member && is_set(member, p)))
			continue;
		if (member)
			bad += check_fail(c, val_pos(member), &at, "missing-field",
			    "this field is required, found null, which counts as not written%s",
			    check_gist(c, p->schema));
		else
			bad += check_missing(
			    c, v, place, p->name, p->schema ? check_gist(c, p->schema) : "");
	}
	return bad;
}

/* Checks a member that is not in properties. */
static unsigned
check_other(struct check *c, const struct schema *s, const struct val *member,
    const struct place *place, bool keep)
{
	unsigned bad = 0;
	bool declared = false;
	size_t i;

	c->steps += s->object.patterns_n;
	for (i = 0; i < s->object.patterns_n; i++)
		if (regex_find(s->object.patterns[i].regex, val_key(member), 0, NULL) > 0) {
			bad += value_check(c, s->object.patterns[i].schema, member, place, false);
			declared = true;
		}
	if (declared)
		return bad;
	if (s->object.additional && member->kind == VAL_NULL &&
	    s->object.additional->flags & SCHEMA_UNSET_NULL)
		return 0;
	if (s->object.additional)
		return value_check(c, s->object.additional, member, place, false);
	if (s->flags & SCHEMA_CLOSED && !keep)
		return check_unknown(c, s, member, place);
	return 0;
}

static unsigned
check_member(struct check *c, const struct schema *s, const struct val *member,
    const struct place *place, bool keep, size_t *required)
{
	const struct schema_property *p = map_get(&s->object.by_name, val_key(member));
	unsigned bad = 0;
	size_t i;

	if (s->object.names) {
		struct val name = val_of(VAL_STRING, val_key(member));

		val_set_pos(&name, val_key_pos(member));
		bad += value_check(c, s->object.names, &name, place, false);
	}
	/* In a CRD, a null that is still in the document is checked. */
	if (p && !is_set(member, p) && (p->required || !(p->schema->flags & SCHEMA_SERVER)))
		return bad;
	if (p)
		*required += p->required;
	if (!p || !p->schema)
		return bad + check_other(c, s, member, place, keep);
	bad += value_check(c, p->schema, member, place, false);
	for (i = 0; i < s->object.patterns_n; i++)
		if (regex_find(s->object.patterns[i].regex, val_key(member), 0, NULL) > 0)
			bad += value_check(c, s->object.patterns[i].schema, member, place, false);
	return bad;
}

static unsigned
check_dependencies(
    struct check *c, const struct schema *s, const struct val *v, const struct place *place)
{
	struct buf b = {.arena = c->report->arena};
	const struct val *source, *name;
	unsigned bad = 0;
	size_t i;

	for (i = 0; i < s->object.dependent.n; i++) {
		source = s->object.dependent.at[i]->source;
		if (!val_get(v, val_key(source)))
			continue;
		bad += value_check(c, s->object.dependent.at[i], v, place, false);
		b.n = 0;
		buf_printf(&b, ": field %s needs it", escape_show(b.arena, val_key(source)));
		for (name = source->kind == VAL_SEQUENCE ? val_first(source) : NULL; name;
		     name = val_next(source, name))
			if (name->kind == VAL_STRING && !val_get(v, val_text(name)))
				bad += check_missing(c, v, place, val_text(name), buf_cstr(&b));
	}
	return bad;
}

static unsigned
check_count(struct check *c, const struct val *v, const struct place *place, size_t min, size_t max,
    const char *what)
{
	if (v->n < min)
		return check_fail(c, val_pos(v), place, "count",
		    "must have at least %zu %s%s, found %u", min, what, min == 1 ? "" : "s",
		    (unsigned)v->n);
	if (v->n > max)
		return check_fail(c, val_pos(v), place, "count",
		    "must have at most %zu %s%s, found %u", max, what, max == 1 ? "" : "s",
		    (unsigned)v->n);
	return 0;
}

static unsigned
check_object(struct check *c, const struct schema *s, const struct val *v,
    const struct place *place, bool keep)
{
	struct place inner = {.parent = place};
	unsigned bad = check_count(c, v, place, s->object.min, s->object.max, "field");
	size_t required = 0;
	struct val *member;

	if (s->object.properties_n || s->object.additional || s->object.patterns_n ||
	    s->object.names || s->flags & SCHEMA_CLOSED)
		for (member = val_first(v); member && !c->given_up; member = val_next(v, member)) {
			inner.key = val_key(member);
			bad += check_member(c, s, member, &inner, keep, &required);
		}
	if (required < s->object.required_n)
		bad += fail_missing(c, s, v, place);
	if (s->object.dependent.n)
		bad += check_dependencies(c, s, v, place);
	if (s->flags & SCHEMA_EMBEDDED)
		meta_embedded(c, v, place);
	return bad;
}

static unsigned
check_contains(
    struct check *c, const struct schema *s, const struct val *v, const struct place *place)
{
	size_t n = 0;
	struct val *item;

	c->quiet++;
	for (item = val_first(v); item; item = val_next(v, item))
		n += value_check(c, s->array.contains, item, place, false) == 0;
	c->quiet--;
	if (n >= s->array.min_contains && n <= s->array.max_contains)
		return 0;
	return check_fail(c, val_pos(v), place, "contains",
	    "must have %s %zu items that fit contains, found %zu",
	    n < s->array.min_contains ? "at least" : "at most",
	    n < s->array.min_contains ? s->array.min_contains : s->array.max_contains, n);
}

static unsigned
check_array(struct check *c, const struct schema *s, const struct val *v, const struct place *place,
    bool keep)
{
	struct place inner = {.parent = place};
	unsigned bad = check_count(c, v, place, s->array.min, s->array.max, "item");
	struct val *item;

	if (s->array.items || s->array.tuple.n)
		for (item = val_first(v); item && !c->given_up;
		     item = val_next(v, item), inner.index++) {
			if (inner.index < s->array.tuple.n)
				bad += value_check(
				    c, s->array.tuple.at[inner.index], item, &inner, false);
			else if (s->array.items)
				bad += value_check(c, s->array.items, item, &inner,
				    keep || s->flags & SCHEMA_PRESERVE);
		}
	if (s->array.contains)
		bad += check_contains(c, s, v, place);
	if (s->flags & (SCHEMA_UNIQUE | SCHEMA_MAP_LIST))
		bad += unique_items(c, s, v, place);
	return bad;
}

/* Returns the number of mistakes of v against s, without reporting them. */
static unsigned
try_schema(struct check *c, const struct schema *s, const struct val *v, const struct place *place)
{
	unsigned bad;

	c->quiet++;
	bad = value_check(c, s, v, place, false);
	c->quiet--;
	return bad;
}

/* Returns whether s is for values of v's kind: then its mistakes are worth reporting. */
static bool
is_meant_for(const struct schema *s, const struct val *v)
{
	while (s->ref && s->types == 0)
		s = s->ref;
	return s->types == 0 ? v->kind >= VAL_SEQUENCE : (s->types & SCHEMA_TYPE(v->kind)) != 0;
}

/* Reports that no alternative fits, and the mistakes of the nearest one. */
static unsigned
fail_alternatives(struct check *c, const struct schema_list *l, const struct val *v,
    const struct place *place, const unsigned *mistakes)
{
	size_t i, best = l->n;

	if (c->quiet)
		return 1;
	for (i = 0; i < l->n; i++)
		if (is_meant_for(l->at[i], v) && (best == l->n || mistakes[i] < mistakes[best]))
			best = i;
	if (best == l->n)
		best = 0;
	if (l->n > 1)
		check_fail(c, val_pos(v), place, "alternatives",
		    "must fit one of %zu alternatives; nearest is number %zu, whose mistakes "
		    "follow",
		    l->n, best + 1);
	value_check(c, l->at[best], v, place, false);
	return 1;
}

static unsigned
check_alternatives(struct check *c, const struct schema_list *l, bool exactly_one,
    const struct val *v, const struct place *place)
{
	unsigned *mistakes = arena_array(c->report->arena, l->n, sizeof *mistakes);
	size_t i, fit = 0, first = 0;

	for (i = 0; i < l->n; i++) {
		mistakes[i] = try_schema(c, l->at[i], v, place);
		if (mistakes[i] > 0)
			continue;
		if (!exactly_one)
			return 0;
		if (fit++ == 0)
			first = i;
		else
			return check_fail(c, val_pos(v), place, "alternatives",
			    "must fit exactly one of %zu alternatives, fits number %zu and "
			    "number %zu",
			    l->n, first + 1, i + 1);
	}
	return fit == 1 ? 0 : fail_alternatives(c, l, v, place, mistakes);
}

static unsigned
check_combinations(struct check *c, const struct schema *s, const struct val *v,
    const struct place *place, bool keep)
{
	const struct schema *branch;
	unsigned bad = 0;
	size_t i;

	for (i = 0; i < s->combine.all.n; i++)
		bad += value_check(c, s->combine.all.at[i], v, place, keep);
	if (s->combine.any.n)
		bad += check_alternatives(c, &s->combine.any, false, v, place);
	if (s->combine.one.n)
		bad += check_alternatives(c, &s->combine.one, true, v, place);
	if (s->combine.excluded && try_schema(c, s->combine.excluded, v, place) == 0)
		bad += check_fail(c, val_pos(v), place, "not",
		    "must not be %s: the schema excludes it", check_show(c, v));
	if (s->combine.condition) {
		branch = try_schema(c, s->combine.condition, v, place) ? s->combine.otherwise
								       : s->combine.then;
		if (branch)
			bad += value_check(c, branch, v, place, keep);
	}
	return bad;
}

static uint64_t
count_nodes(const struct val *v)
{
	const struct val *child;
	uint64_t n = 1;

	for (child = val_first(v); child; child = val_next(v, child))
		n += count_nodes(child);
	return n;
}

/* Returns whether the check took too many steps. At the first limit it counts the document's nodes,
   which may raise the limit; it counts once, because that takes time. */
static bool
is_too_much(struct check *c)
{
	uint64_t more;

	if (c->given_up)
		return true;
	if (c->limit == 0)
		c->limit = CHECK_STEPS_MAX;
	if (c->steps <= c->limit || c->limit > CHECK_STEPS_MAX)
		return c->steps > c->limit;
	more = count_nodes(c->doc) * CHECK_STEPS_NODE;
	c->limit = more > c->limit ? more : c->limit;
	return c->steps > c->limit;
}

/* Ends the check of this document with one finding; later mistakes are not reported. */
static unsigned
give_up(struct check *c, const struct val *v, const struct place *place)
{
	if (!c->given_up) {
		c->quiet = 0;
		check_fail(c, val_pos(v), place, "effort",
		    "the check of this document was stopped after %llu steps",
		    (unsigned long long)c->limit);
		c->given_up = true;
	}
	return 1;
}

unsigned
value_check(struct check *c, const struct schema *s, const struct val *v, const struct place *place,
    bool keep)
{
	unsigned bad;

	if (++c->steps > CHECK_STEPS_MAX && is_too_much(c))
		return give_up(c, v, place);
	if (v->kind == VAL_NULL && s->flags & SCHEMA_NULLABLE && !(s->flags & SCHEMA_SERVER))
		return 0;
	if (s->flags & SCHEMA_NEVER)
		return check_fail(c, place->key.p ? val_key_pos(v) : val_pos(v), place, "never",
		    "nothing is allowed here");
	if (!limit_type(c, s, v, place))
		return 1;
	/* For null the API server checks only type and enum. */
	if (v->kind == VAL_NULL && s->flags & SCHEMA_SERVER)
		return limit_value(c, s, v, place);
	bad = s->ref ? value_check(c, s->ref, v, place, keep) : 0;
	bad += limit_value(c, s, v, place);
	if (v->kind == VAL_MAPPING)
		bad += check_object(c, s, v, place, keep || s->flags & SCHEMA_PRESERVE);
	else if (v->kind == VAL_SEQUENCE)
		bad += check_array(c, s, v, place, keep);
	if (s->height > 1)
		bad += check_combinations(c, s, v, place, keep);
	return bad;
}
