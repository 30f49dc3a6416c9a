/* Prints messages and ends the run after a message (end.h only ends the run). A message is one
   line, "tool: file:line:col: message", in lower case without a full stop. Unprintable characters
   are escaped (base/escape.h). */
#ifndef BASE_DIE_H
#define BASE_DIE_H

#include <stdarg.h>

#include "base/str.h"

struct arena;
struct buf;

/* Exit statuses; 0 is success. */
enum {
	DIE_INPUT = 1, /* the input is wrong */
	DIE_CALL = 2,  /* an error of usage, I/O or memory */
	DIE_LAST = 3   /* DIE_CALL in an exit handler, which must not call exit */
};

/* A place in a file. file is NUL-terminated: a name, escaped by escape_line, or an origin's text.
   file is NULL if unknown. line and col count from 1, col in characters; 0 is unknown. */
struct pos {
	const char *file;
	uint32_t line, col;
};

/* pos_text returns FILE:LINE:COL, or the part that is known, escaped, in a. */
const char *pos_text(struct arena *a, struct pos pos);

/* pos_numbers adds :LINE:COL, or the part that is known. */
void pos_numbers(struct buf *b, struct pos pos);

/* pos_compare orders places by file, line and column; < 0, 0, > 0. */
int pos_compare(struct pos a, struct pos b);

/* pos_cut cuts :LINE or :LINE:COL off the end of text and sets *pos to it, with file NULL. It
   returns false and changes neither if there is no line. */
bool pos_cut(str *text, struct pos *pos);

/* die prints a message and ends the run. If fmt ends in ':', the text of errno follows. */
_Noreturn void die(int status, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

/* die_at prints a message with a place and ends the run with DIE_INPUT. */
_Noreturn void die_at(struct pos pos, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

/* warn_at and die_say print a message with a place and return. Inside end_try (end.h) a message
   with status DIE_INPUT is not printed but added to the message of end_try. */
void warn_at(struct pos pos, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void die_say(int status, struct pos pos, const char *fmt, va_list ap)
    __attribute__((format(printf, 3, 0)));

/* die_note prints a further line of a message, escaped, without the tool's name. */
void die_note(const char *text);

#endif
