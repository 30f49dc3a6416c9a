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

bool
output_format_of(const char *name, enum output_format *format)
{
	static const char *const names[] = {"text", "json", "github", "sarif", "junit"};
	size_t i;

	for (i = 0; i < sizeof names / sizeof *names; i++)
		if (strcmp(name, names[i]) == 0) {
			*format = (enum output_format)i;
			return true;
		}
	return false;
}

void
output_start(struct output *o, enum output_format format, bool to_stderr, struct arena *run,
    struct arena *doc)
{
	*o = (struct output){.format = format, .to_stderr = to_stderr, .run = run, .doc = doc};
	if (format == OUTPUT_SARIF)
		sarif_start(o);
	else if (format == OUTPUT_JUNIT)
		junit_start(o);
}

void
output_put(const struct output *o, const struct buf *b)
{
	if (o->to_stderr)
		fwrite(b->p, 1, b->n, stderr);
	else
		out_write(buf_str(b));
}

void
output_message(struct buf *b, const struct finding *finding)
{
	buf_printf(b, "%s%s%s", finding->path, finding->path[0] ? ": " : "", finding->message);
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

/* Quotes the line of a finding in a file that does not exist yet. */
static void
add_quote(struct output *o, struct buf *b, const struct finding *finding)
{
	struct pos pos = finding->pos;
	str line;

	if (!o->quote.name || pos.file != o->quote.name || pos.line <= o->quote.line_offset)
		return;
	line = line_of(&o->quote, pos.line);
	if (line.n == 0)
		return;
	buf_add(b, STR("; the line is: "));
	escape_line(b, escape_cut(b->arena, line, LINE_MAX_SHOWN));
}

static void
add_text(struct output *o, struct buf *b, const struct finding *finding)
{
	if (finding->pos.file) {
		pos_show(b, finding->pos);
		buf_add(b, STR(": "));
	}
	output_message(b, finding);
	add_quote(o, b, finding);
}

static void
add_json(struct buf *b, const struct finding *f)
{
	buf_add(b, STR("{\"file\":"));
	escape_json(b, str_of(f->pos.file ? f->pos.file : ""));
	buf_printf(
	    b, ",\"line\":%u,\"col\":%u,\"path\":", (unsigned)f->pos.line, (unsigned)f->pos.col);
	escape_json(b, str_of(f->path));
	buf_printf(b, ",\"rule\":\"%s\",\"message\":", f->rule);
	escape_json(b, str_of(f->message));
	buf_addc(b, '}');
}

/* Escapes text of a GitHub workflow command. Properties also escape colons and commas. */
static void
add_command_text(struct buf *b, str s, bool property)
{
	size_t i;

	for (i = 0; i < s.n; i++)
		if (s.p[i] == '%' || (property && (s.p[i] == ':' || s.p[i] == ',')))
			buf_printf(b, "%%%02X", (unsigned)(unsigned char)s.p[i]);
		else
			buf_addc(b, s.p[i]);
}

static void
add_github(struct buf *b, const struct finding *f)
{
	struct buf message = {.arena = b->arena};

	buf_add(b, STR("::error "));
	if (f->pos.file) {
		buf_add(b, STR("file="));
		add_command_text(b, str_of(f->pos.file), true);
		buf_addc(b, ',');
	}
	if (f->pos.line)
		buf_printf(b, "line=%u,", (unsigned)f->pos.line);
	if (f->pos.line && f->pos.col)
		buf_printf(b, "col=%u,", (unsigned)f->pos.col);
	buf_printf(b, "title=%s::", f->rule);
	output_message(&message, f);
	add_command_text(b, buf_str(&message), false);
}

void
output_finding(void *output, const struct finding *finding)
{
	struct output *o = output;
	struct buf b = {.arena = o->doc};

	o->findings++;
	switch (o->format) {
	case OUTPUT_TEXT:
		add_text(o, &b, finding);
		break;
	case OUTPUT_JSON:
		add_json(&b, finding);
		break;
	case OUTPUT_GITHUB:
		add_github(&b, finding);
		break;
	case OUTPUT_SARIF:
		sarif_finding(o, finding);
		return;
	case OUTPUT_JUNIT:
		junit_finding(o, finding);
		return;
	}
	if (o->format == OUTPUT_TEXT && o->to_stderr) {
		warn_at((struct pos){0}, "%s", buf_cstr(&b));
		return;
	}
	buf_addc(&b, '\n');
	output_put(o, &b);
}

void
output_document(struct output *o, const char *file, uint32_t line, str name)
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
