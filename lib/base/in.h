/* Input: a file or standard input, in blocks, in lines, or whole. */
#ifndef BASE_IN_H
#define BASE_IN_H

#include "base/str.h"

struct arena;

/* name is what messages call it, escaped for a line. Owns its descriptor until in_close; line
   counts the lines given by in_line; a reader of YAML adds it to its own count. */
struct in {
	const char *name;
	int fd;
	uint32_t line;
	char *data;
	size_t begin, end, cap;
	bool eof;
};

/* in_open opens path, "-" for standard input (called name if that is not NULL, else "stdin");
   dies with DIE_CALL when it cannot. Names are copied into a. */
void in_open(struct in *in, struct arena *a, const char *path, const char *name);

/* in_text reads text that is in memory already and must outlive it. */
void in_text(struct in *in, const char *name, str text);

void in_close(struct in *in);

/* in_read reads up to n bytes; 0 at the end; dies with DIE_CALL on an error. */
size_t in_read(struct in *in, char *p, size_t n);

/* in_line_more is in_line where the end of the line has not been read yet. */
bool in_line_more(struct in *in, str *line, bool *whole);

/* in_line gives the next line without its newline, valid until the next call; false at the end.
   *whole tells whether a newline ended it. */
static inline bool
in_line(struct in *in, str *line, bool *whole)
{
	const char *begin, *newline;

	if (in->begin == in->end)
		return in_line_more(in, line, whole);
	begin = in->data + in->begin;
	newline = memchr(begin, '\n', in->end - in->begin);
	if (!newline)
		return in_line_more(in, line, whole);
	*line = (str){begin, (size_t)(newline - begin)};
	*whole = true;
	in->begin += line->n + 1;
	in->line++;
	return true;
}

/* in_all reads to the end and gives all of it, in a, followed by a NUL that its length does not
   count. */
str in_all(struct in *in, struct arena *a);

#endif
