/* Splits a YAML stream into files. tmpl-render -c writes the stream:

     stream    { group } [ "# Exit: " DIGIT ]
     group     { document } "# End: " PREFIX
     document  [ "---" ] "# Source: " PREFIX "/" FILE  lines
     FILE      "resources/" path | "status.yaml"

   Both comments begin a line. "# Source:" counts only at the start of a document, where no value
   can put one. Consecutive documents of the same FILE go into one file. A group without documents
   belongs to a request at fault. */
#include "split/split.h"

#include <limits.h>

#include "base/die.h"
#include "base/end.h"
#include "base/escape.h"
#include "base/out.h"

/* Returns whether a line begins with the comment name, and sets *what to the rest. */
static bool
says(str line, str name, str *what)
{
	if (!str_starts(line, name))
		return false;
	*what = str_trim(str_from(line, name.n));
	return true;
}

/* Returns whether the last line was cut because its writer was killed. It is then the last of the
   stream, or a code other than 0 follows. */
static bool
is_cut(struct split *s)
{
	bool cut = !s->reader.whole;
	str line, what;

	if (in_line(s->reader.in, &line, &s->reader.whole))
		cut = says(line, STR("# Exit:"), &what) && !str_is(what, "0");
	return cut;
}

/* Ends the run: something is wrong with the stream at this line. */
static _Noreturn void
fail(struct split *s, uint32_t line, const char *what, str name)
{
	const char *shown = escape_show(s->run, name);

	if (s->exit_line && is_cut(s))
		end_call();
	die_at((struct pos){s->reader.in->name, line, 0}, "%s: %s", shown, what);
}

/* Removes a leading "./". */
static str
shortened(str path)
{
	while (str_starts(path, STR("./")))
		path = str_from(path, 2);
	return str_is(path, ".") ? STR("") : path;
}

/* Fewer than the folders that tree_remove descends into, so the next run can replace any path. */
enum { PATH_PARTS_MAX = 64 };

/* Dies if the path leads out of DIR or into the stage. */
static void
check_path(struct split *s, str path)
{
	str rest = path, part;
	size_t parts = 0;

	if (memchr(path.p, '\0', path.n))
		fail(s, s->reader.in->line, "a path cannot contain a NUL", path);
	if (str_is(path, ".stage") || str_starts(path, STR(".stage/")))
		fail(s, s->reader.in->line,
		    "the folder .stage is reserved for files that are not published yet", path);
	do {
		part = str_split(&rest, '/');
		if (part.n == 0 || str_is(part, ".") || str_is(part, "..") ||
		    str_ends(path, STR("/")))
			fail(s, s->reader.in->line,
			    "a path must be relative, without .. and empty parts", path);
		if (part.n > NAME_MAX)
			fail(s, s->reader.in->line, "a part of a path has at most 255 bytes", path);
		if (++parts > PATH_PARTS_MAX)
			fail(s, s->reader.in->line, "a path has at most 64 parts", path);
	} while (rest.n > 0);
}

/* Stores the text of the current file, which is complete. */
static void
end_file(struct split *s)
{
	if (s->group.last)
		s->group.last->text = buf_str(&s->group.text);
	s->group.text = (struct buf){.arena = &s->group.arena};
}

/* Begins a document that belongs to the file path. */
static void
begin_document(struct split *s, str path)
{
	struct stage_file *file;

	path = shortened(path);
	check_path(s, path);
	if (s->ready.files)
		fail(s, s->reader.in->line, "a second group: -s allows only one", path);
	if (s->group.last && str_eq(s->group.last->path, path)) {
		buf_add(&s->group.text, STR("---\n"));
		return;
	}
	end_file(s);
	file = arena_alloc(&s->group.arena, sizeof *file);
	file->path = arena_str(&s->group.arena, path);
	file->line = s->reader.in->line;
	if (s->group.last)
		s->group.last->next = file;
	else
		s->group.files = file;
	s->group.last = file;
}

