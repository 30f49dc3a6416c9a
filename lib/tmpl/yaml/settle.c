/* Reads the parser's events, which say where each scalar begins and ends: what is between them is
   copied, and scalars with holes are written by scalar.c, block.c and entry.c. */
#include "tmpl/yaml/settle.h"

#include <stdarg.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/escape.h"
#include "base/in.h"
#include "base/map.h"
#include "base/utf8.h"
#include "base/word.h"
#include "tmpl/yaml/line.h"
#include "tmpl/yaml/settle_state.h"

static void
refuse(struct settle *s, yaml_mark_t mark, const char *fmt, va_list ap)
{
	struct buf b = {.arena = s->arena};

	if (s->mistake)
		return;
	buf_vprintf(&b, fmt, ap);
	s->mistake = arena_alloc(s->arena, sizeof *s->mistake);
	*s->mistake = (struct settle_mistake){buf_cstr(&b), mark.line, mark.column};
}

void
settle_refuse(struct settle *s, const yaml_mark_t *mark, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	refuse(s, *mark, fmt, ap);
	va_end(ap);
}

/* The line and the column of a byte of text. */
static yaml_mark_t
mark_of(str text, size_t at)
{
	str rest = str_sub(text, 0, at), line = str_split(&rest, '\n');
	yaml_mark_t mark = {0};

	for (; line.p + line.n < text.p + at; mark.line++)
		line = str_split(&rest, '\n');
	mark.column = utf8_count(line);
	return mark;
}

void
settle_refuse_hole(struct settle *s, size_t from, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	refuse(s, mark_of(s->in, hole_find(s->in, from)), fmt, ap);
	va_end(ap);
}

size_t
settle_byte(struct settle *s, size_t index)
{
	const char *p = s->in.p + s->bytes, *end = s->in.p + s->in.n;
	size_t left = index - s->chars, n;
	uint64_t w;

	for (; left >= 8 && end - p >= 8; left -= n, p += 8) {
		w = word_at(p);
		/* Eight less the bytes 10xxxxxx, which begin no character. */
		n = 8 - (size_t)(((w >> 7 & ~(w >> 6)) & word_ones) * word_ones >> 56);
	}
	while (p < end && ((unsigned char)*p & 0xc0) == 0x80)
		p++;
	for (; left > 0 && p < end; left--)
		do
			p++;
		while (p < end && ((unsigned char)*p & 0xc0) == 0x80);
	s->chars = index;
	s->bytes = (size_t)(p - s->in.p);
	return s->bytes;
}

void
settle_comment(struct settle *s, str text)
{
	size_t at = hole_find(text, 0), from = 0, id;
	str gap;

	for (; at < text.n; at = hole_find(text, from)) {
		gap = str_from(str_sub(text, 0, at), from);
		if (str_ends(gap, STR(LINE_EMPTY))) {
			gap.n -= sizeof LINE_EMPTY - 1;
			while (gap.n > 0 && gap.p[gap.n - 1] == ' ')
				gap.n--;
			from = line_skip_empty(text, at);
			buf_add(s->out, gap);
			continue;
		}
		buf_add(s->out, gap);
		from = hole_read(text, at, &id);
		escape_line(s->out, hole_text(s->holes, id));
	}
	buf_add(s->out, str_from(text, from));
}

void
settle_behind(struct settle *s, size_t i, size_t margin)
{
	s->done = i;
	s->behind = true;
	s->margin = margin;
}

/* Copies blank lines and comments after a block scalar. */
static void
copy_behind(struct settle *s, size_t end)
{
	size_t next, text, column;

	for (s->behind = false; s->done < end; s->done = next) {
		next = settle_next_line(s, s->done);
		for (text = s->done; text < next && memchr(" \t\r", s->in.p[text], 3);)
			text++;
		if (text == s->in.n || next > end || !memchr("#\n", s->in.p[text], 2))
			break;
		column = text - s->done;
		if (s->in.p[text] == '#')
			buf_pad(s->out, ' ', column < s->margin ? column : s->margin);
		settle_comment(s, str_sub(str_from(s->in, text), 0, next - text));
	}
}

void
settle_copy(struct settle *s, size_t end)
{
	if (s->behind)
		copy_behind(s, end);
	settle_comment(s, str_from(str_sub(s->in, 0, end), s->done));
	s->done = end;
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
	i += str_find(str_from(s->in, i), STR("\n"));
	return i < s->in.n ? i + 1 : i;
}

void
settle_key(struct settle *s, str text, size_t line, bool filled)
{
	size_t cap;

	if (s->keys_n == s->keys_cap) {
		cap = s->keys_cap ? 2 * s->keys_cap : 64;
		s->keys = arena_grow(
		    s->arena, s->keys, s->keys_cap * sizeof *s->keys, cap * sizeof *s->keys);
		s->keys_cap = cap;
	}
	s->keys[s->keys_n++] = (struct key){text, line, filled};
	s->top->filled |= filled;
	s->top->any = true;
}

static str
key_text(const void *key)
{
	return ((const struct key *)key)->text;
}

/* Refuses duplicate keys of which a value made one. Two of the template's own are copied: readers
   report them. */
static void
check_keys(struct settle *s, const struct frame *f)
{
	struct map seen = {.arena = s->arena, .key = key_text};
	size_t i;

	for (i = f->keys; i < s->keys_n; i++) {
		struct key *key = &s->keys[i], *first = map_add(&seen, key);
		yaml_mark_t mark = {.line = key->line, .column = f->col};

		if (first && (first->filled || key->filled))
			settle_refuse(
			    s, &mark, "two keys are %s", escape_show(s->arena, key->text));
	}
}

