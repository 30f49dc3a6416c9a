/* A hash table with linear probing: a slot is the number of an entry plus 1, or 0. Entries are rows
   that never move, so growing copies only slots.

   The name of a file is stored in two parts. Neighbours share the first, many files the second:
   "team-a/media/resources/" "namespace.yaml", "media.yaml:8:9" " via base.yaml". */
#include "validate/seen.h"

#include "base/buf.h"
#include "base/die.h"

enum { BLOCK_ROWS = 512, SLOTS_MIN = 1024 };

/* The bits of a packed place. */
enum { HEAD_BITS = 20, TAIL_BITS = 10, LINE_BITS = 20, COL_BITS = 14, COL_MAX = (1 << 14) - 1 };

/* place is packed. If it has not enough bits, its column is COL_MAX, and the other bits are the
   number of a row in places. */
struct entry {
	uint64_t hash, place;
};

/* head and tail are numbers of rows plus 1. They are 0 if the file is unknown. */
struct place {
	uint32_t head, tail, line, col;
};

struct tail {
	str text;
	uint32_t number;
};

static void *
row(const struct seen_rows *rows, size_t i, size_t size)
{
	return rows->blocks[i / BLOCK_ROWS] + i % BLOCK_ROWS * size;
}

/* Adds a row, which is not cleared. */
static void *
add_row(struct arena *a, struct seen_rows *rows, size_t size)
{
	size_t block = rows->n / BLOCK_ROWS;

	if (rows->n % BLOCK_ROWS == 0) {
		rows->blocks = arena_room(a, rows->blocks, block, &rows->cap, sizeof *rows->blocks);
		rows->blocks[block] = arena_take(a, BLOCK_ROWS * size);
	}
	return row(rows, rows->n++, size);
}

static const struct entry *
entry_of(const struct seen *s, size_t slot)
{
	return row(&s->entries, s->slots[slot] - 1, sizeof(struct entry));
}

/* Returns the slot of a key, or the empty slot for it. */
static size_t
find(const struct seen *s, uint64_t hash)
{
	size_t i = hash & (s->slots_n - 1);

	while (s->slots[i] && entry_of(s, i)->hash != hash)
		i = (i + 1) & (s->slots_n - 1);
	return i;
}

static void
grow(struct seen *s)
{
	size_t i;

	s->slots_n = s->slots_n ? s->slots_n * 2 : SLOTS_MIN;
	arena_free(&s->slots_arena);
	s->slots = arena_array(&s->slots_arena, s->slots_n, sizeof *s->slots);
	for (i = 0; i < s->entries.n; i++) {
		struct entry *e = row(&s->entries, i, sizeof *e);

		s->slots[find(s, e->hash)] = (uint32_t)i + 1;
	}
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

/* Stores the first part of a name, unless the last name had the same. Returns its number. */
static uint32_t
store_head(struct seen *s, str text)
{
	const char **head = s->heads.n ? row(&s->heads, s->heads.n - 1, sizeof *head) : NULL;

	if (!head || !str_is(text, *head)) {
		head = add_row(&s->arena, &s->heads, sizeof *head);
		*head = arena_str(&s->arena, text).p;
	}
	return (uint32_t)s->heads.n;
}

static str
tail_text(const void *tail)
{
	return ((const struct tail *)tail)->text;
}

/* Stores the second part of a name, unless any name had the same. Returns its number. */
static uint32_t
store_tail(struct seen *s, str text)
{
	struct tail *tail = map_get(&s->tail_map, text);

	if (!tail) {
		s->tail_map.arena = &s->arena;
		s->tail_map.key = tail_text;
		tail = add_row(&s->arena, &s->tails, sizeof *tail);
		*tail = (struct tail){arena_str(&s->arena, text), (uint32_t)s->tails.n};
		map_add(&s->tail_map, tail);
	}
	return tail->number;
}

static uint64_t
store_place(struct seen *s, struct pos pos)
{
	str name = str_of(pos.file);
	size_t n = head_length(name);
	struct place p = {.line = pos.line, .col = pos.col};

	if (pos.file) {
		p.head = store_head(s, str_sub(name, 0, n));
		p.tail = store_tail(s, str_from(name, n));
	}
	if (p.head >> HEAD_BITS || p.tail >> TAIL_BITS || p.line >> LINE_BITS || p.col >= COL_MAX) {
		*(struct place *)add_row(&s->arena, &s->places, sizeof p) = p;
		return (uint64_t)(s->places.n - 1) << COL_BITS | COL_MAX;
	}
	return (((uint64_t)p.head << TAIL_BITS | p.tail) << LINE_BITS | p.line) << COL_BITS | p.col;
}

/* Takes the last bits from n. */
static uint32_t
take(uint64_t *n, int bits)
{
	uint32_t taken = (uint32_t)(*n & (((uint64_t)1 << bits) - 1));

	*n >>= bits;
	return taken;
}

static struct pos
load_place(const struct seen *s, uint64_t packed, struct arena *a)
{
	struct buf name = {.arena = a};
	struct place p = {.col = take(&packed, COL_BITS)};

	if (p.col == COL_MAX) {
		p = *(struct place *)row(&s->places, packed, sizeof p);
	} else {
		p.line = take(&packed, LINE_BITS);
		p.tail = take(&packed, TAIL_BITS);
		p.head = (uint32_t)packed;
	}
	if (p.tail == 0)
		return (struct pos){NULL, p.line, p.col};
	buf_add(&name, str_of(*(const char **)row(&s->heads, p.head - 1, sizeof(char *))));
	buf_add(&name, ((struct tail *)row(&s->tails, p.tail - 1, sizeof(struct tail)))->text);
	return (struct pos){buf_cstr(&name), p.line, p.col};
}

bool
seen_add(struct seen *s, str key, struct pos pos, struct arena *a, struct pos *first)
{
	uint64_t hash = str_hash(key);
	struct entry *e;
	size_t slot;

	if (s->entries.n * 5 >= s->slots_n * 4)
		grow(s);
	slot = find(s, hash);
	if (s->slots[slot]) {
		*first = load_place(s, entry_of(s, slot)->place, a);
		return true;
	}
	e = add_row(&s->arena, &s->entries, sizeof *e);
	*e = (struct entry){hash, store_place(s, pos)};
	s->slots[slot] = (uint32_t)s->entries.n;
	return false;
}

void
seen_forget(struct seen *s)
{
	arena_free(&s->arena);
	arena_free(&s->slots_arena);
	*s = (struct seen){0};
}
