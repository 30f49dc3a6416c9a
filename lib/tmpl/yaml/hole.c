/* The table of holes, and the functions that fill, indent and trim markup. */
#include "tmpl/yaml/hole.h"

#include "base/arena.h"
#include "base/buf.h"
#include "data/json_out.h"
#include "tmpl/go/fmt.h"
#include "tmpl/go/print.h"
#include "tmpl/go/text.h"
#include "tmpl/go/to_yaml.h"

enum { PAD_MAX = UINT16_MAX };

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
		hole_add(&b, hole_text(h->arena, hole), hole->pad);
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

size_t
hole_find(str text, size_t from)
{
	const char *at;

	for (; from < text.n; from++) {
		if (!(at = memchr(text.p + from, HOLE_BEGIN[0], text.n - from)))
			return text.n;
		from = (size_t)(at - text.p);
		if (hole_begins(text, from))
			return from;
	}
	return text.n;
}

const struct hole *
hole_only(const struct holes *h, str text)
{
	return text.n == HOLE_SIZE && hole_begins(text, 0) ? &h->hole[hole_id(text, 0)] : NULL;
}

str
hole_text(struct arena *a, const struct hole *hole)
{
	unsigned json = JSON_GO | JSON_YAML | (hole->spelling == HOLE_RAW_JSON ? 0 : JSON_HTML) |
	    (hole->spelling == HOLE_PRETTY_JSON ? JSON_PRETTY : 0);
	struct value v = hole->value;
	struct buf b = {.arena = a};

	switch ((enum hole_spelling)hole->spelling) {
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
		to_yaml(&b, value_tree(a, v), false);
		break;
	default:
		json_out(&b, value_tree(a, v), json);
	}
	return buf_str(&b);
}

void
hole_add(struct buf *b, str text, size_t pad)
{
	bool more;

	if (pad == 0) {
		buf_add(b, text);
		return;
	}
	do {
		more = memchr(text.p, '\n', text.n) != NULL;
		buf_add(b, str_split(&text, '\n'));
		if (more) {
			buf_addc(b, '\n');
			buf_pad(b, ' ', pad);
		}
	} while (more);
}

void
hole_indent(struct holes *h, struct buf *b, str text, size_t count)
{
	size_t at = b->n;
	struct hole hole;

	text_indent(b, text, count);
	for (; (at = hole_find(buf_str(b), at)) < b->n; at += HOLE_SIZE) {
		hole = h->hole[hole_id(buf_str(b), at)];
		hole.pad = (uint16_t)(hole.pad + count < PAD_MAX ? hole.pad + count : PAD_MAX);
		*write(h, b->p + at) = hole;
	}
}

/* Returns a string with its pad, as it is within text. */
static str
padded(struct arena *a, str text, size_t pad)
{
	struct buf b = {.arena = a};

	hole_add(&b, text, pad);
	return buf_str(&b);
}

/* Trims the string of the hole at text[at], at an end of the text. Returns false if that is not
   enough, or also cuts the string's pad: then the caller trims the filled text. */
static bool
cut_hole(struct holes *h, const struct hole_cut *cut, str *text, size_t at)
{
	bool front = cut->front && at == 0, back = cut->back && at + HOLE_SIZE == text->n;
	struct buf b = {.arena = h->arena};
	struct hole hole = h->hole[hole_id(*text, at)];
	str whole, left;

	if (!front && !back)
		return true;
	if (hole.spelling != HOLE_PRINT || hole.value.kind != VALUE_STRING)
		return hole.spelling == HOLE_YAML && hole_is_collection(&hole);
	whole = padded(h->arena, hole.value.s, hole.pad);
	left = cut->left(cut->what, whole, front, back);
	if (left.n == whole.n)
		return cut->front && cut->back;
	hole.value = value_string(cut->left(cut->what, hole.value.s, front, back));
	if (!str_eq(left, padded(h->arena, hole.value.s, hole.pad)))
		return false;
	buf_add(&b, *text);
	*write(h, b.p + at) = hole;
	*text = buf_str(&b);
	return true;
}

/* Returns the offset of a text's last hole, which must exist. */
static size_t
last_hole(str text)
{
	size_t i = text.n - HOLE_SIZE;

	while (!hole_begins(text, i))
		i--;
	return i;
}

/* Trims the text before the first hole and after the last. */
static str
cut_text(const struct hole_cut *cut, str text)
{
	size_t first = hole_find(text, 0), end;

	if (first == text.n)
		return cut->left(cut->what, text, cut->front, cut->back);
	end = last_hole(text) + HOLE_SIZE;
	text.n = end + cut->left(cut->what, str_from(text, end), false, cut->back).n;
	return str_from(
	    text, first - cut->left(cut->what, str_sub(text, 0, first), cut->front, false).n);
}

/* If an end of the text is the hole of an empty string with blanks beside it, drops both, as Helm
   does, and returns true. Keeps the hole where the template has a colon or a dash for it. */
static bool
drop_empty(const struct holes *h, const struct hole_cut *cut, str *text, bool back)
{
	size_t at = back ? text->n - HOLE_SIZE : 0;
	const struct hole *hole;
	str rest, left;

	if (text->n <= HOLE_SIZE || !hole_begins(*text, at))
		return false;
	hole = &h->hole[hole_id(*text, at)];
	rest = back ? str_sub(*text, 0, at) : str_from(*text, HOLE_SIZE);
	left = cut_text(cut, rest);
	if (hole->value.kind != VALUE_STRING || !hole_is_empty(hole) || left.n == 0 ||
	    left.n == rest.n || memchr(":-", left.p[back ? left.n - 1 : 0], 2))
		return false;
	*text = left;
	return true;
}

struct value
hole_trim(struct holes *h, struct value v, const struct hole_cut *cut)
{
	bool both = cut->front && cut->back;
	str text = cut_text(cut, v.s), filled, left;
	size_t first = hole_find(text, 0), last;
	bool done = text.n < v.s.n && !both;

	v.s = text;
	if (done || first == text.n || memchr(text.p, '\n', text.n))
		return v;
	for (; both && (drop_empty(h, cut, &text, true) || drop_empty(h, cut, &text, false));
	     first = hole_find(text, 0))
		v.s = text;
	if (first == text.n)
		return v;
	last = last_hole(text);
	if (cut_hole(h, cut, &text, last) && (first == last || cut_hole(h, cut, &text, first))) {
		v.s = text;
		return v;
	}
	filled = fill(&h->markup, v.s);
	left = cut->left(cut->what, filled, cut->front, cut->back);
	return left.n == filled.n ? v : value_string(left);
}
