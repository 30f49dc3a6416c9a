/* Suggests for a message which name was probably meant. */
#ifndef TMPL_EXEC_MEANT_H
#define TMPL_EXEC_MEANT_H

#include "base/str.h"

struct exec;

/* exec_meant_template and exec_meant_path return "; did you mean …?" with the nearest name of a
   template, or path of the document, or "". path is as the template writes it: ".a.b", "$.a.b". */
const char *exec_meant_template(struct exec *x, str name);
const char *exec_meant_path(struct exec *x, str path);

#endif
