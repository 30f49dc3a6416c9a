/* Splits a YAML stream into files. tmpl-render -c writes the stream:

     stream    { group } [ "# Exit: " DIGIT ]
     group     { document } "# End: " PREFIX
     document  [ "---" ] "# Source: " PREFIX "/" FILE  lines
     FILE      "resources/" path | "status.yaml"

   Each comment begins a line. "# Source:" counts only at the start of a document, where no value
   can put one. Consecutive documents of the same FILE go into one file. A group without documents
   belongs to a request at fault. */
#include "split/split.h"

#include <limits.h>
#include <stdio.h>

#include "base/die.h"
#include "base/end.h"
#include "base/escape.h"
#include "base/out.h"

/* Returns whether a line begins with name, like "# End:", and sets *what to the rest. */
static bool
says(str line, str name, str *what)
{
	if (!str_starts(line, name))
		return false;
	*what = str_trim(str_from(line, name.n));
	return true;
}

/* Ends the run: something is wrong with the stream at this line. Prints no message if the line was
   cut because its writer was killed. A cut line has no newline and ends the stream, or a line
   "# Exit:" with a code other than 0 follows it. */
static _Noreturn void
fail(struct split *s, uint32_t line, const char *what, str name)
{
	const char *shown = escape_show(s->run, name);
	bool cut = s->exit_line && !s->reader.whole;
	str next, code;

	if (s->exit_line && in_line(s->reader.in, &next, &s->reader.whole))
		cut = says(next, STR("# Exit:"), &code) && !str_is(code, "0");
	if (cut) {
		end_input_status(DIE_CALL);
		end_input();
	}
	die_at((struct pos){s->reader.in->name, line, 0}, "%s: %s", shown, what);
}

/* Less than the depth to which stage.c removes folders, so the next run can replace any path. */
enum { PATH_PARTS_MAX = 64 };

/* Returns a message for a path that leads out of DIR or into the stage, or that is too long; NULL
   for any other. */
static const char *
path_error(str path)
{
	str rest = path, part;
	size_t parts = 0;

	if (memchr(path.p, '\0', path.n))
		return "a path cannot contain a NUL";
	if (str_is(path, ".stage") || str_starts(path, STR(".stage/")))
		return "the folder .stage is reserved for files that are not published yet";
	do {
		part = str_split(&rest, '/');
		if (part.n == 0 || str_is(part, ".") || str_is(part, "..") ||
		    str_ends(path, STR("/")))
			return "a path must be relative, without ., .. and empty parts";
		if (part.n > NAME_MAX)
			return "a part of a path has at most 255 bytes";
		if (++parts > PATH_PARTS_MAX)
			return "a path has at most 64 parts";
	} while (rest.n > 0);
	return NULL;
}

/* Adds a file, and the folders above it, to the paths of the group. Returns an error if the group
   has the path already, except as a folder of other files. */
static const char *
add_paths(struct split_group *g, struct stage_file *file)
{
	str path = file->path;
	struct stage_file *new, *old;
	size_t n = 0;

	do {
		n += str_find(str_from(path, n), STR("/"));
		new = n == path.n ? file : arena_alloc(&g->arena, sizeof *new);
		new->path = str_sub(path, 0, n);
		if ((old = map_add(&g->paths, new)) && (old->line > 0 || new == file))
			return "the group already has this file, or a file in place of its folder";
	} while (n++ < path.n);
	return NULL;
}

/* Begins a document that belongs to the file at path. */
static void
begin_document(struct split *s, str path)
{
	struct split_group *g = &s->group;
	const char *error = path_error(path);
	struct stage_file *file;

	if (!error && s->single)
		error = "a second group: -s allows only one";
	if (!error && g->last && str_eq(g->last->path, path)) {
		buf_add(&g->last->text, STR("---\n"));
		return;
	}
	file = arena_alloc(&g->arena, sizeof *file);
	file->path = arena_str(&g->arena, path);
	file->text.arena = &g->arena;
	file->line = s->reader.in->line;
	if (error || (error = add_paths(g, file)))
		fail(s, file->line, error, path);
	*(g->last ? &g->last->next : &g->first) = file;
	g->last = file;
}

