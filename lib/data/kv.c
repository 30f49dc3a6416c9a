/* Reads the kv stream (kv.h has the grammar) into trees.

   Neighbouring records mostly share the beginning of their paths. The reader remembers the nodes
   along the previous path and resumes at the first segment that differs. After an item of a list it
   expects the next item, which saves a quarter of the instructions for a list of scalars.
   kv_sparse.c handles lists whose items come out of order. */
#include "data/kv.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/die.h"
#include "base/end.h"
#include "base/escape.h"
#include "base/in.h"
#include "base/num.h"
#include "base/word.h"
#include "data/kv_sparse.h"
#include "data/path.h"
#include "data/scalar.h"
#include "data/val.h"

/* The longest path, in segments. The YAML reader has the same limit on nesting. */
enum { STEPS_MAX = 100 };

/* Flags of nodes under construction, beside the flags in val.h and KV_SPARSE. SET: a record of its
   own assigned this collection. IMPLIED: no record has assigned the node yet. */
enum { SET = 8, IMPLIED = 32 };

/* One segment of a path: its end in the text, and the node that it leads to. */
struct step {
	size_t end;
	struct val *v;
};

/* The record being read. */
struct record {
	str line;
	size_t made;    /* how many steps lead to the first collection that the record made */
	struct pos pos; /* of its value */
	bool origin;    /* pos is an origin */
};

/* The path of the previous record. But if list is not NULL, text is the path of the list's next
   item, and step has no entry for that item. */
struct last_path {
	struct buf text;
	struct val *list;
	struct step *step; /* STEPS_MAX of them */
	size_t steps;
};

struct reader {
	struct kv_in *kv;
	struct arena *a;
	struct val *root;
	struct val *spare;        /* a node that is not in the tree yet, or NULL */
	struct kv_sparse *sparse; /* lists out of order */
	struct record record;
	struct last_path path;
	const char *file; /* the escaped file name of the previous origin, or NULL */
};

void
kv_open(struct kv_in *kv, struct in *in, struct kv_options options)
{
	*kv = (struct kv_in){.in = in, .options = options};
}

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
	struct buf place = {.arena = r->a};

	pos_show(&place, val_pos(there));
	die_at(stream_pos(r), "%s in record %s: it conflicts with the value at %s", what,
	    escape_show(r->a, r->record.line), buf_cstr(&place));
}

static struct val *
new_node(struct reader *r)
{
	struct val *v = arena_alloc(r->a, sizeof *v);

	v->flags = IMPLIED;
	return v;
}

/* Makes v a collection of this kind, since the path goes on below it. v must be implied, or
   assignments may replace each other (last_wins). */
static void
want(struct reader *r, struct val *v, enum val_kind kind)
{
	bool is_list = v->kind == VAL_SEQUENCE || (v->flags & KV_SPARSE);

	if (!(v->flags & IMPLIED)) {
		if (!val_is_scalar(v) && is_list == (kind == VAL_SEQUENCE))
			return;
		if (!r->kv->options.last_wins)
			conflict(r, v,
			    val_is_scalar(v)           ? "a value under a scalar"
				: kind == VAL_SEQUENCE ? "an index into a mapping"
						       : "a key in a list");
	}
	val_assign(v, kind, (str){0});
	v->flags = 0;
	if (r->record.made > r->path.steps)
		r->record.made = r->path.steps;
}

/* Returns the member of this key, made if missing, by one search. */
static struct val *
member(struct reader *r, struct val *mapping, str key)
{
	struct val *there, *v = r->spare ? r->spare : new_node(r);

	r->spare = v;
	if ((there = val_add(r->a, mapping, arena_str(r->a, key), v)))
		return there;
	r->spare = NULL;
	return v;
}

/* Returns the item of this index, made if missing. The first `at` bytes of the record are the
   list's path. */
static struct val *
item(struct reader *r, struct val *list, uint32_t index, size_t at)
{
	struct val *v, *there;

	if (!(list->flags & KV_SPARSE)) {
		if (index + (size_t)1 == list->n)
			return val_last(list);
		if (index == list->n) {
			val_push(list, v = new_node(r));
			return v;
		}
		kv_sparse_add(r->a, &r->sparse, list, str_sub(r->record.line, 0, at));
	}
	there = kv_sparse_put(r->a, list, index, r->kv->in->line, v = new_node(r));
	return there ? there : v;
}

/* Returns the length of the common prefix. */
static size_t
common(str a, str b)
{
	size_t n = a.n < b.n ? a.n : b.n, i;

	for (i = 0; i + 8 <= n && word_at(a.p + i) == word_at(b.p + i); i += 8)
		;
	while (i < n && a.p[i] == b.p[i])
		i++;
	return i;
}

