/* Hints to the system, for which POSIX has no call. Nothing depends on them: where they are unknown
   or refused, all goes on as before, slower. */
#ifndef BASE_HINT_H
#define BASE_HINT_H

#include <stddef.h>

/* hint_pipe: what is written to fd, if it is a pipe, should have room for n bytes. */
void hint_pipe(int fd, size_t n);

/* The size of a huge page on most systems. */
enum { HINT_HUGE = 2 << 20 };

/* hint_huge: what of p[0..n), a piece of malloc's, has not been touched will be, all of it and
   soon. */
void hint_huge(void *p, size_t n);

/* hint_touch: p[0..n), a piece of malloc's, will be used at once, all of it. */
void hint_touch(void *p, size_t n);

#endif
