/* The kv stream in; its grammar stands in kv.h.

   The reader goes through a record once and resumes where its path leaves that of the record
   before: the steps of the last path are kept with the nodes that they lead to. Behind an item that
   is a value the path of the next item is at hand, which mostly follows. Lists whose items come out
   of order are kv_sparse.c's. */
#include "data/kv.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/die.h"
#include "base/escape.h"
#include "base/in.h"
#include "base/num.h"
#include "base/word.h"
#include "data/kv_sparse.h"
#include "data/path.h"
#include "data/val.h"

/* Deeper paths are refused: YAML in has the same cap on nesting, plus the root. */
enum { STEPS_MAX = 100 };

/* Flags of nodes under construction, beside VAL_WHOLE and its like and KV_SPARSE. SET: the
   collection was assigned by a record of its own. IMPLIED: no record has said yet what it is. */
enum { SET = 8, IMPLIED = 32 };

/* One step of the last path: where in its text the step ends, and the node it leads to. */
struct step {
	size_t end;
	struct val *v;
};

/* What a record gives its path. */
struct given {
	enum val_kind kind;
	str text;
};

struct reader {
	struct kv_in *kv;
	struct arena *a;
	struct val *root, *spare; /* spare: a node that is not in the tree, or NULL */
	struct kv_sparse *sparse; /* lists out of order */
	struct val *list;         /* whose next item the path leads to, or NULL */
	str line;                 /* the record being read */
	struct buf path;          /* the text of the last path, or where list is set of the next */
	struct step *step;        /* STEPS_MAX of them */
	size_t steps;
	size_t made;    /* how many steps led to the first collection that the record made */
	struct pos pos; /* of the record's value */
	bool origin;
	struct buf file; /* the last origin's name */
	const char *file_name;
};

void
kv_open(struct kv_in *kv, struct in *in, struct kv_options options)
{
	*kv = (struct kv_in){.in = in, .options = options};
}

/* The record's place in the stream, whatever origin it has. */
static struct pos
stream_pos(const struct reader *r)
{
	return (struct pos){r->kv->in->name, r->kv->in->line, 0};
}

/* Whether a line that is no record looks like YAML: it is a key, an item, or in flow style. */
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
	if (!r->kv->started && r->line.p[0] != '.' && is_yaml(r->line))
		die_at(stream_pos(r), "this looks like YAML: put yaml2kv before %s", die_tool());
	die_at(stream_pos(r), "%s in record %s", what, escape_show(r->a, r->line));
}

/* A value's place, as text. */
static const char *
place(struct arena *a, struct pos pos)
{
	struct buf b = {.arena = a};

	buf_printf(&b, "%s", pos.file ? pos.file : "?");
	if (pos.line)
		buf_printf(&b, ":%u", (unsigned)pos.line);
	if (pos.line && pos.col)
		buf_printf(&b, ":%u", (unsigned)pos.col);
	return buf_cstr(&b);
}

static _Noreturn void
conflict(const struct reader *r, const struct val *there, const char *what)
{
	die_at(stream_pos(r), "%s in record %s: what is there stands at %s", what,
	    escape_show(r->a, r->line), place(r->a, val_pos(there)));
}

static struct val *
new_node(struct reader *r)
{
	struct val *v = arena_alloc(r->a, sizeof *v);

	v->flags = IMPLIED;
	return v;
}

/* Makes an implied node, or with -o any other, the collection that the path wants. */
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
	if (r->made > r->steps)
		r->made = r->steps;
}

/* Finds or makes a member, in one search. */
static struct val *
member(struct reader *r, struct val *mapping, str key)
{
	struct val *there, *v = r->spare ? r->spare : new_node(r);

	r->spare = v;
	if ((there = val_add_copied(r->a, mapping, key, v)))
		return there;
	r->spare = NULL;
	return v;
}

