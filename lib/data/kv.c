/* Reads the kv stream (kv.h has the grammar) into trees. A record makes the missing nodes on its
   path. Most records have the same parent as the record before: the reader follows their paths from
   this parent, not from the root, which halves the instructions on CRDs.

   The items of a list mostly come in order. If they do not, a map finds them by their index until
   the document ends. */
#include "data/kv.h"

#include <arpa/inet.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/die.h"
#include "base/end.h"
#include "base/escape.h"
#include "base/in.h"
#include "base/map.h"
#include "base/num.h"
#include "data/path.h"
#include "data/scalar.h"
#include "data/val.h"

/* The longest path, in segments. The YAML reader has the same limit on nesting. */
enum { SEGMENTS_MAX = 100 };

/* A flag of nodes under construction, besides the flags in val.h: a record {} or [] assigned this
   collection. */
enum { SET = 8 };

/* The record being read. */
struct record {
	str line;
	struct val *made; /* the first collection that the record made, or NULL */
	struct pos pos;   /* of its value */
	uint8_t flag;     /* VAL_ORIGIN if pos is an origin, else 0 */
};

/* The collection whose member or item the previous record assigned; at first the root. */
struct parent {
	struct val *v;
	struct buf path;
	size_t depth; /* how many segments the path has */
};

struct reader {
	struct kv_in *kv;
	struct arena *a;
	struct val *root;
	struct record record;
	struct parent parent;
	const char *file;    /* the escaped file name of the previous origin, or NULL */
	struct map numbered; /* the items of the lists whose items do not come in order */
};

/* Returns the record's place in the stream, which is not its origin. */
static struct pos
stream_pos(const struct reader *r)
{
	return (struct pos){r->kv->in->name, r->kv->in->line, 0};
}

/* Returns whether a line that is not a record looks like YAML: a key, an item, or flow style. */
static bool
is_yaml(str line)
{
	line = str_trim(line);
	return str_ends(line, STR(":")) || str_find(line, STR(": ")) < line.n ||
	    str_starts(line, STR("- ")) || str_starts(line, STR("{")) ||
	    str_starts(line, STR("%YAML")) || str_starts(line, STR("--- "));
}

static _Noreturn void
reject(const struct reader *r, const char *what)
{
	if (!r->kv->started && r->record.line.p[0] != '.' && is_yaml(r->record.line))
		die_at(stream_pos(r), "this looks like YAML: put yaml2kv before %s", end_tool());
	die_at(stream_pos(r), "%s in record %s", what, escape_show(r->a, r->record.line));
}

static _Noreturn void
conflict(const struct reader *r, const struct val *there, const char *what)
{
	die_at(stream_pos(r), "%s in record %s: it conflicts with the value at %s", what,
	    escape_show(r->a, r->record.line), pos_text(r->a, val_pos(there)));
}

/* Returns whether v is still zeroed: no record has assigned v or a value below v. */
static bool
is_new(const struct val *v)
{
	return v->kind == VAL_NULL && !v->as.text;
}

/* Makes v a collection of this kind, because the path goes on below it. If v has a value of
   another kind, it is replaced (last_wins), or the run ends. */
static void
want(struct reader *r, struct val *v, enum val_kind kind)
{
	if (v->kind == kind)
		return;
	if (!is_new(v) && !r->kv->options.last_wins)
		conflict(r, v,
		    val_is_scalar(v)           ? "a value under a scalar"
			: kind == VAL_SEQUENCE ? "an index into a mapping"
					       : "a key in a list");
	val_assign(v, kind, (str){0});
	v->flags = 0;
	if (!r->record.made)
		r->record.made = v;
}

/* Returns the member of this key, made if missing. The last one is tried first, because records are
   mostly in the order of the document. */
static struct val *
member(struct reader *r, struct val *mapping, str key)
{
	struct val *v = val_last(mapping);

	if (v && str_eq(val_key(v), key))
		return v;
	if (!(v = val_get(mapping, key))) {
		v = arena_alloc(r->a, sizeof *v);
		val_add(r->a, mapping, arena_str(r->a, key), v);
	}
	return v;
}

/* The number of an item in a list whose items do not come in order. While the document is read, the
   number is the item's name, and val_by_key orders the items by it. */
struct number {
	const struct val *first; /* the item that came first identifies the list */
	size_t index;            /* by htonl, so that comparing bytes compares numbers */
};

static str
number_of(const void *item)
{
	return val_key(item);
}

static uint32_t
index_of(const struct val *item)
{
	const struct number *number = (const void *)item->name->text;

	return ntohl((uint32_t)number->index);
}

/* Numbers an item. Its name has the place of its first record. */
static void
number_item(struct reader *r, const struct val *first, uint32_t index, struct val *item)
{
	struct number *number = arena_take(r->a, sizeof *number);

	*number = (struct number){first, htonl(index)};
	item->name =
	    val_name(r->a, (str){(const char *)number, sizeof *number}, r->kv->in->line, 0);
	map_add(&r->numbered, item);
}

