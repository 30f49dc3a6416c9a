/* Starts a tool and handles its options -h, -V, --help and --version. */
#include "base/cli.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/die.h"
#include "base/end.h"
#include "base/out.h"

/* Room for each letter and digit, and a colon after it. */
enum { LETTERS_MAX = 128 };

void
cli_start(char **argv)
{
	int fd;

	end_name(argv[0]);
	/* Opens /dev/null for a closed descriptor, else the next file would get its number. Reading
	   from standard input then fails, and so does writing to the others. */
	for (fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
		if (fcntl(fd, F_GETFD) < 0)
			open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY);
	signal(SIGPIPE, SIG_DFL);
	if (atexit(out_flush) != 0)
		die(DIE_CALL, "cannot register an exit handler");
}

int
cli_next(int argc, char **argv, const struct cli_option *table, const char *usage)
{
	char letters[LETTERS_MAX], *p = letters;
	const struct cli_option *o;
	int c;

	for (o = table; o->letter; o++) {
		*p++ = o->letter;
		if (o->text)
			*p++ = ':';
	}
	strcpy(p, "hV-:"); /* with "-:", getopt returns '-' for --WORD */
	if ((c = getopt(argc, argv, letters)) == -1)
		return c;
	for (o = table; o->letter != c; o++)
		if (!o->letter)
			cli_option(c, usage);
	if (o->text)
		*o->text = optarg;
	else
		*o->flag = true;
	return c;
}

void
cli_option(int option, const char *usage)
{
	bool word = option == '-';

	if (option == 'h' || (word && strcmp(optarg, "help") == 0)) {
		out_write(str_of(usage));
		exit(0);
	}
	if (option == 'V' || (word && strcmp(optarg, "version") == 0)) {
		out_write(STR("vcluster-orchestrator " VERSION "\n"));
		exit(0);
	}
	if (word)
		warn_at((struct pos){0}, "unknown option --%s", optarg);
	fputs(usage, stderr);
	exit(DIE_CALL);
}
