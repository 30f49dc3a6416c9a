/* Settling turns a template's markup into YAML: libyaml reads the markup and tells where its
   scalars are; each scalar that holds holes is replaced by one that says what the values say.
   All other text is copied. */
#ifndef TMPL_YAML_SETTLE_H
#define TMPL_YAML_SETTLE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

struct arena;
struct buf;
struct holes;
struct val;

/* SETTLE_STRICT: a null within text is a mistake. SETTLE_TREE: make the tree. */
enum { SETTLE_STRICT = 1, SETTLE_TREE = 2 };

/* A mistake and its place in the markup: line and column count from 0, columns in characters. Bytes
   are as many as the columns. */
struct settle_mistake {
	const char *message;
	size_t line, col, bytes;
};

/* What settle found. any: there is more than comments. tree, where it was asked for: what the YAML
   says; NULL if it must be read from the output. */
struct settled {
	bool any;
	struct val *tree;
};

/* settle adds the YAML of a template's markup to out. It returns NULL, or the first mistake, and
   then out must not be used. Tree and mistake are in a. */
const struct settle_mistake *settle(struct holes *h, struct arena *a, str markup, unsigned flags,
    struct buf *out, struct settled *settled);

#endif
