/* Keeps the mistakes of a document in a list until check_flush sorts and writes them. Writes the
   parts of messages: values, descriptions, allowed fields. */
#include "schema/check/check.h"

#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/escape.h"
#include "base/nearest.h"
#include "base/regex.h"
#include "data/path.h"
#include "data/val.h"
#include "schema/check/object.h"
#include "schema/node.h"

/* The maximum bytes of a message and of a sentence of a description, and the maximum number of
   fields in a message. Without them hostile keys could make the findings gigabytes long. */
enum { MESSAGE_MAX = 4096, SENTENCE_MAX = 160, LIST_MAX = 30 };

/* The maximum bytes of a key in a path, and of a path, for the same reason. */
enum { KEY_MAX = 128, PATH_MAX_SHOWN = 4096 };

/* Limits of the searches for misspelled and misplaced fields, which only improve a message:
   searches, and the levels and schemas of each. A schema may contain itself. */
enum { SEARCHES_MAX = 100, DEPTH_MAX = 10, SCHEMAS_MAX = 20000 };

static void
place_path(struct buf *b, const struct place *place)
{
	if (!place->parent) {
		buf_add(b, place->key);
		return;
	}
	place_path(b, place->parent);
	if (place->key.p)
		path_key(b, escape_cut(b->arena, place->key, KEY_MAX));
	else
		path_index(b, place->index);
}

static const char *
path_of(const struct report *r, const struct place *place)
{
	struct buf path = {.arena = r->arena};

	place_path(&path, place);
	return path_text(&path);
}

/* Counts a finding. Returns whether there is room for it. */
static bool
counts(struct report *r)
{
	bool full = r->n == CHECK_FINDINGS_MAX;

	r->total++;
	r->left_out += full;
	return !full;
}

static void
add(struct report *r, struct pos pos, const char *path, const char *rule, const char *message)
{
	struct finding *f;

	r->findings = arena_room(r->arena, r->findings, r->n, &r->cap, sizeof *f);
	f = &r->findings[r->n++];
	*f = (struct finding){pos, r->n, path, rule, escape_name(r->arena, str_of(message))};
	if (strcmp(rule, "unknown-kind") == 0)
		f->order = 0;
}

void
check_finding(struct report *r, struct pos pos, str path, const char *rule, const char *message)
{
	if (counts(r))
		add(r, pos, escape_name(r->arena, escape_cut(r->arena, path, PATH_MAX_SHOWN)), rule,
		    message);
}

bool
check_counts(struct check *c)
{
	c->mistakes++;
	return !c->quiet && !c->given_up && counts(c->report);
}

void
check_report(
    struct check *c, const struct place *at, struct pos pos, const char *rule, const char *fmt, ...)
{
	char message[MESSAGE_MAX];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(message, sizeof message, fmt, ap);
	va_end(ap);
	add(c->report, pos, path_of(c->report, at), rule, message);
}

static int
compare(const void *a, const void *b)
{
	const struct finding *x = a, *y = b;
	int order = pos_compare(x->pos, y->pos);

	return order ? order : x->order < y->order ? -1 : 1;
}

/* Returns whether f need not be shown, because the finding `shown` is about the same value. A
   pattern and a length are two mistakes, and "alternatives" only introduces other findings. */
static bool
is_enough(const struct finding *shown, const struct finding *f)
{
	bool length, pattern;

	if (strcmp(shown->path, f->path) != 0 || strcmp(shown->rule, "alternatives") == 0)
		return false;
	length = strcmp(shown->rule, "length") == 0 || strcmp(f->rule, "length") == 0;
	pattern = strcmp(shown->rule, "pattern") == 0 || strcmp(f->rule, "pattern") == 0;
	return !(length && pattern);
}

/* Returns whether f need not be shown after the earlier findings. */
static bool
is_repeated(const struct report *r, const struct finding *f)
{
	const struct finding *before;

	for (before = f; before-- > r->findings && pos_compare(before->pos, f->pos) == 0;)
		if (is_enough(before, f))
			return true;
	return false;
}

/* Returns whether f says that a field is missing, and another finding explains why: its name is
   misspelled, or the first finding is that the kind is unknown. */
