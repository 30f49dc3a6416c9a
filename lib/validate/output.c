/* Writes findings as text, JSON or GitHub annotations, a line each. It calls sarif.c and junit.c
   for the other formats. */
#include "validate/output.h"

#include <stdio.h>

#include "base/die.h"
#include "base/escape.h"
#include "base/out.h"
#include "schema/report.h"
#include "validate/junit.h"
#include "validate/sarif.h"

/* The longest part of a quoted line, in bytes. */
enum { LINE_MAX_SHOWN = 160 };

void
output_put(const struct output *o, str text)
{
	if (o->to_stderr)
		fwrite(text.p, 1, text.n, stderr);
	else
		out_write(text);
}

const char *
output_message(struct arena *a, const struct finding *f)
{
	struct buf b = {.arena = a};

	buf_printf(&b, "%s%s%s", f->path, f->path[0] ? ": " : "", f->message);
	return buf_cstr(&b);
}

void
output_text(struct buf *b, const struct finding *f)
{
	if (f->pos.file) {
		pos_show(b, f->pos);
		buf_add(b, STR(": "));
	}
	buf_add(b, str_of(output_message(b->arena, f)));
}

const char *
output_json(struct arena *a, const char *s)
{
	struct buf b = {.arena = a};

	escape_quoted(&b, str_of(s), 0);
	return buf_cstr(&b);
}

const char *
output_percent(struct arena *a, const char *s, const char *set, bool keep)
{
	struct buf b = {.arena = a};

	for (; *s; s++)
		if ((strchr(set, *s) != NULL) == keep)
			buf_addc(&b, *s);
		else
			buf_printf(&b, "%%%02X", (unsigned)(unsigned char)*s);
	return buf_cstr(&b);
}

/* Returns line n. Findings arrive in order, so the search continues from the last one. */
static str
line_of(struct output_quote *q, uint32_t n)
{
	str rest;

	if (q->line == 0 || n < q->line) {
		q->line = q->line_offset + 1;
		q->at = 0;
	}
	rest = str_from(q->text, q->at);
	for (; q->line < n && rest.n > 0; q->line++)
		str_split(&rest, '\n');
	q->at = q->text.n - rest.n;
	return str_trim(str_split(&rest, '\n'));
}

/* Adds a finding as text. If its file does not exist yet, quotes the line. */
static void
add_text(struct output *o, struct buf *b, const struct finding *f)
{
	str line = {0};

	output_text(b, f);
	if (o->quote.name && f->pos.file == o->quote.name && f->pos.line > o->quote.line_offset)
		line = line_of(&o->quote, f->pos.line);
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
	    output_json(o->doc, f->pos.file), (unsigned)f->pos.line, (unsigned)f->pos.col,
	    output_json(o->doc, f->path), f->rule, output_json(o->doc, f->message));
}

/* Adds a GitHub workflow command. Its properties also escape colons and commas. */
static void
add_github(struct output *o, struct buf *b, const struct finding *f)
{
	buf_add(b, STR("::error "));
	if (f->pos.file)
		buf_printf(b, "file=%s,", output_percent(o->doc, f->pos.file, "%:,", false));
	if (f->pos.line)
		buf_printf(b, "line=%u,", (unsigned)f->pos.line);
	if (f->pos.line && f->pos.col)
		buf_printf(b, "col=%u,", (unsigned)f->pos.col);
	buf_printf(b, "title=%s::%s", f->rule,
	    output_percent(o->doc, output_message(o->doc, f), "%", false));
}

/* By enum output_format: the name, the beginning of the report, the function that adds a finding,
   and the text after it. */
static const struct {
	const char *name, *head;
	void (*add)(struct output *o, struct buf *b, const struct finding *f);
	const char *end;
} formats[] = {
    {"text", "", add_text, "\n"},
    {"json", "", add_json, "\n"},
    {"github", "", add_github, "\n"},
    {"sarif", SARIF_HEAD, sarif_finding, ""},
    {"junit", JUNIT_HEAD, junit_finding, ""},
};

enum output_format
output_format_of(const char *name)
{
	size_t i;

	for (i = 0; i < sizeof formats / sizeof *formats; i++)
		if (strcmp(name, formats[i].name) == 0)
			return (enum output_format)i;
	die(DIE_CALL, "-o %s: must be text, json, github, sarif or junit", name);
}

void
output_start(struct output *o, enum output_format format, bool to_stderr, struct arena *run,
    struct arena *doc)
{
	*o = (struct output){.format = format, .to_stderr = to_stderr, .run = run, .doc = doc};
	o->suite.arena = o->failure.arena = &o->suite_arena;
	output_put(o, str_of(formats[format].head));
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
	buf_add(&b, str_of(formats[o->format].end));
	output_put(o, buf_str(&b));
}

void
output_document(struct output *o, const char *file, uint32_t line, const char *name)
{
	if (o->format == OUTPUT_JUNIT)
		junit_document(o, file, line, name);
}

void
output_file(struct output *o, const char *file)
{
	if (o->format == OUTPUT_JUNIT)
		junit_file(o, file);
}

void
output_end(struct output *o)
{
	if (o->format == OUTPUT_SARIF)
		sarif_end(o);
	else if (o->format == OUTPUT_JUNIT)
		junit_end(o);
}
