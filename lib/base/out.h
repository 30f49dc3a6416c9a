/* Standard output, buffered, checked when the tool ends. */
#ifndef BASE_OUT_H
#define BASE_OUT_H

#include "base/str.h"

struct buf;

/* out_write adds text to standard output. Write a document only when all of it has proved good:
   what was written cannot be taken back, and reaches the reader even when the tool dies later. */
void out_write(str text);

/* out_buf is the buffer itself, for who makes text bit by bit: add to it, and call out_drain often,
   which sends what has become a block. On any other buffer out_drain does nothing, so that a writer
   of texts need not know where they go. */
struct buf *out_buf(void);
void out_drain(const struct buf *b);

/* out_flush sends what is buffered; dies with DIE_CALL on an error. A closed pipe ends the process
   by SIGPIPE. Called at exit by itself (cli_start). */
void out_flush(void);

#endif
