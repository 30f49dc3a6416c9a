/* Names as the Kubernetes API server accepts them (k8s.io/apimachinery, util/validation). */
#ifndef FORM_NAME_H
#define FORM_NAME_H

#include <stdbool.h>

#include "base/str.h"

/* Kinds of names; name_wants describes one for a message, length included. */
enum name_rule {
	NAME_LABEL,          /* RFC 1123 label */
	NAME_LABEL_1035,     /* RFC 1035 label: begins with a letter */
	NAME_SUBDOMAIN,      /* RFC 1123 subdomain */
	NAME_SEGMENT,        /* a segment of a URL's path: RBAC's names */
	NAME_SEGMENT_PREFIX, /* what one begins with */
	NAME_PORT,           /* RFC 6335's names of services */
	NAME_IP,             /* an IP address, in canonical form */
	NAME_KEY,            /* of a ConfigMap's or Secret's data */
	NAME_QUALIFIED,      /* [prefix/]name: keys of labels and annotations, finalizers */
	NAME_LABEL_VALUE
};

bool name_fits(enum name_rule rule, str s);
const char *name_wants(enum name_rule rule);

/* name_is_kind: an RFC 1035 label, letters of either case: the kind of an embedded object. */
bool name_is_kind(str s);

/* name_is_hostname: RFC 1123, letters of either case. */
bool name_is_hostname(str s);

#endif