/* Drops the steps of the last path that the record does not share; the first `same` bytes of both
   are equal. Returns the length of the shared part. */
static size_t
resume(struct reader *r, size_t same)
{
	size_t end;
	char c;

	for (; r->path.steps > 0; r->path.steps--) {
		end = r->path.step[r->path.steps - 1].end;
		if (end > same || end == r->record.line.n)
			continue;
		c = r->record.line.p[end];
		if (c == '.' || c == '[' || c == '=')
			return end;
	}
	return 0;
}

/* Returns the child of v that the segment at *at names, and moves *at to the segment's end. */
static struct val *
descend(struct reader *r, struct val *v, size_t *at)
{
	str rest = {r->record.line.p + *at, r->record.line.n - *at};
	struct path_segment segment;
	struct val *list;
	const char *error;

	if ((error = path_next(r->a, &rest, *at == 0, &segment)))
		reject(r, error);
	if (r->path.steps == STEPS_MAX)
		reject(r, "a path of more than 100 segments");
	want(r, v, segment.key.p ? VAL_MAPPING : VAL_SEQUENCE);
	list = v;
	v = segment.key.p ? member(r, v, segment.key) : item(r, v, (uint32_t)segment.index, *at);
	*at = r->record.line.n - rest.n;
	r->path.list = list->kind == VAL_SEQUENCE ? list : NULL; /* then v is its last item */
	r->path.step[r->path.steps++] = (struct step){*at, v};
	return v;
}

/* Increments the index at the end of the path. If the index would get longer, expects no item. */
static void
next_index(struct reader *r)
{
	char *digit = r->path.text.p + r->path.text.n - 2;

	for (; *digit == '9'; digit--)
		*digit = '0';
	if (*digit == '[')
		r->path.list = NULL;
	else
		++*digit;
}

/* Sets *v to the node at the record's path, made if missing. The first `same` bytes of this path
   and of the last path are equal. Returns the length of the path. */
static size_t
walk(struct reader *r, size_t same, struct val **v)
{
	size_t shared = resume(r, same), at = shared;

	*v = r->path.steps ? r->path.step[r->path.steps - 1].v : r->root;
	r->path.list = NULL;
	if (shared == 0 && str_starts(r->record.line, STR(".=")))
		at = 1;
	else
		while (at == 0 || (at < r->record.line.n && r->record.line.p[at] != '='))
			*v = descend(r, *v, &at);
	r->path.text.n = shared;
	buf_add(&r->path.text, (str){r->record.line.p + shared, at - shared});
	if (at == r->record.line.n)
		reject(r, "no = after the path");
	r->path.steps -= r->path.list != NULL;
	return at;
}

/* Returns the node at the record's path, made if missing. *rest becomes the text after the "=". */
static struct val *
follow(struct reader *r, str *rest)
{
	size_t at = common(buf_str(&r->path.text), r->record.line);
	struct val *v;

	if (r->path.list && at == r->path.text.n && at < r->record.line.n &&
	    r->record.line.p[at] == '=')
		val_push(r->path.list, v = new_node(r));
	else
		at = walk(r, at, &v);
	if (r->path.list)
		next_index(r);
	*rest = (str){r->record.line.p + at + 1, r->record.line.n - at - 1};
	return v;
}

static bool
in_number(char c)
{
	return (c >= '0' && c <= '9') || c == '-' || c == '.' || c == 'e' || c == 'E' || c == '+';
}

static const char not_a_value[] = "expected a JSON scalar, {} or [] as the value";

/* Cuts a number off. */
static const char *
number(struct arena *a, str *rest, struct scalar *content)
{
	size_t n = 0;
	double value;
	str text;

	while (n < rest->n && in_number(rest->p[n]))
		n++;
	text = str_sub(*rest, 0, n);
	*rest = str_from(*rest, n);
	if (num_is_int(text)) {
		*content = (struct scalar){VAL_INT, arena_str(a, text)};
		return NULL;
	}
	if (!num_is_json(text))
		return not_a_value;
	if (!num_double(text, &value))
		return "a number that is too large";
	*content = scalar_double(a, value);
	return NULL;
}

/* Cuts a value off the front of *rest. Its text is in a. */
static const char *
value(struct arena *a, str *rest, struct scalar *content)
{
	static const struct scalar words[] = {{VAL_NULL, {"null", 4}}, {VAL_BOOL, {"true", 4}},
	    {VAL_BOOL, {"false", 5}}, {VAL_MAPPING, {"{}", 2}}, {VAL_SEQUENCE, {"[]", 2}}};
	size_t i;

	if (rest->n == 0)
		return not_a_value;
	if (rest->p[0] == '"') {
		content->kind = VAL_STRING;
		return unescape_json(a, rest, &content->text);
	}
	if (in_number(rest->p[0]))
		return number(a, rest, content);
	for (i = 0; i < sizeof words / sizeof *words; i++)
		if (str_starts(*rest, words[i].text)) {
			*content = words[i];
			*rest = str_from(*rest, content->text.n);
			return NULL;
		}
	return not_a_value;
}

