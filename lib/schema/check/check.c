/* Reports the mistakes of a document, and writes the parts of messages: values, descriptions,
   allowed fields. */
#include "schema/check/check.h"

#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
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

/* Limits of the searches for misspelt and misplaced fields, which only improve a message: searches,
   and the levels and schemas of each. A schema may contain itself. */
enum { SEARCHES_MAX = 100, DEPTH_MAX = 10, SCHEMAS_MAX = 20000 };

bool
check_counts(struct check *c)
{
	c->mistakes++;
	return !c->quiet && !c->given_up && report_counts(c->report);
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
	report_add(c->report, pos, report_path(c->report, at), rule, message);
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
	struct buf b = {.arena = c->report->arena};
	str shown;

	buf_add(&b, str_of(noun[v->kind]));
	if (val_is_scalar(v) && v->kind != VAL_NULL) {
		shown = str_of(escape_show(b.arena, val_text(v)));
		if (v->kind != VAL_STRING) /* without quotes */
			shown = str_sub(shown, 1, shown.n - 2);
		buf_addc(&b, ' ');
		buf_add(&b, shown);
	}
	if (v->kind == VAL_STRING)
		buf_add(&b, str_of(check_hint(val_text(v))));
	return buf_cstr(&b);
}

void
check_each(struct check *c, const struct place *at, const char *path, check_fn *f, void *context)
{
	bool items = *path == '[', all = items || *path == '{';
	struct place inner = {.parent = at};

	if (!at->v)
		return;
	if (!*path) {
		f(c, at, context);
	} else if (!all) {
		path += *path == '.';
		inner = check_member(at, (str){path, strcspn(path, ".[{")});
		check_each(c, &inner, path + inner.key.n, f, context);
	} else if (at->v->kind == (items ? VAL_SEQUENCE : VAL_MAPPING)) {
		while (check_next(&inner))
			check_each(c, &inner, path + 2, f, context);
	}
}

const char *
check_sentence(const struct check *c, const struct schema *s, str after)
{
	size_t begin = str_find(s->description, after) + after.n;
	struct buf b = {.arena = c->report->arena};
	struct regex_match m;
	str text;

	/* A full stop, or an empty line, ends the sentence. */
	if (begin > s->description.n ||
	    !regex_in("(?s)^\\s*(.+?)(?:\\.\\s|\\.?\\s*$|\\n\\s*\\n)",
		str_from(s->description, begin), 0, &m))
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
	if (n == 0)
		buf_add(&b, STR("no field"));
	return buf_cstr(&b);
}

/* here are the keys of the mapping that has the unknown field. found is the path of the property
   with its name that is nearest to it, in steps up and down; times is how many are as near, all
   how many there are. near: found is below the mapping, or one step above it. */
struct search {
	struct report *report;
	str name;
	const str *here;
	unsigned here_n, steps;
	const char *found;
	size_t times, all, visited;
	bool near;
};

/* Searches a schema, and the schemas of its properties, for a property. The schema is depth steps
   below the root; the first shared of them lead to the mapping, too. */
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
		/* The metadata and the status are not what an author writes. */
		if (!p->schema || (depth == 0 && object_among(p->name, "metadata status")))
			continue;
		if (str_eq(p->name, s->name)) {
			s->all++;
			if (steps < s->steps) {
				s->steps = steps;
				s->times = 0;
				s->near = shared == s->here_n || (shared == depth && steps == 1);
				s->found = report_path(s->report, &at);
			}
			s->times += steps == s->steps;
		}
		search(s, p->schema, &at, depth + 1, shared + same);
	}
}

/* Returns where the document's schema has a property with the name of the unknown field at `at`,
   for a message, or "". It does not search lists, maps, the metadata and the status. If the field
   certainly belongs there, it is not reported as missing. */
static const char *
elsewhere(struct check *c, const struct place *at)
{
	struct search s = {.report = c->report, .name = at->key, .steps = UINT_MAX};
	const struct place *p;
	struct place top = {0};
	bool certain;
	str *here;

	if (!c->root)
		return "";
	for (p = at->parent; p && p->parent; p = p->parent)
		s.here_n++;
	s.here = here = arena_array(c->report->arena, s.here_n, sizeof *here);
	here += s.here_n;
	for (p = at->parent; p && p->parent; p = p->parent)
		*--here = p->key;
	search(&s, c->root, &top, 0, 0);
	/* The field can be in the one that has its name. */
	if (s.times != 1 || s.visited > SCHEMAS_MAX ||
	    path_within(str_of(report_path(c->report, at)), str_of(s.found)))
		return "";
	certain = s.near || s.all == 1;
	if (certain)
		report_meant(c->report, s.found);
	return buf_format(
	    c->report->arena, certain ? "it belongs at %s; " : "%s has this name; ", s.found);
}

/* Returns which field of s is probably meant by the unknown field at `at`, for a message, or where
   it belongs. */
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
	report_meant(c->report, report_path(c->report, &meant));
	return buf_format(c->report->arena, "did you mean %.*s? ", (int)near.best.n, near.best.p);
}

void
check_unknown(struct check *c, const struct schema *s, const struct place *at)
{
	check_fail_key(c, at, "unknown-field", "unknown field; %sallowed: %s",
	    probably_meant(c, s, at), allowed_fields(c, s));
}
