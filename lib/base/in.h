/* Reads a file or standard input, in blocks, in lines, or whole. Walks the files of folders. */
#ifndef BASE_IN_H
#define BASE_IN_H

#include "base/str.h"

struct arena;

/* name is for messages, escaped. in_close closes fd. line counts the lines that in_line returned; a
   YAML reader that reads the rest adds them to its own count. */
struct in {
	const char *name;
	int fd;
	uint32_t line;
	const char *data;
	char *buffer; /* the memory of data; NULL for in_text */
	size_t begin, end, cap;
	bool eof;
};

/* in_open opens path. "-" is standard input, which messages call `name`, or "stdin" if it is NULL.
   Names are copied into a. Dies with DIE_CALL if the file cannot be opened. */
void in_open(struct in *in, struct arena *a, const char *path, const char *name);

/* in_text reads a text in memory, which must outlive the reader. */
void in_text(struct in *in, const char *name, str text);

void in_close(struct in *in);

/* in_ahead returns the bytes that are read but not yet taken. If there are no bytes left, it reads
   more; at the end it returns an empty text. The caller takes n bytes by begin += n. Dies with
   DIE_CALL on an error. */
str in_ahead(struct in *in);

/* in_line sets *line to the next line without its newline, valid until the next call. It returns
   false at the end. It sets *whole if a newline ended the line, else it clears it. */
bool in_line(struct in *in, str *line, bool *whole);

/* in_all reads everything up to the end. The text is in a, followed by a NUL that its length does
   not count. */
str in_all(struct in *in, struct arena *a);

bool in_is_folder(const char *path);

/* in_folder calls `file` with the path of each .yaml, .yml and .json file in a folder and, if
   `deep` is set, in the folders below it, in the order of the names (by bytes). It skips hidden
   files and folders, and does not follow symbolic links to folders. The path is valid during the
   call only. An unreadable folder ends the run with DIE_CALL. */
void in_folder(
    const char *path, bool deep, void (*file)(void *context, const char *path), void *context);

/* in_operand calls in_folder with deep set for a folder, and `file` for "-" and other paths. */
void in_operand(const char *path, void (*file)(void *context, const char *path), void *context);

#endif
