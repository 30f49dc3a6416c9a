/* Reports the mistakes of a document, and words their messages: values, descriptions, the fields
   that are allowed. */
#include "schema/check/check.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/buf.h"
#include "base/escape.h"
#include "base/nearest.h"
#include "data/val.h"
#include "schema/check/where.h"
#include "schema/node.h"
#include "schema/report.h"

/* Limits of a message: how many fields it lists, the longest description in parentheses and the
   longest as the text of the message. SEARCHES_MAX limits the searches for misplaced fields. */
enum { LIST_MAX = 30, GIST_MAX = 120, WORDS_MAX = 400, SEARCHES_MAX = 100 };

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

const char *
check_gist(const struct check *c, const struct schema *s)
{
	struct buf b = {.arena = c->report->arena};
	size_t end, line;
	str text;

	if (c->quiet)
		return "";
	end = str_find(s->description, STR(". "));
	line = str_find(s->description, STR("\n"));
	text = str_trim(str_sub(s->description, 0, end < line ? end : line));
	if (str_ends(text, STR(".")))
		text.n--;
	if (text.n == 0 || text.n > GIST_MAX)
		return "";
	buf_printf(&b, " (%.*s)", (int)text.n, text.p);
	return buf_cstr(&b);
}

const char *
check_words(const struct check *c, const struct schema *s)
{
	struct buf b = {.arena = c->report->arena};
	str text = str_trim(s->description), line;

	if (text.n > WORDS_MAX)
		text = str_sub(text, 0, str_find(text, STR(". ")));
	if (str_ends(text, STR(".")))
		text.n--;
	while (text.n > 0 && text.n <= WORDS_MAX) {
		line = str_split(&text, '\n');
		buf_add(&b, str_trim(line));
		if (text.n)
			buf_addc(&b, ' ');
	}
	return buf_cstr(&b);
}

/* "a, b, c" */
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
	if (near.best.n > 0)
		buf_printf(&b, "did you mean %.*s? ", (int)near.best.n, near.best.p);
	else if (c->searches++ < SEARCHES_MAX &&
	    (elsewhere = where_find(c->report->arena, c->root, near.wanted)))
		buf_printf(&b, "it belongs at %s; ", elsewhere);
	return check_fail(c, val_key_pos(member), place, "unknown-field",
	    "unknown field; %sallowed: %s", buf_cstr(&b), allowed_fields(c, s));
}
