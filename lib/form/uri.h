/* Tells whether a text is the URI of an HTTP request, as Go's net/url does. */
#ifndef FORM_URI_H
#define FORM_URI_H

#include <stdbool.h>

#include "base/str.h"

/* uri_is_request tells whether s is an absolute URI or an absolute path (url.ParseRequestURI,
   Go 1.24). */
bool uri_is_request(str s);

#endif
