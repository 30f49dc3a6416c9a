/* Formats: what a string or a number must look like, by JSON Schema's and OpenAPI's names. */
#ifndef SCHEMA_FORMAT_H
#define SCHEMA_FORMAT_H

#include <stdbool.h>

#include "base/str.h"

struct val;

/* FORMAT_NONE also stands for names that are not known: as the standard has it, they say
   nothing. */
enum format {
	FORMAT_NONE,
	FORMAT_BYTE,
	FORMAT_CIDR,
	FORMAT_DATE,
	FORMAT_DATE_TIME,
	FORMAT_DURATION,
	FORMAT_EMAIL,
	FORMAT_HOSTNAME,
	FORMAT_INT32,
	FORMAT_INT64,
	FORMAT_IPV4,
	FORMAT_IPV6,
	FORMAT_MAC,
	FORMAT_QUANTITY,
	FORMAT_TIME,
	FORMAT_URI,
	FORMAT_UUID
};

enum format format_named(str name);

/* format_wants describes a format for a message: "a UUID". */
const char *format_wants(enum format f);

/* format_fits tells whether v has the format; a format of another kind of value says nothing of v
   and fits. */
bool format_fits(enum format f, const struct val *v);

#endif
