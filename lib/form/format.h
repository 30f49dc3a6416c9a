/* Checks the formats of JSON Schema and OpenAPI, for example date-time, in strings and numbers. */
#ifndef FORM_FORMAT_H
#define FORM_FORMAT_H

#include <stdbool.h>

#include "base/str.h"

struct val;

/* FORMAT_NONE is also the format of unknown names, which JSON Schema ignores. */
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
	FORMAT_UUID,
	/* The API server's, for custom resources only (form/crd_format.h). */
	FORMAT_BSON_ID,
	FORMAT_CREDIT_CARD,
	FORMAT_HEX_COLOR,
	FORMAT_ISBN,
	FORMAT_ISBN10,
	FORMAT_ISBN13,
	FORMAT_LONG_NAME,
	FORMAT_RGB_COLOR,
	FORMAT_SHORT_NAME,
	FORMAT_SSN,
	FORMAT_UUID3,
	FORMAT_UUID4,
	FORMAT_UUID5
};

/* format_named returns the format with this name, or FORMAT_NONE. */
enum format format_named(str name);

/* format_wants describes a format for a message: "a UUID". */
const char *format_wants(enum format f);

/* format_fits tells whether v has the format. A value of a type that the format is not for always
   fits. */
bool format_fits(enum format f, const struct val *v);

/* format_has_shape tells whether s has a shape, character by character: x is a hexadecimal digit, 0
   a decimal one, v one of 8, 9, a and b, _ a dash or a space; others are themselves. A character
   with ? after it may be missing. */
bool format_has_shape(str s, const char *shape);

/* format_eat_date cuts a date (RFC 3339, full-date) off s; false if s begins otherwise. */
bool format_eat_date(str *s);

#endif