/* Returns the item of this index, made if missing. */
static struct val *
item(struct reader *r, struct val *list, uint32_t index)
{
	struct val *first = val_first(list), *v;
	struct number number = {first, htonl(index)};
	bool in_order = !first || !first->name;
	uint32_t i = 0;

	if (in_order && index + (size_t)1 == list->n)
		return val_last(list);
	if (in_order && index != list->n) {
		in_order = false;
		for (v = first; v; v = val_next(list, v))
			number_item(r, first, i++, v);
	}
	if (!in_order && (v = map_get(&r->numbered, (str){(char *)&number, sizeof number})))
		return v;
	v = arena_alloc(r->a, sizeof *v);
	val_push(list, v);
	if (!in_order)
		number_item(r, first ? first : v, index, v);
	return v;
}

/* Returns whether the record's path goes on below the parent. */
static bool
is_below_parent(const struct reader *r)
{
	const str line = r->record.line, path = buf_str(&r->parent.path);

	return str_starts(line, path) && path.n < line.n &&
	    (line.p[path.n] == '.' || line.p[path.n] == '[');
}

/* Cuts a segment off the front of *rest. Returns the parent's child that it names, made if
   missing. */
static struct val *
child(struct reader *r, str *rest)
{
	struct val *parent = r->parent.v;
	struct path_segment segment;
	const char *error;

	if ((error = path_next(r->a, rest, r->parent.depth == 0, &segment)))
		reject(r, error);
	if (r->parent.depth == SEGMENTS_MAX)
		reject(r, "a path of more than 100 segments");
	want(r, parent, segment.key.p ? VAL_MAPPING : VAL_SEQUENCE);
	return segment.key.p ? member(r, parent, segment.key)
			     : item(r, parent, (uint32_t)segment.index);
}

/* Returns the node at the record's path, made if missing. *rest becomes the text after the "=". */
static struct val *
follow(struct reader *r, str *rest)
{
	const str line = r->record.line;
	struct parent *parent = &r->parent;
	struct val *v;
	size_t end;

	if (!is_below_parent(r)) {
		parent->v = r->root;
		parent->path.n = parent->depth = 0;
	}
	if (str_starts(line, STR(".="))) {
		*rest = str_from(line, 2);
		return r->root;
	}
	end = parent->path.n;
	*rest = str_from(line, end);
	while ((v = child(r, rest)) && rest->n > 0 && rest->p[0] != '=') {
		parent->v = v;
		parent->depth++;
		end = line.n - rest->n;
	}
	if (rest->n == 0)
		reject(r, "no = after the path");
	buf_add(&parent->path, str_sub(line, parent->path.n, end - parent->path.n));
	*rest = str_from(*rest, 1);
	return v;
}

/* Cuts a number off, up to a blank or a comment. */
static const char *
number(struct arena *a, str *rest, struct scalar *content)
{
	size_t n = 0;
	str text;

	while (n < rest->n && !memchr(" \t#", rest->p[n], 3))
		n++;
	text = arena_str(a, str_sub(*rest, 0, n));
	*rest = str_from(*rest, n);
	if (num_is_int(text)) {
		*content = (struct scalar){VAL_INT, text, false};
		return NULL;
	}
	if (!num_is_json(text))
		return "expected a JSON scalar, {} or [] as the value";
	scalar_plain(a, text, content);
	return content->kind == VAL_STRING ? "a number that is too large" : NULL;
}

/* Cuts a value off the front of *rest. Its text is in a. */
static const char *
value(struct arena *a, str *rest, struct scalar *content)
{
	static const struct scalar words[] = {{VAL_NULL, {"null", 4}, false},
	    {VAL_BOOL, {"true", 4}, false}, {VAL_BOOL, {"false", 5}, false},
	    {VAL_MAPPING, {"{}", 2}, false}, {VAL_SEQUENCE, {"[]", 2}, false}};
	size_t i;

	if (rest->n > 0 && rest->p[0] == '"') {
		content->kind = VAL_STRING;
		return unescape_json(a, rest, &content->text);
	}
	for (i = 0; i < sizeof words / sizeof *words; i++)
		if (str_starts(*rest, words[i].text)) {
			*content = words[i];
			*rest = str_from(*rest, content->text.n);
			return NULL;
		}
	return number(a, rest, content);
}

/* Parses an origin. Neighbours mostly share the name of the file. */
static void
read_origin(struct reader *r, str text)
{
	str file = text;

	r->record.flag = VAL_ORIGIN;
	if (!pos_cut(&file, &r->record.pos) || !r->record.pos.col || file.n == 0) {
		r->record.pos = (struct pos){0};
		file = text;
	}
	if (!r->file || !str_is(file, r->file))
		r->file = escape_name(r->a, file);
	r->record.pos.file = r->file;
}

/* Reads what follows a value: nothing, or blanks and a comment, which may be an origin. */
static void
read_comment(struct reader *r, str rest)
{
	size_t blanks = str_span(rest, 0, " \t");

	if (rest.n > 0 && (blanks == 0 || (blanks < rest.n && rest.p[blanks] != '#')))
		reject(r, "unexpected text after the value (a comment needs a blank before #)");
	if (str_starts(str_from(rest, blanks), STR("#@ ")))
		read_origin(r, str_from(rest, blanks + 3));
}

