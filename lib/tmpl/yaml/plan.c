/* Makes plans with libyaml's parser, and keeps the plans of short texts. */
#include "tmpl/yaml/plan.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/in.h"
#include "base/utf8.h"
#include "data/yaml_event.h"
#include "data/yaml_in.h"
#include "tmpl/yaml/hole.h"

/* Keeps plans of texts up to TEXT_MAX bytes until the plans take PLANS_MAX bytes. For 20 requests
   like examples/prod.yaml this saves 48 % of tmpl-render's instructions. */
enum { TEXT_MAX = 16 << 10, PLANS_MAX = 16 << 20 };

/* libyaml counts characters: the character with number `index` begins at byte `at`. cap is the
   capacity of the plan's events. depth counts open collections; open is the number of the event
   that begins the innermost one, or 0, and wants_key tells whether its next node is a key. */
struct reader {
	struct arena *arena;
	struct plan *plan;
	size_t at, index, cap;
	unsigned depth;
	uint32_t open;
	bool wants_key;
};

/* Returns the offset of a character. Starts at the last one found, because events come in order. */
static uint32_t
byte_of(struct reader *r, size_t index)
{
	str text = r->plan->source;
	size_t at = r->at, i = r->index;

	/* Eight bytes of ASCII at a time: saves 1 % of a template's instructions. */
	for (; i + 8 <= index && at + 8 <= text.n && !(word_at(text.p + at) & word_ones << 7);
	     i += 8)
		at += 8;
	for (; i < index; i++)
		do
			at++;
		while (at < text.n && (text.p[at] & 0xc0) == 0x80);
	r->index = i;
	r->at = at;
	return (uint32_t)at;
}

static void
read_scalar(struct reader *r, struct plan_event *to, const yaml_event_t *e)
{
	str text = {(const char *)e->data.scalar.value, e->data.scalar.length};

	to->style = (uint8_t)e->data.scalar.style;
	to->has_properties = e->data.scalar.anchor || e->data.scalar.tag;
	to->text_n = (uint32_t)text.n;
	/* A scalar of ASCII characters has no hole. */
	to->has_hole = to->end - to->begin > e->end_mark.index - e->start_mark.index &&
	    hole_find(text, 0) < text.n;
	if (to->key && to->has_hole)
		r->plan->event[r->open].has_hole = true;
	if (!str_eq(text, str_sub(r->plan->source, to->begin, to->end - to->begin)))
		to->text = arena_str(r->arena, text).p;
}

static bool
is_mapping(const struct reader *r)
{
	return r->plan->event[r->open].type == YAML_MAPPING_START_EVENT;
}

/* Begins a collection. */
static void
open(struct reader *r, struct plan_event *to, bool flow, bool has_properties)
{
	to->flow = flow;
	to->has_properties = has_properties;
	to->end = r->open;
	r->open = (uint32_t)(to - r->plan->event);
	r->depth++;
	r->wants_key = is_mapping(r);
}

static void
read_event(struct reader *r, const yaml_event_t *e)
{
	struct plan *plan = r->plan;
	struct plan_event *to;

	plan->event = arena_room(r->arena, plan->event, plan->n, &r->cap, sizeof *to);
	to = &plan->event[plan->n++];
	*to = (struct plan_event){.type = (uint8_t)e->type, .col = (uint32_t)e->start_mark.column};
	if (e->type == YAML_SEQUENCE_END_EVENT || e->type == YAML_MAPPING_END_EVENT) {
		to->key = plan->event[r->open].key;
		r->open = plan->event[r->open].end;
		r->depth--;
		r->wants_key = is_mapping(r) && !to->key;
		return;
	}
	to->key = r->wants_key;
	r->wants_key = is_mapping(r) && !to->key;
	to->begin = byte_of(r, e->start_mark.index);
	if (e->type == YAML_SCALAR_EVENT) {
		to->end = byte_of(r, e->end_mark.index);
		read_scalar(r, to, e);
	} else if (e->type == YAML_SEQUENCE_START_EVENT) {
		open(r, to, e->data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE,
		    e->data.sequence_start.anchor || e->data.sequence_start.tag);
	} else if (e->type == YAML_MAPPING_START_EVENT) {
		open(r, to, e->data.mapping_start.style == YAML_FLOW_MAPPING_STYLE,
		    e->data.mapping_start.anchor || e->data.mapping_start.tag);
	}
}

static void
read_events(struct reader *r)
{
	struct yaml_source source;
	struct in in;
	bool more = true;
	yaml_event_t e;

	in_text(&in, "output", r->plan->source);
	yaml_event_open(&source, &in);
	while (more && r->depth <= YAML_DEPTH_MAX) {
		if (!yaml_event_next(&source, &e)) {
			r->plan->faulty = true;
			break;
		}
		more = e.type != YAML_STREAM_END_EVENT;
		if (more && e.type != YAML_STREAM_START_EVENT && e.type != YAML_DOCUMENT_END_EVENT)
			read_event(r, &e);
		yaml_event_delete(&e);
	}
	yaml_parser_delete(&source.parser);
}

