/* Names. */
#include "validate/names.h"

#include "base/arena.h"

static str
text_of(const void *name)
{
	return str_of(name);
}

const char *
names_keep(struct names *names, const char *name)
{
	void *there;

	if (!name)
		return NULL;
	names->map.arena = names->arena;
	names->map.key = text_of;
	if ((there = map_get(&names->map, str_of(name))))
		return there;
	there = arena_take(names->arena, strlen(name) + 1);
	strcpy(there, name);
	map_add(&names->map, there);
	return there;
}
