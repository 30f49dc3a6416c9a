/* Interns names: a map holds one copy of each. */
#include "validate/names.h"

#include "base/arena.h"

static str
text_of(const void *name)
{
	return str_of(name);
}

const char *
names_intern(struct names *names, const char *name)
{
	void *copy;

	if (!name)
		return NULL;
	names->map.arena = names->arena;
	names->map.key = text_of;
	if ((copy = map_get(&names->map, str_of(name))))
		return copy;
	copy = arena_take(names->arena, strlen(name) + 1);
	strcpy(copy, name);
	map_add(&names->map, copy);
	return copy;
}