/* Sets the place of the collections that the record made above v. Each has one child. */
static void
place_made(struct reader *r, const struct val *v)
{
	struct val *made;

	for (made = r->record.made; made && made != v; made = val_last(made)) {
		made->flags |= r->record.flag;
		val_set_pos(made, r->record.pos);
	}
}

/* Returns whether the record (.a={}) only repeats that v is a collection: records of its members
   came first. Unless last_wins is set, dies if the record conflicts with v. */
static bool
is_announced(const struct reader *r, const struct val *v, enum val_kind kind)
{
	if (r->kv->options.last_wins)
		return false;
	if (val_is_scalar(v) || v->flags & SET)
		conflict(r, v, "a second assignment");
	if (kind != v->kind)
		conflict(r, v, "an assignment to a collection that has members");
	return true;
}

/* Assigns the value to v. */
static void
assign(struct reader *r, struct val *v, const struct scalar *content)
{
	if (!is_new(v) && is_announced(r, v, content->kind)) {
		v->flags |= SET;
		return;
	}
	val_assign(v, content->kind, content->text);
	v->flags = content->kind < VAL_SEQUENCE ? r->record.flag : r->record.flag | SET;
	val_set_pos(v, r->record.pos);
}

/* Reads a record and assigns its value. */
static void
read_record(struct reader *r)
{
	struct scalar content;
	struct val *v;
	const char *error;
	str rest;

	r->record = (struct record){.line = r->record.line, .pos = stream_pos(r)};
	v = follow(r, &rest);
	if ((error = value(r->a, &rest, &content)))
		reject(r, error);
	if (rest.n > 0)
		read_comment(r, rest);
	assign(r, v, &content);
	place_made(r, v);
	r->kv->started = true;
}

/* Reads lines up to the end of a document: records, blank lines, comments and notes. */
static void
read_document(struct reader *r, struct notes *notes)
{
	bool whole = true;
	size_t blanks;
	str line;

	while (in_line(r->kv->in, &line, &whole)) {
		r->record.line = line;
		if (!whole)
			reject(r, "the last line has no newline, so it may be cut short,");
		blanks = line.n > 0 && line.p[0] == '.' ? 0 : str_span(line, 0, " \t");
		if (blanks == line.n)
			continue;
		if (line.p[blanks] == '#')
			note_read(notes, line);
		else if (!str_eq(line, STR("---")))
			read_record(r);
		else if (!is_new(r->root) || notes->first)
			return;
	}
}

static _Noreturn void
die_gap(const struct reader *r, struct buf *path, const struct val *item, size_t expected)
{
	size_t n = path->n;
	const char *there;

	path_index(path, index_of(item));
	there = path_text(path);
	path->n = n;
	path_index(path, expected);
	die_at((struct pos){r->kv->in->name, val_key_pos(item).line, 0},
	    "a gap in a list: record %s without %s (kv2yaml -g closes gaps)", there,
	    path_text(path));
}

/* Orders the items of a list by number. Dies if an item is missing, unless close_gaps is set. */
static void
order_items(struct reader *r, struct val *list, struct buf *path)
{
	struct val **items = val_sorted(r->a, list, val_by_key);
	size_t n = list->n, i;

	val_assign(list, VAL_SEQUENCE, (str){0});
	for (i = 0; i < n; i++) {
		if (index_of(items[i]) != i && !r->kv->options.close_gaps)
			die_gap(r, path, items[i], i);
		items[i]->name = NULL;
		val_push(list, items[i]);
	}
}

/* Orders the items of all lists in v. The buffer has the path of v. */
static void
order_lists(struct reader *r, struct val *v, struct buf *path)
{
	size_t n = path->n, i = 0;
	struct val *child;

	if (v->kind == VAL_SEQUENCE && v->n > 0 && val_first(v)->name)
		order_items(r, v, path);
	for (child = val_first(v); child; child = val_next(v, child), path->n = n) {
		path_child(path, child, i++);
		order_lists(r, child, path);
	}
}

bool
kv_next(struct kv_in *kv, struct arena *a, struct kv_doc *doc)
{
	struct reader r = {.kv = kv,
	    .a = a,
	    .root = arena_alloc(a, sizeof *r.root),
	    .numbered = {.arena = a, .key = number_of}};
	struct buf path = {.arena = a};
	const struct note *note;
	bool dies;

	*doc = (struct kv_doc){.notes = {.arena = a, .keep = kv->options.findings}};
	r.parent = (struct parent){.v = r.root, .path.arena = a};
	read_document(&r, &doc->notes);
	dies = doc->notes.findings > 0 && !kv->options.findings;
	for (note = doc->notes.first; note && (dies || kv->options.say); note = note->next)
		note_say(note);
	if (dies)
		end_input();
	if (is_new(r.root))
		return doc->notes.first != NULL;
	if (r.numbered.n > 0)
		order_lists(&r, r.root, &path);
	doc->root = r.root;
	return true;
}
