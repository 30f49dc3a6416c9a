/* YAML in, by libyaml's events: the parser keeps the grammar, this file builds the tree and keeps
   what the parser does not: nesting, aliases, directives, duplicate keys, types.

       document   = node
       node       = alias | scalar | sequence | mapping      each with an anchor and a tag or not
       sequence   = *node
       mapping    = *(key node | "<<" merged)
       key        = alias of a scalar | scalar
       merged     = mapping | sequence of mappings           explicit members win, then the earlier

   An alias stands for a copy of its anchor's node, and the copy's place is the anchored node's.
   Members that a merge brings come after the mapping's own. */
#include "data/yaml_in.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/die.h"
#include "base/escape.h"
#include "base/in.h"
#include "data/anchor.h"
#include "data/path.h"
#include "data/scalar.h"
#include "data/tag.h"
#include "data/val.h"
#include "data/yaml_event.h"

/* CAPS, beside that on depth and that on directives in yaml_event.c. ALIAS_NODES_MAX: nodes that
   aliases and merges may add to a document. DOCUMENT_MAX: characters of one document. TAG_MAX:
   bytes of a wrong tag behind which reading goes on: a directive can make every tag long for
   nothing. */
enum { ALIAS_NODES_MAX = 400000, DOCUMENT_MAX = 1 << 30, TAG_MAX = 1024 };

/* LONG_TEXT: libyaml doubles its room for a text as it grows; a copy beside it costs half more. */
enum { MESSAGE_MAX = 1024, KEY_SHOWN = 256, LONG_TEXT = 128 << 10 };

/* A collection that is being read. */
struct frame {
	struct val *v;
	struct anchor *anchor;
	bool wants_key; /* of a mapping: a key comes next */
	bool merging;   /* the key that was read is << */
	str key;
	uint32_t key_line, key_col;
	struct val *merged; /* what << brought, or NULL */
	uint32_t merge_line;
};

struct yaml_in {
	struct yaml_source source;
	struct yaml_options options;
	struct arena *a; /* of the document */
	struct val *root;
	struct anchors anchors;
	struct val document;                    /* a sequence of one node, the root */
	struct frame frame[YAML_DEPTH_MAX + 1]; /* the document's, then those of collections */
	struct frame *top;
	size_t alias_nodes;
	size_t begin, limit; /* the document's first character, and the last it may have */
	size_t size;         /* of the last document */
	size_t documents;    /* how many came to their end */
	const char *rule;    /* of the last mistake */
	bool failed, ended, in_document, opened;
	bool stopped; /* behind a document, at the stream's end or a fatal mistake */
};

static struct pos
pos_of(const struct yaml_in *y, const yaml_mark_t *mark)
{
	return yaml_event_pos(&y->source, mark);
}

/* Adds the path of the node that comes next, its long keys cut: mistakes may be many. */
static void
add_path(struct buf *b, const struct yaml_in *y)
{
	const struct frame *f;

	for (f = y->frame + 1; f <= y->top; f++)
		if (f->v->kind == VAL_SEQUENCE)
			path_index(b, f->v->n - (f < y->top));
		else if (f < y->top || !f->wants_key)
			path_key(b, escape_cut(b->arena, f->key, KEY_SHOWN));
	if (b->n == 0)
		buf_addc(b, '.');
}

static void mistake(struct yaml_in *y, const char *rule, struct pos pos, bool fatal,
    const char *fmt, ...) __attribute__((format(printf, 5, 6)));

/* Reports, or dies where nobody wants a report. */
static void
mistake(struct yaml_in *y, const char *rule, struct pos pos, bool fatal, const char *fmt, ...)
{
	char message[MESSAGE_MAX];
	struct arena scratch = {0};
	struct buf path = {.arena = y->options.report ? &scratch : y->a};
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(message, sizeof message, fmt, ap);
	va_end(ap);
	y->rule = rule;
	y->failed |= fatal;
	y->stopped |= fatal;
	if (y->in_document)
		add_path(&path, y);
	if (!y->options.report && !fatal && y->in_document)
		die_at(pos, "%s: %s", path_text(&path), message);
	if (!y->options.report)
		die_at(pos, "%s", message);
	y->options.report(y->options.context, pos, buf_str(&path), message, fatal);
	arena_free(&scratch);
}

