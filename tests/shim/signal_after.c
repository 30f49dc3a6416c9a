/* signal_after: preloaded into a program, it sends a signal after the program's SIGNAL_AFTER-th
   file operation: creating, renaming or removing a file or folder, or writing a file; one that
   fails counts, too. SIGNAL is the signal's number, SIGNAL_TO the process (default: the program
   itself). */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void
count(void)
{
	static int done;
	const char *after = getenv("SIGNAL_AFTER"), *number = getenv("SIGNAL");
	const char *to = getenv("SIGNAL_TO");

	if (after && number && ++done == atoi(after)) {
		kill(to ? atoi(to) : getpid(), atoi(number));
		/* Another process needs time to react. */
		if (to)
			usleep(20000);
	}
}

/* real returns the C library's function; memcpy, because C has no cast from void * to a
   function. */
static void
real(const char *name, void *function, size_t size)
{
	void *p = dlsym(RTLD_NEXT, name);

	memcpy(function, &p, size);
}

#define COUNTED(name, parameters, arguments)                                                       \
	int name parameters                                                                        \
	{                                                                                          \
		static int(*next) parameters;                                                      \
		int result;                                                                        \
                                                                                                   \
		if (!next)                                                                         \
			real(#name, &next, sizeof next);                                           \
		result = next arguments;                                                           \
		count();                                                                           \
		return result;                                                                     \
	}

COUNTED(mkdir, (const char *path, mode_t mode), (path, mode))
COUNTED(mkdirat, (int dir, const char *path, mode_t mode), (dir, path, mode))
COUNTED(unlinkat, (int dir, const char *path, int flags), (dir, path, flags))
COUNTED(renameat, (int from, const char *path, int to, const char *name), (from, path, to, name))

int
openat(int dir, const char *path, int flags, ...)
{
	static int (*next)(int, const char *, int, ...);
	va_list ap;
	int fd;

	va_start(ap, flags);
	if (!next)
		real("openat", &next, sizeof next);
	fd = flags & O_CREAT ? next(dir, path, flags, va_arg(ap, mode_t)) : next(dir, path, flags);
	va_end(ap);
	if (flags & O_CREAT)
		count();
	return fd;
}

ssize_t
write(int fd, const void *p, size_t n)
{
	static ssize_t (*next)(int, const void *, size_t);
	ssize_t written;

	if (!next)
		real("write", &next, sizeof next);
	written = next(fd, p, n);
	if (fd > STDERR_FILENO)
		count();
	return written;
}
