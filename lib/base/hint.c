/* Hints. */
#define _GNU_SOURCE /* what is beyond POSIX */
#include "base/hint.h"

#include <fcntl.h>
#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

void
hint_pipe(int fd, size_t n)
{
#ifdef F_SETPIPE_SZ
	fcntl(fd, F_SETPIPE_SZ, (int)n);
#else
	(void)fd, (void)n;
#endif
}

/* On the pages that p[0..n) stands on. */
#ifdef MADV_HUGEPAGE
enum { HUGE = MADV_HUGEPAGE, TOUCH = 23 }; /* MADV_POPULATE_WRITE, which some libraries lack */

static void
advise(void *p, size_t n, int advice)
{
	size_t before = (uintptr_t)p % (uintptr_t)sysconf(_SC_PAGESIZE);

	madvise((char *)p - before, n + before, advice);
}
#else
enum { HUGE, TOUCH };

static void
advise(void *p, size_t n, int advice)
{
	(void)p, (void)n, (void)advice;
}
#endif

void
hint_huge(void *p, size_t n)
{
	advise(p, n, HUGE);
}

void
hint_touch(void *p, size_t n)
{
	advise(p, n, TOUCH);
}
