/* Reads files, pipes and terminals in the same way; a read may return any number of bytes. */
#include "base/in.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
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
	in->buffer = NULL;
	in->fd = -1;
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