static void
close_parser(void *y)
{
	yaml_in_close(y);
}

struct yaml_in *
yaml_in_open(struct arena *run, struct in *in, const struct yaml_options *options)
{
	struct yaml_in *y = arena_alloc(run, sizeof *y);

	y->options = *options;
	y->opened = true;
	y->limit = SIZE_MAX;
	yaml_event_open(&y->source, in);
	y->source.line_ended = options->loose;
	arena_defer(run, close_parser, y);
	return y;
}

void
yaml_in_close(struct yaml_in *y)
{
	if (y->opened)
		yaml_event_close(&y->source);
	y->opened = false;
}

bool
yaml_in_failed(const struct yaml_in *y)
{
	return y->failed;
}

const char *
yaml_in_rule(const struct yaml_in *y)
{
	return y->rule;
}

size_t
yaml_in_size(const struct yaml_in *y)
{
	return y->size;
}

size_t
yaml_in_copied(const struct yaml_in *y)
{
	return y->alias_nodes;
}

/* Refuses records of the stream. To YAML they are a string, or malformed. */
static void
refuse_records(struct yaml_in *y)
{
	y->in_document = false;
	mistake(y, "syntax", (struct pos){y->source.in->name, y->source.in->line + 1, 1}, true,
	    "this looks like records (kv): put kv2yaml before %s, which reads YAML", die_tool());
}

/* Says why the parser stopped. */
static void
source_mistake(struct yaml_in *y)
{
	struct buf message = {.arena = y->a};
	struct pos pos;

	if (!y->documents && yaml_event_records(&y->source)) {
		refuse_records(y);
		return;
	}
	y->in_document = false;
	pos = yaml_event_mistake(&y->source, &message);
	mistake(y, yaml_event_rule(buf_cstr(&message), "syntax"), pos, true, "%s", message.p);
}

static void
keep_merged(struct yaml_in *y, struct frame *f, struct val *v)
{
	const struct val *item;
	bool good = v->kind == VAL_MAPPING || v->kind == VAL_SEQUENCE;

	for (item = val_first(v); good && v->kind == VAL_SEQUENCE && item; item = val_next(v, item))
		good = item->kind == VAL_MAPPING;
	if (good)
		f->merged = v;
	else
		mistake(y, "merge", val_pos(v), false,
		    "<< merges a mapping or a list of mappings, not this %s",
		    val_kind_name((enum val_kind)v->kind));
}

static void
duplicate(struct yaml_in *y, const struct frame *f, const struct val *first)
{
	mistake(y, "duplicate-key", (struct pos){y->source.in->name, f->key_line, f->key_col},
	    false, "duplicate key %s, first in line %u", escape_show(y->a, f->key),
	    (unsigned)val_key_pos(first).line);
}

/* Puts a finished or, for collections, a begun node where it belongs. */
static void
attach(struct yaml_in *y, struct val *v)
{
	struct frame *f = y->top;
	struct val *first;

	if (f->v->kind == VAL_SEQUENCE) {
		val_push(f->v, v);
	} else if (!f->merging) {
		v->name = val_name_at(y->a, f->key, f->key_line, f->key_col);
		if (y->options.loose)
			val_remove(y->a, f->v, f->key);
		if ((first = val_put(y->a, f->v, v)))
			duplicate(y, f, first);
		f->wants_key = true;
	}
}

/* Called for a node behind its end; what << brought is looked at only then. */
static inline void
value_done(struct yaml_in *y, struct val *v)
{
	struct frame *f = y->top;

	if (!f->merging)
		return;
	keep_merged(y, f, v);
	f->merging = false;
	f->wants_key = true;
}

