/* Walks the old and the new tree together and reports the differences, each with the first rule
   that fits it. Documents, and items of a list if all have unique names, become members of a
   mapping, so the time is linear. */
#include "diff/diff.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/die.h"
#include "base/escape.h"
#include "data/val.h"
#include "data/yaml_in.h"

/* A longer name counts as missing, because paths and titles repeat names. Kubernetes' own limit is
   253. */
enum { NAME_MAX_BYTES = 512 };

const char *const object_part[] = {"apiVersion", "kind", "namespace", "name"};

/* A document and its identity. In the first document of an identity, `same` counts all documents
   with this identity. root is a copy, because a node is in one collection only. root is the first
   field, so a pointer to it is also a pointer to the document. */
struct document {
	struct val root;
	struct object object;
	size_t same;
};

static str
text_of(const struct val *mapping, str key)
{
	str text = val_get_text(mapping, key);

	return text.n <= NAME_MAX_BYTES ? text : (str){0};
}

static struct object
object_of(const struct val *document)
{
	const struct val *metadata = val_get(document, STR("metadata"));
	struct object object = {.number = 1};
	size_t i;

	for (i = 0; i < OBJECT_PARTS; i++)
		object.part[i] =
		    text_of(i < OBJECT_NAMESPACE ? document : metadata, str_of(object_part[i]));
	object.identified = object.part[OBJECT_KIND].n > 0 && object.part[OBJECT_NAME].n > 0;
	return object;
}

/* Writes an identity and a number as one text. A length before each part keeps the parts apart. */
static str
key_of(struct arena *a, const struct object *object)
{
	struct buf key = {.arena = a};
	size_t i;

	for (i = 0; i < OBJECT_PARTS && object->identified; i++) {
		buf_uint(&key, object->part[i].n);
		buf_addc(&key, ' ');
		buf_add(&key, object->part[i]);
	}
	buf_uint(&key, object->number);
	return buf_str(&key);
}

/* Returns a mapping of the documents, each a struct document, by number and identity. */
static struct val *
by_identity(struct arena *a, const struct val *documents)
{
	struct val *mapping = val_new(a, VAL_MAPPING);
	const struct val *v;

	for (v = val_first(documents); v; v = val_next(documents, v)) {
		struct document *d = arena_alloc(a, sizeof *d), *first;
		str key;

		*d = (struct document){*v, object_of(v), 1};
		key = key_of(a, &d->object);
		if ((first = (struct document *)val_get(mapping, key))) {
			d->object.number = ++first->same;
			key = key_of(a, &d->object);
		}
		val_add(a, mapping, key, &d->root);
	}
	return mapping;
}

/* Returns a mapping of copies of the items by name. Returns NULL if an item has no name, or the
   same name as another item. */
static struct val *
by_name(struct arena *a, const struct val *items)
{
	struct val *mapping = val_new(a, VAL_MAPPING), *copy;
	const struct val *v;

	for (v = val_first(items); v; v = val_next(items, v)) {
		str name = text_of(v, STR("name"));

		copy = arena_take(a, sizeof *copy);
		*copy = *v;
		if (name.n == 0 || val_add(a, mapping, name, copy))
			return NULL;
	}
	return mapping;
}

static str
rule_text(const struct val *rule, const char *key)
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
	str path = rule_text(v, "path"), rest = path;
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
	rule->kind = rule_text(v, "kind");
	rule->reason = rule_text(v, "reason");
	rule->instead = rule_text(v, "instead");
	read_path(a, rule, v);
	return rule;
}

const struct rule *
diff_rules(struct arena *a, const char *file)
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

/* Compares two values and reports the changes. One of them may be NULL. */
static void compare(struct diff *d, const struct val *old, const struct val *new);

/* Compares two children, one step below the current place. */
static void
enter(struct diff *d, struct path_segment step, const struct val *old, const struct val *new)
{
	d->at.step = arena_room(d->arena, d->at.step, d->at.steps, &d->cap, sizeof step);
	d->at.step[d->at.steps++] = step;
	compare(d, old, new);
	d->at.steps--;
}

/* Compares two mappings of members or, with PATH_FITS_NAME, of items that by_name has paired. An
   added item counts as appended to the old list. */
static void
compare_members(struct diff *d, enum path_fit fit, const struct val *old, const struct val *new)
{
	struct path_segment step = {.fit = fit};
	const struct val *v;

	for (v = val_first(old); v; v = val_next(old, v), step.index++) {
		step.key = val_key(v);
		enter(d, step, v, val_get(new, step.key));
	}
	for (v = val_first(new); v; v = val_next(new, v)) {
		step.key = val_key(v);
		if (val_get(old, step.key))
			continue;
		enter(d, step, NULL, v);
		step.index++;
	}
}

/* Compares items by name if every item has a unique one, else by index. */
static void
compare_items(struct diff *d, const struct val *old, const struct val *new)
{
	const struct val *x = by_name(d->arena, old), *y = by_name(d->arena, new);
	struct path_segment step = {0};

	if (x && y) {
		compare_members(d, PATH_FITS_NAME, x, y);
		return;
	}
	x = val_first(old);
	y = val_first(new);
	for (; x || y; step.index++) {
		enter(d, step, x, y);
		x = x ? val_next(old, x) : NULL;
		y = y ? val_next(new, y) : NULL;
	}
}

static void
compare(struct diff *d, const struct val *old, const struct val *new)
{
	enum val_kind kind = old && new && old->kind == new->kind ? old->kind : VAL_NULL;

	if (kind == VAL_MAPPING) {
		compare_members(d, PATH_FITS_ONE, old, new);
	} else if (kind == VAL_SEQUENCE) {
		compare_items(d, old, new);
	} else if (!old || !new || !val_equal(old, new)) {
		d->at.old = old;
		d->at.new = new;
		for (d->at.rule = d->rules; d->at.rule && !fits(d->at.rule, &d->at);)
			d->at.rule = d->at.rule->next;
		d->changes++;
		d->refused += d->at.rule != NULL;
		d->report(&d->at);
	}
}

void
diff_documents(struct diff *d, const struct val *old, const struct val *new)
{
	const struct val *from = by_identity(d->arena, old), *to = by_identity(d->arena, new), *v;

	for (v = val_first(from); v; v = val_next(from, v)) {
		d->at.object = &((const struct document *)v)->object;
		compare(d, v, val_get(to, val_key(v)));
	}
	for (v = val_first(to); v; v = val_next(to, v)) {
		d->at.object = &((const struct document *)v)->object;
		if (!val_get(from, val_key(v)))
			compare(d, NULL, v);
	}
}
