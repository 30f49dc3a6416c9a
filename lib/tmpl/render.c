/* Runs over documents: files in, outputs kept until all is rendered, then written. */
#include "tmpl/render.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/die.h"
#include "base/escape.h"
#include "base/in.h"
#include "base/out.h"
#include "data/kv.h"
#include "data/path.h"
#include "data/val.h"
#include "tmpl/go_json.h"

/* What most templates take that have been read. */
enum { TEMPLATE_SIZE = 32 << 10 };

void
render_init(struct render *r, size_t max)
{
	*r = (struct render){0};
	arena_expect(&r->run, max * TEMPLATE_SIZE);
	r->files = arena_array(&r->run, max, sizeof *r->files);
	r->values = arena_array(&r->run, max, sizeof *r->values);
	parse_set(&r->set, &r->run, NULL);
	r->exec = (struct exec){.set = &r->set,
	    .doc = &r->doc,
	    .scratch = &r->scratch,
	    .regexes = &r->regexes,
	    .yaml = true};
}

static const char *
base_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

static const char *
output_name(struct arena *a, const char *path)
{
	str name = str_of(base_name(path));

	if (name.n > 5 && str_ends(name, STR(".tmpl")))
		name.n -= 5;
	return arena_str(a, name).p;
}

struct tmpl *
render_load(struct render *r, const char *path)
{
	struct tmpl *t;
	struct in in;
	str text;

	if (strcmp(path, "-") == 0)
		die(DIE_CALL, "-: standard input has the documents, no template");
	in_open(&in, &r->run, path, NULL);
	text = in_all(&in, &r->run);
	in_close(&in);
	t = parse_file(&r->set, in.name, text);
	r->faulty = r->faulty || !t;
	return t;
}

void
render_check(const struct render *r)
{
	if (r->faulty)
		die_now(DIE_INPUT);
}

void
render_add(struct render *r, const char *path, const char *dir)
{
	struct render_file *f = &r->files[r->files_n];
	struct tmpl *t = render_load(r, path);
	size_t i;

	if (base_name(path)[0] == '_')
		return;
	*f = (struct render_file){path, output_name(&r->run, path), t, {0}, false};
	if (dir && f->name[0] == '.' && str_ends(str_of(f->name), STR(".new")))
		die(DIE_CALL, "%s: %s/%s is how a file is called while it is written", path, dir,
		    f->name);
	for (i = 0; dir && i < r->files_n; i++)
		if (strcmp(r->files[i].name, f->name) == 0)
			die(DIE_CALL, "%s and %s would both be written to %s/%s", r->files[i].path,
			    path, dir, f->name);
	r->files_n++;
}

/* Where the path of a PATH=JSON ends: at the first = that is not in a key in quotes. */
static size_t
path_end(str s)
{
	bool quoted = false;
	size_t i;

	for (i = 0; i < s.n && (quoted || s.p[i] != '='); i++) {
		if (s.p[i] == '"')
			quoted = !quoted;
		else if (quoted && s.p[i] == '\\')
			i++;
	}
	return i < s.n ? i : s.n;
}

void
render_set(struct render *r, const char *argument)
{
	str text = str_of(argument), path = str_sub(text, 0, path_end(text));
	const char *error = NULL;
	struct val *v;

	if (path.n == text.n)
		die(DIE_CALL, "-D %s: PATH=JSON is needed", escape_show(&r->run, text));
	/* It dies at a path that is none. */
	path_find(&r->run, NULL, path);
	if (!(v = go_json_parse(&r->run, str_from(text, path.n + 1), &error)))
		die(DIE_CALL, "-D %s: %s", escape_show(&r->run, text), error);
	val_set_pos(v, (struct pos){"-D", 0, 0});
	r->values[r->values_n++] = (struct render_value){argument, path, v};
}

static void
put_values(struct render *r, struct val *root)
{
	struct render_value *v, *end = r->values + r->values_n;

	for (v = r->values; v < end; v++)
		if (!path_put(&r->doc, root, v->path, val_copy(&r->doc, v->value)))
			die(DIE_CALL, "-D %s: there is no mapping to put it in",
			    escape_show(&r->doc, str_of(v->argument)));
}