static struct val *
place(struct yaml_in *y, struct val *v, struct pos pos)
{
	val_set_pos(v, pos);
	if (y->options.origins)
		v->flags |= VAL_ORIGIN;
	return v;
}

/* Whether a scalar is a string at first sight, as most are. */
static inline bool
is_string(const yaml_event_t *e, str plain)
{
	return !e->data.scalar.tag && (!e->data.scalar.plain_implicit || scalar_is_string(plain));
}

/* Types a scalar event, whose text is kept. One that JSON cannot have is reported and taken as a
   string. */
static void
type_scalar(struct yaml_in *y, const yaml_event_t *e, str plain, enum val_kind *kind, str *text)
{
	const char *tag = (const char *)e->data.scalar.tag;
	const char *error = tag ? tag_scalar(y->a, str_of(tag), plain, kind, text)
				: scalar_plain(y->a, plain, kind, text);

	if (!error)
		return;
	*kind = VAL_STRING;
	*text = plain;
	if (tag && (!y->options.loose || tag_is_yaml(tag)))
		mistake(y, "tag", pos_of(y, &e->start_mark), str_of(tag).n > TAG_MAX,
		    "tag %s on %s: %s", tag_show(y->a, str_of(tag)), escape_show(y->a, plain),
		    error);
	else if (!tag)
		mistake(y, "not-json", pos_of(y, &e->start_mark), false, "%s: %s",
		    escape_show(y->a, plain), error);
}

/* Takes a scalar as the key of the mapping on top. */
static void
set_key(struct yaml_in *y, enum val_kind kind, str text, struct pos pos)
{
	struct frame *f = y->top;

	f->wants_key = false;
	f->key_line = pos.line;
	f->key_col = pos.col;
	f->key = text;
	if (kind == VAL_NULL)
		mistake(y, "not-json", pos, false, "null as a key, which JSON cannot hold");
}

static void
merge_key(struct yaml_in *y, struct pos pos)
{
	struct frame *f = y->top;

	set_key(y, VAL_STRING, STR("<<"), pos);
	if (f->merged)
		mistake(y, "merge", pos, false, "a second << in one mapping, first in line %u",
		    (unsigned)f->merge_line);
	f->merging = true;
	f->merge_line = pos.line;
}

/* The text of a scalar, copied; a long one stays in its event, which take keeps. */
static str
keep_text(struct yaml_in *y, const yaml_event_t *e)
{
	str text = {(const char *)e->data.scalar.value, e->data.scalar.length};
	char *p;

	if (text.n >= LONG_TEXT)
		return text;
	p = arena_bytes(y->a, text.n);
	str_copy(p, text.p, text.n);
	return (str){p, text.n};
}

static void
name_scalar(struct yaml_in *y, const yaml_event_t *e, struct val *v)
{
	if (e->data.scalar.anchor)
		anchor_set(&y->anchors, (const char *)e->data.scalar.anchor, v, false);
}

/* Types a scalar that is a key, and so becomes a string: .inf and .nan too, which are good here. */
static str
key_text(struct yaml_in *y, const yaml_event_t *e, str plain, enum val_kind *kind, str *text)
{
	bool as_float = tag_is((const char *)e->data.scalar.tag, "float");

	if ((as_float || !e->data.scalar.tag) && scalar_infinite_key(plain, text))
		return *text;
	type_scalar(y, e, plain, kind, text);
	as_float = as_float ? *kind != VAL_STRING : scalar_is_float(plain, *kind);
	return as_float ? scalar_float_key(y->a, *text) : *text;
}

static void
key(struct yaml_in *y, const yaml_event_t *e)
{
	struct pos pos = pos_of(y, &e->start_mark);
	str plain = keep_text(y, e), text = plain, name = plain;
	enum val_kind kind = VAL_STRING;

	if (yaml_event_merges(e)) {
		merge_key(y, pos);
	} else {
		if (!is_string(e, plain))
			name = key_text(y, e, plain, &kind, &text);
		set_key(y, kind, name, pos);
	}
	if (e->data.scalar.anchor)
		name_scalar(y, e, place(y, val_scalar(y->a, kind, text), pos));
}

