/* Reads the parser's events, which contain the place of each scalar. Copies the text between the
   scalars; scalar.c, block.c and entry.c write scalars with holes. A tree of all keys finds a value
   that repeats a key. With SETTLE_TREE the tree has all values too, so that fromYaml need not parse
   the output again. The result has no tree if the text contains anchors, tags, merge keys, keys
   that are not strings, duplicate keys or a second document. */
#include "tmpl/yaml/settle.h"

#include <stdarg.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/escape.h"
#include "base/in.h"
#include "base/utf8.h"
#include "base/word.h"
#include "data/scalar.h"
#include "tmpl/yaml/settle_state.h"

void
settle_refuse(struct settle *s, size_t at, const char *fmt, ...)
{
	struct buf b = {.arena = s->arena};
	str rest = str_sub(s->in, 0, at), line = str_split(&rest, '\n');
	va_list ap;

	if (s->mistake)
		return;
	va_start(ap, fmt);
	buf_vprintf(&b, fmt, ap);
	va_end(ap);
	s->mistake = arena_alloc(s->arena, sizeof *s->mistake);
	s->mistake->message = buf_cstr(&b);
	for (; line.p + line.n < s->in.p + at; s->mistake->line++)
		line = str_split(&rest, '\n');
	s->mistake->col = utf8_count(line);
	s->mistake->bytes = line.n;
}

size_t
settle_byte(struct settle *s, yaml_mark_t mark)
{
	size_t i, left = mark.column;

	if (mark.line < s->line)
		s->line = s->line_at = 0;
	for (; s->line < mark.line; s->line++)
		s->line_at = settle_next_line(s, s->line_at);
	i = s->line_at;
	/* Most text is ASCII: eight characters at once save 1 % of tmpl-render's instructions. */
	for (; left >= 8 && s->in.n - i >= 8 && !(word_at(s->in.p + i) & word_ones << 7); left -= 8)
		i += 8;
	for (; left > 0 && i < s->in.n; left--)
		do
			i++;
		while (i < s->in.n && (s->in.p[i] & 0xc0) == 0x80);
	return i;
}

bool
settle_line_ends(const struct settle *s, size_t i)
{
	while (i < s->in.n && (s->in.p[i] == ' ' || s->in.p[i] == '\t' || s->in.p[i] == '\r'))
		i++;
	return i == s->in.n || s->in.p[i] == '\n';
}

size_t
settle_next_line(const struct settle *s, size_t i)
{
	const char *end = memchr(s->in.p + i, '\n', s->in.n - i);

	return end ? (size_t)(end - s->in.p) + 1 : s->in.n;
}

void
settle_comment(struct settle *s, str text)
{
	size_t at = hole_find(text, 0), from = 0, id;

	for (; at < text.n; at = hole_find(text, from)) {
		buf_add(s->out, str_from(str_sub(text, 0, at), from));
		from = hole_read(text, at, &id);
		if (s->holes->hole[id].mark != HOLE_NOTHING) {
			escape_line(s->out, hole_text(s->holes, id));
			continue;
		}
		s->out->n--; /* the # */
		s->out->n = settle_text_end(s->out);
		from = hole_skip(text, from);
		from += from < text.n;
	}
	buf_add(s->out, str_from(text, from));
}

void
settle_copy(struct settle *s, size_t end)
{
	settle_comment(s, str_from(str_sub(s->in, 0, end), s->done));
	s->done = end;
}

void
settle_behind(struct settle *s, size_t from, size_t margin)
{
	size_t text, column;

	for (s->done = from;;) {
		for (text = s->done; text < s->in.n && memchr(" \t\r", s->in.p[text], 3);)
			text++;
		if (text == s->in.n || !memchr("#\n", s->in.p[text], 2))
			return;
		column = text - s->done;
		if (s->in.p[text] == '#')
			buf_pad(s->out, ' ', column < margin ? column : margin);
		s->done = text;
		settle_copy(s, settle_next_line(s, text));
	}
}

void
settle_any(struct settle *s)
{
	struct frame *f = s->top;
	char *empty;

	if (f->empty_n > 0) {
		empty = s->out->p + f->empty_at;
		s->out->n -= f->empty_n;
		memmove(empty, empty + f->empty_n, s->out->n - f->empty_at);
		f->empty_n = 0;
	}
	f->any = s->any = true;
}

/* Two equal keys that the template itself writes are copied: readers report them. */
void
settle_member(struct settle *s, str key, struct val *v, yaml_mark_t mark, bool filled)
{
	struct val *first = val_add(s->arena, s->top->v, key, v);

	v->col = filled;
	s->partial |= first != NULL;
	if (first && (filled || first->col))
		settle_refuse(
		    s, settle_byte(s, mark), "two keys are %s", escape_show(s->arena, key));
}

/* Adds a node to the innermost collection. A key waits for its value. */
static void
add(struct settle *s, struct val *v, const yaml_event_t *e, bool filled)
{
	struct frame *f = s->top;
	bool key = f->wants_key;

	settle_any(s);
	f->wants_key = f->mapping && !key;
	if (key) {
		f->key = v->kind == VAL_STRING ? val_text(v) : (str){0};
		f->key_mark = e->start_mark;
		f->filled = filled;
		s->partial |= !f->key.p;
	} else if (f->mapping && f->key.p) {
		settle_member(s, f->key, v, f->key_mark, f->filled);
	} else if (f == s->frame) {
		s->partial |= s->tree != NULL;
		s->tree = v;
	} else if (!f->mapping) {
		val_push(f->v, v);
	}
}

