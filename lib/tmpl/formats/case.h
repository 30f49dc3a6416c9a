/* Changes the case of names: camelcase, snakecase, kebabcase. */
#ifndef TMPL_FORMATS_CASE_H
#define TMPL_FORMATS_CASE_H

#include "base/str.h"

struct arena;

/* case_camel joins words that spaces, - and _ separate: some_words becomes SomeWords. */
str case_camel(struct arena *a, str s);

/* case_joined separates words by the connector, in lower case: HTTPServer becomes http_server. */
str case_joined(struct arena *a, str s, char connector);

#endif
