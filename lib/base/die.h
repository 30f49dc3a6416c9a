/* The end of a run that cannot go on, and the messages of one that can.
   Form: "tool: file:line:col: message", one line, lower case, no full stop; what is not printable
   in it is escaped (base/escape.h). */
#ifndef BASE_DIE_H
#define BASE_DIE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>

struct buf;

/* Exit statuses. 0 is done. */
enum {
	DIE_INPUT = 1, /* the input is at fault */
	DIE_CALL = 2   /* the call or the machine is: usage, I/O, memory */
};

/* Where something stands. file is a NUL-terminated name, already escaped for a line, or the text of
   an origin; NULL: nowhere known. line and col count from 1, col in characters; 0: not known. */
struct pos {
	const char *file;
	uint32_t line, col;
};

/* pos_show writes FILE:LINE:COL as far as it is known, for a line; file is not NULL. */
void pos_show(struct buf *b, struct pos pos);

/* die_name sets the tool's name from argv[0]; call it first. die_tool returns it. */
void die_name(const char *argv0);
const char *die_tool(void);

/* die_input_status sets the status that takes the place of DIE_INPUT, for a tool whose 1 has
   another meaning. */
void die_input_status(int status);

/* die ends the run. A fmt that ends in ':' is followed by the text of errno. */
_Noreturn void die(int status, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

/* die_memory is die for the one message that must not need memory. */
_Noreturn void die_memory(void);

/* die_at ends the run with DIE_INPUT, naming a place. */
_Noreturn void die_at(struct pos pos, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

/* warn_at says the same and goes on. */
void warn_at(struct pos pos, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void vwarn_at(struct pos pos, const char *fmt, va_list ap) __attribute__((format(printf, 2, 0)));

/* die_note adds a line below a message, escaped, without the tool's name; die_now ends the run when
   all is said. */
void die_note(const char *text);
_Noreturn void die_now(int status);

/* die_last is die with DIE_CALL for handlers that run at exit, where exit must not be called. */
_Noreturn void die_last(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

/* die_try calls work(context) and returns true when it returns. When it dies with DIE_INPUT,
   die_try returns false and the run goes on: the message, with the notes below it, is in *message
   as stderr would have it, but without the tool's name and the last newline. So the mistakes of one
   document become findings of it, and the next document is served. What work had opened stays open,
   and what it changed stays changed. DIE_CALL ends the process as always. Tries may nest. */
bool die_try(void (*work)(void *context), void *context, struct buf *message);

/* die_trap, for fuzzers and tests: while set, nothing is printed and die jumps there with its
   status instead of leaving the process. NULL takes it away. */
void die_trap(jmp_buf *trap);

#endif
