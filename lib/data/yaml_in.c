/* Builds a tree from libyaml's events. libyaml checks the syntax; this file types the scalars,
   expands aliases and merges, and checks nesting, duplicate keys and size.

       document   = node
       node       = alias | scalar | sequence | mapping      each may have an anchor and a tag
       sequence   = *node
       mapping    = *(key node | "<<" merged)
       key        = alias of a scalar | scalar
       merged     = mapping | sequence of mappings           own members win, then earlier ones

   An alias becomes a copy of the anchored node, with the node's place. Merged members are last. */
#include "data/yaml_in.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/die.h"
#include "base/end.h"
#include "base/escape.h"
#include "base/in.h"
#include "base/map.h"
#include "data/path.h"
#include "data/scalar.h"
#include "data/val.h"
#include "data/yaml_event.h"

/* CAPS; the caps on depth and directives are in yaml_in.h and yaml_event.c. ALIAS_NODES_MAX: nodes
   that aliases and merges may add to a document. DOCUMENT_MAX: characters of one document. TAG_MAX:
   a longer wrong tag is fatal, because one %TAG line can make all tags long. */
enum { ALIAS_NODES_MAX = 400000, DOCUMENT_MAX = 1 << 30, TAG_MAX = 1024 };

/* Texts from LONG_TEXT bytes on stay in libyaml's memory; a copy would need the memory twice. */
enum { MESSAGE_MAX = 1024, KEY_SHOWN = 256, LONG_TEXT = 128 << 10 };

/* A flag of collections that are not complete: an alias to one would be a circle. */
enum { OPEN = 8 };

/* A node that aliases can refer to. Its key in a map is its name (map_text). */
struct anchor {
	str name;
	struct val *v;
};

/* A collection that is being read. */
struct frame {
	struct val *v;
	bool wants_key;              /* a mapping whose next node is a key */
	bool merging;                /* the last key was << */
	const struct val_name *name; /* the last key */
	struct val *merged;          /* the value of <<, or NULL */
};

struct yaml_in {
	struct yaml_source source;
	struct yaml_options options;
	struct arena *a;                        /* of the document */
	struct val *root;                       /* of a complete document */
	struct map anchors;                     /* by name, of the document */
	struct val document;                    /* a sequence of one node, the root */
	struct frame frame[YAML_DEPTH_MAX + 1]; /* the document, then the open collections */
	struct frame *top;                      /* NULL between documents */
	size_t alias_nodes;                     /* that aliases and merges added to the document */
	size_t begin, size;                     /* of the document, in characters */
	bool later;                             /* a document has been read */
	bool ended;                             /* by the stream's end or a fatal mistake */
};

/* Adds the path of the next node. Long keys are cut, because there may be many mistakes. */
static void
add_path(struct buf *b, const struct yaml_in *y)
{
	const struct frame *f;

	for (f = y->frame + 1; f <= y->top; f++)
		if (f->v->kind == VAL_SEQUENCE)
			path_index(b, f->v->n - (f < y->top));
		else if (f < y->top || !f->wants_key)
			path_key(
			    b, escape_cut(b->arena, (str){f->name->text, f->name->n}, KEY_SHOWN));
	if (b->n == 0)
		buf_addc(b, '.');
}

/* Reports a mistake, or dies if the caller set no report function. */
static __attribute__((format(printf, 5, 6))) void
mistake(struct yaml_in *y, const char *rule, struct pos pos, bool fatal, const char *fmt, ...)
{
	char message[MESSAGE_MAX];
	struct arena scratch = {0};
	struct buf path = {.arena = y->options.report ? &scratch : y->a};
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(message, sizeof message, fmt, ap);
	va_end(ap);
	if (fatal) {
		y->ended = true;
		y->root = NULL;
	}
	if (y->top)
		add_path(&path, y);
	if (!y->options.report && !fatal && y->top)
		die_at(pos, "%s: %s", path_text(&path), message);
	if (!y->options.report)
		die_at(pos, "%s", message);
	y->options.report(y->options.context,
	    &(struct yaml_mistake){pos, buf_str(&path),
		strcmp(message, yaml_event_template) == 0 ? "template" : rule, message, fatal});
	arena_free(&scratch);
}

static void
delete_parser(void *parser)
{
	yaml_parser_delete(parser); /* a second call does nothing */
}

struct yaml_in *
yaml_in_open(struct arena *run, struct in *in, const struct yaml_options *options)
{
	struct yaml_in *y = arena_alloc(run, sizeof *y);

	y->options = *options;
	yaml_event_open(&y->source, in);
	y->source.line_ended = options->loose;
	arena_defer(run, delete_parser, &y->source.parser);
	return y;
}

