/* Pairs the elements of two lists by key. A hash table finds the keys, so the time is linear. */
#include "diff/pair.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/map.h"
#include "data/val.h"

/* A longer name counts as missing, because paths and titles repeat names. Kubernetes' own limit is
   253. */
enum { NAME_MAX_BYTES = 512 };

/* The state of a pairing. */
struct pairing {
	struct pairs pairs;
	struct map first; /* the first pair of each key */
	bool unique;      /* fail if a key comes twice in a list */
};

static str
key_of(const void *pair)
{
	return ((const struct pair *)pair)->key;
}

static str
text_of(const struct val *mapping, str key)
{
	const struct val *v = val_get(mapping, key);

	return v && v->kind == VAL_STRING && v->n <= NAME_MAX_BYTES ? val_text(v) : (str){0};
}

static struct object
object_of(const struct val *document)
{
	const struct val *metadata = val_get(document, STR("metadata"));
	struct object object = {
	    .api_version = text_of(document, STR("apiVersion")),
	    .kind = text_of(document, STR("kind")),
	    .namespace = text_of(metadata, STR("namespace")),
	    .name = text_of(metadata, STR("name")),
	};

	object.identified = object.kind.n > 0 && object.name.n > 0;
	return object;
}

/* Writes an identity as one text. A length before each part keeps the parts apart. */
static str
object_key(struct arena *a, const struct object *object)
{
	const str part[] = {object->api_version, object->kind, object->namespace, object->name};
	struct buf key = {.arena = a};
	size_t i;

	if (!object->identified)
		return STR("");
	for (i = 0; i < sizeof part / sizeof *part; i++) {
		buf_uint(&key, part[i].n);
		buf_addc(&key, ' ');
		buf_add(&key, part[i]);
	}
	return buf_str(&key);
}

static struct pairing
begin(struct arena *a, const struct val *old, const struct val *new)
{
	return (struct pairing){
	    .pairs.pair = arena_array(a, (size_t)old->n + new->n, sizeof(struct pair)),
	    .first = {.arena = a, .key = key_of},
	};
}

/* Appends a pair. Returns false if keys must be unique and the key exists. */
static bool
append(struct pairing *p, struct pair pair)
{
	struct pair *at = &p->pairs.pair[p->pairs.n++], *first;

	*at = pair;
	at->object.number = 1;
	if ((first = map_add(&p->first, at))) {
		if (p->unique)
			return false;
		first->last->same = at;
		at->object.number = first->last->object.number + 1;
	} else {
		first = at;
		first->open = at->old ? at : NULL;
	}
	first->last = at;
	return true;
}

/* Adds an element of the new list to the first pair of its key that lacks one, or appends it. */
static bool
match(struct pairing *p, struct pair pair)
{
	struct pair *first = map_get(&p->first, pair.key);

	if (!first || !first->open)
		return append(p, pair);
	first->open->new = pair.new;
	first->open = first->open->same;
	return true;
}

struct pairs
pair_documents(struct arena *a, const struct val *old, const struct val *new)
{
	struct pairing p = begin(a, old, new);
	const struct val *v;

	for (v = val_first(old); v; v = val_next(old, v)) {
		struct pair pair = {.old = v, .object = object_of(v)};

		pair.key = object_key(a, &pair.object);
		append(&p, pair);
	}
	for (v = val_first(new); v; v = val_next(new, v)) {
		struct pair pair = {.new = v, .object = object_of(v)};

		pair.key = object_key(a, &pair.object);
		match(&p, pair);
	}
	return p.pairs;
}

static bool
pair_names(struct pairing *p, const struct val *old, const struct val *new)
{
	const struct val *v;
	str name;

	for (v = val_first(old); v; v = val_next(old, v)) {
		name = text_of(v, STR("name"));
		if (!name.n || !append(p, (struct pair){.old = v, .name = name, .key = name}))
			return false;
	}
	for (v = val_first(new); v; v = val_next(new, v)) {
		name = text_of(v, STR("name"));
		if (!name.n || !match(p, (struct pair){.new = v, .name = name, .key = name}))
			return false;
	}
	return true;
}

struct pairs
pair_items(struct arena *a, const struct val *old, const struct val *new)
{
	struct pairing p = begin(a, old, new);
	const struct val *x = val_first(old), *y = val_first(new);

	p.unique = true;
	if (pair_names(&p, old, new)) {
		p.pairs.by_name = true;
		return p.pairs;
	}
	for (p.pairs.n = 0; x || y; p.pairs.n++) {
		p.pairs.pair[p.pairs.n] = (struct pair){.old = x, .new = y};
		x = x ? val_next(old, x) : NULL;
		y = y ? val_next(new, y) : NULL;
	}
	return p.pairs;
}
