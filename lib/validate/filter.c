/* The filter of YAML. It cuts its input into pieces by lines, and leaves it to the YAML parser to
   say what a piece holds: a cut where YAML has none (within a quoted scalar) leaves two pieces that
   are no YAML, and so nothing passes that the parser has not read.

       stream = *unit
       unit   = *(piece end)                  with go_on: one document, or a group
       piece  = *line                         a group's: the lines behind one "# Source:" line,
                                              which counts at the start of a document only

   A document is cut off before a line that begins "---" and behind "...": within a scalar there is
   no line of either kind. Where findings need no other file name and no unit goes out early, all is
   one piece. */
#include "validate/filter.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/die.h"
#include "base/escape.h"
#include "base/in.h"
#include "base/out.h"
#include "validate/validate.h"

#define SOURCE "# Source:"
#define END "# End:"

struct filter {
	struct validate *v;
	struct arena arena; /* of text */
	struct buf text;    /* what is not yet written, all its lines */
	size_t piece;       /* where the last piece begins in it */
	size_t found;       /* findings before the unit */
	bool go_on, grouped;
	bool content;     /* the piece has more than what can come before a document */
	bool start;       /* a document begins with the next line */
	const char *name; /* of the file that the piece belongs to */
	uint32_t before;  /* lines of that file that came before the piece */
	uint32_t lines;   /* of the piece */
	uint32_t all;     /* lines of the stream so far */
};

static bool
is_marker(str line, const char *marker)
{
	return str_starts(line, str_of(marker)) &&
	    (line.n == 3 || line.p[3] == ' ' || line.p[3] == '\t' || line.p[3] == '\r');
}

/* Whether a line can come before a document without being part of it. */
static bool
is_before(str line)
{
	line = str_trim(line);
	return line.n == 0 || line.p[0] == '#' || line.p[0] == '%' || str_eq(line, STR("---"));
}

/* Checks the piece. */
static void
end_piece(struct filter *f)
{
	struct validate *v = f->v;
	str text = str_from(buf_str(&f->text), f->piece);

	if (text.n > 0) {
		v->form.quote = (struct form_quote){
		    .name = f->grouped ? f->name : NULL, .text = text, .before = f->before};
		validate_text(v, f->name, text, f->before);
	}
	f->piece = f->text.n;
	f->before += f->lines;
	f->lines = 0;
	f->content = false;
}

/* Checks the rest of the unit, whose last line is end if it is a group, and, where units go out
   one by one, writes it if it is good. */
static void
end_unit(struct filter *f, str end)
{
	end_piece(f);
	if (f->grouped)
		form_file(&f->v->form, f->name);
	f->grouped = false;
	f->name = "stdin";
	f->before = f->all;
	if (!f->go_on)
		return;
	/* Of a group at fault the end passes: there was one. */
	if (f->v->report.total == f->found) {
		out_write(buf_str(&f->text));
	} else if (end.n > 0) {
		out_write(end);
		out_write(STR("\n"));
	}
	/* A consumer need not wait for the next unit. */
	out_flush();
	f->found = f->v->report.total;
	arena_reset(&f->arena);
	f->text = (struct buf){.arena = &f->arena};
	f->piece = 0;
}

static void
add(struct filter *f, str line, bool whole)
{
	buf_add(&f->text, line);
	if (whole)
		buf_addc(&f->text, '\n');
	f->lines++;
	f->all++;
}

/* A line "# Source: FILE": the lines behind it are FILE's. */
static void
take_source(struct filter *f, str line, bool whole)
{
	struct buf safe = {.arena = &f->v->input};
	const char *name;

	if (f->content && f->grouped)
		end_piece(f);
	else if (f->content)
		end_unit(f, STR(""));
	else
		f->before += f->lines;
	add(f, line, whole);
	escape_line(&safe, str_trim(str_from(line, STR(SOURCE).n)));
	name = names_keep(&f->v->names, buf_cstr(&safe));
	if (name != f->name) {
		if (f->grouped)
			form_file(&f->v->form, f->name);
		f->name = name;
		f->before = 0;
	}
	f->grouped = true;
	f->piece = f->text.n;
	f->lines = 0;
}

static void
take(struct filter *f, str line, bool whole)
{
	bool cut = f->go_on || f->grouped, start = f->start;

	f->start = str_is(line, "---") || is_marker(line, "...");
	if (start && str_starts(line, STR(SOURCE))) {
		take_source(f, line, whole);
		return;
	}
	if (cut && f->content && is_marker(line, "---")) {
		if (f->grouped)
			end_piece(f);
		else
			end_unit(f, STR(""));
	}
	add(f, line, whole);
	if (str_starts(line, STR(END))) {
		end_unit(f, line);
		f->start = true;
	} else if (cut && is_marker(line, "...")) {
		if (f->grouped)
			end_piece(f);
		else
			end_unit(f, STR(""));
	} else if (!f->content) {
		f->content = !is_before(line);
	}
}

void
filter_yaml(struct validate *v, struct in *in, bool go_on)
{
	struct filter f = {.v = v, .go_on = go_on, .start = true, .name = "stdin"};
	bool whole;
	str line;

	f.text.arena = &f.arena;
	v->files = 1;
	while (in_line(in, &line, &whole))
		take(&f, line, whole);
	end_unit(&f, STR(""));
	form_file(&v->form, "stdin");
	if (!go_on && v->report.total == 0)
		out_write(buf_str(&f.text));
	arena_free(&f.arena);
}
