/* Writes a template's output by the events of its plans. If values make keys of a mapping, makes a
   tree of its keys, to refuse a value that repeats a key. With SETTLE_TREE makes a tree of all
   values, so that fromYaml need not parse the output again. The result has no tree if the text
   contains anchors, tags, aliases, merge keys, keys that are not strings, duplicate keys or a
   second document. */
#include "tmpl/yaml/settle.h"

#include <stdarg.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/escape.h"
#include "base/in.h"
#include "base/utf8.h"
#include "data/scalar.h"
#include "data/yaml_event.h"
#include "data/yaml_in.h"
#include "tmpl/yaml/settle_state.h"

void
settle_refuse(struct settle *s, size_t at, const char *fmt, ...)
{
	struct settle_mistake *m;
	struct buf b = {.arena = s->arena};
	str line = str_sub(s->in, 0, at), markup = s->markup;
	const struct spot *spot;
	size_t i;
	va_list ap;

	if (s->mistake)
		return;
	va_start(ap, fmt);
	buf_vprintf(&b, fmt, ap);
	va_end(ap);
	s->mistake = m = arena_alloc(s->arena, sizeof *m);
	m->message = buf_cstr(&b);
	for (; (i = str_find(line, STR("\n"))) < line.n; line = str_from(line, i + 1)) {
		str_split(&markup, '\n');
		m->line++;
	}
	m->col = utf8_count(line);
	m->begin = s->markup.n - markup.n;
	m->at = m->begin + line.n;
	for (i = 0; (i = hole_find(line, i)) < line.n; i += HOLE_BEGIN_SIZE)
		m->at += HOLE_SIZE - HOLE_BEGIN_SIZE;
	/* `#HOLE` replaces all holes of a line that prints nothing. */
	for (spot = s->spot; spot->at < at; spot++)
		;
	if (spot->at == at && spot->mark == SPOT_NOTHING)
		for (m->at--; hole_id(s->markup, m->at) != spot->id;)
			m->at = str_span(s->markup, m->at + HOLE_SIZE, SETTLE_BLANKS);
}

bool
settle_line_ends(const struct settle *s, size_t i)
{
	i = str_span(s->in, i, SETTLE_BLANKS);
	return i == s->in.n || s->in.p[i] == '\n';
}

size_t
settle_next_line(const struct settle *s, size_t i)
{
	const char *end = memchr(s->in.p + i, '\n', s->in.n - i);

	return end ? (size_t)(end - s->in.p) + 1 : s->in.n;
}

void
settle_copy(struct settle *s, size_t end)
{
	size_t at;

	for (;; s->next++) {
		at = s->next->at < end ? s->next->at : end;
		buf_add(s->out, str_sub(s->in, s->done, at - s->done));
		s->done = at;
		if (at == end)
			return;
		s->done += HOLE_BEGIN_SIZE;
		if (s->next->mark == SPOT_NOTHING) {
			s->out->n--; /* the # */
			s->out->n = settle_text_end(s->out);
			s->done++; /* the line break */
		} else {
			escape_line(s->out, hole_text(s->arena, settle_hole(s, s->next), true));
		}
	}
}

/* Adds an entry to the tree of the innermost mapping, which must have one. Does not refuse equal
   keys that the template itself writes: readers report them. In this tree `col` is true if a value
   made the key. (Inline in settle_value it would cost 1 % of the instructions of a template.) */
static __attribute__((noinline)) void
add_entry(struct settle *s, str key, struct val *v, size_t at, bool filled)
{
	struct val *entry, *first;

	entry = v ? v : val_new(s->arena, VAL_NULL);
	first = val_add(s->arena, s->top->v, key, entry);
	entry->col = filled;
	s->partial |= first != NULL;
	if (first && (filled || first->col))
		settle_refuse(s, at, "two entries have the key %s", escape_show(s->arena, key));
}

void
settle_members(struct settle *s, const struct val *tree, size_t at)
{
	struct val *v, *copy;

	s->top->any = true;
	for (v = val_first(tree); v; v = val_next(tree, v)) {
		copy = s->flags & SETTLE_TREE ? val_copy(s->arena, v) : NULL;
		if (s->top->v && tree->kind == VAL_MAPPING)
			add_entry(s, val_key(v), copy, at, true);
		else if (copy)
			val_push(s->top->v, copy);
	}
}

void
settle_value(struct settle *s, struct val *v)
{
	struct frame *f = s->top;

	s->top->any = true;
	f->list_place = false;
	if (f == s->frame) {
		s->partial |= s->tree != NULL;
		s->tree = v;
	} else if (f->v && f->mapping && f->key.p) {
		add_entry(s, f->key, v, f->key_at, f->filled);
	} else if (f->v && !f->mapping && v) {
		val_push(f->v, v);
	}
}

