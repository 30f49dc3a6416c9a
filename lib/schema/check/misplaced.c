/* Searches the properties of a schema and the properties of its properties. */
#include "schema/check/misplaced.h"

#include "base/buf.h"
#include "data/path.h"
#include "schema/node.h"
#include "schema/report.h"

/* Limits of a search, which only improves a message: levels, and schemas. A schema may contain
   itself. */
enum { DEPTH_MAX = 8, SCHEMAS_MAX = 20000 };

/* found is the path of the property that is nearest to the root, times how many are as near. */
struct search {
	str name;
	struct buf found;
	size_t times, visited;
	unsigned depth;
};

static void
add_path(struct buf *b, const struct place *place)
{
	if (!place->parent)
		return;
	add_path(b, place->parent);
	path_key(b, place->key);
}

static void
note_property(struct search *s, const struct place *at, unsigned depth)
{
	if (s->times > 0 && depth >= s->depth) {
		s->times += depth == s->depth;
		return;
	}
	s->depth = depth;
	s->times = 1;
	s->found.n = 0;
	add_path(&s->found, at);
}

/* The metadata and the status are not what an author writes. */
static bool
is_not_ours(str name)
{
	return str_is(name, "metadata") || str_is(name, "status");
}

static void
search(struct search *s, const struct schema *schema, const struct place *place, unsigned depth)
{
	struct place at = {.parent = place};
	size_t i;

	while (schema->ref && schema->object.properties_n == 0)
		schema = schema->ref;
	if (depth == DEPTH_MAX || ++s->visited > SCHEMAS_MAX)
		return;
	for (i = 0; i < schema->object.properties_n; i++) {
		const struct schema_property *p = schema->object.properties[i];

		at.key = p->name;
		if (!p->schema || (depth == 0 && is_not_ours(p->name)))
			continue;
		if (str_eq(p->name, s->name))
			note_property(s, &at, depth);
		search(s, p->schema, &at, depth + 1);
	}
}

const char *
misplaced_find(struct arena *a, const struct schema *root, str name)
{
	struct search s = {.name = name, .found = {.arena = a}};
	struct place top = {0};

	if (root)
		search(&s, root, &top, 0);
	return s.times == 1 && s.visited <= SCHEMAS_MAX ? buf_cstr(&s.found) : NULL;
}
