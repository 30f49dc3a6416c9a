/* Walks the old and the new tree together and reports the differences. It pairs the elements of two
   lists by key. A hash table finds the keys, so the time is linear. */
#include "diff/diff.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/map.h"
#include "data/val.h"
#include "diff/rules.h"

/* A longer name counts as missing, because paths and titles repeat names. Kubernetes' own limit is
   253. */
enum { NAME_MAX_BYTES = 512 };

const char *const object_part[] = {"apiVersion", "kind", "namespace", "name"};

/* An element (document or item) of the old list and the element of the new list that belongs to it.
   old or new is NULL if its list has no such element. */
struct pair {
	const struct val *old, *new;
	struct object object; /* of documents */
	str key;              /* of documents and of items that are paired by name */
	struct pair *same;    /* the next pair of the key */
	struct pair *open;    /* in the first pair of a key: the next pair without new, or NULL */
	struct pair *last;    /* in the first pair of a key: the last pair */
};

/* The elements of the old list in its order, then the elements that only the new list has, in its
   order. So the index of an item in pair is its index in the old list; an added item counts as
   appended to that list. */
struct pairing {
	struct pair *pair;
	size_t n;
	struct map first; /* the first pair of each key */
	bool items;       /* of a list: each must have a name that is unique in its list */
};

static str
key_of(const void *pair)
{
	return ((const struct pair *)pair)->key;
}

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
	struct object object;
	size_t i;

	for (i = 0; i < OBJECT_PARTS; i++)
		object.part[i] =
		    text_of(i < OBJECT_NAMESPACE ? document : metadata, str_of(object_part[i]));
	object.identified = object.part[OBJECT_KIND].n > 0 && object.part[OBJECT_NAME].n > 0;
	return object;
}

/* Writes an identity as one text. A length before each part keeps the parts apart. */
static str
object_key(struct arena *a, const struct object *object)
{
	struct buf key = {.arena = a};
	size_t i;

	for (i = 0; i < OBJECT_PARTS && object->identified; i++) {
		buf_uint(&key, object->part[i].n);
		buf_addc(&key, ' ');
		buf_add(&key, object->part[i]);
	}
	return buf_str(&key);
}

/* Adds an element. One of the new list completes the first pair of its key that lacks one, if any.
   Returns false for an item without a name, or with the name of another item of its list. */
static bool
add(struct pairing *p, const struct val *old, const struct val *new)
{
	struct pair pair = {.old = old, .new = new}, *first, *at;

	if (p->items) {
		pair.key = text_of(old ? old : new, STR("name"));
	} else {
		pair.object = object_of(old ? old : new);
		pair.key = object_key(p->first.arena, &pair.object);
	}
	first = map_get(&p->first, pair.key);
	if (first && first->open && new) {
		first->open->new = new;
		first->open = first->open->same;
		return true;
	}
	if (p->items && (first || pair.key.n == 0))
		return false;
	at = &p->pair[p->n++];
	*at = pair;
	at->object.number = first ? first->last->object.number + 1 : 1;
	if (first) {
		first->last->same = at;
	} else {
		map_add(&p->first, first = at);
		first->open = old ? at : NULL;
	}
	first->last = at;
	return true;
}

/* Pairs the elements of two lists. Returns false if they are items that cannot be paired by
   name. */
static bool
pair_all(struct pairing *p, struct arena *a, const struct val *old, const struct val *new)
{
	const struct val *v;

	p->pair = arena_array(a, (size_t)old->n + new->n, sizeof *p->pair);
	p->first = (struct map){.arena = a, .key = key_of};
	for (v = val_first(old); v; v = val_next(old, v))
		if (!add(p, v, NULL))
			return false;
	for (v = val_first(new); v; v = val_next(new, v))
		if (!add(p, NULL, v))
			return false;
	return true;
}

static void compare(struct diff *d, const struct val *old, const struct val *new);

static void
change(struct diff *d, const struct val *old, const struct val *new)
{
	d->at.old = old;
	d->at.new = new;
	d->at.rule = rules_find(d->rules, &d->at);
	d->changes++;
	d->refused += d->at.rule != NULL;
	d->report(&d->at);
}

/* Compares two children, one step below the current place. One of them may be NULL. */
static void
enter(struct diff *d, struct step step, const struct val *old, const struct val *new)
{
	d->at.step = arena_room(d->arena, d->at.step, d->at.steps, &d->cap, sizeof step);
	d->at.step[d->at.steps++] = step;
	if (old && new)
		compare(d, old, new);
	else
		change(d, old, new);
	d->at.steps--;
}

static void
compare_members(struct diff *d, const struct val *old, const struct val *new)
{
	const struct val *v;

	for (v = val_first(old); v; v = val_next(old, v))
		enter(d, (struct step){STEP_MEMBER, val_key(v), 0}, v, val_get(new, val_key(v)));
	for (v = val_first(new); v; v = val_next(new, v))
		if (!val_get(old, val_key(v)))
			enter(d, (struct step){STEP_MEMBER, val_key(v), 0}, NULL, v);
}

/* Compares items by name if every item has a unique one, else by index. */
static void
compare_items(struct diff *d, const struct val *old, const struct val *new)
{
	struct pairing p = {.items = true};
	const struct val *x = val_first(old), *y = val_first(new);
	const struct pair *pair;
	size_t i;

	if (pair_all(&p, d->arena, old, new)) {
		for (pair = p.pair; pair < p.pair + p.n; pair++)
			enter(d, (struct step){STEP_NAMED_ITEM, pair->key, (size_t)(pair - p.pair)},
			    pair->old, pair->new);
		return;
	}
	for (i = 0; x || y; i++) {
		enter(d, (struct step){.kind = STEP_ITEM, .index = i}, x, y);
		x = x ? val_next(old, x) : NULL;
		y = y ? val_next(new, y) : NULL;
	}
}

static void
compare(struct diff *d, const struct val *old, const struct val *new)
{
	if (old->kind == VAL_MAPPING && new->kind == VAL_MAPPING)
		compare_members(d, old, new);
	else if (old->kind == VAL_SEQUENCE && new->kind == VAL_SEQUENCE)
		compare_items(d, old, new);
	else if (!val_equal(old, new))
		change(d, old, new);
}

void
diff_documents(struct diff *d, const struct val *old, const struct val *new)
{
	struct pairing p = {0};
	const struct pair *pair;

	pair_all(&p, d->arena, old, new);
	for (pair = p.pair; pair < p.pair + p.n; pair++) {
		d->at.object = &pair->object;
		if (pair->old && pair->new)
			compare(d, pair->old, pair->new);
		else
			change(d, pair->old, pair->new);
	}
}
