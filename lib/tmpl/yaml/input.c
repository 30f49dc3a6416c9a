/* Makes the parser's input from markup. A hole becomes the single character U+E000, so that
   documents that differ only in their values are the same text. A line with only holes is
   rewritten, so that the parser does not read the holes as text:

       entry   = lead hole [1*blank "#" text]     a collection of toYaml
       nothing = *" " 1*(hole / blank)            each hole prints nothing
       lead    = *(" " / "- ")

   An entry becomes `HOLE:` for a mapping, `- HOLE` for a list. A line of the form nothing becomes
   the comment `#HOLE`. If the line is within a scalar, fill in scalar.c removes what was added. */
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

static size_t
skip_blanks(str text, size_t i)
{
	while (i < text.n && (text.p[i] == ' ' || text.p[i] == '\t' || text.p[i] == '\r'))
		i++;
	return i;
}

/* Returns whether only blanks, or blanks and a comment, follow byte i on its line. */
static bool
is_end(str text, size_t i)
{
	size_t rest = skip_blanks(text, i);

	return rest == text.n || text.p[rest] == '\n' || (text.p[rest] == '#' && rest > i);
}

static void
add_spot(struct settle *s, struct buf *b, size_t id, enum spot_mark mark)
{
	s->spot = arena_room(s->arena, s->spot, s->spots, &s->spots_cap, sizeof *s->spot);
	s->spot[s->spots++] = (struct spot){(uint32_t)b->n, (uint32_t)id, (uint8_t)mark};
	buf_add(b, STR(HOLE_BEGIN));
}

/* If each hole from text[at] to the end of its line prints nothing, and only blanks are between
   them, adds the holes as a comment. Returns the offset at which the text continues, or at. */
static size_t
add_nothing(struct settle *s, struct buf *b, str text, size_t at)
{
	size_t n = b->n, spots = s->spots, i = at;

	buf_addc(b, '#');
	for (; str_starts(str_from(text, i), STR(HOLE_BEGIN)); i = skip_blanks(text, i)) {
		size_t id = hole_id(text, i);

		if (!hole_is_empty(&s->holes->hole[id]))
			break;
		add_spot(s, b, id, s->spots == spots ? SPOT_NOTHING : SPOT_TEXT);
		i += HOLE_SIZE;
	}
	if (i == text.n || text.p[i] == '\n')
		return i;
	b->n = n;
	s->spots = spots;
	return at;
}

/* Adds the hole at text[at]. Returns the offset at which the text continues. */
static size_t
add_hole(struct settle *s, struct buf *b, str text, size_t at)
{
	size_t id = hole_id(text, at), end = at + HOLE_SIZE;
	const struct hole *hole = &s->holes->hole[id];

	if (hole_is_empty(hole) && settle_is_lead(buf_str(b), false) &&
	    (end = add_nothing(s, b, text, at)) > at)
		return end;
	end = at + HOLE_SIZE;
	if (hole->spelling != HOLE_YAML || !hole_is_collection(hole) || !is_end(text, end) ||
	    !settle_is_lead(buf_str(b), true)) {
		add_spot(s, b, id, SPOT_TEXT);
	} else if (hole->value.kind == VALUE_MAP) {
		add_spot(s, b, id, SPOT_ENTRY);
		buf_addc(b, ':');
	} else {
		buf_add(b, STR("- "));
		add_spot(s, b, id, SPOT_ITEM);
	}
	return end;
}

str
settle_input(struct settle *s, str markup)
{
	struct buf b = {.arena = s->arena};
	size_t at, from = 0;

	buf_need(&b, markup.n + 1);
	for (; (at = hole_find(markup, from)) < markup.n; from = add_hole(s, &b, markup, at))
		buf_add(&b, str_sub(markup, from, at - from));
	buf_add(&b, str_from(markup, from));
	if (b.n > 0 && b.p[b.n - 1] != '\n')
		buf_addc(&b, '\n');
	return buf_str(&b);
}