/* Returns a scalar without holes. Only a whole tree needs a value's text and type. */
static struct val *
own(struct settle *s, const yaml_event_t *e, bool key)
{
	str text = {(const char *)e->data.scalar.value, e->data.scalar.length};
	bool whole = s->flags & SETTLE_TREE && !s->partial;
	enum val_kind kind = VAL_STRING;

	if (key ? yaml_event_merges(e) : !whole)
		return val_new(s->arena, VAL_NULL);
	text = arena_str(s->arena, text);
	if (whole && e->data.scalar.plain_implicit && !scalar_is_string(text) &&
	    scalar_plain(s->arena, text, &kind, &text))
		s->partial = true;
	s->partial |= key && kind != VAL_STRING;
	return val_scalar(s->arena, key ? VAL_STRING : kind, text);
}

static bool
is_absent(const yaml_event_t *e)
{
	return e->data.scalar.length == 0 && e->start_mark.index == e->end_mark.index;
}

static void
scalar(struct settle *s, const yaml_event_t *e)
{
	struct frame *f = s->top;
	str text = {(const char *)e->data.scalar.value, e->data.scalar.length};
	bool key = f->wants_key, filled = hole_find(text, 0) < text.n, absent = is_absent(e);
	struct val *v;

	if (absent && f == s->frame)
		return;
	if (key && f->marked && !f->any && f->empty_n == 0)
		f->col = e->start_mark.column;
	s->partial |= e->data.scalar.anchor || e->data.scalar.tag;
	if (!(v = filled ? settle_scalar(s, e, key) : own(s, e, key)))
		return;
	add(s, v, e, filled);
	f->list_place = absent;
}

static void
begin(struct settle *s, const yaml_event_t *e, bool mapping, bool flow, bool marked)
{
	if (s->top == s->frame + YAML_DEPTH_MAX) {
		settle_refuse(
		    s, settle_byte(s, e->start_mark), "nested more than %d deep", YAML_DEPTH_MAX);
		return;
	}
	s->partial |= marked;
	*++s->top = (struct frame){.mapping = mapping,
	    .flow = flow,
	    .marked = marked,
	    .wants_key = mapping,
	    .col = e->start_mark.column,
	    .start = e->start_mark.index,
	    .v = val_new(s->arena, mapping ? VAL_MAPPING : VAL_SEQUENCE)};
}

static void
end(struct settle *s, const yaml_event_t *e)
{
	struct frame *f = s->top--;

	add(s, f->v, e, false);
	s->top->list_place = !f->mapping && !f->flow && s->top->mapping && !s->top->flow &&
	    (f->marked || f->col == s->top->col);
}

static void
take(struct settle *s, const yaml_event_t *e)
{
	switch (e->type) {
	case YAML_SCALAR_EVENT:
		scalar(s, e);
		break;
	case YAML_SEQUENCE_START_EVENT:
		begin(s, e, false, e->data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE,
		    e->data.sequence_start.anchor || e->data.sequence_start.tag);
		break;
	case YAML_MAPPING_START_EVENT:
		begin(s, e, true, e->data.mapping_start.style == YAML_FLOW_MAPPING_STYLE,
		    e->data.mapping_start.anchor || e->data.mapping_start.tag);
		break;
	case YAML_SEQUENCE_END_EVENT:
	case YAML_MAPPING_END_EVENT:
		end(s, e);
		break;
	case YAML_ALIAS_EVENT:
		s->partial = true;
		add(s, val_new(s->arena, VAL_NULL), e, false);
		s->top->list_place = false;
		break;
	case YAML_DOCUMENT_START_EVENT:
		s->frame[0] = (struct frame){0};
		break;
	default:
		break;
	}
}

static void
read_events(struct settle *s)
{
	yaml_event_t e;
	bool more = true;

	while (more && !s->mistake) {
		if (!yaml_event_next(&s->source, &e)) {
			settle_source_mistake(s);
			break;
		}
		take(s, &e);
		more = e.type != YAML_STREAM_END_EVENT;
		yaml_event_done(&e);
	}
}

/* Refuses text that is not UTF-8, and line breaks that readers do not agree on. */
static void
check_text(struct settle *s)
{
	size_t at = 0, i = 0, n;
	uint32_t rune;

	while ((at += str_find(str_from(s->in, at), STR("\r"))) < s->in.n &&
	    str_starts(str_from(s->in, at), STR("\r\n")))
		at++;
	for (; (i += utf8_ascii(str_from(s->in, i))) < at; i += n) {
		n = utf8_next(str_from(s->in, i), &rune);
		if (rune == 0x85 || rune == 0x2028 || rune == 0x2029 || rune == UTF8_BAD)
			at = i;
	}
	if (at == s->in.n)
		return;
	settle_refuse(s, at,
	    utf8_bad(str_from(s->in, at)) == 0
		? "the text is not UTF-8"
		: "the text holds a line break that readers do not agree on: use \\n, or \\N, "
		  "\\L, \\P in double quotes");
}

const struct settle_mistake *
settle(struct holes *h, struct arena *a, str markup, unsigned flags, struct buf *out,
    struct settled *settled)
{
	struct settle *s = arena_alloc(a, sizeof *s);
	struct in in;

	s->holes = h;
	s->arena = a;
	s->out = out;
	s->flags = flags;
	s->top = s->frame = arena_take(a, (YAML_DEPTH_MAX + 1) * sizeof *s->frame);
	s->frame[0] = (struct frame){0};
	s->in = settle_mark_lines(h, markup);
	s->line_at = str_starts(s->in, STR("\xef\xbb\xbf")) ? 3 : 0;
	check_text(s);
	in_text(&in, "output", s->in);
	yaml_event_open(&s->source, &in);
	read_events(s);
	yaml_event_close(&s->source);
	settle_copy(s, s->in.n);
	*settled = (struct settled){s->any, s->partial ? NULL : s->tree};
	return s->mistake;
}
