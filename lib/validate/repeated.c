/* Remembers the place of each object, and of each value that must be unique, in hash tables with
   linear probing: a slot is the number of an entry plus 1, or 0. */
#include "validate/repeated.h"

#include "base/buf.h"
#include "base/escape.h"
#include "data/list.h"
#include "data/path.h"
#include "data/val.h"
#include "net/ip.h"
#include "schema/check/check.h"
#include "schema/check/object.h"

/* ENTRIES_MIN entries take 512 KB, a piece that the arena resizes without leaving a copy. The
   system provides the memory when it is used. */
enum { SLOTS_MIN = 1024, ENTRIES_MIN = 1 << 14 };

/* A file is stored as folder and name: the files of a group share a folder, and all groups have
   files of the same names. */
struct repeated_entry {
	uint64_t hash;
	const char *folder, *name;
	uint32_t line, col;
};

/* Returns the slot of a key with this hash, or the empty slot for it. */
static uint32_t *
find(const struct repeated *r, uint64_t hash)
{
	size_t i = hash & (r->slots_n - 1);

	while (r->slots[i] && r->entries[r->slots[i] - 1].hash != hash)
		i = (i + 1) & (r->slots_n - 1);
	return &r->slots[i];
}

static void
grow(struct repeated *r)
{
	uint32_t i;

	r->slots_n = r->slots_n ? r->slots_n * 2 : SLOTS_MIN;
	arena_free(&r->slots_arena);
	r->slots = arena_array(&r->slots_arena, r->slots_n, sizeof *r->slots);
	for (i = 0; i < r->n; i++)
		*find(r, r->entries[i].hash) = i + 1;
}

/* Returns the stored copy of a file's name. */
static const char *
store_name(struct repeated *r, str name)
{
	str *copy = map_get(&r->names, name);

	if (!copy) {
		r->names.arena = &r->texts;
		r->names.key = map_text;
		copy = arena_take(&r->texts, sizeof *copy);
		*copy = arena_str(&r->texts, name);
		map_add(&r->names, copy);
	}
	return copy->p;
}

const char *
repeated_key(struct repeated *r, str key, struct pos pos)
{
	struct buf first = {.arena = &r->texts};
	str file = str_of(pos.file);
	size_t name = str_after_last(file, '/');
	uint64_t hash = str_hash(key);
	struct repeated_entry *e;
	uint32_t *slot;

	if (r->n * 5 >= r->slots_n * 4)
		grow(r);
	slot = find(r, hash);
	if (*slot) {
		e = &r->entries[*slot - 1];
		buf_printf(&first, "%s%s", e->folder, e->name);
		pos_numbers(&first, (struct pos){.line = e->line, .col = e->col});
		return buf_cstr(&first);
	}
	if (r->cap == 0) {
		r->cap = ENTRIES_MIN;
		r->entries = arena_take(&r->entries_arena, r->cap * sizeof *e);
	}
	if (!r->folder || !str_is(str_sub(file, 0, name), r->folder))
		r->folder = arena_str(&r->texts, str_sub(file, 0, name)).p;
	r->entries = arena_room(&r->entries_arena, r->entries, r->n, &r->cap, sizeof *e);
	r->entries[r->n++] = (struct repeated_entry){
	    hash, r->folder, store_name(r, str_from(file, name)), pos.line, pos.col};
	*slot = (uint32_t)r->n;
	return NULL;
}

void
repeated_forget(struct repeated *r)
{
	arena_free(&r->entries_arena);
	arena_free(&r->slots_arena);
	arena_free(&r->texts);
	*r = (struct repeated){0};
}

/* The parts of an object's identity. */
enum { API_VERSION, KIND, NAMESPACE, NAME, PARTS };

/* Reports an object, at the place of its name, if an earlier one has the same parts. made: the
   parts are those of the Secret that the object at `at` makes. */