/* The item of an index in a list that stands where the first `at` bytes of the record say. */
static struct val *
item(struct reader *r, struct val *list, uint32_t index, size_t at)
{
	struct val *v;

	if (!(list->flags & KV_SPARSE)) {
		if (index + (size_t)1 == list->n)
			return val_last(list);
		if (index == list->n) {
			val_push(list, v = new_node(r));
			return v;
		}
		kv_sparse_add(r->a, &r->sparse, list, str_sub(r->line, 0, at));
	}
	if (!(v = kv_sparse_get(list, index)))
		kv_sparse_put(r->a, list, index, r->kv->in->line, v = new_node(r));
	return v;
}

/* How far two texts agree. */
static size_t
common(str a, str b)
{
	size_t n = a.n < b.n ? a.n : b.n, i, at;
	uint64_t differ;

	if (n < 8) {
		for (i = 0; i < n && a.p[i] == b.p[i]; i++)
			;
		return i;
	}
	for (i = 0; i < n; i += 8) {
		at = word_within(i, n);
		if ((differ = word_at(a.p + at) ^ word_at(b.p + at)))
			return at + word_first(differ);
	}
	return n;
}

/* Whether a segment of a path may end before c. */
static bool
ends_segment(char c)
{
	return c == '.' || c == '[' || c == '=';
}

/* Drops the steps that the record does not share, whose first bytes are the same as the path's;
   gives how much of it the others cover. */
static size_t
resume(struct reader *r, size_t same)
{
	size_t end;

	for (; r->steps > 0; r->steps--) {
		end = r->step[r->steps - 1].end;
		if (end <= same && end < r->line.n && ends_segment(r->line.p[end]))
			return end;
	}
	return 0;
}

/* Goes one segment down from v: *at is where it begins in the record, and then where it ends. */
static struct val *
descend(struct reader *r, struct val *v, size_t *at)
{
	str rest = {r->line.p + *at, r->line.n - *at};
	struct path_segment segment;
	const char *error;

	if ((error = path_next(r->a, &rest, *at == 0, &segment)))
		reject(r, error);
	if (r->steps == STEPS_MAX)
		reject(r, "more than 100 levels");
	want(r, v, segment.key.p ? VAL_MAPPING : VAL_SEQUENCE);
	v = segment.key.p ? member(r, v, segment.key) : item(r, v, (uint32_t)segment.index, *at);
	*at = r->line.n - rest.n;
	r->step[r->steps++] = (struct step){*at, v};
	return v;
}

/* Makes the path lead one item on in its list; where the index gets longer it leads nowhere. */
static void
next_index(struct reader *r)
{
	char *digit = r->path.p + r->path.n - 2;

	for (; *digit == '9'; digit--)
		*digit = '0';
	if (*digit == '[')
		r->list = NULL;
	else
		++*digit;
}

/* Where v, to which the path leads, ends a list: makes the path lead to the next item. */
static void
foresee(struct reader *r, const struct val *v)
{
	struct val *parent = r->steps > 1 ? r->step[r->steps - 2].v : r->root;

	r->list = NULL;
	if (parent->kind == VAL_SEQUENCE && val_last(parent) == v) {
		r->steps--;
		r->list = parent;
		next_index(r);
	}
}

/* Follows the record's path from where it leaves the last one, their first bytes being the same;
   gives where it ends. */
static size_t
walk(struct reader *r, size_t same, struct val **v)
{
	size_t shared = resume(r, same), at = shared;

	*v = r->steps ? r->step[r->steps - 1].v : r->root;
	if (shared == 0 && str_starts(r->line, STR(".=")))
		at = 1;
	else
		while (at == 0 || (at < r->line.n && r->line.p[at] != '='))
			*v = descend(r, *v, &at);
	r->path.n = shared;
	buf_add(&r->path, (str){r->line.p + shared, at - shared});
	if (at == r->line.n)
		reject(r, "no = behind the path");
	foresee(r, *v);
	return at;
}

/* Gives the node that the record's path leads to, making what is not there; *rest is what stands
   behind its "=". */
