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
	str text = val_get_text(mapping, key);

	return text.n <= NAME_MAX_BYTES ? text : (str){0};
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

/* Adds an element of the new list to the first pair of its key that lacks one, or else appends a
   pair. Returns false if keys must be unique and the key exists. */
static bool
add(struct pairing *p, struct pair pair)
{
	struct pair *first = map_get(&p->first, pair.key), *at;

	if (pair.new &&first && first->open) {
		first->open->new = pair.new;
		first->open = first->open->same;
		return true;
	}
	if (first && p->unique)
		return false;
	at = &p->pairs.pair[p->pairs.n++];
	*at = pair;
	at->object.number = first ? first->last->object.number + 1 : 1;
	if (first) {
		first->last->same = at;
	} else {
		map_add(&p->first, first = at);
		first->open = at->old ? at : NULL;
	}
	first->last = at;
	return true;
}

static bool
add_document(struct pairing *p, struct pair pair)
{
	pair.object = object_of(pair.old ? pair.old : pair.new);
	pair.key = object_key(p->first.arena, &pair.object);
	return add(p, pair);
}

static bool
add_item(struct pairing *p, struct pair pair)
{
	pair.key = pair.name = text_of(pair.old ? pair.old : pair.new, STR("name"));
	return pair.name.n > 0 && add(p, pair);
}

/* Adds all elements of both lists. Returns false if one of them cannot be added. */
static bool
add_all(struct pairing *p, const struct val *old, const struct val *new,
    bool (*add_one)(struct pairing *p, struct pair pair))
{
	const struct val *v;

	for (v = val_first(old); v; v = val_next(old, v))
		if (!add_one(p, (struct pair){.old = v}))
			return false;
	for (v = val_first(new); v; v = val_next(new, v))
		if (!add_one(p, (struct pair){.new = v}))
			return false;
	return true;
}

struct pairs
pair_documents(struct arena *a, const struct val *old, const struct val *new)
{
	struct pairing p = begin(a, old, new);

	add_all(&p, old, new, add_document);
	return p.pairs;
}

struct pairs
pair_items(struct arena *a, const struct val *old, const struct val *new)
{
	struct pairing p = begin(a, old, new);
	const struct val *x = val_first(old), *y = val_first(new);

	p.unique = true;
	if ((p.pairs.by_name = add_all(&p, old, new, add_item)))
		return p.pairs;
	for (p.pairs.n = 0; x || y; p.pairs.n++) {
		p.pairs.pair[p.pairs.n] = (struct pair){.old = x, .new = y};
		x = x ? val_next(old, x) : NULL;
		y = y ? val_next(new, y) : NULL;
	}
	return p.pairs;
}