struct val *
yaml_in_file(struct arena *a, const char *path, const struct yaml_options *options)
{
	struct yaml_in *y;
	struct val *root;
	struct in in;

	in_open(&in, a, path, NULL);
	y = yaml_in_open(a, &in, options);
	root = yaml_in_next(y, a);
	if (root && yaml_in_next(y, a))
		die_at((struct pos){.file = in.name}, "the file holds more than one document");
	in_close(&in);
	return root;
}

size_t
yaml_in_size(const struct yaml_in *y)
{
	return y->size;
}

/* Refuses kv records as input, and returns true. As YAML they are one string, or malformed. */
static bool
refuse_records(struct yaml_in *y)
{
	if (y->later || !yaml_event_records(&y->source))
		return false;
	y->top = NULL;
	mistake(y, "syntax", (struct pos){y->source.in->name, y->source.in->line + 1, 1}, true,
	    "this looks like records (kv): put kv2yaml before %s, which reads YAML", end_tool());
	return true;
}

static void
source_mistake(struct yaml_in *y)
{
	const char *message;
	struct pos pos;

	if (refuse_records(y))
		return;
	y->top = NULL;
	message = yaml_event_mistake(&y->source, y->a, &pos);
	mistake(y, "syntax", pos, true, "%s", message);
}

/* Adds a node to the collection on top. A collection is added when it begins. */
static void
attach(struct yaml_in *y, struct val *v)
{
	struct frame *f = y->top;
	struct val *first;

	if (f->v->kind == VAL_SEQUENCE) {
		val_push(f->v, v);
		return;
	}
	v->name = f->name;
	if (y->options.loose && !f->merging)
		val_remove(f->v, val_key(v));
	if (f->merging)
		f->merged = v;
	else if ((first = val_put(y->a, f->v, v)))
		mistake(y, "duplicate-key", val_key_pos(v), false,
		    "duplicate key %s, first in line %u", escape_show(y->a, val_key(v)),
		    (unsigned)val_key_pos(first).line);
	f->wants_key = true;
}

/* Checks v, a complete node, if it is the value of <<. */
static inline void
check_merged(struct yaml_in *y, const struct val *v)
{
	const struct val *item = val_first(v);

	if (y->top->merged != v || v->kind == VAL_MAPPING)
		return;
	while (item && item->kind == VAL_MAPPING)
		item = val_next(v, item);
	if (v->kind == VAL_SEQUENCE && !item)
		return;
	mistake(y, "merge", val_pos(v), false,
	    "<< merges a mapping or a list of mappings, not this %s",
	    val_kind_name((enum val_kind)v->kind));
	y->top->merged = NULL;
}

static struct val *
place(struct yaml_in *y, struct val *v, struct pos pos)
{
	val_set_pos(v, pos);
	if (y->options.origins)
		v->flags |= VAL_ORIGIN;
	return v;
}

/* Returns the flag of the tags !whole and !ours, 0 for any other tag. */
static uint8_t
merge_flag(const char *tag)
{
	if (strcmp(tag, "!whole") == 0)
		return VAL_WHOLE;
	return strcmp(tag, "!ours") == 0 ? VAL_OURS : 0;
}

/* Returns a tag for a message: quoted, in the short form "!!int". */
static const char *
show_tag(struct yaml_in *y, const char *tag)
{
	str name = scalar_tag(tag);

	return escape_show(y->a, str_of(name.p ? buf_format(y->a, "!!%s", name.p) : tag));
}

/* Types the scalar with the text s->text. A scalar that JSON cannot express is a mistake, and
   counts as a string, but in a key .inf and .nan are valid. */
static void
type_scalar(struct yaml_in *y, const yaml_event_t *e, bool is_key, struct scalar *s)
{
	const char *tag = (const char *)e->data.scalar.tag, *error;
	str plain = s->text;

	if (!tag && !e->data.scalar.plain_implicit)
		return;
	error = tag ? scalar_tagged(y->a, tag, plain, s) : scalar_plain(y->a, plain, s);
	if (!error)
		return;
	if (is_key && s->kind == VAL_FLOAT) {
		s->kind = VAL_STRING;
		return;
	}
	*s = (struct scalar){VAL_STRING, plain, false};
	if (tag && (!y->options.loose || scalar_tag(tag).p))
		mistake(y, "tag", yaml_event_pos(&y->source, &e->start_mark),
		    str_of(tag).n > TAG_MAX, "tag %s on %s: %s", show_tag(y, tag),
		    escape_show(y->a, plain),
		    y->options.merge_tags && merge_flag(tag) ? "only for mappings" : error);
	else if (!tag)
		mistake(y, "not-json", yaml_event_pos(&y->source, &e->start_mark), false, "%s: %s",
		    escape_show(y->a, plain), error);
}

