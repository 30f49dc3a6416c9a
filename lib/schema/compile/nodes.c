/* Stores each node by the part of the document from which it is compiled, and the nodes that are
   not filled yet in a list. */
#include "schema/compile/nodes.h"

#include "base/arena.h"
#include "schema/node.h"

static str
source_of(const void *node)
{
	const struct schema *s = node;

	return (str){(const char *)&s->source, sizeof s->source};
}

struct schema *
nodes_new(struct compile *c, const struct val *source)
{
	struct schema *s = arena_alloc(c->run, sizeof *s);

	s->source = source;
	s->loose = c->loose;
	s->flags = (c->rules == COMPILE_STRUCTURAL ? SCHEMA_SERVER : 0u) |
	    (c->unset_null ? SCHEMA_UNSET_NULL : 0u);
	s->object.by_name = (struct map){.arena = c->run, .key = map_text};
	s->array.min_contains = 1;
	s->object.max = s->array.max = s->array.max_contains = s->text.max_length = SIZE_MAX;
	return s;
}

struct schema *
nodes_for(struct compile *c, const struct val *v)
{
	struct map *nodes = &c->nodes[c->loose];
	struct schema **at = c->parts ? c->parts : &c->pending;
	struct schema *s;

	nodes->arena = c->run;
	nodes->key = source_of;
	if ((s = map_get(nodes, source_of(&(struct schema){.source = v}))))
		return s;
	s = nodes_new(c, v);
	map_add(nodes, s);
	s->next = *at;
	*at = s;
	c->parts = &s->next;
	return s;
}

struct schema *
nodes_next(struct compile *c)
{
	struct schema *s = c->pending;

	if (s)
		c->pending = s->next;
	c->parts = NULL;
	return s;
}

struct schema_property *
nodes_property(struct compile *c, struct schema *s, str name)
{
	struct schema_property *p = map_get(&s->object.by_name, name);

	if (p)
		return p;
	p = arena_alloc(c->run, sizeof *p);
	p->name = name;
	map_add(&s->object.by_name, p);
	s->object.properties = arena_room(c->run, s->object.properties, s->object.properties_n,
	    &s->object.properties_cap, sizeof p);
	s->object.properties[s->object.properties_n++] = p;
	return p;
}
