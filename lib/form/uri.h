/* URIs as Go's net/url takes them for a request's. */
#ifndef FORM_URI_H
#define FORM_URI_H

#include <stdbool.h>

#include "base/str.h"

/* uri_is_request: an absolute URI or a path from the root (url.ParseRequestURI, Go 1.24). */
bool uri_is_request(str s);

#endif
