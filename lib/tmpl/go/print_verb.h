/* Prints one value under one verb; print.c and print_format.c share it. */
#ifndef TMPL_GO_PRINT_VERB_H
#define TMPL_GO_PRINT_VERB_H

#include "base/str.h"
#include "tmpl/go/value.h"

struct buf;
struct fmt;

/* print_verb adds v. depth counts the collections around it, 0 for an operand. If the verb does
   not suit v, the mistake prints as in Go. */
void print_verb(struct buf *b, const struct fmt *f, struct value v, uint32_t verb, int depth);

#endif
