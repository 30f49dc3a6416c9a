/* Parses and compares semantic versions (semver.org 2.0.0) and checks constraints, as
   Masterminds/semver does. */
#ifndef TMPL_FORMATS_SEMVER_H
#define TMPL_FORMATS_SEMVER_H

#include "base/str.h"

/* The texts are parts of the parsed string: it must outlive them. */
struct semver {
	uint64_t major, minor, patch;
	str pre, metadata;
};

/* semver_parse parses [v]MAJOR[.MINOR[.PATCH]][-PRE][+METADATA]. Returns false if s is
   malformed. */
bool semver_parse(str s, struct semver *v);

/* semver_check returns 1 if v meets the constraint, 0 if not, -1 if the constraint is malformed:

       constraint = and *("||" and)
       and        = term *([","] term)
       term       = [op] version | version " - " version
       op         = "=" "!=" ">" "<" ">=" "=>" "<=" "=<" "~" "~>" "^"

   A version here may have x, X or * in place of its numbers. A version with a prerelease meets only
   an "and" that has a term with a prerelease. */
int semver_check(str constraint, const struct semver *v);

#endif
