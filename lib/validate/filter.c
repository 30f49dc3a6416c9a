/* Copies standard input to standard output. The checks change a document (schema/check/value.h), so
   what is copied is stored before the checks run.

   YAML is cut into pieces at certain lines, and the YAML parser checks each piece. A cut in the
   wrong place, for example in a quoted scalar, makes two pieces with syntax errors, so unchecked
   text is never copied.

       stream = *unit
       unit   = *piece [end]    a document, or a group, which begins with a Source line
       piece  = *line           a document; in a group, all lines after a Source line
       end    = "# End: PREFIX"

   A piece ends before a line that begins with "---" and after a line "...": YAML allows neither in
   a scalar. A Source line is "# Source: FILE" at the start of a document. Without keep_going, input
   without Source lines is one piece. */
#include "validate/filter.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/escape.h"
#include "base/in.h"
#include "base/out.h"
#include "data/kv.h"
#include "data/kv_write.h"
#include "data/val.h"
#include "data/yaml_in.h"
#include "validate/validate.h"

#define SOURCE "# Source:"

struct filter {
	struct validate *v;
	struct arena arena; /* holds text */
	struct buf text;    /* the lines of the unit; without keep_going, of the whole input */
	size_t piece;       /* offset of the current piece in text */
	size_t found;       /* number of findings before the unit */
	bool keep_going, grouped;
	bool content;     /* the piece has more than comments, directives and "---" */
	bool start;       /* the next line begins a document */
	const char *name; /* the file of the piece: FILE or "stdin" */
	/* Numbers of lines: read so far; before the piece; not part of the file `name`. */
	uint32_t lines, before, others;
};

/* Returns whether the line is blank, a comment, a directive or "---". */
static bool
is_prefix(str line)
{
	line = str_trim(line);
	return line.n == 0 || line.p[0] == '#' || line.p[0] == '%' || str_eq(line, STR("---"));
}

static void
check_piece(struct filter *f)
{
	str text = str_from(buf_str(&f->text), f->piece);
	struct in in;

	in_text(&in, f->name, text);
	in.line = f->before - f->others;
	f->v->output.quote = (struct output_quote){
	    .name = f->grouped ? f->name : NULL, .text = text, .line = in.line + 1};
	validate_stream(f->v, &in);
	f->piece = f->text.n;
	f->before = f->lines;
	f->content = false;
}

/* Checks the last piece of the unit. With keep_going it also writes the unit if it has no findings.
   `end` is the End line of a group, else "". */
static void
end_unit(struct filter *f, str end)
{
	check_piece(f);
	if (f->grouped)
		output_file(&f->v->output, f->name);
	f->v->groups++;
	f->grouped = false;
	f->name = "stdin";
	f->others = 0;
	if (!f->keep_going)
		return;
	/* The End line of a group with findings is written: the group is empty, not missing. */
	if (f->v->report.total == f->found) {
		out_write(buf_str(&f->text));
	} else if (end.n > 0) {
		out_write(end);
		out_write(STR("\n"));
	}
	/* The reader of the output gets the unit before the next one arrives. */
	out_flush();
	f->found = f->v->report.total;
	arena_reset(&f->arena);
	f->text = (struct buf){.arena = &f->arena};
	f->piece = 0;
}

/* Ends the piece, and the unit unless it is a group. */
static void
cut(struct filter *f)
{
	if (f->grouped)
		check_piece(f);
	else
		end_unit(f, STR(""));
}

/* Handles a Source line: the lines after it belong to FILE. */
static void
begin_source(struct filter *f, str line)
{
	const char *name = escape_name(&f->arena, str_trim(str_from(line, STR(SOURCE).n)));

	f->others++;
	if (strcmp(name, f->name) != 0) {
		if (f->grouped)
			output_file(&f->v->output, f->name);
		f->name = name;
		f->others = f->lines;
	}
	f->grouped = true;
	f->piece = f->text.n;
	f->before = f->lines;
}

