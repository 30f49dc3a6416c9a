/* Writes findings as a JUnit report. The head of a suite states its number of cases, so the cases
   of a file stay in memory until the file ends. */
#include "validate/junit.h"

#include "base/arena.h"
#include "base/die.h"
#include "schema/report.h"
#include "validate/output.h"

/* Escapes s for XML text and attributes. XML 1.0 does not allow U+FFFE and U+FFFF; they become
   U+FFFD. s has no control characters: the report escaped them. */
static void
add_xml(struct buf *b, str s)
{
	size_t i;

	for (i = 0; i < s.n; i++) {
		if (str_starts(str_from(s, i), STR("\xef\xbf\xbe")) ||
		    str_starts(str_from(s, i), STR("\xef\xbf\xbf"))) {
			buf_add(b, STR("\xef\xbf\xbd"));
			i += 2;
			continue;
		}
		switch (s.p[i]) {
		case '<':
			buf_add(b, STR("&lt;"));
			break;
		case '>':
			buf_add(b, STR("&gt;"));
			break;
		case '&':
			buf_add(b, STR("&amp;"));
			break;
		case '"':
			buf_add(b, STR("&quot;"));
			break;
		case '\n':
			buf_add(b, STR("&#10;"));
			break;
		default:
			buf_addc(b, s.p[i]);
		}
	}
}

void
junit_start(struct output *o)
{
	struct buf b = {.arena = o->run};

	buf_add(&b,
	    STR("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
		"<testsuites name=\"yaml-validate\">\n"));
	output_put(o, &b);
}

void
junit_finding(struct output *o, const struct finding *finding)
{
	struct buf line = {.arena = o->doc};

	o->failure.arena = &o->suite_arena;
	if (finding->pos.file) {
		pos_show(&line, finding->pos);
		buf_add(&line, STR(": "));
	}
	output_message(&line, finding);
	if (o->failure.n == 0) {
		struct buf first = {.arena = &o->suite_arena};

		output_message(&first, finding);
		o->first = buf_cstr(&first);
		o->rule = finding->rule;
	}
	add_xml(&o->failure, buf_str(&line));
	buf_addc(&o->failure, '\n');
}

void
junit_document(struct output *o, const char *file, uint32_t line, str name)
{
	struct buf *b = &o->suite;

	b->arena = &o->suite_arena;
	o->cases++;
	buf_add(b, STR("<testcase classname=\""));
	add_xml(b, str_of(file));
	buf_add(b, STR("\" name=\""));
	add_xml(b, name);
	buf_add(b, STR("\" file=\""));
	add_xml(b, str_of(file));
	buf_printf(b, "\" line=\"%u\"", (unsigned)line);
	if (o->failure.n == 0) {
		buf_add(b, STR("/>\n"));
		return;
	}
	o->failures++;
	buf_printf(b, "><failure type=\"%s\" message=\"", o->rule);
	add_xml(b, str_of(o->first));
	buf_add(b, STR("\">"));
	buf_add(b, buf_str(&o->failure));
	buf_add(b, STR("</failure></testcase>\n"));
	o->failure.n = 0;
}

void
junit_file(struct output *o, const char *file)
{
	struct buf b = {.arena = &o->suite_arena};

	/* Findings that belong to no document, for example a syntax error. */
	if (o->failure.n > 0)
		junit_document(o, file, 0, STR("the file"));
	if (o->cases > 0) {
		buf_add(&b, STR("<testsuite name=\""));
		add_xml(&b, str_of(file));
		buf_printf(
		    &b, "\" tests=\"%zu\" failures=\"%zu\" errors=\"0\">\n", o->cases, o->failures);
		buf_add(&b, buf_str(&o->suite));
		buf_add(&b, STR("</testsuite>\n"));
		output_put(o, &b);
	}
	arena_reset(&o->suite_arena);
	o->suite = o->failure = (struct buf){0};
	o->cases = o->failures = 0;
}

void
junit_end(struct output *o)
{
	struct buf b = {.arena = o->run};

	buf_add(&b, STR("</testsuites>\n"));
	output_put(o, &b);
}