void
render_document(struct render *r, struct val *root)
{
	size_t i;

	put_values(r, root);
	exec_start(&r->exec, root);
	for (i = 0; i < r->files_n; i++) {
		struct render_file *f = &r->files[i];

		f->text = (struct buf){.arena = &r->doc};
		f->any = exec_run(&r->exec, f->tmpl, &f->text);
		if (f->any && r->exec.yaml && f->text.p[f->text.n - 1] != '\n')
			buf_addc(&f->text, '\n');
		buf_fit(&f->text);
	}
	if (r->exec.failed)
		die_now(DIE_INPUT);
}

/* What follows a text's comments and empty lines. */
static str
content(str text)
{
	str rest = text, line;

	for (;; text = rest) {
		line = str_trim(str_split(&rest, '\n'));
		if (text.n == 0 || (line.n > 0 && line.p[0] != '#'))
			return text;
	}
}

/* Whether a line with --- begins text. */
static bool
is_marked(str text)
{
	return str_starts(text, STR("---")) && (text.n == 3 || memchr(" \t\r\n", text.p[3], 4));
}

/* Writes what must stand between the outputs before and text, so that there is no document between
   them: where text has comments before its own ---, or directives, "..." ends the one before.
   Gives what is to be written of text. A byte order mark may stand at a stream's beginning only. */
static str
separated(str text)
{
	str bom = STR("\xEF\xBB\xBF"), from;

	if (str_starts(text, bom))
		text = str_from(text, bom.n);
	from = content(text);
	if (is_marked(from) && str_trim(str_sub(text, 0, text.n - from.n)).n == 0)
		return from;
	out_write(is_marked(from) || str_starts(from, STR("%")) ? STR("...\n") : STR("---\n"));
	return text;
}

void
render_print(struct render *r)
{
	size_t i;

	for (i = 0; i < r->files_n; i++) {
		str text = buf_str(&r->files[i].text);

		if (r->exec.yaml && !r->files[i].any)
			continue;
		out_write(r->exec.yaml && r->wrote ? separated(text) : text);
		r->wrote = true;
	}
}

/* Writes text to a new file, which has the mode of the file whose place it takes; false with errno
   set where that fails. What an earlier run left there goes; a link is not followed. */
static bool
write_file(const char *path, const char *place, str text)
{
	struct stat st;
	bool replaces = stat(place, &st) == 0;
	ssize_t w;
	int fd;

	unlink(path);
	fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, replaces ? 0600 : 0666);
	if (fd < 0 || (replaces && fchmod(fd, st.st_mode & 0777) != 0))
		return false;
	while (text.n > 0) {
		if ((w = write(fd, text.p, text.n)) < 0 && errno != EINTR)
			break;
		text = str_from(text, w < 0 ? 0 : (size_t)w);
	}
	return close(fd) == 0 && text.n == 0;
}

/* Where an output is to be, and where it is until all of them are written. */
static const char *
output_path(struct render *r, const char *dir, const struct render_file *f, bool new)
{
	struct buf b = {.arena = &r->doc};

	buf_printf(&b, new ? "%s/.%s.new" : "%s/%s", dir, f->name);
	return buf_cstr(&b);
}

/* Takes back what was written of the outputs, after a failure with one of them. */
static _Noreturn void
give_up(struct render *r, const char *dir, const struct render_file *at)
{
	int error = errno;
	size_t i;

	for (i = 0; i < r->files_n; i++)
		if (r->files[i].any)
			unlink(output_path(r, dir, &r->files[i], true));
	errno = error;
	die(DIE_CALL, "cannot write %s:", output_path(r, dir, at, false));
}

void
render_save(struct render *r, const char *dir)
{
	struct render_file *f, *end = r->files + r->files_n;

	if (mkdir(dir, 0777) != 0 && errno != EEXIST)
		die(DIE_CALL, "cannot make the folder %s:", dir);
	for (f = r->files; f < end; f++)
		if (f->any &&
		    !write_file(output_path(r, dir, f, true), output_path(r, dir, f, false),
			buf_str(&f->text)))
			give_up(r, dir, f);
	for (f = r->files; f < end; f++)
		if (f->any &&
		    rename(output_path(r, dir, f, true), output_path(r, dir, f, false)) != 0)
			give_up(r, dir, f);
}
