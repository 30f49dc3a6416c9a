/* signal_after: preloaded into a program, it sends a signal after the program's SIGNAL_AFTER-th
   file operation: creating, renaming or removing a file or folder, or writing a file; one that
   fails counts, too. SIGNAL is the signal's number, SIGNAL_TO the process (default: the program
   itself).

   If SIGNAL_RUN names a file, the operations of all processes of a run are counted together in it,
   opening a file and writing to a pipe as well. KILL goes to the process group, as when a container
   is killed, any other signal to the group's leader, as from a container's runtime. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static int own_count, *counted = &own_count;
static bool whole_run;

static void start(void) __attribute__((constructor));

static void
start(void)
{
	const char *file = getenv("SIGNAL_RUN");
	int fd = file ? open(file, O_RDWR | O_CLOEXEC) : -1;
	void *p = fd < 0 ? MAP_FAILED
			 : mmap(NULL, sizeof own_count, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);

	if (fd >= 0)
		close(fd);
	if (p == MAP_FAILED)
		return;
	counted = p;
	whole_run = true;
}

static void
count(void)
{
	const char *after = getenv("SIGNAL_AFTER"), *number = getenv("SIGNAL");
	const char *to = getenv("SIGNAL_TO");
	int signal = number ? atoi(number) : 0;

	if (!after || !number || __atomic_add_fetch(counted, 1, __ATOMIC_SEQ_CST) != atoi(after))
		return;
	if (whole_run)
		kill(signal == SIGKILL ? -getpgrp() : getpgrp(), signal);
	else
		kill(to ? atoi(to) : getpid(), signal);
	/* Leaves another process time to react. */
	if (to || whole_run)
		usleep(20000);
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

/* OPEN defines a function that opens a file. */
#define OPEN(name, parameters, types, arguments)                                                   \
	int name parameters                                                                        \
	{                                                                                          \
		static int(*next) types;                                                           \
		mode_t mode = 0;                                                                   \
		va_list ap;                                                                        \
		int fd;                                                                            \
                                                                                                   \
		va_start(ap, flags);                                                               \
		if (flags & O_CREAT)                                                               \
			mode = va_arg(ap, mode_t);                                                 \
		va_end(ap);                                                                        \
		if (!next)                                                                         \
			real(#name, &next, sizeof next);                                           \
		fd = next arguments;                                                               \
		if (flags & O_CREAT || whole_run)                                                  \
			count();                                                                   \
		return fd;                                                                         \
	}

OPEN(open, (const char *path, int flags, ...), (const char *, int, ...), (path, flags, mode))
OPEN(openat, (int dir, const char *path, int flags, ...), (int, const char *, int, ...),
    (dir, path, flags, mode))

ssize_t
write(int fd, const void *p, size_t n)
{
	static ssize_t (*next)(int, const void *, size_t);
	ssize_t written;

	if (!next)
		real("write", &next, sizeof next);
	written = next(fd, p, n);
	if (fd > STDERR_FILENO || (whole_run && fd == STDOUT_FILENO))
		count();
	return written;
}
