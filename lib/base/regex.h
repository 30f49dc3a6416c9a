/* Regular expressions by PCRE2, UTF-8, with a limit on the work of one match. The syntax is RE2's
   (base/re2.h), which schemas and templates have; what RE2 refuses and Perl has works too. */
#ifndef BASE_REGEX_H
#define BASE_REGEX_H

#include "base/str.h"

struct arena;
struct regex;

/* regex_compile gives NULL and a reason in *error when pattern is none. A compiled pattern lives in
   a, and what its matches need. */
struct regex *regex_compile(struct arena *a, str pattern, const char **error);

/* Where a match and its groups stand: group[0] is the whole; unset groups have p == NULL. */
struct regex_match {
	str group[16];
	size_t groups;
};

/* regex_find looks for the first match that begins at or after byte from of text. m may be NULL.
   Gives 1 found, 0 not found, -1 when the match limit was reached. */
int regex_find(struct regex *r, str text, size_t from, struct regex_match *m);

#endif
