/* Writes findings as a JUnit report. The head of a suite states its number of cases, so the cases
   of a file stay in memory until the file ends. */
#include "validate/junit.h"

#include "base/arena.h"
#include "base/die.h"
#include "schema/report.h"
#include "validate/form.h"

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
junit_start(struct form *f)
{
	struct buf b = {.arena = f->run};

	buf_add(&b,
	    STR("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
		"<testsuites name=\"yaml-validate\">\n"));
	form_put(f, &b);
}

void
junit_finding(struct form *f, const struct finding *finding)
{
	struct buf line = {.arena = f->doc};

	f->failure.arena = &f->suite_arena;
	if (finding->pos.file) {
		pos_show(&line, finding->pos);
		buf_add(&line, STR(": "));
	}
	form_message(&line, finding);
	if (f->failure.n == 0) {
		struct buf first = {.arena = &f->suite_arena};

		form_message(&first, finding);
		f->first = buf_cstr(&first);
		f->rule = finding->rule;
	}
	add_xml(&f->failure, buf_str(&line));
	buf_addc(&f->failure, '\n');
}

void
junit_document(struct form *f, const char *file, uint32_t line, str name)
{
	struct buf *b = &f->suite;

	b->arena = &f->suite_arena;
	f->cases++;
	buf_add(b, STR("<testcase classname=\""));
	add_xml(b, str_of(file));
	buf_add(b, STR("\" name=\""));
	add_xml(b, name);
	buf_add(b, STR("\" file=\""));
	add_xml(b, str_of(file));
	buf_printf(b, "\" line=\"%u\"", (unsigned)line);
	if (f->failure.n == 0) {
		buf_add(b, STR("/>\n"));
		return;
	}
	f->failures++;
	buf_printf(b, "><failure type=\"%s\" message=\"", f->rule);
	add_xml(b, str_of(f->first));
	buf_add(b, STR("\">"));
	buf_add(b, buf_str(&f->failure));
	buf_add(b, STR("</failure></testcase>\n"));
	f->failure.n = 0;
}

void
junit_file(struct form *f, const char *file)
{
	struct buf b = {.arena = &f->suite_arena};

	/* Findings that belong to no document, for example a syntax error. */
	if (f->failure.n > 0)
		junit_document(f, file, 0, STR("the file"));
	if (f->cases > 0) {
		buf_add(&b, STR("<testsuite name=\""));
		add_xml(&b, str_of(file));
		buf_printf(
		    &b, "\" tests=\"%zu\" failures=\"%zu\" errors=\"0\">\n", f->cases, f->failures);
		buf_add(&b, buf_str(&f->suite));
		buf_add(&b, STR("</testsuite>\n"));
		form_put(f, &b);
	}
	arena_reset(&f->suite_arena);
	f->suite = f->failure = (struct buf){0};
	f->cases = f->failures = 0;
}

void
junit_end(struct form *f)
{
	struct buf b = {.arena = f->run};

	buf_add(&b, STR("</testsuites>\n"));
	form_put(f, &b);
}