static bool
is_repeated(struct repeated *r, struct check *c, const struct place *at, const struct place *name,
    const str *part, bool made)
{
	struct arena *a = c->report->arena;
	struct buf key = {.arena = a};
	str space = part[NAMESPACE];
	const char *first;
	int i;

	/* Each part follows its length, so the key is unambiguous. */
	for (i = 0; i < PARTS; i++) {
		buf_add(&key, (str){(const char *)&part[i].n, sizeof part[i].n});
		buf_add(&key, part[i]);
	}
	if (!(first = repeated_key(r, buf_str(&key), val_pos(at->v))))
		return false;
	check_fail(c, name, "duplicate-object", "%s %s%s%s is %sat %s",
	    made ? "the Secret"
		 : buf_format(a, "another %.*s %.*s", (int)part[API_VERSION].n, part[API_VERSION].p,
		       (int)part[KIND].n, part[KIND].p),
	    escape_show(a, part[NAME]), space.n ? " in namespace " : "",
	    space.n ? escape_show(a, space) : "", made ? "also made " : "", first);
	return true;
}

/* Checks the Secret that an ExternalSecret makes: two ExternalSecrets would overwrite each other's
   values in it. With the policies Merge and None an ExternalSecret makes no Secret of its own. */
static void
check_secret(
    struct repeated *r, struct check *c, const struct place *at, const struct place *own_name)
{
	struct place spec = check_member(at, STR("spec")),
		     target = check_member(&spec, STR("target")),
		     name = check_member(&target, STR("name"));
	str part[PARTS] = {STR("v1"), STR("Secret"),
	    val_get_text(own_name->parent->v, STR("namespace")), val_get_text(target.v, name.key)};

	if (object_among(val_get_text(target.v, STR("creationPolicy")), "Merge None"))
		return;
	if (part[NAME].n == 0) {
		name = *own_name;
		part[NAME] = val_text(name.v);
	}
	is_repeated(r, c, at, &name, part, true);
}

void
repeated_object(struct check *c, const struct place *at, void *objects)
{
	struct place metadata = check_member(at, STR("metadata")),
		     name = check_member(&metadata, STR("name"));
	str part[PARTS] = {val_get_text(at->v, STR("apiVersion")), val_get_text(at->v, STR("kind")),
	    val_get_text(metadata.v, STR("namespace")), val_get_text(metadata.v, name.key)};

	if (list_of(at->v))
		check_each(c, at, "items[]", repeated_object, objects);
	if (part[API_VERSION].n == 0 || part[KIND].n == 0 || part[NAME].n == 0)
		return;
	if (!is_repeated(objects, c, at, &name, part, false) &&
	    object_fits(part[API_VERSION], part[KIND], "external-secrets.io/", "ExternalSecret"))
		check_secret(objects, c, at, &name);
}

/* Returns the place of a value, or a place near it if the value was computed. Documents share
   defaults, so for a default it returns the place of the document. A default that refers to the
   document ("a.yaml:7:9 via base.yaml") keeps its own place. */
static struct pos
place_of(struct arena *a, const struct val *doc, const struct val *v, str path)
{
	size_t n = strlen(doc->file);

	if (v->line == 0)
		return path_pos(a, doc, path);
	if (strncmp(v->file, doc->file, n) == 0 && (!v->file[n] || v->file[n] == ':'))
		return val_pos(v);
	return val_pos(doc);
}

void
repeated_path(struct unique_values *u, const char *path)
{
	path_find(u->run, NULL, str_of(path));
	u->paths[u->n++] = str_of(path);
}

void
repeated_values(struct unique_values *u, struct check *c, const struct place *root)
{
	struct arena *a = c->report->arena;
	const char *first;
	struct pos at;
	struct ip ip;
	str text;
	size_t i;

	for (i = 0; i < u->n; i++) {
		struct buf id = {.arena = a};
		const struct val *v = path_find(a, root->v, u->paths[i]);

		if (!v || !val_is_scalar(v) || v->kind == VAL_NULL || v->n == 0)
			continue;
		/* The character after the number distinguishes 1 and "1". */
		buf_printf(&id, "%zu%c", i, v->kind == VAL_STRING ? '"' : '=');
		text = val_text(v);
		/* All spellings of an IP address are one value. */
		if (v->kind == VAL_STRING && !ip_parse(text, &ip))
			text = str_of(ip_text(a, &ip));
		buf_add(&id, text);
		at = place_of(a, root->v, v, u->paths[i]);
		if ((first = repeated_key(&u->seen, buf_str(&id), at)))
			check_finding(c->report, at, u->paths[i], "not-unique",
			    buf_format(a, "must be unique, found %s, which is also at %s",
				escape_show(a, val_text(v)), first));
	}
}