static struct val *
follow(struct reader *r, str *rest)
{
	size_t at = common(buf_str(&r->path), r->line);
	struct val *v;

	if (r->list && at == r->path.n && at < r->line.n && r->line.p[at] == '=') {
		val_push(r->list, v = new_node(r));
		next_index(r);
	} else {
		at = walk(r, at, &v);
	}
	*rest = (str){r->line.p + at + 1, r->line.n - at - 1};
	return v;
}

static bool
in_number(char c)
{
	return (c >= '0' && c <= '9') || c == '-' || c == '.' || c == 'e' || c == 'E' || c == '+';
}

static const char not_a_value[] = "expected a JSON scalar, {} or [] as the value";

/* A number, in the one text that the stream has for it. */
static const char *
number(struct arena *a, str *rest, struct given *given)
{
	size_t n = 0;
	double value;

	while (n < rest->n && in_number(rest->p[n]))
		n++;
	given->text = str_sub(*rest, 0, n);
	*rest = str_from(*rest, n);
	if (num_is_int(given->text)) {
		given->kind = VAL_INT;
		given->text = arena_str(a, given->text);
		return NULL;
	}
	if (!num_is_json(given->text))
		return not_a_value;
	if (!num_double(given->text, &value))
		return "a number that is too large";
	given->text = num_text(a, value);
	given->kind = num_is_int(given->text) ? VAL_INT : VAL_FLOAT;
	return NULL;
}

/* Reads one value from the front of *rest and cuts it off; its text stands in a. */
static const char *
value(struct arena *a, str *rest, struct given *given)
{
	static const struct given words[] = {{VAL_NULL, {"null", 4}}, {VAL_BOOL, {"true", 4}},
	    {VAL_BOOL, {"false", 5}}, {VAL_MAPPING, {"{}", 2}}, {VAL_SEQUENCE, {"[]", 2}}};
	size_t i;

	if (rest->n == 0)
		return not_a_value;
	if (rest->p[0] == '"') {
		given->kind = VAL_STRING;
		return unescape_json_copy(a, rest, &given->text);
	}
	if (in_number(rest->p[0]))
		return number(a, rest, given);
	for (i = 0; i < sizeof words / sizeof *words; i++)
		if (str_starts(*rest, words[i].text)) {
			*given = words[i];
			*rest = str_from(*rest, given->text.n);
			return NULL;
		}
	return not_a_value;
}

/* Cuts a decimal number and the colon before it off the end of s. */
static bool
cut_number(str *s, uint32_t *n)
{
	size_t end = s->n;
	int64_t value;

	while (end > 0 && s->p[end - 1] >= '0' && s->p[end - 1] <= '9')
		end--;
	if (end < 2 || s->p[end - 1] != ':' || !num_int(str_from(*s, end), &value) || value < 1 ||
	    value > UINT32_MAX)
		return false;
	*n = (uint32_t)value;
	s->n = end - 1;
	return true;
}

/* Takes an origin apart. Neighbours mostly share the file, so its name is kept. */
static void
read_origin(struct reader *r, str text)
{
	uint32_t line, col;
	str file = text;

	r->origin = true;
	r->pos = (struct pos){0};
	if (cut_number(&file, &col) && cut_number(&file, &line))
		r->pos = (struct pos){NULL, line, col};
	else
		file = text;
	if (!r->file_name || !str_eq(file, buf_str(&r->file))) {
		struct buf safe = {.arena = r->a};

		r->file.n = 0;
		buf_add(&r->file, file);
		escape_line(&safe, file);
		r->file_name = buf_cstr(&safe);
	}
	r->pos.file = r->file_name;
}

static size_t
skip_blanks(str s)
{
	size_t i = 0;

	while (i < s.n && (s.p[i] == ' ' || s.p[i] == '\t'))
		i++;
	return i;
}

/* What stands behind a value: nothing, or blanks and a comment, which may be an origin. */
static void
read_comment(struct reader *r, str rest)
{
	size_t blanks = skip_blanks(rest);

	if (rest.n > 0 && (blanks == 0 || (blanks < rest.n && rest.p[blanks] != '#')))
		reject(r, "something stands behind the value");
	if (str_starts(str_from(rest, blanks), STR("#@ ")))
		read_origin(r, str_from(rest, blanks + 3));
}

