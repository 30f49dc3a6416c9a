/* Marks lines that contain only holes, so that the parser does not read them as text:

       entry   = lead hole [1*blank "#" text]     a collection of toYaml
       nothing = *" " 1*(hole / blank)            each hole prints nothing
       lead    = *(" " / "- ")

   An entry becomes `HOLE:` for a mapping, `- HOLE` for a list. A line of the form nothing becomes
   the comment `#HOLE`. HOLE is a new hole with a mark. If the parser reads the line as text,
   settle_fill removes the addition. */
#include "base/buf.h"
#include "tmpl/yaml/settle_state.h"

bool
settle_is_lead(str text)
{
	size_t i;

	for (i = 0; i < text.n; i++)
		if (text.p[i] != ' ' &&
		    (text.p[i] != '-' || i + 1 == text.n || text.p[i + 1] != ' '))
			return false;
	return true;
}

static str
skip_blanks(str text)
{
	while (text.n > 0 && (text.p[0] == ' ' || text.p[0] == '\t' || text.p[0] == '\r'))
		text = str_from(text, 1);
	return text;
}

/* Returns whether the text after a hole is blank or a comment. */
static bool
is_end(str text)
{
	str rest = skip_blanks(text);

	return rest.n == 0 || (rest.p[0] == '#' && rest.n < text.n);
}

/* If each hole of line prints nothing, and only blanks are between them, adds the holes as a
   comment and returns true. */
static bool
add_nothing(struct holes *h, struct buf *b, str line)
{
	size_t n = b->n, end, id;
	struct hole hole;

	buf_addc(b, '#');
	for (; hole_skip(line, 0) > 0; line = skip_blanks(str_from(line, end))) {
		end = hole_read(line, 0, &id);
		hole = h->hole[id];
		if (!hole_is_empty(&hole))
			break;
		hole.mark = b->n == n + 1 ? HOLE_NOTHING : HOLE_TEXT;
		hole_put(h, b, hole);
	}
	if (line.n > 0)
		b->n = n;
	return line.n == 0;
}

/* Adds a line; its first hole is at offset at. */
static void
add_line(struct holes *h, struct buf *b, str line, size_t at)
{
	str lead = str_sub(line, 0, at), rest;
	size_t id, end = hole_read(line, at, &id);
	struct hole hole = h->hole[id];

	rest = str_from(line, end);
	buf_add(b, lead);
	if (!settle_is_lead(lead)) {
		buf_add(b, str_from(line, at));
	} else if (hole.spelling == HOLE_YAML && hole_is_collection(&hole) && is_end(rest)) {
		hole.mark = hole.value.kind == VALUE_MAP ? HOLE_ENTRY : HOLE_ITEM;
		if (hole.mark == HOLE_ITEM)
			buf_add(b, STR("- "));
		hole_put(h, b, hole);
		if (hole.mark == HOLE_ENTRY)
			buf_addc(b, ':');
		buf_add(b, rest);
	} else if (memchr(lead.p, '-', lead.n) || !add_nothing(h, b, str_from(line, at))) {
		buf_add(b, str_from(line, at));
	}
}

str
settle_mark_lines(struct holes *h, str markup)
{
	struct buf b = {.arena = h->arena};
	size_t at = hole_find(markup, 0), from = 0, begin, end;

	if (at == markup.n && (markup.n == 0 || markup.p[markup.n - 1] == '\n'))
		return markup;
	buf_need(&b, markup.n + markup.n / 16 + 1);
	for (; at < markup.n; at = hole_find(markup, from)) {
		for (begin = at; begin > from && markup.p[begin - 1] != '\n';)
			begin--;
		end = at + str_find(str_from(markup, at), STR("\n"));
		buf_add(&b, str_from(str_sub(markup, 0, begin), from));
		add_line(h, &b, str_from(str_sub(markup, 0, end), begin), at - begin);
		from = end;
	}
	buf_add(&b, str_from(markup, from));
	if (b.n > 0 && b.p[b.n - 1] != '\n')
		buf_addc(&b, '\n');
	return buf_str(&b);
}
