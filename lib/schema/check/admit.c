/* Prunes unknown fields, drops null and adds defaults. Rules: k8s.io/apiextensions-apiserver,
   pkg/apiserver/schema/pruning and defaulting. The server walks the object three times. One walk
   has the same result, because what happens to a member depends on its own schema only. */
#include "schema/check/admit.h"

#include "data/val.h"
#include "schema/check/check.h"
#include "schema/node.h"

static void admit(struct check *c, const struct schema *s, const struct place *at, bool keep);

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
		/* A null at a required field stays, and value.c reports it. */
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

	/* A value of the wrong type is one mistake; its members are not reported too. */
	if (s->types && !(s->types & SCHEMA_TYPE(v->kind)))
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

void
admit_value(struct check *c, const struct schema *s, const struct place *at)
{
	if (s->flags & SCHEMA_SERVER)
		admit(c, s, at, false);
}
