/* What every tool's command line has in common. */
#ifndef BASE_CLI_H
#define BASE_CLI_H

/* cli_start names the tool for messages, lets a closed pipe end it quietly and has standard output
   checked at exit. Call it first in main. */
void cli_start(char **argv);

/* cli_option serves what every tool's getopt string ends with, "hV": 'h' prints usage and exits 0,
   'V' prints the version and exits 0; anything else, getopt's '?' included, prints usage on stderr
   and exits DIE_CALL. */
_Noreturn void cli_option(int option, const char *usage);

#endif
