/* Regular expressions over UTF-8, by PCRE2, with a limit on the work of one match. The syntax is
   RE2's, which Go, Kubernetes and Helm use; Perl's syntax that RE2 refuses works too. */
#ifndef BASE_REGEX_H
#define BASE_REGEX_H

#include "base/str.h"

struct arena;
struct regex;

/* regex_compile compiles a pattern into a. If the pattern is malformed, it returns NULL and sets
   *error to the reason. Matching allocates from a too. */
struct regex *regex_compile(struct arena *a, str pattern, const char **error);

/* A match: group[0] is the whole match, the bytes of the text from begin to end. A group that did
   not match has p == NULL. */
enum { REGEX_GROUPS_MAX = 16 };
struct regex_match {
	str group[REGEX_GROUPS_MAX];
	size_t groups, begin, end;
};

/* regex_find looks for the first match that begins at or after byte `from` of text. m may be NULL.
   It returns 1 if found, 0 if not found, -1 if the match limit was reached or text is not UTF-8.
   Only a search from 0 checks the UTF-8, so that a search for all matches takes linear time: begin
   at 0, and go on at the beginning of a character. */
int regex_find(struct regex *r, str text, size_t from, struct regex_match *m);

/* regex_in compiles a constant pattern once, knows it by its address, and returns whether
   regex_find finds it. It returns false too if text is not UTF-8 or the match limit is reached. */
bool regex_in(const char *pattern, str text, size_t from, struct regex_match *m);

#endif