/* Returns whether a scalar that is a key is the merge key <<. */
static bool
is_merge(const yaml_event_t *e)
{
	const char *tag = (const char *)e->data.scalar.tag;

	return e->data.scalar.length == 2 && memcmp(e->data.scalar.value, "<<", 2) == 0 &&
	    (tag ? str_is(scalar_tag(tag), "merge") : e->data.scalar.plain_implicit);
}

/* Sets the key of the next member. merging: the key is <<. */
static void
set_key(struct yaml_in *y, enum val_kind kind, str text, struct pos pos, bool merging)
{
	struct frame *f = y->top;

	f->wants_key = false;
	f->merging = merging;
	f->name = val_name(y->a, text, pos.line, pos.col);
	if (kind == VAL_NULL)
		mistake(y, "not-json", pos, false, "null as a key, which JSON cannot hold");
	if (merging && f->merged)
		mistake(y, "merge", pos, false, "a second << in one mapping, first in line %u",
		    (unsigned)val_key_pos(f->merged).line);
}

/* Copies the text of a scalar. A long text stays in its event, which the arena deletes (take). */
static str
copy_text(struct yaml_in *y, const yaml_event_t *e)
{
	str text = {(const char *)e->data.scalar.value, e->data.scalar.length};

	return text.n < LONG_TEXT ? arena_str(y->a, text) : text;
}

/* Makes v the node of this anchor. A second anchor of the same name replaces the first. */
static void
set_anchor(struct yaml_in *y, const yaml_char_t *name, struct val *v)
{
	struct anchor *anchor = arena_take(y->a, sizeof *anchor);

	*anchor = (struct anchor){arena_str(y->a, str_of((const char *)name)), v};
	if (map_add(&y->anchors, anchor))
		map_replace(&y->anchors, anchor);
}

static void
scalar(struct yaml_in *y, const yaml_event_t *e)
{
	struct pos pos = yaml_event_pos(&y->source, &e->start_mark);
	struct scalar s = {VAL_STRING, copy_text(y, e), false};
	bool is_key = y->top->wants_key, merging = is_key && is_merge(e);
	struct val *v;

	if (!merging)
		type_scalar(y, e, is_key, &s);
	if (is_key)
		set_key(y, s.kind, s.real ? scalar_float_key(y->a, s.text) : s.text, pos, merging);
	if (is_key && !e->data.scalar.anchor)
		return;
	v = place(y, val_scalar(y->a, s.kind, s.text), pos);
	if (e->data.scalar.anchor)
		set_anchor(y, e->data.scalar.anchor, v);
	if (is_key)
		return;
	attach(y, v);
	check_merged(y, v);
}

/* Copies a tree for the collection on top. If the copy exceeds the cap on nodes or on depth,
   reports a mistake and returns NULL. */
static struct val *
budgeted_copy(struct yaml_in *y, const struct val *v, struct pos pos)
{
	struct val_size size = val_measure(v);

	y->alias_nodes += size.nodes;
	if (y->alias_nodes > ALIAS_NODES_MAX) {
		mistake(y, "limit", pos, true, "aliases add more than %d nodes to the document",
		    ALIAS_NODES_MAX);
		return NULL;
	}
	if ((size_t)(y->top - y->frame) + size.height > YAML_DEPTH_MAX) {
		mistake(y, "limit", pos, true, "an alias nests more than %d deep", YAML_DEPTH_MAX);
		return NULL;
	}
	return val_copy(y->a, v);
}

static void
alias(struct yaml_in *y, const yaml_event_t *e)
{
	str name = str_of((const char *)e->data.alias.anchor);
	struct anchor *anchor = map_get(&y->anchors, name);
	struct pos pos = yaml_event_pos(&y->source, &e->start_mark);
	struct val *v;

	if (!anchor || anchor->v->flags & OPEN) {
		mistake(y, "alias", pos, true, "alias *%s: %s", name.p,
		    anchor ? "inside its own anchor" : "unknown; quote a value that begins with *");
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
			    pos, false);
		return;
	}
	if (!(v = budgeted_copy(y, anchor->v, pos)))
		return;
	attach(y, v);
	check_merged(y, v);
}