static void
scalar(struct yaml_in *y, const yaml_event_t *e)
{
	str plain = keep_text(y, e), text = plain;
	enum val_kind kind = VAL_STRING;
	struct val *v;

	if (!is_string(e, plain))
		type_scalar(y, e, plain, &kind, &text);
	v = place(y, val_scalar(y->a, kind, text), pos_of(y, &e->start_mark));
	name_scalar(y, e, v);
	attach(y, v);
	value_done(y, v);
}

/* A copy of a tree within the budget, which goes below where the reader is; NULL when it is
   spent. */
static struct val *
budgeted_copy(struct yaml_in *y, const struct val *v, struct pos pos)
{
	size_t height;

	y->alias_nodes += anchor_measure(v, ALIAS_NODES_MAX, &height);
	if (y->alias_nodes > ALIAS_NODES_MAX) {
		mistake(y, "limit", pos, true, "aliases add more than %d nodes to the document",
		    ALIAS_NODES_MAX);
		return NULL;
	}
	if ((size_t)(y->top - y->frame) + height > YAML_DEPTH_MAX) {
		mistake(
		    y, "limit", pos, true, "nested more than %d deep by an alias", YAML_DEPTH_MAX);
		return NULL;
	}
	return val_copy(y->a, v);
}

static void
alias(struct yaml_in *y, const yaml_event_t *e)
{
	str name = str_of((const char *)e->data.alias.anchor);
	struct anchor *anchor = anchor_find(&y->anchors, name);
	struct pos pos = pos_of(y, &e->start_mark);
	struct val *v;

	if (!anchor || anchor->open) {
		mistake(y, "alias", pos, true,
		    anchor ? "alias *%s inside its own anchor" : "unknown alias *%s", name.p);
		return;
	}
	if (y->top->wants_key) {
		if (!val_is_scalar(anchor->v))
			mistake(
			    y, "alias", pos, true, "alias *%s as a key is not a scalar", name.p);
		else
			set_key(y, (enum val_kind)anchor->v->kind,
			    anchor->v->kind == VAL_FLOAT
				? scalar_float_key(y->a, val_text(anchor->v))
				: val_text(anchor->v),
			    pos);
		return;
	}
	if (!(v = budgeted_copy(y, anchor->v, pos)))
		return;
	attach(y, v);
	value_done(y, v);
}

/* Whether a collection's tag is its own; on mappings those of merging are, where they are asked
   for. */
static void
collection_tag(struct yaml_in *y, struct val *v, const yaml_char_t *tag, struct pos pos)
{
	const char *name = (const char *)tag;

	if (!tag || (y->options.loose && !tag_is_yaml(name)) ||
	    tag_is(name, v->kind == VAL_MAPPING ? "map" : "seq"))
		return;
	if (y->options.merge_tags && v->kind == VAL_MAPPING && tag_merging(name))
		v->flags |= tag_merging(name);
	else
		mistake(y, "tag", pos, str_of(name).n > TAG_MAX,
		    "tag %s on %s, which can have %s only", tag_show(y->a, str_of(name)),
		    v->kind == VAL_MAPPING ? "a mapping" : "a list",
		    v->kind == VAL_SEQUENCE     ? "!!seq"
			: y->options.merge_tags ? "!!map, !whole and !ours"
						: "!!map");
}

static void
begin(struct yaml_in *y, enum val_kind kind, const yaml_event_t *e, const yaml_char_t *anchor,
    const yaml_char_t *tag)
{
	struct pos pos = pos_of(y, &e->start_mark);
	const char *words;
	struct val *v;

	if (y->top->wants_key) {
		words = yaml_event_bad_key(&y->source, e, val_pos(y->top->v), &pos);
		mistake(y, yaml_event_rule(words, "not-json"), pos, true, "%s", words);
		return;
	}
	if (y->top == y->frame + YAML_DEPTH_MAX) {
		mistake(y, "limit", pos, true, "nested more than %d deep", YAML_DEPTH_MAX);
		return;
	}
	v = place(y, val_new(y->a, kind), pos);
	collection_tag(y, v, tag, pos);
	attach(y, v);
	*++y->top = (struct frame){.v = v, .wants_key = kind == VAL_MAPPING};
	if (anchor)
		y->top->anchor = anchor_set(&y->anchors, (const char *)anchor, v, true);
}

