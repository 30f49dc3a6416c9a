/* Checks YAML from standard input and copies it to standard output. It cuts the input into pieces
   at certain lines, and the YAML parser checks each piece. A cut in the wrong place, for example in
   a quoted scalar, makes two pieces with syntax errors, so unchecked text is never copied.

       stream = *unit
       unit   = *piece [end]    a document, or a group, which begins with a Source line
       piece  = *line           a document; in a group, all lines after a Source line
       end    = "# End: PREFIX"

   A piece ends before a line that begins with "---" and after a line "...": YAML allows neither in
   a scalar. A Source line is "# Source: FILE" at the start of a document. Without keep_going, input
   without Source lines is one piece. */
#include "validate/filter.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/escape.h"
#include "base/in.h"
#include "base/out.h"
#include "validate/validate.h"

#define SOURCE "# Source:"
#define END "# End:"

struct filter {
	struct validate *v;
	struct arena arena; /* holds text */
	struct buf text;    /* the lines of the unit; without keep_going, of the whole input */
	size_t piece;       /* offset of the current piece in text */
	size_t found;       /* number of findings before the unit */
	bool keep_going, grouped;
	bool content;         /* the piece has more than comments, directives and "---" */
	bool start;           /* the next line begins a document */
	const char *name;     /* the file of the piece: FILE or "stdin" */
	uint32_t line_offset; /* number of lines of that file before the piece */
	uint32_t lines;       /* number of lines of the piece */
	uint32_t all;         /* number of lines read */
};

static bool
is_marker(str line, const char *marker)
{
	return str_starts(line, str_of(marker)) &&
	    (line.n == 3 || line.p[3] == ' ' || line.p[3] == '\t' || line.p[3] == '\r');
}

/* Returns whether the line has no content of a document. */
static bool
is_prefix(str line)
{
	line = str_trim(line);
	return line.n == 0 || line.p[0] == '#' || line.p[0] == '%' || str_eq(line, STR("---"));
}

static void
check_piece(struct filter *f)
{
	struct validate *v = f->v;
	str text = str_from(buf_str(&f->text), f->piece);

	if (text.n > 0) {
		v->output.quote = (struct output_quote){.name = f->grouped ? f->name : NULL,
		    .text = text,
		    .line_offset = f->line_offset};
		validate_text(v, f->name, text, f->line_offset);
	}
	f->piece = f->text.n;
	f->line_offset += f->lines;
	f->lines = 0;
	f->content = false;
}

/* Checks the last piece of the unit. With keep_going it also writes the unit if it has no findings.
   end is the End line of a group, else "". */
static void
end_unit(struct filter *f, str end)
{
	check_piece(f);
	if (f->grouped)
		output_file(&f->v->output, f->name);
	f->v->groups++;
	f->grouped = false;
	f->name = "stdin";
	f->line_offset = f->all;
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

static void
append(struct filter *f, str line, bool whole)
{
	buf_add(&f->text, line);
	if (whole)
		buf_addc(&f->text, '\n');
	f->lines++;
	f->all++;
}

/* Handles a Source line: the lines after it belong to FILE. */
static void
begin_source(struct filter *f, str line, bool whole)
{
	struct buf safe = {.arena = &f->arena};

	if (f->content)
		cut(f);
	else
		f->line_offset += f->lines;
	append(f, line, whole);
	escape_line(&safe, str_trim(str_from(line, STR(SOURCE).n)));
	if (strcmp(buf_cstr(&safe), f->name) != 0) {
		if (f->grouped)
			output_file(&f->v->output, f->name);
		f->name = safe.p;
		f->line_offset = 0;
	}
	f->grouped = true;
	f->piece = f->text.n;
	f->lines = 0;
}

static void
handle_line(struct filter *f, str line, bool whole)
{
	bool cuts = f->keep_going || f->grouped, start = f->start;

	f->start = str_is(line, "---") || is_marker(line, "...");
	if (start && str_starts(line, STR(SOURCE))) {
		begin_source(f, line, whole);
		return;
	}
	if (cuts && f->content && is_marker(line, "---"))
		cut(f);
	append(f, line, whole);
	if (str_starts(line, STR(END))) {
		end_unit(f, line);
		f->start = true;
	} else if (cuts && is_marker(line, "...")) {
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
	v->files = 1;
	while (in_line(in, &line, &whole))
		handle_line(&f, line, whole);
	end_unit(&f, STR(""));
	output_file(&v->output, "stdin");
	if (!keep_going && v->report.total == 0)
		out_write(buf_str(&f.text));
	arena_free(&f.arena);
}
