/* Writes plain and quoted scalars that hold holes: a plain one that is one hole becomes the
   value, any other a string. */
#include <math.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/utf8.h"
#include "data/val.h"
#include "data/yaml_out.h"
#include "tmpl/go/print.h"
#include "tmpl/yaml/line.h"
#include "tmpl/yaml/settle_state.h"

/* The longest key that readers accept on one line, in bytes. */
enum { KEY_MAX = 1000 };

/* Makes an empty line of a line that prints nothing, in a text whose lines are folded: the
   blank or the line breaks on both sides become one line break for each empty line. Returns
   where the text goes on. */
static size_t
unfold(struct buf *b, str text, size_t i)
{
	size_t breaks = 0;

	if (b->n > 0 && b->p[b->n - 1] == ' ')
		b->n--;
	for (; b->n > 0 && b->p[b->n - 1] == '\n'; b->n--)
		breaks++;
	while (str_starts(str_from(text, i), STR(LINE_EMPTY))) {
		breaks++;
		i = line_skip_empty(text, i + sizeof LINE_EMPTY - 1);
		for (; i < text.n && text.p[i] == '\n'; i++)
			breaks++;
	}
	/* If no other line follows, the last break is that of the empty line. */
	if (i == text.n && b->n == 0 && text.p[i - 1] == '\n')
		breaks--;
	buf_pad(b, '\n', breaks);
	return i;
}

/* The same in a text that is not folded. */
static size_t
empty_line(struct buf *b, str text, size_t i)
{
	while (b->n > 0 && b->p[b->n - 1] == ' ')
		b->n--;
	return line_skip_empty(text, i + sizeof LINE_EMPTY - 1);
}

/* Refuses a null within text; its hole is at byte at of the input. */
static void
check_null(struct settle *s, const struct hole *hole, size_t at)
{
	if (s->strict && hole->spelling == HOLE_PRINT && hole->value.kind <= VALUE_NIL)
		settle_refuse_hole(s, at, "null within text");
}

/* Adds the text of a hole that ends at text[end]; returns where the text goes on. What made an
   entry of it is taken off. */
static size_t
fill_hole(struct buf *b, const struct holes *h, size_t id, str text, size_t end, size_t less)
{
	const struct hole *hole = &h->hole[id];

	if (hole->entry && hole->value.kind == VALUE_LIST && b->n >= 2)
		b->n -= 2;
	if (hole->entry && hole->value.kind == VALUE_MAP && end < text.n && text.p[end] == ':')
		end++;
	hole_add(b, hole_text(h, id), hole->pad > less ? hole->pad - less : 0);
	return end;
}

str
settle_fill(struct settle *s, const struct place *p, str text, size_t less, bool fold)
{
	struct buf b = {.arena = s->arena};
	size_t at = hole_find(text, 0), from = 0, id, end, in = p->begin;
	str gap;

	for (; at < text.n; at = hole_find(text, end)) {
		end = hole_read(text, at, &id);
		in = hole_find(s->in, in);
		check_null(s, &s->holes->hole[id], in++);
		if (at < from)
			continue;
		gap = str_from(str_sub(text, 0, at), from);
		if (str_ends(gap, STR(LINE_EMPTY))) {
			gap.n -= sizeof LINE_EMPTY - 1;
			buf_add(&b, gap);
			from = (fold ? unfold : empty_line)(&b, text, from + gap.n);
		} else {
			buf_add(&b, gap);
			from = end = fill_hole(&b, s->holes, id, text, end, less);
		}
	}
	buf_add(&b, str_from(text, from));
	return buf_str(&b);
}

static void
check_key(struct settle *s, const struct place *p, str text, size_t from)
{
	if (s->out->n - from > KEY_MAX)
		settle_refuse_hole(s, p->begin, "a key is longer than %d characters", KEY_MAX);
	settle_key(s, text, p->mark->line, true);
}

/* Returns the column for a block scalar in this place. *own: it is the column of the place
   itself; else it is two more than the column of the collection around it. */
static size_t
indent_of(const struct settle *s, const struct place *p, bool *own)
{
	size_t line = p->begin, i;

	while (line > 0 && s->in.p[line - 1] != '\n')
		line--;
	/* Indicators of collections that begin on this line. */
	for (i = line; i < p->begin && memchr(" -?:", s->in.p[i], 4);)
		i++;
	/* One without a blank behind it is text. */
	while (i > line && s->in.p[i - 1] != ' ')
		i--;
	*own = i == p->begin || p->marked;
	return i - line + (i == p->begin ? 0 : 2);
}

void
settle_string(struct settle *s, const struct place *p, str text)
{
	bool lines = text.n > 0 && memchr(text.p, '\n', text.n), own;
	size_t from = s->out->n, indent;

	if (utf8_bad(text) < text.n)
		settle_refuse_hole(s, p->begin, "the value is not UTF-8");
	if (lines && p->root)
		settle_refuse_hole(s, p->begin,
		    "a string of several lines is all of the document: where it is to be "
		    "structure, use include, or toYaml");
	s->done = p->end;
	settle_made(s, text);
	if (lines && !p->key && !p->flow && settle_line_ends(s, p->end)) {
		indent = indent_of(s, p, &own);
		if (yaml_out_block(s->out, text, indent, own)) {
			settle_behind(s, settle_next_line(s, p->end), indent - 1);
			return;
		}
	}
	yaml_out_string(s->out, text, p->flow);
	if (p->key)
		check_key(s, p, text, from);
}

