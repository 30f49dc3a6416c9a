/* What the command lines of all tools have in common. */
#ifndef BASE_CLI_H
#define BASE_CLI_H

#include <stdbool.h>

/* cli_start sets the tool's name for messages, lets SIGPIPE end the tool quietly, and makes exit
   check standard output. Call it first in main. */
void cli_start(char **argv);

/* An option of a tool: one without an argument sets *flag, one with an argument sets *text to it.
   The other pointer is NULL. */
struct cli_option {
	char letter;
	bool *flag;
	const char **text;
};

/* cli_next handles the next option and returns its letter, or -1 after the last option. The table
   ends with letter 0. For a letter that is not in the table, cli_next calls cli_option. */
int cli_next(int argc, char **argv, const struct cli_option *table, const char *usage);

/* cli_option handles the options that every tool has: 'h' prints usage and exits 0, 'V' prints the
   version and exits 0. '-' is --help or --version, with the word in optarg. For any other value,
   for example getopt's '?', it prints usage on stderr and exits with DIE_CALL. */
_Noreturn void cli_option(int option, const char *usage);

#endif
