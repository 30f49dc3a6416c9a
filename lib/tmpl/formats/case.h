/* Names written together: camelcase, snakecase, kebabcase. */
#ifndef TMPL_FORMATS_CASE_H
#define TMPL_FORMATS_CASE_H

#include "base/str.h"

struct arena;

/* case_camel joins words that spaces, - and _ part: some_words gives SomeWords. */
str case_camel(struct arena *a, str s);

/* case_joined parts words by the connector and makes capitals small: HTTPServer gives
   http_server. */
str case_joined(struct arena *a, str s, char connector);

#endif
