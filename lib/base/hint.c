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

#ifdef MADV_HUGEPAGE
/* Linux has it since 5.14, some libraries have no name for it yet. */
#ifndef MADV_POPULATE_WRITE
#define MADV_POPULATE_WRITE 23
#endif

/* On the pages that p[0..n) stands on. */
static void
advise(void *p, size_t n, int advice)
{
	size_t before = (uintptr_t)p % (uintptr_t)sysconf(_SC_PAGESIZE);

	madvise((char *)p - before, n + before, advice);
}
#endif

void
hint_huge(void *p, size_t n)
{
#ifdef MADV_HUGEPAGE
	advise(p, n, MADV_HUGEPAGE);
#else
	(void)p, (void)n;
#endif
}

void
hint_touch(void *p, size_t n)
{
#ifdef MADV_HUGEPAGE
	advise(p, n, MADV_POPULATE_WRITE);
#else
	(void)p, (void)n;
#endif
}
