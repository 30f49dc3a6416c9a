/* Reads a file of rules and finds the first rule that fits a change. */
#include "diff/rules.h"

#include "base/arena.h"
#include "base/die.h"
#include "base/escape.h"
#include "data/path.h"
#include "data/val.h"
#include "data/yaml_in.h"
#include "diff/diff.h"

static str
text_of(const struct val *rule, const char *key)
{
	const struct val *v = val_get(rule, str_of(key));

	if (!v)
		die_at(
		    val_pos(rule), "a rule without %s: it needs kind, path, reason, instead", key);
	if (v->kind != VAL_STRING || v->n == 0)
		die_at(val_pos(v), "%s must be a string that is not empty, found %s", key,
		    v->kind == VAL_STRING ? "\"\"" : val_kind_name(v->kind));
	return val_text(v);
}

static void
read_path(struct arena *a, struct rule *rule, const struct val *v)
{
	str path = text_of(v, "path"), rest = path;
	const char *error;
	size_t cap = 0;

	if (str_is(path, "."))
		return;
	while (rest.n > 0) {
		rule->pattern = arena_room(a, rule->pattern, rule->n, &cap, sizeof *rule->pattern);
		error = path_next(a, &rest, PATH_PATTERN | (rest.n == path.n ? PATH_FIRST : 0),
		    &rule->pattern[rule->n++]);
		if (error)
			die_at(val_pos(val_get(v, STR("path"))), "path %s: %s",
			    escape_show(a, path), error);
	}
}

static struct rule *
read_rule(struct arena *a, const struct val *v)
{
	struct rule *rule = arena_alloc(a, sizeof *rule);
	const struct val *member;

	if (v->kind != VAL_MAPPING)
		die_at(val_pos(v), "a rule is a mapping, found %s", val_kind_name(v->kind));
	for (member = val_first(v); member; member = val_next(v, member)) {
		str key = val_key(member);

		if (!str_is(key, "kind") && !str_is(key, "path") && !str_is(key, "reason") &&
		    !str_is(key, "instead"))
			die_at(val_key_pos(member),
			    "unknown key %s: a rule has kind, path, reason, instead",
			    escape_show(a, key));
	}
	rule->kind = text_of(v, "kind");
	rule->reason = text_of(v, "reason");
	rule->instead = text_of(v, "instead");
	read_path(a, rule, v);
	return rule;
}

const struct rule *
rules_load(struct arena *a, const char *file)
{
	struct val *root = yaml_in_file(a, file, &(struct yaml_options){0}), *v;
	struct rule *first = NULL, **end = &first;

	if (!root || root->kind == VAL_NULL)
		return NULL;
	if (root->kind != VAL_SEQUENCE)
		die_at(val_pos(root), "rules are a list, found %s", val_kind_name(root->kind));
	for (v = val_first(root); v; v = val_next(root, v), end = &(*end)->next)
		*end = read_rule(a, v);
	return first;
}

static bool
fits_step(const struct path_segment *segment, const struct path_segment *step)
{
	if (segment->fit == PATH_FITS_ALL)
		return true;
	if (segment->key.p)
		return step->key.p && segment->fit == step->fit && str_eq(segment->key, step->key);
	return (step->fit == PATH_FITS_NAME || !step->key.p) && segment->index == step->index;
}

/* Returns whether v has a value at the path that the rule's segments from i on describe. */
static bool
reaches(const struct rule *rule, size_t i, const struct val *v)
{
	struct path_segment step = {0};
	const struct val *child;

	if (!v || i == rule->n)
		return v != NULL;
	for (child = val_first(v); child; child = val_next(v, child), step.index++) {
		step.key = val_key(child);
		if (v->kind == VAL_SEQUENCE) {
			step.key = val_get_text(child, STR("name"));
			step.fit = step.key.p ? PATH_FITS_NAME : PATH_FITS_ONE;
		}
		if (fits_step(&rule->pattern[i], &step) && reaches(rule, i + 1, child))
			return true;
	}
	return false;
}

static bool
fits(const struct rule *rule, const struct change *change)
{
	size_t i;

	if (!str_is(rule->kind, "*") && !str_eq(rule->kind, change->object->part[OBJECT_KIND]))
		return false;
	if (change->steps == 0 && !(change->old && change->new))
		return rule->n == 0 && !change->new;
	if (rule->n == 0)
		return false;
	for (i = 0; i < rule->n && i < change->steps; i++)
		if (!fits_step(&rule->pattern[i], &change->step[i]))
			return false;
	return reaches(rule, i, change->old) || reaches(rule, i, change->new);
}

const struct rule *
rules_find(const struct rule *first, const struct change *change)
{
	while (first && !fits(first, change))
		first = first->next;
	return first;
}
