/* Writes findings as text, JSON or GitHub annotations, a line each, or as a SARIF log or a JUnit
   report. */
#include "validate/output.h"

#include <stdio.h>

#include "base/die.h"
#include "base/escape.h"
#include "base/out.h"
#include "net/url.h"
#include "schema/check/check.h"

/* The maximum bytes of a line that a finding quotes. */
enum { LINE_MAX_SHOWN = 160 };

static void
put(const struct output *o, str text)
{
	if (!o->to_stderr)
		out_write(text);
	else if (text.n > 0)
		fwrite(text.p, 1, text.n, stderr);
}

/* Returns "PATH: MESSAGE". */
static const char *
message_of(struct arena *a, const struct finding *f)
{
	return buf_format(a, "%s%s%s", f->path, f->path[0] ? ": " : "", f->message);
}

/* Adds "FILE:LINE:COL: PATH: MESSAGE". */
static void
add_line(struct buf *b, const struct finding *f)
{
	buf_add(b, str_of(pos_text(b->arena, f->pos)));
	buf_add(b, STR(": "));
	buf_add(b, str_of(message_of(b->arena, f)));
}

/* Returns s as a JSON string. */
static const char *
json(struct arena *a, const char *s)
{
	struct buf b = {.arena = a};

	escape_quoted(&b, str_of(s), 0);
	return buf_cstr(&b);
}

/* Returns s with texts[i] in the place of the character set[i]. */
static const char *
replaced(struct arena *a, const char *s, const char *set, const char *const *texts)
{
	struct buf b = {.arena = a};
	const char *found;

	for (; *s; s++)
		if ((found = strchr(set, *s)))
			buf_add(&b, str_of(texts[found - set]));
		else
			buf_addc(&b, *s);
	return buf_cstr(&b);
}

/* Adds a finding as text. Quotes its line if o->quote has it: the reader may not have the file. */
static void
add_text(struct output *o, struct buf *b, const struct finding *f)
{
	struct output_quote *q = &o->quote;
	str rest, line;

	add_line(b, f);
	if (f->pos.file != q->name || f->pos.line < q->line)
		return;
	for (; q->line < f->pos.line; q->line++)
		str_split(&q->text, '\n');
	rest = q->text;
	line = str_trim(str_split(&rest, '\n'));
	if (line.n == 0)
		return;
	buf_add(b, STR("; the line is: "));
	escape_line(b, escape_cut(b->arena, line, LINE_MAX_SHOWN));
}

static void
add_json(struct output *o, struct buf *b, const struct finding *f)
{
	buf_printf(b,
	    "{\"file\":%s,\"line\":%u,\"col\":%u,\"path\":%s,\"rule\":\"%s\",\"message\":%s}",
	    json(o->doc, f->pos.file), (unsigned)f->pos.line, (unsigned)f->pos.col,
	    json(o->doc, f->path), f->rule, json(o->doc, f->message));
}

/* Adds a GitHub workflow command. Its properties also escape colons and commas. */
static void
add_github(struct output *o, struct buf *b, const struct finding *f)
{
	static const char *const escapes[] = {"%25", "%3A", "%2C"};

	buf_printf(b, "::error file=%s,", replaced(o->doc, f->pos.file, "%:,", escapes));
	if (f->pos.line)
		buf_printf(b, "line=%u,", (unsigned)f->pos.line);
	if (f->pos.line && f->pos.col)
		buf_printf(b, "col=%u,", (unsigned)f->pos.col);
	buf_printf(
	    b, "title=%s::%s", f->rule, replaced(o->doc, message_of(o->doc, f), "%", escapes));
}

/* The rules that findings break. yaml-validate(1) has the same list, with examples. */
static const struct {
	const char *name, *words;
} rules[] = {
    {"alias", "An alias has no anchor, or a key is an alias of a collection"},
    {"alternatives", "The value fits no alternative of the schema, or more than one of oneOf"},
    {"const", "The value must be the schema's const"},
    {"contains", "The list has too few or too many items that fit contains"},
    {"count", "Too few or too many fields or items"},
    {"duplicate-item", "An item, or the name of one, is in a list twice"},
    {"duplicate-key", "A key is in a mapping twice"},
    {"duplicate-object", "An object occurs twice: same apiVersion, kind, namespace and name"},
    {"effort", "The check of the document took too many steps"},
    {"empty", "The input has no document"},
    {"enum", "The value is not one of the allowed values"},
    {"forbidden-kind", "The object has a kind that -K forbids"},
    {"format", "The text does not have the format that the schema names"},
    {"length", "A text is too short or too long"},
    {"limit", "A document is too deep, too large, or made too large by aliases"},
    {"maximum", "The number is too large, or a request is over its limit"},
    {"merge", "The key << merges a value that is not a mapping, or is in a mapping twice"},
    {"minimum", "The number is too small"},
    {"missing-field", "A required field is missing"},
    {"multiple", "The number is not a multiple of the schema's multipleOf"},
    {"name", "The API server does not accept a name, label or annotation"},
    {"never", "The schema allows nothing here"},
    {"not", "The schema excludes the value"},
    {"not-json", "JSON cannot hold the value: .inf, .nan, null or a collection as a key"},
    {"not-unique", "Two documents have the same value at a path of -u"},
    {"pattern", "The text does not match the schema's pattern"},
    {"range", "The number is outside the range of its format"},
    {"selector", "The selector is empty or malformed, or does not match its template's labels"},
    {"syntax", "The text is not YAML"},
    {"tag", "A tag is unknown or does not fit its value"},
    {"template", "The text is a template that was not rendered"},
    {"too-many", "A document has more findings than the output shows"},
    {"type", "The value has the wrong type"},
    {"unknown-field", "The schema does not know the field"},
    {"unknown-kind", "No schema is known for the object's apiVersion and kind"},
};