void
settle_key(struct settle *s, str text, size_t at, bool filled)
{
	struct frame *f = s->top;

	s->top->any = true;
	f->list_place = false;
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

/* Adds a scalar without holes. Its type matters only if settle can return a tree. */
static void
add_own(struct settle *s, const struct plan_event *e)
{
	str text = settle_text(s, e);
	struct scalar typed = {VAL_STRING, text, false};
	bool tree = s->flags & SETTLE_TREE, plain = e->style == YAML_PLAIN_SCALAR_STYLE;

	if (tree && !s->partial && plain)
		s->partial = scalar_plain(s->arena, text, &typed) != NULL;
	if (!e->key) {
		settle_value(s, tree ? val_scalar(s->arena, typed.kind, typed.text) : NULL);
		return;
	}
	s->partial |= typed.kind != VAL_STRING;
	if ((plain || e->has_properties) && str_eq(text, STR("<<")))
		text.p = NULL;
	settle_key(s, text, s->base + e->begin, false);
}

static void
scalar(struct settle *s, const struct plan_event *e)
{
	struct frame *f = s->top;
	bool absent = e->begin == e->end;

	if (absent && f == s->frame)
		return;
	if (e->key && f->has_properties && !f->any)
		f->col = e->col;
	s->partial |= e->has_properties;
	if (e->has_hole)
		settle_copy(s, s->base + e->begin);
	if (e->has_hole && s->next->at < s->base + e->end) {
		settle_scalar(s, e);
		return;
	}
	add_own(s, e);
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
	    .col = e->col,
	    .start = s->base + e->begin,
	    .v = e->has_hole || s->flags & SETTLE_TREE
		? val_new(s->arena, mapping ? VAL_MAPPING : VAL_SEQUENCE)
		: NULL};
}

/* Writes {} or [] for a collection that had only empty entries of toYaml, which were left out. */
static void
write_empty(struct settle *s, const struct frame *f)
{
	size_t around = f - 1 == s->frame ? 0 : f[-1].col + 1;
	bool line = s->out->n == 0 || s->out->p[s->out->n - 1] == '\n';

	if (line)
		buf_pad(s->out, ' ', f->col > around ? f->col : around);
	buf_add(s->out, f->mapping ? STR("{}") : STR("[]"));
	if (line)
		buf_addc(s->out, '\n');
}

static void
end(struct settle *s, const struct plan_event *e)
{
	struct frame *f = s->top--, *around = s->top;

	if (!f->any && !f->flow)
		write_empty(s, f);
	if (e->key)
		settle_key(s, (str){0}, f->start, false);
	else
		settle_value(s, f->v);
	around->list_place = !f->mapping && !f->flow && around->mapping && !around->flow &&
	    (f->has_properties || f->col == around->col);
}

/* Handles the events from number `first` to `last` - 1, up to the first mistake. */
static void
take(struct settle *s, size_t first, size_t last)
{
	const struct plan_event *e;

	s->last = s->plan->event + last;
	for (s->event = s->plan->event + first; s->event < s->last && !s->mistake;) {
		e = s->event++;
		if (e->type == YAML_SCALAR_EVENT) {
			scalar(s, e);
			continue;
		}
		switch ((yaml_event_type_t)e->type) {
		case YAML_SEQUENCE_START_EVENT:
		case YAML_MAPPING_START_EVENT:
			begin(s, e, e->type == YAML_MAPPING_START_EVENT);
			break;
		case YAML_ALIAS_EVENT:
			s->partial = true;
			if (e->key)
				settle_key(s, (str){0}, s->base + e->begin, false);
			else
				settle_value(s, NULL);
			break;
		case YAML_DOCUMENT_START_EVENT:
			break;
		default:
			end(s, e);
		}
	}
}

/* Refuses the first character that is not UTF-8 or on which readers disagree. */
static void
check_text(struct settle *s, str document)
{
	size_t bad = s->plan->bad;

	if (bad < document.n)
		settle_refuse(s, s->base + bad,
		    utf8_bad(str_from(document, bad)) == 0
			? "the text is not UTF-8"
			: "the text contains a line break on which readers disagree: use \\n, or "
			  "\\N, \\L, \\P in double quotes");
}

/* Returns a message for a mistake in a line that has a hole, or NULL to use the parser's message.
   begin is the line's first byte. */
