/* cpu COMMAND...: runs a command and prints the CPU time, in microseconds, of all processes that it
   starts, even if it does not wait for them, and the memory of the largest process, in KiB. */
#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

static long
microseconds(struct timeval t)
{
	return (long)t.tv_sec * 1000000 + (long)t.tv_usec;
}

int
main(int argc, char **argv)
{
	struct rusage use;
	pid_t child;

	if (argc < 2 || prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) != 0 || (child = fork()) < 0)
		return 2;
	if (child == 0) {
		execvp(argv[1], argv + 1);
		_exit(127);
	}
	while (wait(NULL) > 0 || errno == EINTR)
		;
	getrusage(RUSAGE_CHILDREN, &use);
	printf("%ld %ld\n", microseconds(use.ru_utime) + microseconds(use.ru_stime), use.ru_maxrss);
	return 0;
}