/* Adds the place of a finding. RFC 3986 allows only some characters in the path of a URI. */
static void
add_location(struct buf *b, const struct finding *f)
{
	buf_add(b, STR(",\"locations\":[{\"physicalLocation\":{\"artifactLocation\":{\"uri\":\""));
	buf_add(b, url_escape(b->arena, str_of(f->pos.file), "-._~!$&'()*+,;=@/"));
	buf_add(b, STR("\"}"));
	if (f->pos.line)
		buf_printf(b, ",\"region\":{\"startLine\":%u", (unsigned)f->pos.line);
	if (f->pos.line && f->pos.col)
		buf_printf(b, ",\"startColumn\":%u", (unsigned)f->pos.col);
	buf_add(b, f->pos.line ? STR("}}") : STR("}"));
	if (f->path[0])
		buf_printf(b, ",\"logicalLocations\":[{\"fullyQualifiedName\":%s}]",
		    json(b->arena, f->path));
	buf_add(b, STR("}]"));
}

static void
add_sarif(struct output *o, struct buf *b, const struct finding *f)
{
	buf_printf(b, "%s\n{\"ruleId\":\"%s\",\"level\":\"error\",\"message\":{\"text\":%s}",
	    o->findings > 1 ? "," : "", f->rule, json(o->doc, message_of(o->doc, f)));
	add_location(b, f);
	buf_addc(b, '}');
}

/* Begins a SARIF log, with the list of all rules. */
static void
begin_sarif(struct buf *b)
{
	size_t i;

	buf_printf(b,
	    "{\"$schema\":\"https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/"
	    "sarif-schema-2.1.0.json\",\"version\":\"2.1.0\",\"runs\":[{\"tool\":{\"driver\":{"
	    "\"name\":\"yaml-validate\",\"version\":%s,\"rules\":[",
	    json(b->arena, VERSION));
	for (i = 0; i < sizeof rules / sizeof *rules; i++)
		buf_printf(b, "%s\n{\"id\":\"%s\",\"shortDescription\":{\"text\":%s}}",
		    i ? "," : "", rules[i].name, json(b->arena, rules[i].words));
	buf_add(b, STR("\n]}},\"columnKind\":\"unicodeCodePoints\",\"results\":["));
}

/* Returns s escaped for XML. The report has already escaped control characters in s. */
static const char *
xml(struct arena *a, const char *s)
{
	static const char *const escapes[] = {"&lt;", "&gt;", "&amp;", "&quot;"};

	return replaced(a, s, "<>&\"", escapes);
}

/* Keeps the finding for the test case of its document. */
static void
add_junit(struct output *o, struct buf *b, const struct finding *f)
{
	if (o->failure.n == 0)
		buf_printf(&o->failure, "<failure type=\"%s\" message=\"%s\">", f->rule,
		    xml(o->doc, message_of(o->doc, f)));
	add_line(b, f);
	buf_printf(&o->failure, "%s\n", xml(o->doc, buf_cstr(b)));
	b->n = 0;
}

/* By enum output_format: the name, the function that adds a finding, the text after it, and the end
   of the report. */
static const struct {
	const char *name;
	void (*add)(struct output *o, struct buf *b, const struct finding *f);
	const char *after, *end;
} formats[] = {
    {"text", add_text, "\n", ""},
    {"json", add_json, "\n", ""},
    {"github", add_github, "\n", ""},
    {"sarif", add_sarif, "", "\n]}]}\n"},
    {"junit", add_junit, "", "</testsuites>\n"},
};

void
output_start(struct output *o, const char *format, bool to_stderr)
{
	struct buf b = {.arena = o->doc};

	while (strcmp(format, formats[o->format].name) != 0)
		if (++o->format > OUTPUT_JUNIT)
			die(DIE_CALL, "-o %s: must be text, json, github, sarif or junit", format);
	o->to_stderr = to_stderr;
	o->suite.arena = o->failure.arena = &o->suite_arena;
	if (o->format == OUTPUT_SARIF)
		begin_sarif(&b);
	else if (o->format == OUTPUT_JUNIT)
		buf_add(&b,
		    STR("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
			"<testsuites name=\"yaml-validate\">\n"));
	put(o, buf_str(&b));
}

void
output_finding(void *output, const struct finding *f)
{
	struct output *o = output;
	struct buf b = {.arena = o->doc};

	o->findings++;
	formats[o->format].add(o, &b, f);
	if (o->format == OUTPUT_TEXT && o->to_stderr) {
		warn_at((struct pos){0}, "%s", buf_cstr(&b));
		return;
	}
	buf_add(&b, str_of(formats[o->format].after));
	put(o, buf_str(&b));
}

void
output_document(struct output *o, const char *file, uint32_t line, const char *name)
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
output_file(struct output *o, const char *file)
{
	if (o->format != OUTPUT_JUNIT)
		return;
	/* Findings that belong to no document, for example a syntax error. */
	if (o->failure.n > 0)
		output_document(o, file, 0, "the file");
	if (o->cases > 0)
		put(o,
		    str_of(buf_format(&o->suite_arena,
			"<testsuite name=\"%s\" tests=\"%zu\" failures=\"%zu\" errors=\"0\">\n"
			"%s</testsuite>\n",
			xml(&o->suite_arena, file), o->cases, o->failures, buf_cstr(&o->suite))));
	arena_reset(&o->suite_arena);
	o->suite = o->failure = (struct buf){.arena = &o->suite_arena};
	o->cases = o->failures = 0;
}

void
output_end(struct output *o)
{
	put(o, str_of(formats[o->format].end));
}
