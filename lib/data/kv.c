/* The kv stream in; its grammar stands in kv.h.

   The reader goes through a record once and resumes where its path leaves that of the record
   before: the steps of the last path are kept with the nodes that they lead to. A list whose items
   come out of order is kept as a mapping of its indexes until the document ends. */
#include "data/kv.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/die.h"
#include "base/escape.h"
#include "base/in.h"
#include "base/num.h"
#include "base/utf8.h"
#include "data/path.h"
#include "data/val.h"

/* Deeper paths are refused: YAML in has the same cap on nesting, plus the root. */
enum { STEPS_MAX = 100 };

/* Flags of nodes under construction, beside VAL_WHOLE and its like. SET: the collection was
   assigned by a record of its own. SPARSE: a list kept as a mapping. IMPLIED: no record has said
   yet what it is. MADE: a collection that the present record made on its way. */
enum { SET = 8, SPARSE = 16, IMPLIED = 32, MADE = 64 };

/* One step of the last path: where in its text the step ends, and the node it leads to. */
struct step {
	size_t end;
	struct val *v;
};

/* A list whose items came out of order, by the path of the first record that showed it. */
struct sparse {
	struct sparse *next;
	struct val *list;
	str path;
};

struct reader {
	struct kv_in *kv;
	struct arena *a;
	struct val *root;
	struct sparse *sparse;
	str line;        /* the record being read */
	struct buf path; /* the text of the last path */
	struct step step[STEPS_MAX];
	size_t steps;
	struct pos pos; /* of the record's value */
	bool origin, made;
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

static _Noreturn void
reject(const struct reader *r, const char *what)
{
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
	struct val *v = val_new(r->a, VAL_NULL);

	v->flags = IMPLIED;
	return v;
}

/* Makes an implied node, or with -o any other, the collection that the path wants. */
static void
want(struct reader *r, struct val *v, enum val_kind kind)
{
	struct val fresh = val_of(kind, (str){0});
	bool is_list = v->kind == VAL_SEQUENCE || (v->flags & SPARSE);

	if (!(v->flags & IMPLIED)) {
		if (!val_is_scalar(v) && is_list == (kind == VAL_SEQUENCE))
			return;
		if (!r->kv->options.last_wins)
			conflict(r, v,
			    val_is_scalar(v)           ? "a value under a scalar"
				: kind == VAL_SEQUENCE ? "an index into a mapping"
						       : "a key in a list");
	}
	fresh.flags = MADE;
	r->made = true;
	val_become(v, &fresh);
}

static struct val *
member(struct reader *r, struct val *mapping, str key)
{
	struct val *v = val_get(mapping, key);

	if (!v) {
		v = new_node(r);
		val_add(r->a, mapping, arena_str(r->a, key), v);
	}
	return v;
}

/* An index as a key of a sparse list. */
static str
index_key(struct arena *a, size_t index)
{
	struct buf b = {.arena = a};

	buf_printf(&b, "%zu", index);
	return buf_str(&b);
}

/* Turns a list into a mapping of its indexes, path being where it stands. */
static void
make_sparse(struct reader *r, struct val *list, str path)
{
	struct sparse *s = arena_alloc(r->a, sizeof *s);
	struct val *last = val_last(list), *v = val_first(list), *next;
	size_t i;

	*s = (struct sparse){r->sparse, list, arena_str(r->a, path)};
	r->sparse = s;
	list->kind = VAL_MAPPING;
	list->flags |= SPARSE;
	list->as.last = NULL;
	list->n = 0;
	for (i = 0; v; v = next, i++) {
		next = v == last ? NULL : v->next;
		val_add(r->a, list, index_key(r->a, i), v);
	}
}

static struct val *
item(struct reader *r, struct val *list, size_t index, str path)
{
	struct val *v;

	if (!(list->flags & SPARSE)) {
		if (index + 1 == list->n)
			return val_last(list);
		if (index == list->n) {
			v = new_node(r);
			val_push(list, v);
			return v;
		}
		make_sparse(r, list, path);
	}
	v = member(r, list, index_key(r->a, index));
	if (v->flags & IMPLIED && !v->key_line)
		v->key_line = r->kv->in->line;
	return v;
}

/* How far two texts agree. */
static size_t
common(str a, str b)
{
	size_t n = a.n < b.n ? a.n : b.n, i = 0;
	uint64_t x, y;

	for (; i + 8 <= n; i += 8) {
		memcpy(&x, a.p + i, 8);
		memcpy(&y, b.p + i, 8);
		if (x != y)
			break;
	}
	while (i < n && a.p[i] == b.p[i])
		i++;
	return i;
}

/* Drops the steps that the record does not share; gives how much of it the others cover. */
static size_t
resume(struct reader *r)
{
	size_t same = common(buf_str(&r->path), r->line), end;

	for (; r->steps > 0; r->steps--) {
		end = r->step[r->steps - 1].end;
		if (end <= same && end < r->line.n && strchr(".[=", r->line.p[end]))
			return end;
	}
	return 0;
}

/* Follows the record's path, making what is not there; *rest begins at its "=". */
static struct val *
follow(struct reader *r, str *rest)
{
	struct path_segment segment;
	const char *error;
	size_t at = resume(r);
	struct val *v = r->steps ? r->step[r->steps - 1].v : r->root;

	*rest = str_from(r->line, at);
	if (at == 0 && str_starts(*rest, STR(".=")))
		*rest = str_from(*rest, 1);
	else
		while (at == 0 || (rest->n > 0 && rest->p[0] != '=')) {
			str before = str_sub(r->line, 0, at);

			if ((error = path_next(r->a, rest, at == 0, &segment)))
				reject(r, error);
			if (r->steps == STEPS_MAX)
				reject(r, "more than 100 levels");
			at = r->line.n - rest->n;
			want(r, v, segment.key.p ? VAL_MAPPING : VAL_SEQUENCE);
			v = segment.key.p ? member(r, v, segment.key)
					  : item(r, v, segment.index, before);
			r->step[r->steps++] = (struct step){at, v};
		}
	r->path.n = 0;
	buf_add(&r->path, str_sub(r->line, 0, at));
	if (rest->n == 0)
		reject(r, "no = behind the path");
	*rest = str_from(*rest, 1);
	return v;
}

/* A number, in the one text that the stream has for it. */
static const char *
number(struct arena *a, str *rest, struct val *v)
{
	size_t n = 0;
	double value;
	str text;

	while (n < rest->n && rest->p[n] && strchr("+-.0123456789Ee", rest->p[n]))
		n++;
	text = str_sub(*rest, 0, n);
	if (!num_is_json(text))
		return "expected a JSON scalar, {} or [] as the value";
	*rest = str_from(*rest, n);
	if (!num_is_int(text)) {
		if (!num_double(text, &value))
			return "a number that is too large";
		text = num_text(a, value);
	} else {
		text = arena_str(a, text);
	}
	*v = val_of(num_is_int(text) ? VAL_INT : VAL_FLOAT, text);
	return NULL;
}

/* Reads one value from the front of *rest into *v and cuts it off; its text stands in a. */
static const char *
value(struct arena *a, str *rest, struct val *v)
{
	static const struct {
		const char *text;
		enum val_kind kind;
	} words[] = {{"null", VAL_NULL}, {"true", VAL_BOOL}, {"false", VAL_BOOL},
	    {"{}", VAL_MAPPING}, {"[]", VAL_SEQUENCE}};
	const char *error, *begin = rest->p;
	size_t i;
	str s;

	if (rest->n > 0 && rest->p[0] == '"') {
		if ((error = unescape_json(a, rest, &s)))
			return error;
		if (s.p >= begin && s.p <= rest->p)
			s = arena_str(a, s);
		*v = val_of(VAL_STRING, s);
		return NULL;
	}
	for (i = 0; i < sizeof words / sizeof *words; i++)
		if (str_starts(*rest, str_of(words[i].text))) {
			*v = val_of(words[i].kind, str_of(words[i].text));
			*rest = str_from(*rest, strlen(words[i].text));
			return NULL;
		}
	return number(a, rest, v);
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

/* Gives the collections that the record made on its way the record's place. */
static void
place_made(struct reader *r)
{
	size_t i;

	for (i = 0; i < r->steps + 1; i++) {
		struct val *v = i ? r->step[i - 1].v : r->root;

		if (!(v->flags & MADE))
			continue;
		v->flags &= (uint8_t)~MADE;
		v->flags |= r->origin ? VAL_ORIGIN : 0;
		val_set_pos(v, r->pos);
	}
}

/* Gives v, found by the path, its value. */
static void
assign(struct reader *r, struct val *v, struct val *given)
{
	bool given_list = given->kind == VAL_SEQUENCE, given_scalar = val_is_scalar(given);

	given->flags = r->origin ? VAL_ORIGIN : 0;
	val_set_pos(given, r->pos);
	if (!given_scalar)
		given->flags |= SET;
	if (!(v->flags & IMPLIED) && !r->kv->options.last_wins) {
		bool list = v->kind == VAL_SEQUENCE || (v->flags & SPARSE);

		if (val_is_scalar(v) || v->flags & SET)
			conflict(r, v, "a second assignment");
		if (given_scalar || given_list != list)
			conflict(r, v, "an assignment to what has members already");
		v->flags |= SET;
		return;
	}
	if (v->flags & SPARSE)
		v->flags &= (uint8_t)~SPARSE;
	val_become(v, given);
}

/* Reads a record's value, its comment if it has one, and assigns. */
static void
read_record(struct reader *r)
{
	struct val *v, given;
	const char *error;
	str rest;

	r->origin = r->made = false;
	r->pos = stream_pos(r);
	v = follow(r, &rest);
	if ((error = value(r->a, &rest, &given)))
		reject(r, error);
	read_comment(r, rest);
	assign(r, v, &given);
	if (r->made)
		place_made(r);
}

static size_t
index_of(const struct val *v)
{
	int64_t n = 0;

	num_int(val_key(v), &n);
	return (size_t)n;
}

static struct val *
merge(struct val *a, struct val *b)
{
	struct val *head = NULL, **end = &head, **less;

	while (a && b) {
		less = index_of(b) < index_of(a) ? &b : &a;
		*end = *less;
		end = &(*less)->next;
		*less = *end;
	}
	*end = a ? a : b;
	return head;
}

/* Sorts n nodes of a chain by index and cuts them off its front. */
static struct val *
sort(struct val **chain, size_t n)
{
	struct val *a, *b;

	if (n == 1) {
		a = *chain;
		*chain = a->next;
		a->next = NULL;
		return a;
	}
	a = sort(chain, n / 2);
	b = sort(chain, n - n / 2);
	return merge(a, b);
}

static _Noreturn void
gap(struct reader *r, const struct sparse *s, struct pos pos, size_t found, size_t expected)
{
	struct buf there = {.arena = r->a}, missing = {.arena = r->a};

	buf_add(&there, s->path);
	path_index(&there, found);
	buf_add(&missing, s->path);
	path_index(&missing, expected);
	die_at(pos, "a gap in a list: record %s without %s (-g closes gaps)", path_text(&there),
	    path_text(&missing));
}

/* Makes a list of a sparse one. A missing item is reported at the one behind the gap. */
static void
settle(struct reader *r, const struct sparse *s)
{
	struct val *list = s->list, *v = val_first(list), *next;
	size_t n = list->n, expected = 0;

	if (!(list->flags & SPARSE))
		return;
	v = sort(&v, n);
	list->kind = VAL_SEQUENCE;
	list->flags &= (uint8_t) ~(SPARSE | VAL_INDEXED);
	list->as.last = NULL;
	list->n = 0;
	for (; v; v = next, expected++) {
		struct pos pos = {r->kv->in->name, v->key_line, 0};

		next = v->next;
		if (index_of(v) != expected && !r->kv->options.close_gaps)
			gap(r, s, pos, index_of(v), expected);
		v->key = NULL;
		v->key_n = v->key_line = 0;
		val_push(list, v);
	}
}

static bool
is_separator(str line)
{
	return str_eq(line, STR("---"));
}

struct val *
kv_next(struct kv_in *kv, struct arena *a)
{
	struct reader r = {.kv = kv, .a = a, .path.arena = a, .file.arena = a};
	bool whole = true;

	r.root = val_new(a, VAL_NULL);
	r.root->flags = IMPLIED;
	while (in_line(kv->in, &r.line, &whole)) {
		if (!whole)
			reject(&r, "no newline at the end");
		if (is_separator(r.line)) {
			if (!(r.root->flags & IMPLIED))
				break;
			continue;
		}
		if (skip_blanks(r.line) < r.line.n && r.line.p[0] != '#')
			read_record(&r);
	}
	if (r.root->flags & IMPLIED)
		return NULL;
	for (; r.sparse; r.sparse = r.sparse->next)
		settle(&r, r.sparse);
	return r.root;
}
