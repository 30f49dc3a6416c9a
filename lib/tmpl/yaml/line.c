/* Lines that hold nothing but holes:

       entry = *" " *("-" 1*" ") hole *" " [1*" " "#" comment]     a collection of toYaml
       empty = *" " hole *(hole / " ")                             each printing nothing */
#include "tmpl/yaml/line.h"

#include "base/arena.h"
#include "base/buf.h"
#include "tmpl/yaml/hole.h"

/* Whether the text before a line's first hole is indentation and dashes. */
static bool
is_lead(str text)
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

/* Whether the text after a hole is blank or a comment. */
static bool
is_end(str text)
{
	str rest = skip_blanks(text);

	return rest.n == 0 || (rest.p[0] == '#' && rest.n < text.n);
}

/* Whether a line from its first hole on prints nothing. */
static bool
is_empty(const struct holes *h, str line)
{
	size_t id;

	for (; line.n > 0; line = skip_blanks(line)) {
		if (hole_find(line, 0) > 0)
			return false;
		line = str_from(line, hole_read(line, 0, &id));
		if (!hole_is_empty(&h->hole[id]))
			return false;
	}
	return true;
}

/* Adds a line; its first hole is at offset at. */
static void
add_line(struct holes *h, struct buf *b, str line, size_t at)
{
	str lead = str_sub(line, 0, at), rest;
	struct hole hole;
	size_t id, end;

	end = hole_read(line, at, &id);
	rest = str_from(line, end);
	hole = h->hole[id];
	buf_add(b, lead);
	if (!is_lead(lead)) {
		buf_add(b, str_from(line, at));
	} else if (hole.spelling == HOLE_YAML && hole_is_collection(&hole) && is_end(rest)) {
		hole.entry = true;
		if (hole.value.kind == VALUE_LIST)
			buf_add(b, STR("- "));
		hole_put(h, b, hole);
		if (hole.value.kind == VALUE_MAP)
			buf_addc(b, ':');
		buf_add(b, rest);
	} else {
		if (!memchr(lead.p, '-', lead.n) && is_empty(h, str_from(line, at)))
			buf_add(b, STR(LINE_EMPTY));
		buf_add(b, str_from(line, at));
	}
}

str
line_mark(struct holes *h, struct arena *a, str markup)
{
	struct buf b = {.arena = a};
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

size_t
line_skip_empty(str text, size_t i)
{
	size_t id;

	while (i < text.n)
		if (text.p[i] == ' ' || text.p[i] == '\t' || text.p[i] == '\r')
			i++;
		else if (hole_find(text, i) == i)
			i = hole_read(text, i, &id);
		else
			break;
	return i;
}
