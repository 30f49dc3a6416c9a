/* Reports the mistakes of a document, and writes the parts of messages: values, descriptions,
   allowed fields. */
#include "schema/check/check.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/escape.h"
#include "base/nearest.h"
#include "data/val.h"
#include "schema/check/misplaced.h"
#include "schema/node.h"
#include "schema/report.h"

/* Limits of a message: the number of fields in it, and the bytes of a sentence of a description.
   SEARCHES_MAX limits the searches for misplaced fields. */
enum { LIST_MAX = 30, SENTENCE_MAX = 160, SEARCHES_MAX = 100 };

unsigned
check_fail(struct check *c, struct pos pos, const struct place *place, const char *rule,
    const char *fmt, ...)
{
	enum { MESSAGE_MAX = 4096 };
	static char text[MESSAGE_MAX];
	va_list ap;

	if (c->quiet || c->given_up)
		return 1;
	va_start(ap, fmt);
	vsnprintf(text, sizeof text, fmt, ap);
	va_end(ap);
	report_at(c->report, pos, place, rule, "%s", text);
	return 1;
}

unsigned
check_missing(struct check *c, const struct val *mapping, const struct place *outer, str key,
    const char *more)
{
	struct place place = {.parent = outer, .key = key};

	return check_fail(
	    c, val_pos(mapping), &place, "missing-field", "required field is missing%s", more);
}

const char *
check_show(const struct check *c, const struct val *v)
{
	struct buf b = {.arena = c->report->arena};

	if (c->quiet)
		return "";
	buf_add(&b, str_of(report_show(c->report, v)));
	if (v->kind == VAL_STRING && str_find(val_text(v), STR("{{")) < v->n)
		buf_add(&b, STR(" (a template that is not rendered)"));
	return buf_cstr(&b);
}

void
check_each(struct check *c, const struct val *v, const struct place *place, const char *path,
    check_fn *f, void *context)
{
	bool items = *path == '[', all = items || *path == '{';
	struct place at = {.parent = place};
	const struct val *child;

	if (!v)
		return;
	if (!*path) {
		f(c, v, place, context);
	} else if (!all) {
		path += *path == '.';
		at.key = (str){path, strcspn(path, ".[{")};
		check_each(c, val_get(v, at.key), &at, path + at.key.n, f, context);
	} else if (v->kind == (items ? VAL_SEQUENCE : VAL_MAPPING)) {
		for (child = val_first(v); child; child = val_next(v, child), at.index++) {
			if (!items)
				at.key = val_key(child);
			check_each(c, child, &at, path + 2, f, context);
		}
	}
}

/* Returns the sentence at the beginning of text, on one line, without its full stop. */
static const char *
first_sentence(const struct check *c, str text)
{
	struct buf b = {.arena = c->report->arena};
	str line;

	text = str_trim(text);
	while (text.n > 0) {
		line = str_trim(str_split(&text, '\n'));
		if (str_find(line, STR(". ")) < line.n)
			text = STR("");
		buf_add(&b, str_sub(line, 0, str_find(line, STR(". "))));
		if (line.n == 0 || str_ends(line, STR(".")))
			break;
		if (text.n)
			buf_addc(&b, ' ');
	}
	if (str_ends(buf_str(&b), STR(".")))
		b.n--;
	return buf_cstr(&b);
}

/* Returns the sentence at an offset of the description of s, or "" if it is missing or long. */
static const char *
sentence_at(const struct check *c, const struct schema *s, size_t at)
{
	const char *sentence = c->quiet ? "" : first_sentence(c, str_from(s->description, at));

	return strlen(sentence) <= SENTENCE_MAX ? sentence : "";
}

const char *
check_gist(const struct check *c, const struct schema *s)
{
	struct buf b = {.arena = c->report->arena};
	const char *sentence = sentence_at(c, s, 0);

	if (sentence[0])
		buf_printf(&b, " (%s)", sentence);
	return buf_cstr(&b);
}

const char *
check_form(const struct check *c, const struct schema *s)
{
	const str form = STR("Form: ");
	size_t at = str_find(s->description, form);

	return at < s->description.n ? sentence_at(c, s, at + form.n) : "";
}

const char *
check_words(const struct check *c, const struct schema *s)
{
	return sentence_at(c, s, 0);
}

/* Returns the fields that s declares: "a, b, c". */
static const char *
allowed_fields(const struct check *c, const struct schema *s)
{
	struct buf b = {.arena = c->report->arena};
	size_t i, n = 0;

	for (i = 0; i < s->object.properties_n; i++) {
		const struct schema_property *p = s->object.properties[i];

		if (p->schema && n++ < LIST_MAX)
			buf_printf(&b, "%s%.*s", n > 1 ? ", " : "", (int)p->name.n, p->name.p);
	}
	if (n > LIST_MAX)
		buf_printf(&b, " and %zu more", n - LIST_MAX);
	if (n == 0)
		buf_add(&b, STR("no field"));
	return buf_cstr(&b);
}

unsigned
check_unknown(
    struct check *c, const struct schema *s, const struct val *member, const struct place *place)
{
	struct nearest near = {.wanted = val_key(member)};
	struct buf b = {.arena = c->report->arena};
	const char *elsewhere;
	size_t i;

	if (c->quiet)
		return 1;
	if (c->report->n >= REPORT_MAX)
		return check_fail(c, val_key_pos(member), place, "unknown-field", " ");
	for (i = 0; i < s->object.properties_n; i++)
		if (s->object.properties[i]->schema)
			nearest_try(&near, s->object.properties[i]->name);
	if (near.best.n > 0) {
		buf_printf(&b, "did you mean %.*s? ", (int)near.best.n, near.best.p);
		report_meant(c->report, report_path(c->report, place->parent, near.best));
	} else if (c->searches++ < SEARCHES_MAX &&
	    (elsewhere = misplaced_find(c->report->arena, c->root, near.wanted))) {
		buf_printf(&b, "it belongs at %s; ", elsewhere);
		report_meant(c->report, elsewhere);
	}
	return check_fail(c, val_key_pos(member), place, "unknown-field",
	    "unknown field; %sallowed: %s", buf_cstr(&b), allowed_fields(c, s));
}
