/* Settling: libyaml reads a template's markup, and each scalar that holds holes is written as what
   the values say, in its place. All else is copied. */
#ifndef TMPL_YAML_SETTLE_H
#define TMPL_YAML_SETTLE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

struct arena;
struct buf;
struct holes;
struct val;

/* What is wrong, and where: a line and a column of the markup, from 0, in characters. */
struct settle_mistake {
	const char *message;
	size_t line, col;
};

/* settle adds the YAML to out. strict: a null within text is a mistake. *any tells whether there is
   more than comments. It gives NULL, or what is wrong, in a; out is of no use then. */
const struct settle_mistake *settle(
    struct holes *h, struct arena *a, str markup, bool strict, struct buf *out, bool *any);

/* settle_read also gives what the YAML says, in a; NULL where it is to be read from out. */
const struct settle_mistake *settle_read(
    struct holes *h, struct arena *a, str markup, bool strict, struct buf *out, struct val **tree);

#endif