static bool
is_explained(const struct report *r, const struct finding *f)
{
	const struct val *meant;

	if (strcmp(f->rule, "missing-field") != 0)
		return false;
	for (meant = r->meant ? val_first(r->meant) : NULL; meant;
	     meant = val_next(r->meant, meant))
		if (path_within(str_of(f->path), val_text(meant)))
			return true;
	return strcmp(r->findings->rule, "unknown-kind") == 0;
}

void
check_flush(struct report *r)
{
	struct finding rest = {.path = ".", .rule = "too-many"};
	size_t i;

	if (r->n == 0)
		return;
	qsort(r->findings, r->n, sizeof *r->findings, compare);
	for (i = 0; i < r->n; i++)
		if (!is_repeated(r, &r->findings[i]) && !is_explained(r, &r->findings[i]))
			r->write(r->sink, &r->findings[i]);
	if (r->left_out) {
		rest.pos.file = r->findings->pos.file;
		rest.message = buf_format(
		    r->arena, "%zu more findings in this document are not shown", r->left_out);
		r->write(r->sink, &rest);
	}
	r->findings = NULL;
	r->meant = NULL;
	r->n = r->cap = r->left_out = 0;
}

struct place
check_member(const struct place *outer, str key)
{
	return (struct place){outer, val_get(outer->v, key), key, 0};
}

const char *
check_hint(str text)
{
	return regex_in("\\{\\{|\\$\\{\\w", text, 0, NULL) ? " (a template that is not rendered)"
							   : "";
}

const char *
check_show(const struct check *c, const struct val *v)
{
	static const char *const noun[] = {"null", "the boolean", "the integer", "the number",
	    "the string", "an array", "an object"};
	struct arena *a = c->report->arena;
	str shown;

	if (!val_is_scalar(v) || v->kind == VAL_NULL)
		return noun[v->kind];
	shown = str_of(escape_show(a, val_text(v)));
	if (v->kind == VAL_STRING)
		return buf_format(a, "%s %s%s", noun[v->kind], shown.p, check_hint(val_text(v)));
	/* The others are shown without quotes. */
	return buf_format(a, "%s %.*s", noun[v->kind], (int)shown.n - 2, shown.p + 1);
}

void
check_each(struct check *c, const struct place *at, const char *path, check_fn *f, void *context)
{
	struct place inner = {.parent = at};

	if (!at->v)
		return;
	if (!*path) {
		f(c, at, context);
	} else if (*path != '[' && *path != '{') {
		path += *path == '.';
		inner = check_member(at, (str){path, strcspn(path, ".[{")});
		check_each(c, &inner, path + inner.key.n, f, context);
	} else if (at->v->kind == (*path == '[' ? VAL_SEQUENCE : VAL_MAPPING)) {
		while (check_next(&inner))
			check_each(c, &inner, path + 2, f, context);
	}
}

const char *
check_sentence(const struct check *c, const struct schema *s, str after)
{
	str text = val_get_text(s->source, STR("description"));
	size_t begin = str_find(text, after) + after.n;
	struct buf b = {.arena = c->report->arena};
	struct regex_match m;

	/* A full stop, or an empty line, ends the sentence. */
	if (begin > text.n ||
	    !regex_in(
		"(?s)^\\s*(.+?)(?:\\.\\s|\\.?\\s*$|\\n\\s*\\n)", str_from(text, begin), 0, &m))
		return "";
	for (text = m.group[1]; text.n > 0;) {
		if (b.n > 0)
			buf_addc(&b, ' ');
		buf_add(&b, str_trim(str_split(&text, '\n')));
	}
	return b.n <= SENTENCE_MAX ? buf_cstr(&b) : "";
}

const char *
check_meaning(const struct check *c, const struct schema *s)
{
	const char *sentence = s ? check_sentence(c, s, STR("")) : "";

	return sentence[0] ? buf_format(c->report->arena, " (%s)", sentence) : "";
}

/* Returns the fields that s declares: "a, b, c". */
static const char *
allowed_fields(const struct check *c, const struct schema *s)
{
	struct buf b = {.arena = c->report->arena};
	const struct schema_property *p;
	size_t n = 0;

	for (p = s->object.properties; p; p = p->next)
		if (p->schema && n++ < LIST_MAX)
			buf_printf(&b, "%s%.*s", n > 1 ? ", " : "", (int)p->name.n, p->name.p);
	if (n > LIST_MAX)
		buf_printf(&b, " and %zu more", n - LIST_MAX);
	return n ? buf_cstr(&b) : "no field";
}

