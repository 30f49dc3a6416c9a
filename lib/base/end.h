/* Ends the process, or only the work on one document, and names the tool. This is below die.h,
   which prints messages: memory that runs out must end the process without them. */
#ifndef BASE_END_H
#define BASE_END_H

#include <setjmp.h>
#include <stdbool.h>

struct buf;

/* end_name sets the tool's name from argv[0]; call it first. end_tool returns the name. */
void end_name(const char *argv0);
const char *end_tool(void);

/* end_input ends the run because the input is at fault, with exit status 1. end_input_status sets
   another status, for a tool whose 1 has another meaning. */
_Noreturn void end_input(void);
void end_input_status(int status);

/* end_call ends the process with status 2, because the call or the machine is at fault. end_memory
   does so because memory is exhausted, with a message that allocates nothing. */
_Noreturn void end_call(void);
_Noreturn void end_memory(void);

/* end_try calls work(context) and returns true when it returns. If work ends in end_input, end_try
   returns false, and *message holds what stderr would have got, without the tool's name and the
   last newline. So a mistake becomes a finding of its document, and the run goes on with the next.
   What work had opened stays open, and what it changed stays changed. end_call ends the process as
   usual. Tries may nest. end_message returns the message of the innermost try, or NULL outside a
   try. */
bool end_try(void (*work)(void *context), void *context, struct buf *message);
struct buf *end_message(void);

/* end_trap is for fuzzers and tests: while a trap is set, nothing is printed, and the end jumps to
   the trap with the status instead of ending the process. NULL removes the trap. */
void end_trap(jmp_buf *trap);
bool end_is_trapped(void);

#endif