/* Parses an origin. Neighbours mostly share the name of the file. */
static void
read_origin(struct reader *r, str text)
{
	struct buf safe = {.arena = r->a};
	str file = text;

	r->record.origin = true;
	if (!pos_cut(&file, &r->record.pos) || !r->record.pos.col || file.n == 0) {
		r->record.pos = (struct pos){0};
		file = text;
	}
	if (!r->file || !str_is(file, r->file)) {
		escape_line(&safe, file);
		r->file = buf_cstr(&safe);
	}
	r->record.pos.file = r->file;
}

static size_t
skip_blanks(str s)
{
	size_t i = 0;

	while (i < s.n && (s.p[i] == ' ' || s.p[i] == '\t'))
		i++;
	return i;
}

/* Reads what follows a value: nothing, or blanks and a comment, which may be an origin. */
static void
read_comment(struct reader *r, str rest)
{
	size_t blanks = skip_blanks(rest);

	if (rest.n > 0 && (blanks == 0 || (blanks < rest.n && rest.p[blanks] != '#')))
		reject(r, "unexpected text after the value (a comment needs a blank before #)");
	if (str_starts(str_from(rest, blanks), STR("#@ ")))
		read_origin(r, str_from(rest, blanks + 3));
}

/* Sets the place of the collections that the record made above v. */
static void
place_made(struct reader *r, const struct val *v)
{
	struct val *made;

	for (; r->record.made <= r->path.steps; r->record.made++) {
		made = r->record.made ? r->path.step[r->record.made - 1].v : r->root;
		if (made == v)
			break;
		made->flags |= r->record.origin ? VAL_ORIGIN : 0;
		val_set_pos(made, r->record.pos);
	}
}

/* Returns whether the record (.a={}) only repeats that v is a collection: records of its members
   came first. Dies if v has a value already. */
static bool
is_announced(const struct reader *r, const struct val *v, enum val_kind kind)
{
	bool list = v->kind == VAL_SEQUENCE || v->flags & KV_SPARSE;

	if (r->kv->options.last_wins)
		return false;
	if (val_is_scalar(v) || v->flags & SET)
		conflict(r, v, "a second assignment");
	if (kind < VAL_SEQUENCE || (kind == VAL_SEQUENCE) != list)
		conflict(r, v, "an assignment to a collection that has members");
	return true;
}

/* Assigns the value to v. */
static void
assign(struct reader *r, struct val *v, const struct scalar *content)
{
	if (!(v->flags & IMPLIED) && is_announced(r, v, content->kind)) {
		v->flags |= SET;
		return;
	}
	val_assign(v, content->kind, content->text);
	v->flags = (uint8_t)((r->record.origin ? VAL_ORIGIN : 0) |
	    (content->kind < VAL_SEQUENCE ? 0 : SET));
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

	r->record.made = SIZE_MAX;
	r->record.origin = false;
	r->record.pos = stream_pos(r);
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
		blanks = line.n > 0 && line.p[0] == '.' ? 0 : skip_blanks(line);
		if (blanks == line.n)
			continue;
		if (line.p[blanks] == '#')
			note_read(notes, line);
		else if (!str_eq(line, STR("---")))
			read_record(r);
		else if (!(r->root->flags & IMPLIED) || notes->first)
			return;
	}
}

bool
kv_next(struct kv_in *kv, struct arena *a, struct kv_doc *doc)
{
	struct step step[STEPS_MAX];
	struct reader r = {.kv = kv, .a = a, .path.text.arena = a};
	const struct note *note;
	bool dies;

	*doc = (struct kv_doc){.notes = {.arena = a, .keep = kv->options.findings}};
	r.path.step = step;
	r.root = val_new(a, VAL_NULL);
	r.root->flags = IMPLIED;
	read_document(&r, &doc->notes);
	dies = doc->notes.findings > 0 && !kv->options.findings;
	for (note = doc->notes.first; note && (dies || kv->options.say); note = note->next)
		note_say(note);
	if (dies)
		end_input();
	if (r.root->flags & IMPLIED)
		return doc->notes.first != NULL;
	kv_sparse_settle(a, r.sparse, kv->in->name, kv->options.close_gaps);
	doc->root = r.root;
	return true;
}
