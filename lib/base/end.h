/* Ends the process, or only the work on one document, and knows the tool's name. die.h is built on
   this file: messages of die.h need memory, and end_memory must work without memory. */
#ifndef BASE_END_H
#define BASE_END_H

#include <stdbool.h>

struct buf;

/* end_name sets the tool's name from argv[0]; call it first. end_tool returns the name. */
void end_name(const char *argv0);
const char *end_tool(void);

/* end_input ends the innermost end_try or, without one, the run with exit status 1: the input is
   wrong. end_input_status sets another status, for a tool whose status 1 has another meaning. */
_Noreturn void end_input(void);
void end_input_status(int status);

/* end_call ends the process with status 2, after an error of usage, I/O or memory. end_memory
   prints that memory is exhausted, without an allocation, and calls end_call. */
_Noreturn void end_call(void);
_Noreturn void end_memory(void);

/* end_try calls work(context) and returns true when it returns. If work ends in end_input, end_try
   returns false, and *message has the text for stderr, without the tool's name and the last
   newline. So a mistake becomes a finding of its document, and the run goes on with the next
   document. Files that `work` opened stay open, and its changes stay. end_call ends the process as
   usual. Calls of end_try may nest. end_message returns the message of the innermost end_try, or
   NULL outside of end_try. */
bool end_try(void (*work)(void *context), void *context, struct buf *message);
struct buf *end_message(void);

#endif
