/* Numbers in text as Go's package strconv reads them. */
#ifndef TMPL_GO_GO_NUM_H
#define TMPL_GO_GO_NUM_H

#include "base/str.h"

/* go_num_int is ParseInt(s, base, 64); base 0: by the prefix, underscores allowed. false when s is
   no such number or out of range. */
bool go_num_int(str s, int base, int64_t *out);

/* go_num_double is ParseFloat(s, 64), with 0 for its errors. Texts of more than 400 bytes are
   one. */
double go_num_double(str s);

#endif
