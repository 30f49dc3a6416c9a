/* Files with the status that Kratix writes into a request. */
#ifndef VALIDATE_STATUS_H
#define VALIDATE_STATUS_H

#include <stdbool.h>

struct check;
struct place;

/* status_check reports what Kratix refuses or overwrites in the document at root: anything but a
   mapping or null, and fields of its own. second: the file has another document before, which
   Kratix refuses too. */
void status_check(struct check *c, const struct place *root, bool second);

#endif
