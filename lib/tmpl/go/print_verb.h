/* One value under one verb; what print.c and print_format.c share. */
#ifndef TMPL_GO_PRINT_VERB_H
#define TMPL_GO_PRINT_VERB_H

#include "base/str.h"
#include "tmpl/go/value.h"

struct buf;
struct fmt;

/* print_verb adds v, which stands at depth (0: an operand itself); a verb that does not suit it
   prints as a mistake. */
void print_verb(struct buf *b, const struct fmt *f, struct value v, uint32_t verb, int depth);

#endif
