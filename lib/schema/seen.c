/* Stores the hash and the place of each key. */
#include "schema/seen.h"

#include "base/arena.h"

struct entry {
	uint64_t hash;
	struct pos pos;
};

bool
seen_add(struct seen *s, str key, struct pos pos, struct pos *first)
{
	struct entry *e = arena_take(s->arena, sizeof *e), *before;

	*e = (struct entry){str_hash(key), pos};
	s->places.arena = s->arena;
	s->places.key = map_number;
	if ((before = map_add(&s->places, e))) {
		*first = before->pos;
		return true;
	}
	/* Neighbours share a file. */
	if (!s->file || strcmp(s->file, pos.file) != 0)
		s->file = arena_str(s->arena, str_of(pos.file)).p;
	e->pos.file = s->file;
	return false;
}
