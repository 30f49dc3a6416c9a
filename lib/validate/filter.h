/* Standard input, passed on byte for byte where nothing is wrong with it. */
#ifndef VALIDATE_FILTER_H
#define VALIDATE_FILTER_H

#include <stdbool.h>

struct in;
struct validate;

/* filter_yaml checks the input and writes it to standard output: all of it when all is good
   or, where go_on is set, each unit that is good as soon as it has come.

   A unit is a document or, where the line "# Source: FILE" at the start of a document opens one, a
   group, which ends behind a line "# End: PREFIX"; of a group at fault that line alone is
   written. Within it findings name FILE, and lines count from behind the line that
   names it; a FILE that comes again goes on. */
void filter_yaml(struct validate *v, struct in *in, bool go_on);

#endif
