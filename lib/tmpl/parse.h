/* From tokens to templates, by Go's grammar (1.23: break, continue, else with). */
#ifndef TMPL_PARSE_H
#define TMPL_PARSE_H

#include "base/map.h"
#include "base/str.h"
#include "tmpl/node.h"

struct arena;

/* All templates that can be called, by name; those of outer, too, if it has a set around it. Lives
   in its arena. */
struct tmpl_set {
	struct arena *arena;
	struct map table;
	const struct tmpl_set *outer;
};

/* parse_set begins a set; outer may be NULL. */
void parse_set(struct tmpl_set *set, struct arena *a, const struct tmpl_set *outer);

/* parse_file parses text (borrowed, and followed by a NUL that its length does not count) as the
   file called name and adds what it defines, itself included, to the set. A later definition
   replaces an earlier one, an empty one never does. Dies at a mistake. Gives the file's own
   template. */
struct tmpl *parse_file(struct tmpl_set *set, const char *name, str text);

/* parse_template gives a template by name, or NULL. */
struct tmpl *parse_template(const struct tmpl_set *set, str name);

/* Nesting of actions and of parentheses in a template. */
enum { PARSE_DEPTH = 500 };

#endif