static void
handle_line(struct filter *f, str line, bool whole)
{
	bool cuts = f->keep_going || f->grouped, source = f->start && str_starts(line, STR(SOURCE));

	if (f->content && (source || (cuts && yaml_is_marker(line, '-'))))
		cut(f);
	buf_add(&f->text, line);
	buf_add(&f->text, whole ? STR("\n") : STR(""));
	f->lines++;
	f->start = str_is(line, "---") || yaml_is_marker(line, '.');
	if (source) {
		begin_source(f, line);
	} else if (str_starts(line, STR("# End:"))) {
		end_unit(f, line);
		f->start = true;
	} else if (cuts && yaml_is_marker(line, '.')) {
		cut(f);
	} else if (!f->content) {
		f->content = !is_prefix(line);
	}
}

void
filter_yaml(struct validate *v, struct in *in, bool keep_going)
{
	struct filter f = {.v = v, .keep_going = keep_going, .start = true, .name = "stdin"};
	bool whole;
	str line;

	f.text.arena = &f.arena;
	while (in_line(in, &line, &whole))
		handle_line(&f, line, whole);
	end_unit(&f, STR(""));
	output_file(&v->output, "stdin");
	if (!keep_going && v->report.total == 0)
		out_write(buf_str(&f.text));
	arena_free(&f.arena);
}

/* Adds a finding as a note, unless an earlier stage reported the same value: preset-resolve and
   vip-calc explain a mistake better than a schema does. But a finding about a missing field or a
   wrong type replaces the notes about references to this field, and a finding about an unknown kind
   or field replaces all notes about references to missing paths. */
static void
add_note(void *sink, const struct finding *f)
{
	struct notes *notes = sink;

	if (strcmp(f->rule, "unknown-kind") == 0 || strcmp(f->rule, "unknown-field") == 0)
		note_drop_missing(notes, ".");
	else if (strcmp(f->rule, "missing-field") == 0 || strcmp(f->rule, "type") == 0)
		note_drop_missing(notes, f->path);
	if (!note_is_about(notes, str_of(f->path), 0))
		note_add(notes, NOTE_FINDING, f->pos, "%s%s%s", f->path, f->path[0] ? ": " : "",
		    f->message);
}

void
filter_records(struct validate *v, struct in *in, bool keep_going)
{
	struct arena arena = {0};
	struct buf text = {.arena = &arena};
	struct kv_doc doc;
	struct kv_in kv = {.in = in, .options.findings = keep_going};
	size_t n = 0;

	if (keep_going) {
		v->report.write = add_note;
		v->report.sink = &doc.notes;
	}
	for (; kv_next(&kv, &v->doc, &doc); arena_reset(&v->doc)) {
		buf_add(&text, n++ ? STR("---\n") : STR(""));
		if (doc.root)
			kv_write(&text, doc.root);
		v->output.findings -= doc.notes.findings;
		validate_document(v, in->name, doc.root);
		v->output.findings += doc.notes.findings;
		note_write(&text, &doc.notes);
		if (keep_going) {
			out_write(buf_str(&text));
			out_flush();
			text.n = 0;
		}
	}
	if (keep_going) {
		v->report.write = output_finding;
		v->report.sink = &v->output;
		v->report.total = 0;
	} else {
		output_file(&v->output, in->name);
		if (v->report.total == 0)
			out_write(buf_str(&text));
	}
}

void
filter_name_schema(struct validate *v, struct in *in)
{
	struct buf before = {.arena = v->run};
	const char *file = NULL;
	struct kv_doc doc;
	struct kv_in kv = {.in = in, .options.findings = true};

	for (; !file && kv_next(&kv, &v->doc, &doc); arena_reset(&v->doc)) {
		buf_add(&before, before.n ? STR("---\n") : STR(""));
		kv_write_document(&before, &doc);
		if (doc.root)
			file = load_kind_file(&v->load, doc.root);
	}
	buf_printf(out_buf(), "# Schema: %s\n", file ? file : "");
	out_write(buf_str(&before));
	out_flush();
	for (; kv_next(&kv, &v->doc, &doc); arena_reset(&v->doc)) {
		out_write(STR("---\n"));
		kv_write_document(out_buf(), &doc);
		out_flush();
	}
}
