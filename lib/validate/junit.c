/* Writes findings as a JUnit report. The head of a suite states its number of cases, so the cases
   of a file stay in memory until the file ends. */
#include "validate/junit.h"

#include "base/arena.h"
#include "schema/report.h"
#include "validate/output.h"

/* Returns s, in a, escaped for XML text and attributes. XML 1.0 does not allow U+FFFE and U+FFFF;
   they become U+FFFD. s has no control characters: the report escaped them. */
static const char *
xml(struct arena *a, const char *s)
{
	static const char *const escapes[][2] = {{"<", "&lt;"}, {">", "&gt;"}, {"&", "&amp;"},
	    {"\"", "&quot;"}, {"\xef\xbf\xbe", "\xef\xbf\xbd"}, {"\xef\xbf\xbf", "\xef\xbf\xbd"},
	    {"\xef", "\xef"}};
	struct buf b = {.arena = a};
	size_t plain, i;

	for (;; s += strlen(escapes[i][0])) {
		plain = strcspn(s, "<>&\"\xef");
		buf_add(&b, (str){s, plain});
		s += plain;
		if (!*s)
			return buf_cstr(&b);
		for (i = 0; strncmp(s, escapes[i][0], strlen(escapes[i][0])) != 0; i++)
			;
		buf_add(&b, str_of(escapes[i][1]));
	}
}

void
junit_finding(struct output *o, struct buf *b, const struct finding *f)
{
	if (o->failure.n == 0)
		buf_printf(&o->failure, "<failure type=\"%s\" message=\"%s\">", f->rule,
		    xml(o->doc, output_message(o->doc, f)));
	output_text(b, f);
	buf_printf(&o->failure, "%s\n", xml(o->doc, buf_cstr(b)));
	b->n = 0;
}

void
junit_document(struct output *o, const char *file, uint32_t line, const char *name)
{
	struct buf *b = &o->suite;
	const char *in = xml(o->doc, file);

	o->cases++;
	buf_printf(b, "<testcase classname=\"%s\" name=\"%s\" file=\"%s\" line=\"%u\"", in,
	    xml(o->doc, name), in, (unsigned)line);
	if (o->failure.n == 0) {
		buf_add(b, STR("/>\n"));
		return;
	}
	o->failures++;
	buf_printf(b, ">%s</failure></testcase>\n", buf_cstr(&o->failure));
	o->failure.n = 0;
}

void
junit_file(struct output *o, const char *file)
{
	struct buf b = {.arena = &o->suite_arena};

	/* Findings that belong to no document, for example a syntax error. */
	if (o->failure.n > 0)
		junit_document(o, file, 0, "the file");
	if (o->cases > 0) {
		buf_printf(&b,
		    "<testsuite name=\"%s\" tests=\"%zu\" failures=\"%zu\" errors=\"0\">\n"
		    "%s</testsuite>\n",
		    xml(&o->suite_arena, file), o->cases, o->failures, buf_cstr(&o->suite));
		output_put(o, buf_str(&b));
	}
	arena_reset(&o->suite_arena);
	o->suite = o->failure = (struct buf){.arena = &o->suite_arena};
	o->cases = o->failures = 0;
}

void
junit_end(struct output *o)
{
	output_put(o, STR("</testsuites>\n"));
}
