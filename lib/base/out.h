/* Standard output: buffered, and checked at exit. */
#ifndef BASE_OUT_H
#define BASE_OUT_H

#include "base/str.h"

struct buf;

/* out_write writes text to standard output. Write a document only after all of it is checked: the
   reader gets the text even if the tool dies later. */
void out_write(str text);

/* out_buf returns the buffer itself, for callers that write small pieces. Add to it and call
   out_drain often, which sends full blocks. out_drain ignores any other buffer, so a writer may
   call it with every buffer. */
struct buf *out_buf(void);
void out_drain(const struct buf *b);

/* out_flush sends the buffer. It dies with DIE_CALL on an error; a closed pipe ends the process by
   SIGPIPE. It is called at exit (cli_start). */
void out_flush(void);

#endif
