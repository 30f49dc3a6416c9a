/* Checks the formats of JSON Schema and OpenAPI, for example date-time, in strings and numbers. */
#ifndef FORM_FORMAT_H
#define FORM_FORMAT_H

#include <stdbool.h>

#include "base/str.h"

struct val;

/* The formats that C code refers to by name. format.c has others, which need only a pattern.
   FORMAT_NONE is also the format of unknown names, which JSON Schema ignores. */
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

/* format_duration reads a duration as Go's time.ParseDuration does ("1h30m") and sets *ns to its
   nanoseconds, without the sign. It returns false if s is malformed or too long for an int64. */
bool format_duration(str s, uint64_t *ns);

/* format_schedule_wants returns NULL if s is the schedule of a CronJob (k8s.io/kubernetes,
   pkg/apis/batch/validation; github.com/robfig/cron v3.0.1, ParseStandard), else what is wanted
   instead, for a message after "must": "have minutes from 0 to 59". */
const char *format_schedule_wants(str s);

#endif
