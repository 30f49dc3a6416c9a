/* A hash table with linear probing: a slot is the number of an entry plus 1, or 0.

   The name of a file is stored in two parts. Neighbours share the first, many files the second:
   "team-a/media/resources/" "namespace.yaml", "media.yaml:8:9" " via base.yaml". */
#include "validate/seen.h"

#include "base/buf.h"

/* ENTRIES_MIN: so many take 320 KB, which arena_grow resizes without leaving a copy. The system
   provides the memory when it is used. */
enum { SLOTS_MIN = 1024, ENTRIES_MIN = 1 << 14 };

/* hash is in two fields, so that an entry has 20 bytes. head and tail are indexes. */
struct seen_entry {
	uint32_t hash_low, hash_high;
	uint32_t head, line;
	uint16_t tail, col;
};

/* Returns the slot of a key with this hash, or the empty slot for it. */
static uint32_t *
find(const struct seen *s, uint32_t low, uint32_t high)
{
	size_t i = low & (s->slots_n - 1);
	const struct seen_entry *e;

	for (; s->slots[i]; i = (i + 1) & (s->slots_n - 1)) {
		e = &s->entries[s->slots[i] - 1];
		if (e->hash_low == low && e->hash_high == high)
			break;
	}
	return &s->slots[i];
}

static void
grow(struct seen *s)
{
	uint32_t i;

	s->slots_n = s->slots_n ? s->slots_n * 2 : SLOTS_MIN;
	arena_free(&s->slots_arena);
	s->slots = arena_array(&s->slots_arena, s->slots_n, sizeof *s->slots);
	for (i = 0; i < s->n; i++)
		*find(s, s->entries[i].hash_low, s->entries[i].hash_high) = i + 1;
}

/* Returns the length of the first part of a name. */
static size_t
head_length(str name)
{
	size_t n = str_find(name, STR(" via "));

	if (n == name.n)
		while (n > 0 && name.p[n - 1] != '/')
			n--;
	return n;
}

/* Returns the index of the first part of a name. It is stored unless the last one is the same. */
static uint32_t
head_of(struct seen *s, str text)
{
	if (s->heads_n == 0 || !str_is(text, s->heads[s->heads_n - 1])) {
		s->heads = arena_room(
		    &s->names_arena, s->heads, s->heads_n, &s->heads_cap, sizeof *s->heads);
		s->heads[s->heads_n++] = arena_str(&s->names_arena, text).p;
	}
	return (uint32_t)s->heads_n - 1;
}

/* Returns the index of the second part of a name, or SEEN_TAILS if there are too many. */
static uint16_t
tail_of(struct seen *s, str text)
{
	uint16_t i;

	for (i = 0; i < SEEN_TAILS; i++) {
		if (!s->tails[i])
			s->tails[i] = arena_str(&s->names_arena, text).p;
		if (str_is(text, s->tails[i]))
			break;
	}
	return i;
}

static void
add_entry(struct seen *s, uint64_t hash, struct pos pos)
{
	str name = str_of(pos.file);
	size_t n = head_length(name);
	struct seen_entry *e;

	if (s->cap == 0) {
		s->cap = ENTRIES_MIN;
		s->entries = arena_take(&s->entries_arena, s->cap * sizeof *e);
	}
	s->entries = arena_room(&s->entries_arena, s->entries, s->n, &s->cap, sizeof *e);
	e = &s->entries[s->n++];
	*e = (struct seen_entry){(uint32_t)hash, (uint32_t)(hash >> 32), 0, pos.line,
	    tail_of(s, str_from(name, n)), pos.col > UINT16_MAX ? 0 : (uint16_t)pos.col};
	e->head = head_of(s, e->tail < SEEN_TAILS ? str_sub(name, 0, n) : name);
}

bool
seen_add(struct seen *s, str key, struct pos pos, struct arena *a, struct pos *first)
{
	uint64_t hash = str_hash(key);
	struct buf name = {.arena = a};
	const struct seen_entry *e;
	uint32_t *slot;

	if (s->n * 5 >= s->slots_n * 4)
		grow(s);
	slot = find(s, (uint32_t)hash, (uint32_t)(hash >> 32));
	if (*slot) {
		e = &s->entries[*slot - 1];
		buf_printf(&name, "%s%s", s->heads[e->head],
		    e->tail < SEEN_TAILS ? s->tails[e->tail] : "");
		*first = (struct pos){buf_cstr(&name), e->line, e->col};
		return true;
	}
	add_entry(s, hash, pos);
	*slot = (uint32_t)s->n;
	return false;
}

void
seen_forget(struct seen *s)
{
	arena_free(&s->entries_arena);
	arena_free(&s->slots_arena);
	arena_free(&s->names_arena);
	*s = (struct seen){0};
}