/* Gives the collections that the record made on its way to v the record's place. */
static void
place_made(struct reader *r, const struct val *v)
{
	struct val *made;

	for (; r->made <= r->steps; r->made++) {
		made = r->made ? r->step[r->made - 1].v : r->root;
		if (made == v)
			break;
		made->flags |= r->origin ? VAL_ORIGIN : 0;
		val_set_pos(made, r->pos);
	}
}

/* Whether v, which is no longer implied, stays what it is: a collection whose own record comes
   behind those of its members. */
static bool
is_announced(const struct reader *r, const struct val *v, enum val_kind kind)
{
	bool list = v->kind == VAL_SEQUENCE || v->flags & KV_SPARSE;

	if (r->kv->options.last_wins)
		return false;
	if (val_is_scalar(v) || v->flags & SET)
		conflict(r, v, "a second assignment");
	if (kind < VAL_SEQUENCE || (kind == VAL_SEQUENCE) != list)
		conflict(r, v, "an assignment to what has members already");
	return true;
}

/* Gives v, found by the path, its value. */
static void
assign(struct reader *r, struct val *v, const struct given *given)
{
	if (!(v->flags & IMPLIED) && is_announced(r, v, given->kind)) {
		v->flags |= SET;
		return;
	}
	val_assign(v, given->kind, given->text);
	v->flags = (uint8_t)((r->origin ? VAL_ORIGIN : 0) | (given->kind < VAL_SEQUENCE ? 0 : SET));
	val_set_pos(v, r->pos);
}

/* Reads a record's value, its comment if it has one, and assigns. */
static void
read_record(struct reader *r)
{
	struct given given;
	struct val *v;
	const char *error;
	str rest;

	r->made = SIZE_MAX;
	r->origin = false;
	r->pos = stream_pos(r);
	v = follow(r, &rest);
	if ((error = value(r->a, &rest, &given)))
		reject(r, error);
	if (rest.n > 0)
		read_comment(r, rest);
	assign(r, v, &given);
	place_made(r, v);
	r->kv->started = true;
}

static bool
is_separator(str line)
{
	return str_eq(line, STR("---"));
}

/* A line that is neither a record nor a separator: blank, a comment or a note. */
static void
read_other(struct reader *r, struct notes *notes)
{
	size_t blanks = skip_blanks(r->line);

	if (blanks == r->line.n)
		return;
	if (r->line.p[blanks] == '#')
		note_read(notes, r->line);
	else
		read_record(r);
}

/* Reads lines up to the end of a document. */
static void
read_document(struct reader *r, struct notes *notes)
{
	bool whole = true;

	while (in_line(r->kv->in, &r->line, &whole)) {
		if (!whole)
			reject(r, "no newline at the end");
		if (r->line.n > 0 && r->line.p[0] == '.')
			read_record(r);
		else if (!is_separator(r->line))
			read_other(r, notes);
		else if (!(r->root->flags & IMPLIED) || notes->first)
			return;
	}
}

/* A document at fault ends a run that does not carry findings on. */
static _Noreturn void
die_of_findings(const struct notes *notes)
{
	const struct note *note;

	for (note = notes->first; note; note = note->next)
		note_say(note);
	die_now(DIE_INPUT);
}

bool
kv_next(struct kv_in *kv, struct arena *a, struct kv_doc *doc)
{
	struct step step[STEPS_MAX];
	struct reader r = {.kv = kv, .a = a, .step = step, .path.arena = a, .file.arena = a};

	*doc = (struct kv_doc){.notes = {.arena = a, .keep = kv->options.findings}};
	r.root = val_new(a, VAL_NULL);
	r.root->flags = IMPLIED;
	read_document(&r, &doc->notes);
	if (doc->notes.findings > 0 && !kv->options.findings)
		die_of_findings(&doc->notes);
	if (r.root->flags & IMPLIED)
		return doc->notes.first != NULL;
	kv_sparse_settle(a, r.sparse, kv->in->name, kv->options.close_gaps);
	doc->root = r.root;
	return true;
}
