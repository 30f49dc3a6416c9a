/* Checks texts that have a form: formats, names and quantities. */
#ifndef FORM_FORM_H
#define FORM_FORM_H

#include <stdbool.h>

#include "base/str.h"

struct arena;
struct val;

/* The formats of JSON Schema and OpenAPI that C code refers to by name, for example date-time.
   format.c has others, which need only a pattern. FORMAT_NONE is also the format of unknown names,
   which JSON Schema ignores. */
enum format {
	FORMAT_NONE,
	FORMAT_BYTE,
	FORMAT_CIDR,
	FORMAT_DATE_TIME,
	FORMAT_DURATION,
	FORMAT_EMAIL,
	FORMAT_HOSTNAME,
	FORMAT_INT32,
	FORMAT_INT64,
	FORMAT_IPV4,
	FORMAT_IPV6,
	FORMAT_QUANTITY,
	FORMAT_URI,
	/* The API server's, for custom resources only. */
	FORMAT_CREDIT_CARD,
	FORMAT_FLOAT,
	FORMAT_ISBN,
	FORMAT_ISBN10,
	FORMAT_ISBN13
};

/* FORMAT_SCHEMA: the rules of JSON Schema 2020-12 (Validation §7.3), OpenAPI 3.0 and Kubernetes'
   own types. FORMAT_SERVER: the API server's rules for custom resources (k8s.io/kube-openapi,
   pkg/validation/strfmt, and the packages of Go 1.26 that it calls). */
enum format_rules { FORMAT_SCHEMA, FORMAT_SERVER };

/* format_named returns the format with this name, or FORMAT_NONE. It ignores dashes. */
enum format format_named(enum format_rules rules, str name);

/* format_wants describes a format for a message: "a UUID". */
const char *format_wants(enum format f);

/* format_fits returns whether v has the format. If the format is for other types than v's, v
   fits. */
bool format_fits(enum format_rules rules, enum format f, const struct val *v);

/* format_schedule_wants returns NULL if s is the schedule of a CronJob (k8s.io/kubernetes,
   pkg/apis/batch/validation; github.com/robfig/cron v3.0.1, ParseStandard), else what is wanted
   instead, for a message after "must": "have minutes from 0 to 59". */
const char *format_schedule_wants(str s);

/* Rules for names, as the Kubernetes API server checks them (k8s.io/apimachinery,
   pkg/util/validation). name_wants describes a rule for a message: "at most 63 letters, …".
   (name.c) */
enum name_rule {
	NAME_LABEL,          /* RFC 1123 label */
	NAME_LABEL_1035,     /* RFC 1035 label: begins with a letter */
	NAME_SUBDOMAIN,      /* RFC 1123 subdomain */
	NAME_SUBDOMAIN_52,   /* the same with at most 52 characters: CronJobs */
	NAME_SUBDOMAIN_ANY,  /* the same with letters of either case; without a description */
	NAME_SEGMENT,        /* a segment of a URL's path: RBAC's names */
	NAME_SEGMENT_PREFIX, /* the beginning of a segment */
	NAME_PORT,           /* RFC 6335's names of services */
	NAME_IP,             /* an IP address, in canonical form */
	NAME_KEY,            /* of a ConfigMap's or Secret's data */
	NAME_WORD,           /* a label's value that is not empty; without a description */
	NAME_QUALIFIED,      /* [prefix/]name: keys of labels, finalizers */
	NAME_QUALIFIED_ANY,  /* the same with a prefix in either case: keys of annotations */
	NAME_LABEL_VALUE,
	NAME_KIND,        /* RFC 1035 label with letters of either case */
	NAME_VERSION,     /* [GROUP/]VERSION */
	NAME_VERSION_ANY, /* a text with at most one slash, in embedded objects */
};

bool name_fits(enum name_rule rule, str s);
const char *name_wants(enum name_rule rule);

/* quantity_fits returns whether s is a quantity of a resource (k8s.io/apimachinery,
   pkg/api/resource): a decimal number, then a binary or decimal suffix, an exponent or nothing.
   (quantity.c) */
bool quantity_fits(str s);

/* quantity_above returns whether the quantity x is greater than the quantity y. It returns false if
   one is not a quantity. */
bool quantity_above(str x, str y);

/* quantity_sum returns the sum of n quantities, in a, as Kubernetes writes it: without a fraction
   and with the largest suffix that fits. The suffix is binary if the first quantity that is not 0
   has a binary one. An exponent (1e3) becomes a suffix. */
str quantity_sum(struct arena *a, const str *x, size_t n);

#endif
