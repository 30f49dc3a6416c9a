/* Matches file names with patterns, as Helm's .Files.Glob does (gobwas/glob with separator /).

       *       any characters but /          [abc] [a-z] [!abc]   one of these; !: any other
       **      any characters                {one,two}            one of these patterns
       ?       one character but /           \x                   x itself */
#ifndef TMPL_FORMATS_GLOB_H
#define TMPL_FORMATS_GLOB_H

#include "base/str.h"

struct arena;
struct regex;

/* glob_compile returns NULL if the pattern is malformed. */
struct regex *glob_compile(struct arena *a, str pattern);

/* glob_match returns 1 if the whole name matches, 0 if not, -1 if matching takes too long
   (base/regex.h). As in Helm, every name matches a malformed pattern. */
int glob_match(struct regex *glob, str name);

#endif
