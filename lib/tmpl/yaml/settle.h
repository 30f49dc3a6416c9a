/* Settling turns a template's markup into YAML. input.c makes the parser's input from the markup,
   plan.c finds each scalar in the input. Settling writes the values into each scalar that has
   holes, and copies all other text. */
#ifndef TMPL_YAML_SETTLE_H
#define TMPL_YAML_SETTLE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

struct arena;
struct buf;
struct holes;
struct val;

/* SETTLE_STRICT: a null within text is a mistake. SETTLE_TREE: return the output as a tree, too.
   SETTLE_HELM: a line that begins with --- and no further dash begins a document, whatever follows,
   as in Helm; settle adds a line break after ---. */
enum { SETTLE_STRICT = 1, SETTLE_TREE = 2, SETTLE_HELM = 4 };

/* A mistake and its place: `at` is an offset in the markup, `begin` that of the line's first byte.
   line and col count from 0; in col a hole counts as one character. */
struct settle_mistake {
	const char *message;
	size_t at, begin, line, col;
};

/* mistake: the first mistake, or NULL. any: the output contains more than comments. tree: with
   SETTLE_TREE the output as a tree, or NULL if the caller must parse the output. */
struct settled {
	const struct settle_mistake *mistake;
	bool any;
	struct val *tree;
};

/* settle adds the YAML of a template's markup to out. After a mistake, do not use out. The tree and
   the mistake are in arena a. */
struct settled settle(
    struct holes *h, struct arena *a, str markup, unsigned flags, struct buf *out);

#endif
