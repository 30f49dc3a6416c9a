/* Splits and joins URLs (RFC 3986) as net/url of Go 1.26 does. */
#ifndef NET_URL_H
#define NET_URL_H

#include "base/str.h"

struct arena;

/* host includes the port; path and fragment are unescaped, query and userinfo are not. */
struct url {
	str scheme, opaque, userinfo, host, path, query, fragment;
};

/* url_parse returns NULL, or the mistake in s. request: s must be an absolute URL or an absolute
   path, and # does not begin a fragment (url.ParseRequestURI). */
const char *url_parse(struct arena *a, str s, bool request, struct url *u);

/* url_hostname returns the host without port and brackets. */
str url_hostname(str host);

/* url_join returns the URL of the parts, as Go's URL.String does. It lives in a. */
str url_join(struct arena *a, const struct url *u);

/* url_escape escapes all bytes but letters, digits and the characters in bare. */
str url_escape(struct arena *a, str s, const char *bare);

#endif
