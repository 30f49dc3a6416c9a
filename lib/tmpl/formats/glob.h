/* Matches file names with patterns, as Helm's .Files.Glob does (gobwas/glob with separator /).

       *       any characters but /          [abc] [a-z] [!abc]   one of these; !: any other
       **      any characters                {one,two}            one of these patterns
       ?       one character but /           \x                   x itself */
#ifndef TMPL_FORMATS_GLOB_H
#define TMPL_FORMATS_GLOB_H

#include "base/str.h"

struct arena;
struct regex;

/* glob_compile returns a regular expression that matches the whole names (base/regex.h), or as in
   Helm every name if the pattern is malformed. */
struct regex *glob_compile(struct arena *a, str pattern);

#endif
