/* Converts text to numbers as Go's package strconv does. */
#ifndef TMPL_GO_GO_NUM_H
#define TMPL_GO_GO_NUM_H

#include "base/str.h"

/* go_num_int is ParseInt(s, base, 64). With base 0 the prefix decides, and underscores are allowed.
   Returns false if s is malformed; then *out is 0. Returns false too if s is out of range; then
   *out is the nearest number. */
bool go_num_int(str s, unsigned base, int64_t *out);

/* go_num_double is ParseFloat(s, 64). Returns false, and sets *out to 0, for a mistake or a number
   out of range. */
bool go_num_double(str s, double *out);

#endif