static void
quoted(struct settle *s, const struct place *p, str text, bool single)
{
	size_t from = s->out->n;

	if (utf8_bad(text) < text.n)
		settle_refuse_hole(s, p->begin, "the value is not UTF-8");
	settle_made(s, text);
	yaml_out_quoted(s->out, text, single);
	if (p->key)
		check_key(s, p, text, from);
	s->done = p->end;
}

/* Writes a hole as a key: a string, whatever the value is. */
static void
key(struct settle *s, const struct place *p, const struct hole *hole)
{
	if (hole->value.kind <= VALUE_NIL)
		settle_refuse_hole(s, p->begin, "null where a key is needed");
	else if (hole_is_collection(hole))
		settle_refuse_hole(s, p->begin, "a %s where a key is needed",
		    hole->value.kind == VALUE_MAP ? "mapping" : "list");
	else if (hole->spelling == HOLE_QUOTE || hole->spelling == HOLE_SQUOTE)
		quoted(s, p, hole->value.s, hole->spelling == HOLE_SQUOTE);
	else
		settle_string(s, p, print_str(s->arena, hole->value));
}

/* Writes a hole as a value. */
static void
node(struct settle *s, const struct place *p, const struct hole *hole)
{
	const struct value *v = &hole->value;

	if (v->kind == VALUE_STRING && hole->spelling != HOLE_PRINT &&
	    hole->spelling != HOLE_YAML) {
		quoted(s, p, v->s, hole->spelling == HOLE_SQUOTE);
	} else if (v->kind == VALUE_STRING) {
		settle_string(s, p, v->s);
	} else if (hole_is_collection(hole)) {
		settle_flow(s, p, hole);
	} else {
		if (v->kind == VALUE_FLOAT && !isfinite(v->as.f))
			settle_refuse_hole(s, p->begin, "the value is not a finite number");
		s->made = value_tree(s->arena, *v);
		yaml_out_scalar(s->out, s->made, p->flow);
		s->done = p->end;
	}
}

/* Refuses what a plain scalar of text and holes cannot hold. */
static void
check_plain(struct settle *s, const struct place *p, str text)
{
	const struct hole *hole;
	size_t at, end, id, from = p->begin;

	for (at = hole_find(text, 0); at < text.n; at = hole_find(text, end)) {
		end = hole_read(text, at, &id);
		from = hole_find(s->in, from);
		hole = &s->holes->hole[id];
		if (hole->spelling == HOLE_YAML && hole_is_collection(hole))
			settle_refuse_hole(s, from,
			    "toYaml of a %s beside text: put it on lines of its own with nindent",
			    hole->value.kind == VALUE_MAP ? "mapping" : "list");
		if (p->flow && hole->spelling != HOLE_PRINT && end < text.n && text.p[end] == ':')
			settle_refuse_hole(s, from, "a blank is due behind the colon");
		from++;
	}
}

static void
plain(struct settle *s, const struct place *p, str text)
{
	const struct hole *only = hole_only(s->holes, text);

	if (!only) {
		check_plain(s, p, text);
		settle_string(s, p, settle_fill(s, p, text, SIZE_MAX, true));
	} else if (only->entry) {
		settle_entry(s, p, only);
	} else {
		(p->key ? key : node)(s, p, only);
	}
}

/* Skips the anchor and the tag at byte i, and blanks and comments up to the scalar. */
static size_t
skip_properties(str in, size_t i)
{
	while (i < in.n && (in.p[i] == '&' || in.p[i] == '!')) {
		while (i < in.n && !memchr(" \t\r\n", in.p[i], 4))
			i++;
		while (i < in.n && memchr(" \t\r\n#", in.p[i], 5))
			i = in.p[i] == '#' ? i + str_find(str_from(in, i), STR("\n")) : i + 1;
	}
	return i;
}

void
settle_scalar(struct settle *s, const yaml_event_t *e, bool is_key)
{
	const struct frame *f = s->top;
	str text = {(const char *)e->data.scalar.value, e->data.scalar.length};
	struct place p = {.mark = &e->start_mark, .key = is_key, .flow = f->flow};

	p.root = f == s->frame;
	p.begin = settle_byte(s, e->start_mark.index);
	p.end = settle_byte(s, e->end_mark.index);
	if (e->data.scalar.anchor || e->data.scalar.tag)
		p.begin = skip_properties(s->in, p.begin);
	p.marked = e->data.scalar.anchor || e->data.scalar.tag;
	switch (e->data.scalar.style) {
	case YAML_SINGLE_QUOTED_SCALAR_STYLE:
	case YAML_DOUBLE_QUOTED_SCALAR_STYLE:
		settle_copy(s, p.begin);
		quoted(s, &p, settle_fill(s, &p, text, SIZE_MAX, true),
		    e->data.scalar.style == YAML_SINGLE_QUOTED_SCALAR_STYLE);
		break;
	case YAML_LITERAL_SCALAR_STYLE:
	case YAML_FOLDED_SCALAR_STYLE:
		settle_copy(s, p.begin);
		settle_block(s, e, &p);
		break;
	default:
		if (hole_only(s->holes, text) && hole_only(s->holes, text)->entry &&
		    hole_only(s->holes, text)->value.kind == VALUE_LIST)
			settle_copy(s, p.begin - 2);
		else
			settle_copy(s, p.begin);
		plain(s, &p, text);
	}
}