/* Checks that all files belong to the group of this prefix. Returns the group. */
static struct stage_group
group_of(struct split *s, str prefix)
{
	struct stage_group g = {arena_str(s->run, prefix), .files = s->group.files};
	struct stage_file *file;

	for (file = g.files; file; file = file->next) {
		str part = file->path;

		if (prefix.n > 0) {
			if (!str_starts(part, prefix) || part.n == prefix.n ||
			    part.p[prefix.n] != '/')
				fail(s, file->line, "this file belongs to another group", part);
			part = str_from(part, prefix.n + 1);
		}
		if (str_is(part, "status.yaml"))
			g.status = true;
		else if (str_starts(part, STR("resources/")))
			g.resources = true;
		else if (s->stage && s->stage->control && str_is(part, "workflow-control.yaml"))
			g.control = true;
		else
			fail(s, file->line, "a group can have only resources/ and status.yaml",
			    part);
		file->part = part;
	}
	return g;
}

/* Publishes a group. */
static void
publish(struct split *s, struct stage_group g)
{
	const struct stage_file *refused = stage_publish(s->stage, g);

	if (refused)
		fail(s, refused->line,
		    "the group already has this file, or a file in place of its folder",
		    refused->path);
}

static void
end_group(struct split *s, str prefix)
{
	struct stage_group g;
	str *entry;

	prefix = shortened(prefix);
	if (s->group.files) {
		if (prefix.n > 0)
			check_path(s, prefix);
		end_file(s);
		g = group_of(s, prefix);
		entry = arena_alloc(s->run, sizeof *entry);
		*entry = g.prefix;
		if (map_add(&s->prefixes, entry))
			fail(s, s->reader.in->line, "the stream already has a group of this name",
			    prefix);
		if (s->stage && s->stage->single)
			s->ready = g;
		else if (s->stage)
			publish(s, g);
		s->written++;
	} else {
		s->faulty++;
	}
	s->group.files = s->group.last = NULL;
	if (!s->ready.files)
		arena_reset(&s->group.arena);
	if (s->progress)
		s->progress(s);
}

/* Adds a line to the current document. */
static void
add_line(struct split *s, str line)
{
	if (!s->group.files) {
		if (str_trim(line).n == 0 || line.p[0] == '#')
			return;
		fail(s, s->reader.in->line,
		    "a document without \"# Source:\"; tmpl-render -c writes it", line);
	}
	if (!s->stage)
		return;
	buf_add(&s->group.text, line);
	buf_addc(&s->group.text, '\n');
}

/* Parses the number of an "# Exit:" line. */
static int
exit_code(struct split *s, str what)
{
	if (what.n != 1 || what.p[0] < '0' || what.p[0] > '9')
		fail(s, s->reader.in->line, "an exit code has one digit", what);
	return what.p[0] - '0';
}

static void
print_line(struct split *s, str line)
{
	if (!s->print)
		return;
	out_write(line);
	out_write(STR("\n"));
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
		if (s->group.files)
			print_line(s, line);
		/* The reader of the output gets the group before the next one arrives. */
		out_flush();
		end_group(s, what);
		s->reader.start = true;
		s->reader.separator = false;
		return;
	}
	if (s->exit_line && says(line, STR("# Exit:"), &what)) {
		s->code = exit_code(s, what);
		return;
	}
	if (s->reader.separator) {
		add_line(s, STR("---"));
		print_line(s, STR("---"));
	}
	s->reader.separator = str_is(line, "---");
	s->reader.start = s->reader.separator || str_is(line, "...");
	if (!s->reader.separator) {
		add_line(s, line);
		if (s->group.files)
			print_line(s, line);
	}
}

int
split_stream(struct split *s, struct in *in)
{
	str line;

	s->reader.in = in;
	s->group.text = (struct buf){.arena = &s->group.arena};
	s->prefixes = (struct map){.arena = s->run, .key = map_text};
	s->reader.start = true;
	s->code = s->exit_line ? DIE_CALL : 0;
	while (in_line(in, &line, &s->reader.whole))
		take_line(s, line);
	/* The writer of the stream failed and has said why. No group is published. */
	if (s->group.files && s->exit_line && s->code != 0)
		return s->code;
	if (s->group.files)
		fail(s, in->line, "the stream ends before this group's \"# End:\"",
		    s->group.last->path);
	/* A single group may follow one at fault: the one that suspends the workflow. */
	if (s->exit_line && s->code == 0 && !s->print &&
	    (s->stage && s->stage->single ? !s->ready.files : s->faulty > 0))
		die_at((struct pos){in->name, in->line, 0},
		    "a group has no documents, though the writer of the stream exited with 0: "
		    "a promise needs templates in configure/");
	if (s->ready.files && s->code == 0)
		publish(s, s->ready);
	return s->code;
}
