/* Writes a template's output by the events of its plans, which contain the place of each scalar.
   Copies the text between scalars with holes; scalar.c writes these scalars. Makes a tree of all
   keys, to refuse a value that repeats a key. With SETTLE_TREE the tree has all values too, so that
   fromYaml need not parse the output again. The result has no tree if the text contains anchors,
   tags, aliases, merge keys, keys that are not strings, duplicate keys or a second document. */
#include "tmpl/yaml/settle.h"

#include <stdarg.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/escape.h"
#include "base/utf8.h"
#include "data/scalar.h"
#include "data/yaml_in.h"
#include "tmpl/yaml/settle_state.h"

void
settle_refuse(struct settle *s, size_t at, const char *fmt, ...)
{
	struct settle_mistake *m;
	struct buf b = {.arena = s->arena};
	str line = str_sub(s->in, 0, at), markup = s->markup;
	size_t i, begin;
	va_list ap;

	if (s->mistake)
		return;
	va_start(ap, fmt);
	buf_vprintf(&b, fmt, ap);
	va_end(ap);
	s->mistake = m = arena_alloc(s->arena, sizeof *m);
	m->message = buf_cstr(&b);
	for (begin = 0; (i = str_find(line, STR("\n"))) < line.n; line = str_from(line, i + 1)) {
		begin += i + 1;
		str_split(&markup, '\n');
		m->line++;
	}
	m->col = utf8_count(line);
	m->begin = s->markup.n - markup.n;
	m->at = m->begin + line.n;
	for (i = s->spots; i > 0 && s->spot[i - 1].at >= begin; i--)
		m->at += s->spot[i - 1].at < at ? HOLE_SIZE - HOLE_BEGIN_SIZE : 0;
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

/* Copies the input up to byte end, in which there is no hole. */
static void
copy(struct settle *s, size_t end)
{
	buf_add(s->out, str_sub(s->in, s->done, end - s->done));
	s->done = end;
}

/* Leaves out a line that prints nothing, from the blanks before its comment to its end. */
static void
leave_out_line(struct settle *s)
{
	s->out->n--; /* the # */
	s->out->n = settle_text_end(s->out);
	for (; s->next < s->spots && s->spot[s->next].at == s->done; s->next++)
		s->done += HOLE_BEGIN_SIZE;
	s->done += s->done < s->in.n;
}

void
settle_copy(struct settle *s, size_t end)
{
	for (; s->next < s->spots && s->spot[s->next].at < end;) {
		copy(s, s->spot[s->next].at);
		if (s->spot[s->next].mark == SPOT_NOTHING) {
			leave_out_line(s);
			continue;
		}
		escape_line(s->out, hole_text(s->arena, settle_hole(s, s->next++)));
		s->done += HOLE_BEGIN_SIZE;
	}
	copy(s, end);
}

void
settle_after_block(struct settle *s, size_t from, size_t margin)
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

static struct val *
node_of(struct settle *s, const struct val *v)
{
	struct val *node = arena_take(s->arena, sizeof *node);

	*node = *v;
	node->next = NULL;
	node->name = NULL;
	return node;
}

/* Does not refuse two equal keys that the template itself writes: readers report them. In this tree
   col notes whether a value made the key. */
void
settle_member(struct settle *s, str key, const struct val *v, size_t at, bool filled)
{
	struct val *member = node_of(s, v), *first = val_add(s->arena, s->top->v, key, member);

	member->col = filled;
	s->partial |= first != NULL;
	if (first && (filled || first->col))
		settle_refuse(s, at, "two entries have the key %s", escape_show(s->arena, key));
}

void
settle_item(struct settle *s, const struct val *v)
{
	if (s->flags & SETTLE_TREE)
		val_push(s->top->v, node_of(s, v));
}

/* Adds a value to the innermost collection. */
static void
add(struct settle *s, const struct val *v)
{
	struct frame *f = s->top;

	settle_any(s);
	f->wants_key = f->mapping;
	if (f->mapping && f->key.p) {
		settle_member(s, f->key, v, f->key_at, f->filled);
	} else if (f == s->frame) {
		s->partial |= s->tree != NULL;
		s->tree = node_of(s, v);
	} else if (!f->mapping) {
		settle_item(s, v);
	}
}

/* Adds a key, which waits for its value. text.p is NULL if it is not a string. */
static void
add_key(struct settle *s, str text, size_t at, bool filled)
{
	struct frame *f = s->top;

	settle_any(s);
	f->wants_key = false;
	f->key = text;
	f->key_at = at;
	f->filled = filled;
	s->partial |= !text.p;
}

str
settle_text(const struct settle *s, const struct plan_event *e)
{
	return (str){e->text ? e->text : s->in.p + s->base + e->begin, e->text_n};
}

/* Adds a scalar without holes. Only a whole tree needs its type. */
static void
add_own(struct settle *s, const struct plan_event *e, bool key)
{
	str text = settle_text(s, e), typed = text;
	enum val_kind kind = VAL_STRING;
	struct val v;

	if (s->flags & SETTLE_TREE && !s->partial && e->typed && !scalar_is_string(text))
		s->partial = scalar_plain(s->arena, text, &kind, &typed) != NULL;
	if (!key) {
		v = val_of(kind, typed);
		add(s, &v);
		return;
	}
	s->partial |= kind != VAL_STRING;
	if ((e->typed || e->has_properties) && str_eq(text, STR("<<")))
		text.p = NULL;
	add_key(s, text, s->base + e->begin, false);
}

void
settle_comments(struct settle *s, size_t begin)
{
	while (s->next < s->spots && s->spot[s->next].at < begin)
		settle_copy(s, settle_next_line(s, s->spot[s->next].at));
}

/* Returns whether the text of a scalar has holes. A comment after its anchor or block indicator may
   have others. */
static bool
has_hole(struct settle *s, const struct plan_event *e)
{
	size_t end = s->base + e->end;
	bool plain = e->style == YAML_PLAIN_SCALAR_STYLE && !e->has_properties;
	str text;

	if (s->next == s->spots || s->spot[s->next].at >= end)
		return false;
	settle_comments(s, s->base + e->begin);
	text = settle_text(s, e);
	return s->next < s->spots && s->spot[s->next].at < end &&
	    (plain || str_find(text, STR(HOLE_BEGIN)) < text.n);
}

static void
scalar(struct settle *s, const struct plan_event *e)
{
	struct frame *f = s->top;
	bool key = f->wants_key, absent = e->begin == e->end;
	struct val v = {.kind = VAL_NULL};

	if (absent && f == s->frame)
		return;
	if (key && f->has_properties && !f->any && f->empty_n == 0)
		f->col = e->col;
	s->partial |= e->has_properties;
	if (!has_hole(s, e))
		add_own(s, e, key);
	else if (!settle_scalar(s, e, key, &v))
		return;
	else if (key)
		add_key(s, val_text(&v), s->base + e->begin, true);
	else
		add(s, &v);
	f->list_place = absent;
}

static void
begin(struct settle *s, const struct plan_event *e, bool mapping)
{
	if (s->top == s->frame + YAML_DEPTH_MAX) {
		settle_refuse(s, s->base + e->begin, "nested more than %d deep", YAML_DEPTH_MAX);
		return;
	}
	s->partial |= e->has_properties;
	*++s->top = (struct frame){.mapping = mapping,
	    .flow = e->flow,
	    .has_properties = e->has_properties,
	    .wants_key = mapping,
	    .col = e->col,
	    .start = s->base + e->begin,
	    .v = val_new(s->arena, mapping ? VAL_MAPPING : VAL_SEQUENCE)};
}

static void
end(struct settle *s)
{
	struct frame *f = s->top--, *around = s->top;

	if (around->wants_key)
		add_key(s, (str){0}, f->start, false);
	else
		add(s, f->v);
	around->list_place = !f->mapping && !f->flow && around->mapping && !around->flow &&
	    (f->has_properties || f->col == around->col);
}

static void take(struct settle *s, const struct plan_event *e);

/* Takes the events before e again, once for each repetition of the text. */
static void
repeat(struct settle *s, const struct plan_event *e)
{
	const struct plan_event *last = s->last;
	size_t base = s->base;
	uint32_t i;

	s->last = e;
	for (i = 0; i < e->times; i++) {
		s->base += e->size;
		for (s->event = s->plan->event + e->first; s->event < e && !s->mistake;)
			take(s, s->event++);
	}
	s->event = e + 1;
	s->last = last;
	s->base = base;
}

static void
take(struct settle *s, const struct plan_event *e)
{
	switch ((yaml_event_type_t)e->type) {
	case YAML_SCALAR_EVENT:
		scalar(s, e);
		break;
	case YAML_SEQUENCE_START_EVENT:
	case YAML_MAPPING_START_EVENT:
		begin(s, e, e->type == YAML_MAPPING_START_EVENT);
		break;
	case YAML_ALIAS_EVENT:
		s->partial = true;
		if (s->top->wants_key)
			add_key(s, (str){0}, s->base + e->begin, false);
		else
			add(s, &(struct val){.kind = VAL_NULL});
		s->top->list_place = false;
		break;
	case YAML_NO_EVENT:
		repeat(s, e);
		break;
	case YAML_DOCUMENT_START_EVENT:
		s->frame[0] = (struct frame){0};
		break;
	default:
		end(s);
	}
}

/* Settles the input from byte begin up to end. */
static void
settle_part(struct settle *s, size_t begin, size_t end)
{
	const struct plan *plan =
	    plan_make(s->holes->plans, s->arena, str_sub(s->in, begin, end - begin));

	s->base = begin;
	if (plan->odd < end - begin)
		settle_refuse(s, begin + plan->odd,
		    utf8_bad(str_from(s->in, begin + plan->odd)) == 0
			? "the text is not UTF-8"
			: "the text contains a line break on which readers disagree: use \\n, or "
			  "\\N, \\L, \\P in double quotes");
	s->plan = plan;
	s->event = plan->event;
	s->last = s->event + plan->n;
	while (s->event < s->last && !s->mistake)
		take(s, s->event++);
	if (plan->failed && !s->mistake)
		settle_syntax_mistake(s);
}

/* Returns the offset of the next line --- after byte begin, or the end of the input. This line ends
   a document wherever it is (YAML 1.2, section 9.1.2), so documents can be parsed one by one. Only
   directives belong to the document after them: a text with directives is parsed whole. */
static size_t
document_end(const struct settle *s, size_t begin)
{
	str in = s->in;
	size_t i;

	/* Most steps are of four bytes. */
	for (i = begin + 4; i < in.n; i += in.p[i] == '-' ? 1 : in.p[i] == '\n' ? 3 : 4)
		if (in.p[i] == '-' && memcmp(in.p + i - 3, "\n---", 4) == 0 &&
		    (i + 1 == in.n || memchr(" \t\r\n", in.p[i + 1], 4)))
			return i - 2;
	return in.n;
}

static bool
has_directive(str in)
{
	size_t i = 0;

	for (; (i += str_find(str_from(in, i), STR("%"))) < in.n; i++)
		if (i == 0 || in.p[i - 1] == '\n')
			return true;
	return false;
}

const struct settle_mistake *
settle(struct holes *h, struct arena *a, str markup, unsigned flags, struct buf *out,
    struct settled *settled)
{
	struct settle *s = arena_alloc(a, sizeof *s);
	size_t begin, end;
	bool whole;

	s->holes = h;
	s->arena = a;
	s->out = out;
	s->flags = flags;
	s->top = s->frame = arena_take(a, (YAML_DEPTH_MAX + 1) * sizeof *s->frame);
	s->frame[0] = (struct frame){0};
	s->markup = markup;
	s->in = settle_input(s, markup);
	whole = has_directive(s->in);
	for (begin = 0; begin < s->in.n && !s->mistake; begin = end) {
		end = whole ? s->in.n : document_end(s, begin);
		settle_part(s, begin, end);
	}
	settle_copy(s, s->in.n);
	*settled = (struct settled){s->any, s->partial ? NULL : s->tree};
	return s->mistake;
}
