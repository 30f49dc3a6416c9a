/* Splitting a YAML stream into files. The stream is what tmpl-render -c writes:

     stream    { group }
     group     { document } "# End: " PREFIX
     document  [ "---" ] "# Source: " PREFIX "/" FILE  lines
     FILE      "resources/" path | "status.yaml"

   The two comments begin a line. "# Source:" counts at the start of a document only, which no value
   can make; documents of one FILE that follow each other go into one file. A group without
   documents is that of a request at fault. */
#include "split/split.h"

#include "base/die.h"
#include "base/escape.h"

/* A file of the group. */
struct split_source {
	struct split_source *next;
	str path;
	uint32_t line;
};

static _Noreturn void
fail(struct split *s, uint32_t line, const char *what, str name)
{
	die_at((struct pos){s->in->name, line, 0}, "%s: %s", escape_show(s->run, name), what);
}

/* Cuts "./" from the front, which says nothing. */
static str
shortened(str path)
{
	while (str_starts(path, STR("./")))
		path = str_from(path, 2);
	return str_is(path, ".") ? STR("") : path;
}

/* A path that leads out of DIR, or into the stage, is never one. */
static void
check_path(struct split *s, str path)
{
	str rest = path, part;

	if (memchr(path.p, '\0', path.n))
		fail(s, s->in->line, "a path cannot hold a NUL", path);
	if (str_is(path, ".stage") || str_starts(path, STR(".stage/")))
		fail(s, s->in->line,
		    "the folder .stage is where files are until they are published", path);
	do {
		part = str_split(&rest, '/');
		if (part.n == 0 || str_is(part, ".") || str_is(part, ".."))
			fail(
			    s, s->in->line, "a path is relative, without .. and empty parts", path);
	} while (rest.n > 0);
}

/* Writes the file whose text has been read. */
static void
end_file(struct split *s)
{
	if (s->sources && s->stage && !stage_file(s->stage, s->sources->path, buf_str(&s->text)))
		fail(s, s->sources->line, "the group has this file already", s->sources->path);
	arena_reset(&s->texts);
	s->text = (struct buf){.arena = &s->texts};
}

/* A document of the file path begins. */
static void
begin_document(struct split *s, str path)
{
	struct split_source *source;

	path = shortened(path);
	check_path(s, path);
	if (s->stage && s->stage->alone && s->ready.status + s->ready.resources > 0)
		fail(s, s->in->line, "a second group: with -s there is one", path);
	if (s->sources && str_eq(s->sources->path, path)) {
		buf_add(&s->text, STR("---\n"));
		return;
	}
	end_file(s);
	source = arena_alloc(s->run, sizeof *source);
	*source = (struct split_source){s->sources, arena_str(s->run, path), s->in->line};
	s->sources = source;
}

/* What a group has. */
static struct stage_group
group_of(struct split *s, str prefix)
{
	struct stage_group g = {.prefix = arena_str(s->run, prefix)};
	struct split_source *source;

	for (source = s->sources; source; source = source->next) {
		str file = source->path;

		if (prefix.n > 0) {
			if (!str_starts(file, prefix) || file.n == prefix.n ||
			    file.p[prefix.n] != '/')
				fail(s, source->line, "a file of another group", file);
			file = str_from(file, prefix.n + 1);
		}
		if (str_is(file, "status.yaml"))
			g.status = true;
		else if (str_starts(file, STR("resources/")))
			g.resources = true;
		else
			fail(s, source->line, "a group has resources/ and status.yaml only", file);
	}
	return g;
}

static str
prefix_key(const void *entry)
{
	return *(const str *)entry;
}

static void
end_group(struct split *s, str prefix)
{
	struct stage_group g;
	str *entry;

	prefix = shortened(prefix);
	if (s->sources) {
		if (prefix.n > 0)
			check_path(s, prefix);
		end_file(s);
		g = group_of(s, prefix);
		entry = arena_alloc(s->run, sizeof *entry);
		*entry = g.prefix;
		if (map_add(&s->prefixes, entry))
			fail(s, s->in->line, "a second group of this name", prefix);
		if (s->stage && s->stage->alone)
			s->ready = g;
		else if (s->stage)
			stage_publish(s->stage, g);
		s->written++;
	} else {
		s->faulty++;
	}
	s->sources = NULL;
	if (s->progress)
		s->progress(s);
}

/* Whether a line says NAME, and what. */
static bool
says(str line, str name, str *what)
{
	if (!str_starts(line, name))
		return false;
	*what = str_trim(str_from(line, name.n));
	return true;
}

/* A line of a document. */
static void
add_line(struct split *s, str line)
{
	if (!s->sources) {
		if (str_trim(line).n == 0 || line.p[0] == '#')
			return;
		die_at((struct pos){s->in->name, s->in->line, 0},
		    "a document without \"# Source:\"; tmpl-render -c writes it");
	}
	buf_add(&s->text, line);
	buf_addc(&s->text, '\n');
}

void
split_stream(struct split *s, struct in *in)
{
	bool whole, start = true, separator = false;
	str line, what;

	s->in = in;
	s->text = (struct buf){.arena = &s->texts};
	s->prefixes = (struct map){.arena = s->run, .key = prefix_key};
	while (in_line(in, &line, &whole)) {
		if (start && says(line, STR("# Source:"), &what)) {
			begin_document(s, what);
			start = separator = false;
			continue;
		}
		if (says(line, STR("# End:"), &what)) {
			end_group(s, what);
			start = true;
			separator = false;
			continue;
		}
		if (separator)
			add_line(s, STR("---"));
		separator = start = str_is(line, "---");
		if (!separator)
			add_line(s, line);
		if (str_is(line, "..."))
			start = true;
	}
	if (s->sources)
		fail(s, in->line, "the stream ends before this group's \"# End:\"",
		    s->sources->path);
	if (s->stage && s->stage->alone && s->ready.status + s->ready.resources > 0)
		stage_publish(s->stage, s->ready);
}
