/* Prints messages and ends the run. A message is one line, "tool: file:line:col: message", in lower
   case without a full stop. Unprintable characters are escaped (base/escape.h). */
#ifndef BASE_DIE_H
#define BASE_DIE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>

struct buf;

/* Exit statuses; 0 is success. */
enum {
	DIE_INPUT = 1, /* the input is at fault */
	DIE_CALL = 2   /* the call or the machine is at fault: usage, I/O, memory */
};

/* A place in a file. file is a NUL-terminated name, already escaped for a line, or the text of an
   origin, or NULL if unknown. line and col count from 1, col in characters; 0 is unknown. */
struct pos {
	const char *file;
	uint32_t line, col;
};

/* pos_show adds FILE:LINE:COL, or the part that is known, escaped. file must not be NULL. */
void pos_show(struct buf *b, struct pos pos);

/* die_name sets the tool's name from argv[0]; call it first. die_tool returns it. */
void die_name(const char *argv0);
const char *die_tool(void);

/* die_input_status sets the exit status for DIE_INPUT, for a tool whose 1 has another meaning. */
void die_input_status(int status);

/* die prints a message and ends the run. If fmt ends in ':', the text of errno follows. */
_Noreturn void die(int status, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

/* die_memory ends the run because memory is exhausted, without allocating any. */
_Noreturn void die_memory(void);

/* die_at prints a message with a place and ends the run with DIE_INPUT. */
_Noreturn void die_at(struct pos pos, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

/* warn_at prints the same message and returns. */
void warn_at(struct pos pos, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void vwarn_at(struct pos pos, const char *fmt, va_list ap) __attribute__((format(printf, 2, 0)));

/* die_note prints a further line of a message, escaped, without the tool's name. die_now ends the
   run without a message. */
void die_note(const char *text);
_Noreturn void die_now(int status);

/* die_last is die with DIE_CALL for exit handlers, which must not call exit. */
_Noreturn void die_last(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

/* die_try calls work(context) and returns true when it returns. If work dies with DIE_INPUT,
   die_try returns false, and *message holds what stderr would have got, without the tool's name and
   the last newline. So a mistake becomes a finding of its document, and the run goes on with the
   next. What work had opened stays open, and what it changed stays changed. DIE_CALL ends the
   process as usual. Tries may nest. */
bool die_try(void (*work)(void *context), void *context, struct buf *message);

/* die_trap is for fuzzers and tests: while a trap is set, nothing is printed, and die jumps to the
   trap with the status instead of ending the process. NULL removes the trap. */
void die_trap(jmp_buf *trap);

#endif
