/* Reads files, pipes and terminals in the same way; a read may return any number of bytes. Walks
   folders in the order of names, so that every run sees the same order. */
#include "base/in.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/die.h"
#include "base/end.h"
#include "base/escape.h"
#include "base/out.h"

enum { BLOCK = 64 << 10 };

/* Dies because the file at `path`, called `name` in messages, cannot be opened. Often it is a
   symbolic link, and its target is missing. */
static _Noreturn void
cannot_open(struct arena *a, const char *path, const char *name)
{
	char target[256];
	int error = errno;
	ssize_t n = readlink(path, target, sizeof target);

	errno = error;
	if (n > 0)
		die(DIE_CALL, "cannot open %s, a symbolic link to %s:", name,
		    escape_name(a, (str){target, (size_t)n}));
	die(DIE_CALL, "cannot open %s:", name);
}

void
in_open(struct in *in, struct arena *a, const char *path, const char *name)
{
	*in = (struct in){.fd = STDIN_FILENO};
	if (strcmp(path, "-") == 0)
		path = NULL;
	in->name = escape_name(a, str_of(path ? path : name ? name : "stdin"));
	if (path && (in->fd = open(path, O_RDONLY | O_CLOEXEC)) < 0)
		cannot_open(a, path, in->name);
}

void
in_text(struct in *in, const char *name, str text)
{
	*in = (struct in){.name = name, .fd = -1, .eof = true};
	in->data = text.p ? text.p : "";
	in->end = text.n;
}

void
in_close(struct in *in)
{
	if (in->fd > STDIN_FILENO)
		close(in->fd);
	free(in->buffer);
}

/* Makes room at the end of the buffer and reads into it. */
static void
refill(struct in *in)
{
	ssize_t n;

	if (in->begin > 0) {
		memmove(in->buffer, in->data + in->begin, in->end - in->begin);
		in->end -= in->begin;
		in->begin = 0;
	}
	if (in->cap - in->end < BLOCK) {
		in->cap = in->cap ? in->cap * 2 : 2 * BLOCK;
		if (!(in->buffer = realloc(in->buffer, in->cap)))
			end_memory();
		in->data = in->buffer;
	}
	/* The reader of our output must not wait for our next input. */
	out_flush();
	do
		n = read(in->fd, in->buffer + in->end, in->cap - in->end);
	while (n < 0 && errno == EINTR);
	if (n < 0)
		die(DIE_CALL, "cannot read %s:", in->name);
	in->eof = n == 0;
	in->end += (size_t)n;
}

str
in_ahead(struct in *in)
{
	if (in->begin == in->end && !in->eof)
		refill(in);
	return (str){in->data + in->begin, in->end - in->begin};
}

bool
in_line(struct in *in, str *line, bool *whole)
{
	size_t seen = 0, n = in->end - in->begin;
	const char *newline = NULL;

	for (;; seen = n, n = in->end) {
		if (n > seen)
			newline = memchr(in->data + in->begin + seen, '\n', n - seen);
		if (newline || in->eof)
			break;
		refill(in);
	}
	if (n == 0)
		return false;
	line->p = in->data + in->begin;
	line->n = newline ? (size_t)(newline - line->p) : n;
	*whole = newline != NULL;
	in->begin += line->n + *whole;
	in->line++;
	return true;
}

str
in_all(struct in *in, struct arena *a)
{
	str text;

	while (!in->eof)
		refill(in);
	text = (str){in->data + in->begin, in->end - in->begin};
	in->begin = in->end;
	return arena_str(a, text);
}

bool
in_is_folder(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

static int
is_visible(const struct dirent *entry)
{
	return entry->d_name[0] != '.';
}

/* Compares bytes; alphasort would use the locale. */
static int
by_name(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

static bool
is_yaml(str name)
{
	return str_ends(name, STR(".yaml")) || str_ends(name, STR(".yml")) ||
	    str_ends(name, STR(".json"));
}

void
in_folder(const char *path, bool deep, void (*file)(void *context, const char *path), void *context)
{
	struct arena arena = {0};
	struct buf b = {.arena = &arena};
	struct dirent **entries;
	struct stat st;
	int n = scandir(path, &entries, is_visible, by_name), i;

	if (n < 0)
		die(DIE_CALL, "cannot read the folder %s:", path);
	for (i = 0; i < n; i++, b.n = 0) {
		buf_printf(&b, "%s%s%s", path, str_ends(str_of(path), STR("/")) ? "" : "/",
		    entries[i]->d_name);
		/* Symbolic links to folders are not followed, so the walk ends. */
		if (deep && lstat(buf_cstr(&b), &st) == 0 && S_ISDIR(st.st_mode))
			in_folder(b.p, deep, file, context);
		else if (is_yaml(buf_str(&b)) && !in_is_folder(buf_cstr(&b)))
			file(context, b.p);
		free(entries[i]);
	}
	free(entries);
	arena_free(&arena);
}

void
in_operand(const char *path, void (*file)(void *context, const char *path), void *context)
{
	if (strcmp(path, "-") != 0 && in_is_folder(path))
		in_folder(path, true, file, context);
	else
		file(context, path);
}
