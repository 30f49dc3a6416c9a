/* What the command lines of all tools have in common. */
#ifndef BASE_CLI_H
#define BASE_CLI_H

/* cli_start sets the tool's name for messages, lets SIGPIPE end the tool quietly, and makes exit
   check standard output. Call it first in main. */
void cli_start(char **argv);

/* cli_option handles the options that every tool has: 'h' prints usage and exits 0, 'V' prints the
   version and exits 0. '-' is --help or --version: the tool's options include "-:", so getopt
   returns '-' and sets optarg to the word. For any other value, for example getopt's '?', it prints
   usage on stderr and exits DIE_CALL. */
_Noreturn void cli_option(int option, const char *usage);

#endif
