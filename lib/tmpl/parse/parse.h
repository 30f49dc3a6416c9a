/* From tokens to templates, by Go's grammar (1.26). */
#ifndef TMPL_PARSE_PARSE_H
#define TMPL_PARSE_PARSE_H

#include "base/map.h"
#include "base/str.h"
#include "tmpl/parse/node.h"

struct arena;
struct nearest;

/* All templates that can be called, by name; those of outer, too, if it has a set around it. Lives
   in its arena. lenient: to call an unknown function is a mistake, to mention it is none. yaml:
   string literals are markup, and no text may hold U+E000 or U+E001, which mark holes; holes: but
   what is parsed is markup. */
struct tmpl_set {
	struct arena *arena;
	struct map table;
	const struct tmpl_set *outer;
	bool lenient, yaml, holes;
};

/* parse_set begins a set, lenient and in YAML mode as outer is; outer may be NULL. */
void parse_set(struct tmpl_set *set, struct arena *a, const struct tmpl_set *outer);

/* parse_file parses text (borrowed, and followed by a NUL that its length does not count) as the
   file called name and adds what it defines, itself included, to the set. A later definition
   replaces an earlier one, an empty one never does. Returns the file's own template; NULL where
   there are mistakes: it has reported each of them. */
struct tmpl *parse_file(struct tmpl_set *set, const char *name, str text);

/* parse_suggest feeds the names of all templates. */
void parse_suggest(const struct tmpl_set *set, struct nearest *n);

/* parse_template gives a template by name, or NULL. */
struct tmpl *parse_template(const struct tmpl_set *set, str name);

/* Nesting of actions and of parentheses in a template. */
enum { PARSE_DEPTH = 500 };

#endif