/* Checks a collection's tag, and sets the flag of !whole or !ours if the options allow these. */
static void
collection_tag(struct yaml_in *y, struct val *v, const char *tag, struct pos pos)
{
	bool mapping = v->kind == VAL_MAPPING;
	str name = scalar_tag(tag);

	if (!tag || (y->options.loose && !name.p) || str_is(name, mapping ? "map" : "seq"))
		return;
	if (y->options.merge_tags && mapping && merge_flag(tag))
		v->flags |= merge_flag(tag);
	else
		mistake(y, "tag", pos, str_of(tag).n > TAG_MAX,
		    "tag %s on %s, which can have only %s", show_tag(y, tag),
		    mapping ? "a mapping" : "a list",
		    !mapping                    ? "!!seq"
			: y->options.merge_tags ? "!!map, !whole and !ours"
						: "!!map");
}

static void
begin(struct yaml_in *y, enum val_kind kind, const yaml_event_t *e)
{
	/* sequence_start has the same members at the same offsets. */
	const yaml_char_t *anchor = e->data.mapping_start.anchor, *tag = e->data.mapping_start.tag;
	struct pos pos = yaml_event_pos(&y->source, &e->start_mark);
	const char *words;
	struct val *v;

	if (y->top->wants_key) {
		words = yaml_event_bad_key(&y->source, e, val_pos(y->top->v), &pos);
		mistake(y, "not-json", pos, true, "%s", words);
		return;
	}
	if (y->top == y->frame + YAML_DEPTH_MAX) {
		mistake(y, "limit", pos, true, "nested more than %d deep", YAML_DEPTH_MAX);
		return;
	}
	v = place(y, val_new(y->a, kind), pos);
	collection_tag(y, v, (const char *)tag, pos);
	v->flags |= OPEN;
	attach(y, v);
	*++y->top = (struct frame){.v = v, .wants_key = kind == VAL_MAPPING};
	if (anchor)
		set_anchor(y, anchor, v);
}

/* Copies to `into` the members that it lacks, from a mapping or from each mapping in a list. */
static void
merge(struct yaml_in *y, struct val *into, const struct val *from)
{
	struct val *v, *copy;

	for (v = val_first(from); v && !y->ended; v = val_next(from, v)) {
		if (from->kind == VAL_SEQUENCE) {
			merge(y, into, v);
		} else if (!val_get(into, val_key(v)) &&
		    (copy = budgeted_copy(y, v, val_key_pos(v)))) {
			copy->name = v->name;
			val_put(y->a, into, copy);
		}
	}
}

static void
end(struct yaml_in *y)
{
	struct frame *f = y->top;

	if (f->merged)
		merge(y, f->v, f->merged);
	f->v->flags &= (uint8_t)~OPEN;
	y->top--;
	check_merged(y, f->v);
}

static void
begin_document(struct yaml_in *y, const yaml_event_t *e)
{
	y->anchors = (struct map){.arena = y->a, .key = map_text};
	y->document = (struct val){.kind = VAL_SEQUENCE};
	y->frame[0] = (struct frame){.v = &y->document};
	y->top = y->frame;
	y->alias_nodes = 0;
	y->begin = e->start_mark.index;
}

static void
end_document(struct yaml_in *y, const yaml_event_t *e)
{
	y->top = NULL;
	y->size = e->end_mark.index - y->begin;
	y->root = val_first(&y->document);
	if (y->root->kind == VAL_STRING)
		refuse_records(y);
	y->later = true;
}

static void
delete_event(void *e)
{
	yaml_event_delete(e);
}

static void
take(struct yaml_in *y, yaml_event_t *e)
{
	yaml_event_t *mine;

	if (y->top && e->end_mark.index - y->begin > DOCUMENT_MAX) {
		mistake(y, "limit", yaml_event_pos(&y->source, &e->start_mark), true,
		    "a document of more than %d characters", DOCUMENT_MAX);
		return;
	}
	switch (e->type) {
	case YAML_SCALAR_EVENT:
		scalar(y, e);
		if (e->data.scalar.length >= LONG_TEXT) {
			mine = arena_take(y->a, sizeof *mine);
			*mine = *e;
			arena_defer(y->a, delete_event, mine);
			*e = (yaml_event_t){.type = YAML_NO_EVENT};
		}
		break;
	case YAML_SEQUENCE_START_EVENT:
		begin(y, VAL_SEQUENCE, e);
		break;
	case YAML_MAPPING_START_EVENT:
		begin(y, VAL_MAPPING, e);
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
		y->ended = true;
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
	while (!y->root && !y->ended) {
		if (!yaml_event_next(&y->source, &e)) {
			source_mistake(y);
			break;
		}
		take(y, &e);
		yaml_event_delete(&e);
	}
	if (y->ended)
		delete_parser(&y->source.parser);
	return y->root;
}
