/* Translates regular expressions from RE2's syntax, which Go, Kubernetes and Helm use, to
   PCRE2's. */
#ifndef BASE_RE2_H
#define BASE_RE2_H

#include "base/str.h"

struct arena;

/* re2_translate returns the PCRE2 pattern with the meaning of an RE2 pattern. It rewrites what
   PCRE2 reads differently or refuses: a hyphen after a class ([\d-_]), \s (without the vertical
   tab), \v (only the vertical tab), a brace that does not begin a repetition, repeated assertions
   (^*), group names that are long or begin with a digit, and \uXXXX of ECMAScript. It does not
   change syntax that RE2 refuses. */
str re2_translate(struct arena *a, str pattern);

#endif
