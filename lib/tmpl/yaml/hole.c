/* The table of holes, and the functions that fill, indent and trim markup. */
#include "tmpl/yaml/hole.h"

#include "base/arena.h"
#include "base/buf.h"
#include "data/json_out.h"
#include "tmpl/formats/formats.h"
#include "tmpl/go/fmt.h"
#include "tmpl/go/text.h"

static str
fill(const struct markup *m, str text)
{
	const struct holes *h = (const struct holes *)m;
	struct buf b = {.arena = h->arena};
	size_t at = hole_find(text, 0), from = 0;
	const struct hole *hole;

	if (at == text.n)
		return text;
	for (; at < text.n; at = hole_find(text, from)) {
		buf_add(&b, str_sub(text, from, at - from));
		hole = &h->hole[hole_id(text, at)];
		hole_add(&b, hole_text(h->arena, hole, true), hole->pad);
		from = at + HOLE_SIZE;
	}
	buf_add(&b, str_from(text, from));
	return buf_str(&b);
}

void
holes_init(struct holes *h, struct arena *a, struct plans *plans)
{
	*h = (struct holes){
	    .markup = {fill}, .arena = a, .plans = plans, .next = HOLE_BEGIN "00000"};
}

/* Adds a hole to the table and writes its text to p. */
static struct hole *
write(struct holes *h, char *p)
{
	char *digit = h->next + HOLE_BEGIN_SIZE;

	h->hole = arena_room(h->arena, h->hole, h->n, &h->cap, sizeof *h->hole);
	memcpy(p, h->next, HOLE_SIZE);
	while (*digit == HOLE_DIGIT_LAST)
		*digit++ = '0';
	++*digit;
	return &h->hole[h->n++];
}

struct hole *
hole_put(struct holes *h, struct buf *b)
{
	char *p = buf_need(b, HOLE_SIZE);

	b->n += HOLE_SIZE;
	return write(h, p);
}

const struct hole *
hole_only(const struct holes *h, str text)
{
	return text.n == HOLE_SIZE && hole_begins(text, 0) ? &h->hole[hole_id(text, 0)] : NULL;
}

str
hole_text(struct arena *a, const struct hole *hole, bool in_yaml)
{
	unsigned json = JSON_GO | (in_yaml ? JSON_YAML : 0) |
	    (hole->spelling == HOLE_RAW_JSON ? 0 : JSON_HTML) |
	    (hole->spelling == HOLE_PRETTY_JSON ? JSON_PRETTY : 0);
	struct value v = hole->value;
	struct buf b = {.arena = a};

	switch (hole->spelling) {
	case HOLE_PRINT:
	case HOLE_NUMBER:
		return v.kind > VALUE_NIL ? print_str(a, v) : STR("");
	case HOLE_QUOTE:
		fmt_quoted(&b, print_str(a, v), false);
		break;
	case HOLE_SQUOTE:
		buf_addc(&b, '\'');
		print_value(&b, v);
		buf_addc(&b, '\'');
		break;
	case HOLE_YAML:
	case HOLE_PRETTY_YAML:
		to_yaml(&b, value_tree(a, v, NULL), hole->spelling == HOLE_PRETTY_YAML);
		break;
	default:
		json_out(&b, value_tree(a, v, NULL), json);
	}
	return buf_str(&b);
}

void
hole_add(struct buf *b, str text, size_t pad)
{
	size_t line = pad > 0 ? str_find(text, STR("\n")) : text.n;

	buf_add(b, str_sub(text, 0, line + 1));
	if (line < text.n)
		text_indent(b, str_from(text, line + 1), pad);
}

void
hole_indent(struct holes *h, struct buf *b, str text, size_t count)
{
	size_t at = b->n;
	struct hole hole;

	text_indent(b, text, count);
	for (; (at = hole_find(buf_str(b), at)) < b->n; at += HOLE_SIZE) {
		hole = h->hole[hole_id(buf_str(b), at)];
		hole.pad += (uint32_t)count;
		*write(h, b->p + at) = hole;
	}
}

/* Trims the text before the first hole and after the last. */
static str
cut_text(const struct hole_cut *cut, str text)
{
	size_t first = hole_find(text, 0), at, end = 0;

	for (at = first; at < text.n; at = hole_find(text, end))
		end = at + HOLE_SIZE;
	if (end == 0)
		return cut->left(cut->what, text, cut->front, cut->back);
	text.n = end + cut->left(cut->what, str_from(text, end), false, cut->back).n;
	return str_from(
	    text, first - cut->left(cut->what, str_sub(text, 0, first), cut->front, false).n);
}

/* Trims the string whose hole is at an end of the text. If both ends are trimmed and the string is
   then empty, drops the hole and the blanks beside it, as Helm does, unless a colon or a dash comes
   before or after them. Returns false if the caller must trim the filled text. */
static bool
cut_hole(struct holes *h, const struct hole_cut *cut, str *text, bool back)
{
	bool both = cut->front && cut->back;
	size_t at = back ? text->n - HOLE_SIZE : 0;
	struct buf b = {.arena = h->arena};
	struct hole hole;
	str whole, left, rest, beside;

	if (text->n < HOLE_SIZE || !hole_begins(*text, at))
		return both;
	hole = h->hole[hole_id(*text, at)];
	if (hole.spelling != HOLE_PRINT || hole.value.kind != VALUE_STRING)
		return hole.spelling == HOLE_YAML && hole_is_collection(&hole);
	whole = fill(&h->markup, str_sub(*text, at, HOLE_SIZE));
	left = cut->left(cut->what, whole, !back, back);
	rest = back ? str_sub(*text, 0, at) : str_from(*text, HOLE_SIZE);
	beside = cut_text(cut, rest);
	if (both && left.n == 0 && beside.n > 0 && beside.n < rest.n &&
	    !memchr(":-", beside.p[back ? beside.n - 1 : 0], 2)) {
		*text = beside;
		return cut_hole(h, cut, text, back);
	}
	if (left.n == whole.n)
		return both;
	hole.value = value_string(cut->left(cut->what, hole.value.s, !back, back));
	buf_add(&b, *text);
	*write(h, b.p + at) = hole;
	*text = buf_str(&b);
	return str_eq(fill(&h->markup, str_sub(*text, at, HOLE_SIZE)), left);
}

struct value
hole_trim(struct holes *h, struct value v, const struct hole_cut *cut)
{
	bool both = cut->front && cut->back, fits = true;
	str text = cut_text(cut, v.s), filled, left;
	bool done = text.n < v.s.n && !both;

	v.s = text;
	if (done || hole_find(text, 0) == text.n || memchr(text.p, '\n', text.n))
		return v;
	if (cut->back)
		fits = cut_hole(h, cut, &text, true);
	if (cut->front)
		fits = cut_hole(h, cut, &text, false) && fits;
	if (fits || both)
		v.s = text;
	if (fits)
		return v;
	filled = fill(&h->markup, v.s);
	left = cut->left(cut->what, filled, cut->front, cut->back);
	return left.n == filled.n ? v : value_string(left);
}