/* A node has ended. If it was a key, its value comes next. */
static void
node_done(struct settle *s, enum before kind)
{
	struct frame *f = s->top;

	if (f->mapping && !f->wants_key) {
		f->before = f->due ? BEFORE_OTHER : (uint8_t)kind;
		f->due = false;
	}
	f->wants_key = f->mapping && !f->wants_key;
}

static bool
is_absent(const yaml_event_t *e)
{
	return e->data.scalar.length == 0 && e->start_mark.index == e->end_mark.index;
}

static void
refuse_value(struct settle *s)
{
	settle_refuse(s, &s->top->entry, "the mapping of toYaml has a value of its own below");
}

static void
scalar(struct settle *s, const yaml_event_t *e)
{
	struct frame *f = s->top;
	str text = {(const char *)e->data.scalar.value, e->data.scalar.length};
	bool key = f->mapping && f->wants_key, absent = is_absent(e);
	bool merge = str_is(text, "<<") && e->data.scalar.plain_implicit;

	if (f->due && !absent)
		refuse_value(s);
	if (key && !f->any && !f->emptied)
		f->col = e->start_mark.column;
	s->nothing = f->due;
	s->entered = false;
	if (hole_find(text, 0) < text.n)
		settle_scalar(s, e, key);
	else if (key && !merge)
		settle_key(s, arena_str(s->arena, text), e->start_mark.line, false);
	settle_tree_scalar(s, e, key);
	s->any |= !absent || f != s->frame;
	f->any |= !s->nothing;
	node_done(s, absent ? BEFORE_NO_VALUE : BEFORE_OTHER);
}

static void
begin(struct settle *s, const yaml_event_t *e, bool mapping, bool flow, bool marked)
{
	if (s->top->due)
		refuse_value(s);
	if (s->top == s->frame + YAML_DEPTH_MAX) {
		settle_refuse(s, &e->start_mark, "nested more than %d deep", YAML_DEPTH_MAX);
		return;
	}
	s->any = s->top->any = true;
	*++s->top = (struct frame){.mapping = mapping,
	    .flow = flow,
	    .marked = marked,
	    .wants_key = mapping,
	    .col = e->start_mark.column,
	    .start = e->start_mark.index,
	    .keys = s->keys_n};
	settle_tree_begin(s, mapping, marked);
}

static void
end(struct settle *s)
{
	struct frame f = *s->top--;
	bool list = !f.mapping && !f.flow && s->top->mapping && !s->top->flow &&
	    (f.marked || f.col == s->top->col);

	if (f.filled)
		check_keys(s, &f);
	s->keys_n = f.keys;
	if (f.emptied && !f.any)
		settle_empty(s, &f, s->top == s->frame ? 0 : s->top->col + 1);
	node_done(s, list ? BEFORE_LIST : BEFORE_OTHER);
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
		end(s);
		break;
	case YAML_ALIAS_EVENT:
		s->with_tree = false;
		s->any = s->top->any = true;
		node_done(s, BEFORE_OTHER);
		break;
	case YAML_DOCUMENT_START_EVENT:
		s->frame[0] = (struct frame){0};
		s->top = s->frame;
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

/* Returns the offset of a CR without LF. */
static size_t
odd_return(str text)
{
	size_t i = 0;

	while ((i += str_find(str_from(text, i), STR("\r"))) < text.n)
		if (!str_starts(str_from(text, i++), STR("\r\n")))
			return i - 1;
	return text.n;
}

/* Returns the offset of a line break that only some readers know, or of a byte that is not
   UTF-8. */
static size_t
odd_rune(str text)
{
	uint32_t rune;
	size_t i = 0, n;

	for (; (i += utf8_ascii(str_from(text, i))) < text.n; i += n) {
		n = utf8_next(str_from(text, i), &rune);
		if (rune == 0x85 || rune == 0x2028 || rune == 0x2029 || rune == UTF8_BAD)
			return i;
	}
	return text.n;
}

/* Refuses line breaks in the template's text that readers do not agree on. */
static void
check_text(struct settle *s, str text)
{
	size_t at = odd_return(text), i;
	yaml_mark_t mark;

	text = str_sub(text, 0, at + 1);
	i = odd_rune(str_sub(text, 0, at));
	if (i == text.n)
		return;
	mark = mark_of(text, i);
	if (utf8_bad(str_from(text, i)) == 0)
		settle_refuse(s, &mark, "the text is not UTF-8");
	settle_refuse(s, &mark,
	    "the text holds a line break that readers do not agree on: use \\n, or \\N, \\L, \\P "
	    "in double quotes");
}

const struct settle_mistake *
settle(struct holes *h, struct arena *a, str markup, bool strict, bool with_tree, struct buf *out,
    struct settled *settled)
{
	struct settle *s = arena_take(a, sizeof *s);
	struct in in;

	*s = (struct settle){
	    .holes = h, .arena = a, .out = out, .strict = strict, .with_tree = with_tree};
	s->frame = arena_take(a, (YAML_DEPTH_MAX + 1) * sizeof *s->frame);
	s->frame[0] = (struct frame){0};
	s->top = s->frame;
	check_text(s, markup);
	s->in = line_mark(h, a, markup);
	if (str_starts(s->in, STR("\xef\xbb\xbf")))
		s->bytes = 3;
	in_text(&in, "output", s->in);
	yaml_event_open(&s->source, &in);
	read_events(s);
	yaml_event_close(&s->source);
	settle_copy(s, s->in.n);
	*settled = (struct settled){s->any, s->with_tree ? s->tree : NULL};
	return s->mistake;
}