/* Returns plan->bad for a text. */
static size_t
find_bad(str text)
{
	size_t at = 0, i = 0, n;
	uint32_t rune;

	while ((at += str_find(str_from(text, at), STR("\r"))) < text.n &&
	    str_starts(str_from(text, at), STR("\r\n")))
		at++;
	for (; (i += utf8_ascii(str_from(text, i))) < at; i += n) {
		n = utf8_next(str_from(text, i), &rune);
		if (rune == 0x85 || rune == 0x2028 || rune == 0x2029 || rune == UTF8_BAD)
			return i;
	}
	return at;
}

/* Makes a plan; the caller sets bad. */
static struct plan *
parse(struct arena *a, str text)
{
	struct reader r = {.arena = a};

	if (str_starts(text, STR("\xef\xbb\xbf")))
		r.at = 3;
	r.plan = arena_alloc(a, sizeof *r.plan);
	r.plan->source = text;
	read_events(&r);
	r.plan->event = arena_grow(
	    a, r.plan->event, r.cap * sizeof *r.plan->event, r.plan->n * sizeof *r.plan->event);
	return r.plan;
}

/* Finds the first line that begins an item. Returns the offset after its dash, and sets *size to
   the number of bytes up to the next dash in the same column. */
static size_t
find_item(str text, size_t *size)
{
	str rest = text, line, mark = {0};
	size_t at = text.n;

	while (rest.n > 0 && !str_ends(mark, STR("- "))) {
		at = text.n - rest.n;
		line = str_split(&rest, '\n');
		mark = str_sub(line, 0, str_span(line, 0, " ") + 2);
	}
	while (rest.n > 0 && !str_starts(rest, mark))
		str_split(&rest, '\n');
	*size = text.n - rest.n - at;
	return at + mark.n - 1;
}

/* Returns the index of the first event that begins at or after byte `at`. */
static size_t
find_node(const struct plan *plan, size_t at)
{
	size_t i;

	for (i = 0; i < plan->n && plan->event[i].begin < at; i++)
		;
	return i;
}

/* Returns whether the `size` bytes from byte `at` on and the next `size` bytes have the same events
   in the same columns, and the same event follows. Then the parser is in the same state before and
   after them. Sets first and last of *run to the events of the second part. */
static bool
find_run(const struct plan *plan, size_t at, size_t size, struct plan_run *run)
{
	const struct plan_event *e = plan->event + find_node(plan, at), *next;

	run->first = find_node(plan, at + size);
	run->last = find_node(plan, at + 2 * size);
	next = plan->event + run->first;
	if (run->last == plan->n || next == e || run->last - run->first != (size_t)(next - e))
		return false;
	for (; next <= plan->event + run->last; e++, next++)
		if (e->type != next->type || e->col != next->col ||
		    (e->begin > 0 && e->begin + size != next->begin))
			return false;
	return true;
}

/* If a text's first item comes more than 3 times in turn, parses the text with 3 copies and returns
   a plan with a run. Otherwise, or if the events of the copies differ, returns NULL. */
static struct plan *
parse_run(struct arena *a, str text)
{
	struct buf shorter = {.arena = a};
	struct plan_run run = {0};
	struct plan *plan;
	size_t at = find_item(text, &run.size), copies = 1;
	str item = str_sub(text, at, run.size), rest = str_from(text, at + run.size);

	for (; item.n > 0 && str_starts(rest, item); rest = str_from(rest, item.n))
		copies++;
	if (copies <= 3)
		return NULL;
	run.times = copies - 3;
	buf_add(&shorter, str_sub(text, 0, at + 2 * item.n));
	buf_add(&shorter, str_from(text, at + (copies - 1) * item.n));
	plan = parse(a, buf_str(&shorter));
	if (plan->faulty || !find_run(plan, at, item.n, &run))
		return NULL;
	plan->run = run;
	return plan;
}

const struct plan *
plan_make(struct plans *plans, struct arena *scratch, str text)
{
	struct plan **list = &plans->of_size[text.n % PLANS_SIZES], *plan;
	bool keep = text.n <= TEXT_MAX && plans->size < PLANS_MAX;

	for (plan = *list; plan; plan = plan->next)
		if (str_eq(plan->source, text))
			return plan;
	if (keep)
		text = arena_str(plans->arena, text);
	else
		plan = parse_run(scratch, text);
	if (!plan)
		plan = parse(keep ? plans->arena : scratch, text);
	plan->bad = find_bad(text);
	if (keep) {
		plans->size += sizeof *plan + plan->n * sizeof *plan->event + text.n;
		plan->next = *list;
		*list = plan;
	}
	return plan;
}