static void
merge_one(struct yaml_in *y, struct val *into, const struct val *from)
{
	struct val *member, *copy;

	for (member = val_first(from); member; member = val_next(from, member)) {
		if (val_get(into, val_key(member)))
			continue;
		if (!(copy = budgeted_copy(y, member, val_key_pos(member))))
			return;
		copy->name = member->name;
		val_put(y->a, into, copy);
	}
}

static void
end(struct yaml_in *y)
{
	struct frame *f = y->top;
	struct val *v = f->v, *item;

	if (f->merged && f->merged->kind == VAL_MAPPING)
		merge_one(y, v, f->merged);
	else if (f->merged)
		for (item = val_first(f->merged); item; item = val_next(f->merged, item))
			merge_one(y, v, item);
	if (f->anchor)
		f->anchor->open = false;
	y->top--;
	value_done(y, v);
}

static void
begin_document(struct yaml_in *y, const yaml_event_t *e)
{
	anchor_open(&y->anchors, y->a);
	y->document = (struct val){.kind = VAL_SEQUENCE};
	y->frame[0] = (struct frame){.v = &y->document};
	y->top = y->frame;
	y->alias_nodes = 0;
	y->begin = e->start_mark.index;
	y->limit = y->begin + DOCUMENT_MAX;
	y->in_document = true;
}

static void
end_document(struct yaml_in *y, const yaml_event_t *e)
{
	y->in_document = false;
	y->limit = SIZE_MAX;
	y->size = e->end_mark.index - y->begin;
	y->root = val_first(&y->document);
	y->stopped = true;
	if (!y->documents++ && y->root->kind == VAL_STRING && yaml_event_records(&y->source))
		refuse_records(y);
}

static void
take(struct yaml_in *y, yaml_event_t *e)
{
	if (e->end_mark.index > y->limit) {
		mistake(y, "limit", pos_of(y, &e->start_mark), true,
		    "a document of more than %d characters", DOCUMENT_MAX);
		return;
	}
	switch (e->type) {
	case YAML_SCALAR_EVENT:
		if (y->top->wants_key)
			key(y, e);
		else
			scalar(y, e);
		if (e->data.scalar.length >= LONG_TEXT)
			yaml_event_keep(y->a, e);
		break;
	case YAML_SEQUENCE_START_EVENT:
		begin(
		    y, VAL_SEQUENCE, e, e->data.sequence_start.anchor, e->data.sequence_start.tag);
		break;
	case YAML_MAPPING_START_EVENT:
		begin(y, VAL_MAPPING, e, e->data.mapping_start.anchor, e->data.mapping_start.tag);
		break;
	case YAML_SEQUENCE_END_EVENT:
	case YAML_MAPPING_END_EVENT:
		end(y);
		break;
	case YAML_ALIAS_EVENT:
		alias(y, e);
		break;
	case YAML_DOCUMENT_START_EVENT:
		begin_document(y, e);
		break;
	case YAML_DOCUMENT_END_EVENT:
		end_document(y, e);
		break;
	case YAML_STREAM_END_EVENT:
		y->ended = y->stopped = true;
		break;
	default:
		break;
	}
}

struct val *
yaml_in_next(struct yaml_in *y, struct arena *a)
{
	yaml_event_t e;

	y->a = a;
	y->root = NULL;
	for (y->stopped = y->failed || y->ended; !y->stopped; yaml_event_done(&e)) {
		if (!yaml_event_next(&y->source, &e)) {
			source_mistake(y);
			break;
		}
		take(y, &e);
	}
	return y->failed ? NULL : y->root;
}