/* Sets the names of the group's files. Returns a copy of its prefix. */
static str
set_prefix(struct split *s, str prefix)
{
	str *entry = arena_alloc(s->run, sizeof *entry);
	struct stage_file *file;

	if (s->stage && s->stage->single && prefix.n > 0)
		fail(s, s->reader.in->line, "a group with a prefix: -s needs one without", prefix);
	*entry = arena_str(s->run, prefix);
	for (file = s->group.first; file; file = file->next) {
		if (prefix.n > 0 &&
		    (!str_starts(file->path, prefix) || file->path.p[prefix.n] != '/'))
			fail(s, file->line, "this file belongs to another group", file->path);
		file->name = str_from(file->path, prefix.n > 0 ? prefix.n + 1 : 0);
		if (!stage_accepts(s->stage, file->name))
			fail(s, file->line, "a group can have only resources/ and status.yaml",
			    file->name);
	}
	if (map_add(&s->prefixes, entry))
		fail(s, s->reader.in->line, "the stream already has a group of this name", prefix);
	return *entry;
}

static void
print_line(struct split *s, str line)
{
	if (!s->print)
		return;
	out_write(line);
	out_write(STR("\n"));
}

/* Adds a line to the current document. */
static void
add_line(struct split *s, str line)
{
	if (!s->group.first) {
		if (str_trim(line).n == 0 || line.p[0] == '#' || str_is(line, "---"))
			return;
		fail(s, s->reader.in->line,
		    "a document without \"# Source:\"; tmpl-render -c writes it", line);
	}
	print_line(s, line);
	if (s->stage) {
		buf_add(&s->group.last->text, line);
		buf_addc(&s->group.last->text, '\n');
	}
}

static void
begin_group(struct split *s)
{
	struct split_group *g = &s->group;

	arena_reset(&g->arena);
	*g = (struct split_group){.arena = g->arena};
	g->paths = (struct map){.arena = &g->arena, .key = map_text};
}

/* Handles the last line of a group. Publishes the group if it has files. */
static void
end_group(struct split *s, str line, str prefix)
{
	if (!s->group.first) {
		s->faulty++;
		return;
	}
	print_line(s, line);
	/* The reader of the output gets the group before the next one arrives. */
	out_flush();
	prefix = set_prefix(s, prefix);
	s->written++;
	if (s->stage && s->stage->single) {
		s->single = s->group.first;
		s->group.arena = (struct arena){0};
	} else if (s->stage) {
		stage_publish(s->stage, prefix, s->group.first);
	}
}

/* Handles one line of the stream. */
static void
take_line(struct split *s, str line)
{
	str what;

	if (s->reader.start && says(line, STR("# Source:"), &what)) {
		if (s->reader.separator)
			print_line(s, STR("---"));
		print_line(s, line);
		begin_document(s, what);
		s->reader.start = s->reader.separator = false;
		return;
	}
	if (says(line, STR("# End:"), &what)) {
		end_group(s, line, str_is(what, ".") ? STR("") : what);
		begin_group(s);
		if (s->progress) /* overwrites the current line of the terminal */
			fprintf(stderr, "\r\033[K%zu done, %zu at fault", s->written, s->faulty);
		s->reader.start = true;
		s->reader.separator = false;
		return;
	}
	if (s->exit_line && says(line, STR("# Exit:"), &what)) {
		if (what.n != 1 || !char_is_digit(what.p[0]))
			fail(s, s->reader.in->line, "an exit code has one digit", what);
		s->code = what.p[0] - '0';
		return;
	}
	if (s->reader.separator)
		add_line(s, STR("---"));
	s->reader.separator = str_eq(line, STR("---"));
	s->reader.start = s->reader.separator || str_eq(line, STR("..."));
	if (!s->reader.separator)
		add_line(s, line);
}

int
split_stream(struct split *s, struct in *in)
{
	str line;

	s->reader.in = in;
	begin_group(s);
	s->prefixes = (struct map){.arena = s->run, .key = map_text};
	s->reader.start = true;
	s->code = s->exit_line ? DIE_CALL : 0;
	while (in_line(in, &line, &s->reader.whole))
		take_line(s, line);
	/* The writer of the stream failed and has said why. This group is not published. */
	if (s->group.first && s->exit_line && s->code != 0)
		return s->code;
	if (s->group.first)
		fail(s, in->line, "the stream ends before this group's \"# End:\"",
		    s->group.last->path);
	/* A group at fault may come before the single group, which then suspends the workflow. */
	if (s->exit_line && s->code == 0 && !s->print &&
	    (s->stage && s->stage->single ? !s->single : s->faulty > 0))
		die_at((struct pos){in->name, in->line, 0},
		    "a group has no documents, though the writer of the stream exited with 0: "
		    "a promise needs templates in configure/");
	if (s->single && s->code == 0)
		stage_publish(s->stage, STR(""), s->single);
	return s->code;
}
