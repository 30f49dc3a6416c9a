/* Parses templates by Go's grammar (1.26). */
#ifndef TMPL_PARSE_PARSE_H
#define TMPL_PARSE_PARSE_H

#include "base/map.h"
#include "base/str.h"
#include "tmpl/parse/node.h"

struct arena;

/* The templates that can be called, by name. Templates of the set outer, if not NULL, can be called
   too. lenient: an unknown function is a mistake only when it is called. yaml: string literals are
   markup, and no text may contain U+E000, which begins a hole, or U+E001, which is reserved.
   markup: the texts to parse are markup, so they may contain holes. origin: the value whose text
   tpl renders, or NULL. */
struct tmpl_set {
	struct arena *arena;
	struct map table;
	const struct tmpl_set *outer;
	bool lenient, yaml, markup;
	const struct val *origin;
};

/* parse_set initializes a set; lenient and yaml are copied from outer, which may be NULL. */
void parse_set(struct tmpl_set *set, struct arena *a, const struct tmpl_set *outer);

/* parse_file parses text as the file name and adds its templates to the set, including the file
   itself. text is borrowed, and a NUL must follow it outside of its length. A later definition
   replaces an earlier one, unless the later is empty. Returns the file's own template, or NULL
   if there are mistakes, which it has reported. */
struct tmpl *parse_file(struct tmpl_set *set, const char *name, str text);

/* parse_template returns a template by name, or NULL. */
struct tmpl *parse_template(const struct tmpl_set *set, str name);

/* The limit of nested actions, and of nested parentheses. */
enum { PARSE_DEPTH = 500 };

#endif
