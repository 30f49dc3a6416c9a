/* Checks names as the Kubernetes API server does (k8s.io/apimachinery, pkg/util/validation). */
#ifndef FORM_NAME_H
#define FORM_NAME_H

#include <stdbool.h>

#include "base/str.h"

/* Rules for names. name_wants describes a rule for a message: "at most 63 letters, …". */
enum name_rule {
	NAME_LABEL,          /* RFC 1123 label */
	NAME_LABEL_1035,     /* RFC 1035 label: begins with a letter */
	NAME_SUBDOMAIN,      /* RFC 1123 subdomain */
	NAME_SUBDOMAIN_52,   /* the same with at most 52 characters: CronJobs */
	NAME_SEGMENT,        /* a segment of a URL's path: RBAC's names */
	NAME_SEGMENT_PREFIX, /* the beginning of a segment */
	NAME_PORT,           /* RFC 6335's names of services */
	NAME_IP,             /* an IP address, in canonical form */
	NAME_KEY,            /* of a ConfigMap's or Secret's data */
	NAME_QUALIFIED,      /* [prefix/]name: keys of labels, finalizers */
	NAME_QUALIFIED_ANY,  /* the same with a prefix in either case: keys of annotations */
	NAME_LABEL_VALUE,
	NAME_KIND,        /* RFC 1035 label with letters of either case */
	NAME_VERSION,     /* [GROUP/]VERSION */
	NAME_VERSION_ANY, /* a text with at most one slash, in embedded objects */
};

bool name_fits(enum name_rule rule, str s);
const char *name_wants(enum name_rule rule);

#endif