/* A search for properties with the name of an unknown field. The keys `here` lead to the mapping
   that has the field. found is the path of the nearest property, steps the number of steps up and
   down from the mapping to that property. `times` is the number of properties that are as near,
   `all` the number of all properties. near: found is below the mapping, or one step above it. */
struct search {
	struct report *report;
	str name;
	const str *here;
	unsigned here_n, steps;
	const char *found;
	size_t times, all, visited;
	bool near;
};

/* Searches a schema, and the schemas of its properties, for a property. The path from the root to
   the schema has `depth` keys, and the path to the mapping begins with `shared` of these. */
static void
search(struct search *s, const struct schema *schema, const struct place *place, unsigned depth,
    unsigned shared)
{
	struct place at = {.parent = place};
	unsigned steps = depth - shared + s->here_n - shared;
	const struct schema_property *p;

	while (schema->ref && !schema->object.properties)
		schema = schema->ref;
	if (depth == DEPTH_MAX || ++s->visited > SCHEMAS_MAX)
		return;
	for (p = schema->object.properties; p; p = p->next) {
		bool same =
		    shared == depth && shared < s->here_n && str_eq(p->name, s->here[shared]);

		at.key = p->name;
		/* A misplaced field rarely belongs in the metadata or the status. */
		if (!p->schema || (depth == 0 && object_among(p->name, "metadata status")))
			continue;
		if (str_eq(p->name, s->name)) {
			s->all++;
			if (steps < s->steps) {
				s->steps = steps;
				s->times = 0;
				s->near = shared == s->here_n || (shared == depth && steps == 1);
				s->found = path_of(s->report, &at);
			}
			s->times += steps == s->steps;
		}
		search(s, p->schema, &at, depth + 1, shared + same);
	}
}

static void
note_meant(struct report *r, const char *path)
{
	if (!r->meant)
		r->meant = val_new(r->arena, VAL_SEQUENCE);
	val_push(r->meant, val_string(r->arena, str_of(path)));
}

/* Returns, for a message, where the schema has a property with the name of the unknown field at
   `at`, or "". It does not search lists, maps, the metadata and the status. If the field certainly
   belongs there, the property is not reported as missing. */
static const char *
elsewhere(struct check *c, const struct place *at)
{
	struct search s = {.report = c->report, .name = at->key, .steps = UINT_MAX};
	const struct place *p;
	bool certain;
	str *here;

	for (p = at->parent; p != c->top; p = p->parent)
		s.here_n++;
	s.here = here = arena_array(c->report->arena, s.here_n, sizeof *here);
	here += s.here_n;
	for (p = at->parent; p != c->top; p = p->parent)
		*--here = p->key;
	search(&s, c->root, c->top, 0, 0);
	/* A field cannot belong at a property that contains it. */
	if (s.times != 1 || s.visited > SCHEMAS_MAX ||
	    path_within(str_of(path_of(c->report, at)), str_of(s.found)))
		return "";
	certain = s.near || s.all == 1;
	if (certain)
		note_meant(c->report, s.found);
	return buf_format(
	    c->report->arena, certain ? "it belongs at %s; " : "%s has this name; ", s.found);
}

/* Returns, for a message about the unknown field at `at`, which field of s is probably meant, or
   else where the unknown field belongs. */
static const char *
probably_meant(struct check *c, const struct schema *s, const struct place *at)
{
	struct nearest near = {.wanted = at->key};
	struct place meant = {.parent = at->parent};
	const struct schema_property *p;

	if (c->searches++ >= SEARCHES_MAX)
		return "";
	for (p = s->object.properties; p; p = p->next)
		if (p->schema)
			nearest_try(&near, p->name);
	if (near.best.n == 0)
		return elsewhere(c, at);
	meant.key = near.best;
	note_meant(c->report, path_of(c->report, &meant));
	return buf_format(c->report->arena, "did you mean %.*s? ", (int)near.best.n, near.best.p);
}

void
check_unknown(struct check *c, const struct schema *s, const struct place *at)
{
	check_fail_key(c, at, "unknown-field", "unknown field; %sallowed: %s",
	    probably_meant(c, s, at), allowed_fields(c, s));
}
