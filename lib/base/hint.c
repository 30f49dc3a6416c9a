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

void
hint_huge(void *p, size_t n)
{
#ifdef MADV_HUGEPAGE
	size_t page = (size_t)sysconf(_SC_PAGESIZE), skip = (size_t)(0 - (uintptr_t)p) & (page - 1);

	if (n > skip)
		madvise((char *)p + skip, n - skip, MADV_HUGEPAGE);
#else
	(void)p, (void)n;
#endif
}
