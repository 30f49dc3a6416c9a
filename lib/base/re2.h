/* Regular expressions in the syntax of RE2, which Go and so Kubernetes and Helm have, for PCRE2. */
#ifndef BASE_RE2_H
#define BASE_RE2_H

#include "base/str.h"

struct arena;

/* re2_translate returns pattern with what PCRE2 reads otherwise, or not at all, put into words of
   its own: a hyphen behind a class ([\d-_]), octal characters, \s (no vertical tab), \v (nothing
   else), a brace that begins no repetition, names of groups that begin with a digit, and the \uXXXX
   of ECMAScript. What RE2 refuses stays as it is. */
str re2_translate(struct arena *a, str pattern);

#endif