static const char *
words(const struct settle *s, str problem, size_t begin)
{
	const struct spot *spot = s->spot;
	enum spot_mark mark;
	bool begins;

	while (spot->at < begin)
		spot++;
	if (spot->at >= settle_next_line(s, begin))
		return NULL;
	mark = spot->mark;
	begins = settle_is_lead(str_sub(s->in, 0, spot->at), true);
	if (str_is(problem, "could not find expected ':'"))
		return begins ? "a string in place of a key: include and toYaml make structure, "
				"other functions make strings"
			      : NULL;
	if (str_is(problem, "did not find expected key")) {
		if (mark == SPOT_ITEM)
			return "a list among the entries of a mapping";
		if (mark == SPOT_ENTRY)
			return "a mapping that is not indented like the entries around it";
		return begins ? "a string in place of a key" : "text after a value";
	}
	if (str_is(problem, "did not find expected '-' indicator"))
		return mark ? "a mapping among the items of a list"
			    : "a string among the items of a list";
	if (str_is(problem, "mapping values are not allowed in this context"))
		return "a key within a value: quote the value, or put structure on lines of its "
		       "own with nindent";
	return NULL;
}

/* Notes why the parser stops in a document. The message may depend on whether another document
   follows, so the parser reads on. With SETTLE_HELM it does not: it may take a --- for text. */
static void
refuse_syntax(struct settle *s, str document)
{
	size_t at = (size_t)(document.p - s->in.p), i;
	struct yaml_source source;
	const char *message, *own;
	struct pos pos;
	struct in in;
	yaml_event_t e;

	in_text(&in, "output", s->flags & SETTLE_HELM ? document : str_from(s->in, at));
	for (i = 0; i < at; i = settle_next_line(s, i))
		in.line++;
	yaml_event_open(&source, &in);
	while (yaml_event_next(&source, &e))
		yaml_event_delete(&e);
	message = yaml_event_mistake(&source, s->arena, &pos);
	for (pos.line -= in.line; pos.line > 1; pos.line--)
		at = settle_next_line(s, at);
	own = words(s, str_of(source.parser.problem), at);
	at += utf8_first(str_from(s->in, at), pos.col - 1).n;
	settle_refuse(s, at, "%s", own ? own : message);
	yaml_parser_delete(&source.parser);
}

/* Returns whether the --- at text[i], where i > 0, begins a document. */
static bool
is_marker(const struct settle *s, str text, size_t i)
{
	char next = text.p[i + 3];

	return text.p[i - 1] == '\n' &&
	    (s->flags & SETTLE_HELM ? next != '-' : memchr(" \t\r\n", next, 4) != NULL);
}

static void
settle_document(struct settle *s, str document)
{
	const struct plan_run *run;
	size_t i;

	s->base = (size_t)(document.p - s->in.p);
	if (s->flags & SETTLE_HELM && str_starts(document, STR("---")) &&
	    !memchr(" \t\r\n-", document.p[3], 5)) {
		s->base += 3;
		settle_copy(s, s->base);
		buf_addc(s->out, '\n');
		document = str_from(document, 3);
	}
	s->plan = plan_make(s->holes->plans, s->arena, document);
	run = &s->plan->run;
	check_text(s, document);
	take(s, 0, run->last);
	for (i = 0; i < run->times; i++) {
		s->base += run->size;
		take(s, run->first, run->last);
	}
	take(s, run->last, s->plan->n);
	if (s->plan->faulty && !s->mistake)
		refuse_syntax(s, document);
}

/* Cuts the next document off a text. A line --- ends a document wherever it is (YAML 1.2, section
   9.1.2), so documents can be parsed one by one, and one plan serves all documents of a range. */
static str
cut_document(const struct settle *s, str *rest)
{
	str text = *rest;
	size_t i = 1; /* a --- at the beginning begins this document */

	/* Dashes are rarer than line breaks: saves 2 % of the instructions of a template. */
	while ((i += str_find(str_from(text, i), STR("---"))) < text.n && !is_marker(s, text, i))
		i++;
	*rest = str_from(text, i);
	return str_sub(text, 0, i);
}

struct settled
settle(struct holes *h, struct arena *a, str markup, unsigned flags, struct buf *out)
{
	struct settle s = {.holes = h, .arena = a, .out = out, .markup = markup, .flags = flags};
	size_t from = out->n;
	str rest;

	s.top = s.frame = arena_take(a, (YAML_DEPTH_MAX + 1) * sizeof *s.frame);
	*s.top = (struct frame){0};
	s.in = rest = settle_input(&s);
	s.next = s.spot;
	/* Directives belong to the document after them. Most texts have no % at all. */
	if (str_find(rest, STR("%")) < rest.n &&
	    (rest.p[0] == '%' || str_starts(rest, STR("\xef\xbb\xbf%")) ||
		str_find(rest, STR("\n%")) < rest.n))
		settle_document(&s, rest);
	else
		while (rest.n > 0 && !s.mistake)
			settle_document(&s, cut_document(&s, &rest));
	settle_copy(&s, s.in.n);
	settle_check_output(&s, str_from(buf_str(out), from));
	return (struct settled){s.mistake, s.frame->any, s.partial ? NULL : s.tree};
}
