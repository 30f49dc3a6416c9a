/* Walks the old and the new tree together and reports the differences. Documents, and items of
   a list if all have unique names, become members of a mapping, so the time is linear. */
#include "diff/diff.h"

#include "base/arena.h"
#include "base/buf.h"
#include "data/val.h"
#include "diff/rules.h"

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

/* Writes a number and an identity as one text. A length before each part keeps the parts apart. */
static str
key_of(struct arena *a, const struct object *object)
{
	struct buf key = {.arena = a};
	size_t i;

	buf_uint(&key, object->number);
	for (i = 0; i < OBJECT_PARTS && object->identified; i++) {
		buf_addc(&key, ' ');
		buf_uint(&key, object->part[i].n);
		buf_addc(&key, ' ');
		buf_add(&key, object->part[i]);
	}
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
		d->at.rule = rules_find(d->rules, &d->at);
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
