/* Makes the parser's input from markup. A hole becomes the single character U+E000, so that
   documents that differ only in their values are the same text. A line with only holes is
   rewritten, so that the parser does not read the holes as text:

       entry   = lead hole [1*blank "#" text]     a collection of toYaml
       nothing = *" " 1*(hole / blank)            each hole prints nothing
       lead    = *(" " / "- ")

   An entry becomes `HOLE:` for a mapping, `- HOLE` for a list. A line of the form `nothing` becomes
   the comment `#HOLE`, with the hole of its first null or else its last hole. If the line is within
   a scalar, scalar.c removes what was added. */
#include "base/arena.h"
#include "base/buf.h"
#include "tmpl/yaml/settle_state.h"

bool
settle_is_lead(str before, bool dashes)
{
	size_t i = before.n;
	char next = '\0';

	for (; i > 0 && before.p[i - 1] != '\n'; next = before.p[--i])
		if (before.p[i - 1] != ' ' && !(dashes && before.p[i - 1] == '-' && next == ' '))
			return false;
	return true;
}

/* Returns whether only blanks, or blanks and a comment, follow byte i on its line. */
static bool
is_end(str text, size_t i)
{
	size_t rest = str_span(text, i, SETTLE_BLANKS);

	return rest == text.n || text.p[rest] == '\n' || (text.p[rest] == '#' && rest > i);
}

static void
add_spot(struct settle *s, size_t at, size_t id, enum spot_mark mark)
{
	s->spot = arena_room(s->arena, s->spot, s->spots, &s->spots_cap, sizeof *s->spot);
	s->spot[s->spots++] = (struct spot){(uint32_t)at, (uint32_t)id, (uint8_t)mark};
}

/* If only blanks and holes that print nothing follow byte *end on its line, moves *end to the end
   of the line and returns true. Then *id becomes the first null, because it may be a mistake, or
   else the last hole. */
static bool
skip_nothing(const struct settle *s, str text, size_t *end, size_t *id)
{
	const struct hole *hole = s->holes->hole;
	size_t i = str_span(text, *end, SETTLE_BLANKS), first = *id;

	for (; hole_begins(text, i) && hole_is_empty(&hole[hole_id(text, i)]);
	     i = str_span(text, i + HOLE_SIZE, SETTLE_BLANKS))
		if (hole[first].value.kind > VALUE_NIL)
			first = hole_id(text, i);
	if (i < text.n && text.p[i] != '\n')
		return false;
	*end = i;
	*id = first;
	return true;
}

/* Adds the hole at text[at], and what its line needs. Returns the offset at which the text
   continues. */
static size_t
add_hole(struct settle *s, struct buf *b, str text, size_t at)
{
	size_t id = hole_id(text, at), end = at + HOLE_SIZE;
	const struct hole *hole = &s->holes->hole[id];
	enum spot_mark mark = SPOT_TEXT;

	if (hole_is_empty(hole)) {
		if (settle_is_lead(buf_str(b), false) && skip_nothing(s, text, &end, &id)) {
			mark = SPOT_NOTHING;
			buf_addc(b, '#');
		}
	} else if (hole->spelling == HOLE_YAML && hole_is_collection(hole) && is_end(text, end) &&
	    settle_is_lead(buf_str(b), true)) {
		mark = hole->value.kind == VALUE_MAP ? SPOT_ENTRY : SPOT_ITEM;
		buf_add(b, mark == SPOT_ITEM ? STR("- ") : STR(""));
	}
	add_spot(s, b->n, id, mark);
	buf_add(b, STR(HOLE_BEGIN));
	if (mark == SPOT_ENTRY)
		buf_addc(b, ':');
	return end;
}

str
settle_input(struct settle *s)
{
	struct buf b = {.arena = s->arena};
	str text = s->markup;
	size_t at, from = 0;

	buf_need(&b, text.n + 1);
	for (; (at = hole_find(text, from)) < text.n; from = add_hole(s, &b, text, at))
		buf_add(&b, str_sub(text, from, at - from));
	buf_add(&b, str_from(text, from));
	if (b.n > 0 && b.p[b.n - 1] != '\n')
		buf_addc(&b, '\n');
	add_spot(s, UINT32_MAX, 0, SPOT_TEXT);
	return buf_str(&b);
}
