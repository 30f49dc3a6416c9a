/* Checks the formats of JSON Schema 2020-12 (Validation §7.3), of OpenAPI 3.0 and of Kubernetes'
   own types. The formats of custom
   resources are in form/crd_format.c. */
#include "form/format.h"

#include "base/num.h"
#include "data/val.h"
#include "form/address.h"
#include "form/name.h"
#include "form/quantity.h"

static const struct {
	const char *name;
	enum format format;
} names[] = {
    {"byte", FORMAT_BYTE},
    {"cidr", FORMAT_CIDR},
    {"date", FORMAT_DATE},
    {"date-time", FORMAT_DATE_TIME},
    {"datetime", FORMAT_DATE_TIME},
    {"duration", FORMAT_DURATION},
    {"email", FORMAT_EMAIL},
    {"hostname", FORMAT_HOSTNAME},
    {"int32", FORMAT_INT32},
    {"int64", FORMAT_INT64},
    {"ipv4", FORMAT_IPV4},
    {"ipv6", FORMAT_IPV6},
    {"mac", FORMAT_MAC},
    {"quantity", FORMAT_QUANTITY},
    {"time", FORMAT_TIME},
    {"uri", FORMAT_URI},
    {"uuid", FORMAT_UUID},
};

enum format
format_named(str name)
{
	size_t i;

	for (i = 0; i < sizeof names / sizeof names[0]; i++)
		if (str_is(name, names[i].name))
			return names[i].format;
	return FORMAT_NONE;
}

const char *
format_wants(enum format f)
{
	static const char *const text[] = {
	    [FORMAT_NONE] = "anything",
	    [FORMAT_BYTE] = "base64",
	    [FORMAT_CIDR] = "an IP network like 10.0.4.0/24",
	    [FORMAT_DATE] = "a date like 2026-02-08",
	    [FORMAT_DATE_TIME] = "a date and time like 2026-02-08T04:24:29Z",
	    [FORMAT_DURATION] = "a duration like 1h30m or PT90M",
	    [FORMAT_EMAIL] = "an e-mail address",
	    [FORMAT_HOSTNAME] = "a host name",
	    [FORMAT_INT32] = "an integer from -2147483648 to 2147483647",
	    [FORMAT_INT64] = "an integer from -9223372036854775808 to 9223372036854775807",
	    [FORMAT_IPV4] = "an IPv4 address",
	    [FORMAT_IPV6] = "an IPv6 address",
	    [FORMAT_MAC] = "a MAC address",
	    [FORMAT_QUANTITY] = "a quantity like 500m, 1.5 or 2Gi",
	    [FORMAT_TIME] = "a time like 04:24:29Z",
	    [FORMAT_URI] = "a URI with a scheme",
	    [FORMAT_UUID] = "a UUID",
	    [FORMAT_BSON_ID] = "24 hexadecimal digits",
	    [FORMAT_CREDIT_CARD] = "a credit card number",
	    [FORMAT_HEX_COLOR] = "a color like #c0ffee",
	    [FORMAT_ISBN] = "an ISBN",
	    [FORMAT_ISBN10] = "an ISBN of 10 digits",
	    [FORMAT_ISBN13] = "an ISBN of 13 digits",
	    [FORMAT_LONG_NAME] = "a DNS name in lower case, at most 253 characters",
	    [FORMAT_RGB_COLOR] = "a color like rgb(192, 255, 238)",
	    [FORMAT_SHORT_NAME] = "a DNS label in lower case, at most 63 characters",
	    [FORMAT_SSN] = "a number like 123-45-6789",
	    [FORMAT_UUID3] = "a UUID of version 3",
	    [FORMAT_UUID4] = "a UUID of version 4",
	    [FORMAT_UUID5] = "a UUID of version 5",
	};

	return text[f];
}

/* Cuts a number of n decimal digits off *s; false if these are not digits. */
static bool
digits(str *s, size_t n, unsigned *value)
{
	size_t i;

	*value = 0;
	for (i = 0; i < n; i++) {
		if (i >= s->n || s->p[i] < '0' || s->p[i] > '9')
			return false;
		*value = *value * 10 + (unsigned)(s->p[i] - '0');
	}
	*s = str_from(*s, n);
	return true;
}

static bool
skip(str *s, char c)
{
	if (s->n == 0 || s->p[0] != c)
		return false;
	*s = str_from(*s, 1);
	return true;
}

static size_t
skip_digits(str *s)
{
	size_t n = 0;

	while (s->n > 0 && s->p[0] >= '0' && s->p[0] <= '9') {
		*s = str_from(*s, 1);
		n++;
	}
	return n;
}

bool
format_eat_date(str *s)
{
	static const unsigned char days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	unsigned y, m, d;

	if (!digits(s, 4, &y) || !skip(s, '-') || !digits(s, 2, &m) || !skip(s, '-') ||
	    !digits(s, 2, &d) || m < 1 || m > 12 || d < 1)
		return false;
	return d <= days[m - 1] || (m == 2 && d == 29 && y % 4 == 0 && (y % 100 || y % 400 == 0));
}

/* RFC 3339 §5.6, full-time. */
static bool
eat_time(str *s)
{
	unsigned h, m, sec;

	if (!digits(s, 2, &h) || !skip(s, ':') || !digits(s, 2, &m) || !skip(s, ':') ||
	    !digits(s, 2, &sec) || h > 23 || m > 59 || sec > 60)
		return false;
	if (skip(s, '.') && skip_digits(s) == 0)
		return false;
	if (skip(s, 'Z') || skip(s, 'z'))
		return true;
	return (skip(s, '+') || skip(s, '-')) && digits(s, 2, &h) && skip(s, ':') &&
	    digits(s, 2, &m) && h < 24 && m < 60;
}

static bool
is_date_time(str s)
{
	return format_eat_date(&s) && (skip(&s, 'T') || skip(&s, 't')) && eat_time(&s) && s.n == 0;
}

/* ISO 8601 (RFC 3339 appendix A): P1DT12H. */
static bool
is_iso_duration(str s)
{
	const char *units = "YMWDTHMS";
	bool any = false, time = false;

	if (!skip(&s, 'P'))
		return false;
	while (s.n > 0) {
		if (!time && skip(&s, 'T')) {
			time = true;
			units = "HMS";
			any = false;
			continue;
		}
		if (skip_digits(&s) == 0 || s.n == 0)
			return false;
		while (*units && *units != 'T' && *units != s.p[0])
			units++;
		if (*units != s.p[0] || s.p[0] == 'T')
			return false;
		units++;
		s = str_from(s, 1);
		any = true;
	}
	return any;
}

/* Go's, as in Kubernetes' own fields, and with days and weeks: 1h30m. */
static bool
is_go_duration(str s)
{
	static const str units[] = {{"ns", 2}, {"us", 2}, {"\xc2\xb5s", 3}, {"ms", 2}, {"s", 1},
	    {"m", 1}, {"h", 1}, {"d", 1}, {"w", 1}};
	size_t i, n;

	if (!skip(&s, '-'))
		skip(&s, '+');
	if (str_is(s, "0"))
		return true;
	if (s.n == 0)
		return false;
	while (s.n > 0) {
		n = skip_digits(&s);
		if (skip(&s, '.'))
			n += skip_digits(&s);
		for (i = 0; i < sizeof units / sizeof units[0]; i++)
			if (str_starts(s, units[i]))
				break;
		if (n == 0 || i == sizeof units / sizeof units[0])
			return false;
		s = str_from(s, units[i].n);
	}
	return true;
}

static bool
is_base64(str s)
{
	size_t i, n = 0, pad = 0;

	for (i = 0; i < s.n; i++) {
		char c = s.p[i];

		if (c == '\n' || c == '\r')
			continue;
		if (c == '=')
			pad++;
		else if (pad ||
		    !((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
			c == '+' || c == '/'))
			return false;
		n++;
	}
	return n % 4 == 0 && pad <= 2;
}

static bool
is_hex(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

/* Whether a character fits one character of a shape. */
static bool
is_like(char c, char shape)
{
	switch (shape) {
	case 'x':
		return is_hex(c);
	case '0':
		return c >= '0' && c <= '9';
	case 'v':
		return c == '8' || c == '9' || (c | 32) == 'a' || (c | 32) == 'b';
	case '_':
		return c == '-' || c == ' ';
	default:
		return c == shape;
	}
}

bool
format_has_shape(str s, const char *shape)
{
	size_t i = 0;

	for (; *shape; shape++) {
		bool fits = i < s.n && is_like(s.p[i], *shape), may_lack = shape[1] == '?';

		if (!fits && !may_lack)
			return false;
		i += fits;
		shape += may_lack;
	}
	return i == s.n;
}

static bool
is_uri(str s)
{
	size_t i;

	if (str_find(s, STR(":")) == s.n || s.p[0] == ':' ||
	    !((s.p[0] | 32) >= 'a' && (s.p[0] | 32) <= 'z'))
		return false;
	for (i = 0; i < s.n && s.p[i] != ':'; i++)
		if (!((s.p[i] | 32) >= 'a' && (s.p[i] | 32) <= 'z') &&
		    !(s.p[i] >= '0' && s.p[i] <= '9') && s.p[i] != '+' && s.p[i] != '-' &&
		    s.p[i] != '.')
			return false;
	for (; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];

		if (c <= ' ' || c == '"' || c == '<' || c == '>' || c == '\\' || c == '^' ||
		    c == '`' || c == '{' || c == '|' || c == '}' || c == 0x7f)
			return false;
		if (c == '%' && (i + 2 >= s.n || !is_hex(s.p[i + 1]) || !is_hex(s.p[i + 2])))
			return false;
	}
	return true;
}

static bool
is_email(str s)
{
	size_t at = s.n, i;

	while (at > 0 && s.p[at - 1] != '@')
		at--;
	if (at < 2 || at - 1 > 64)
		return false;
	for (i = 0; i + 1 < at; i++) {
		unsigned char c = (unsigned char)s.p[i];

		if (c <= ' ' || c == 0x7f || c == '@' || c == '<' || c == '>' || c == ',' ||
		    c == ';' || c == ':' || c == '"' || c == '(' || c == ')' || c == '\\' ||
		    c == '[' || c == ']')
			return false;
		if (c == '.' && (i == 0 || i + 2 == at || s.p[i + 1] == '.'))
			return false;
	}
	return name_is_hostname(str_from(s, at));
}

static bool
fits_string(enum format f, str s)
{
	switch (f) {
	case FORMAT_BYTE:
		return is_base64(s);
	case FORMAT_CIDR:
		return address_is_cidr(s, false);
	case FORMAT_DATE:
		return format_eat_date(&s) && s.n == 0;
	case FORMAT_DATE_TIME:
		return is_date_time(s);
	case FORMAT_DURATION:
		return is_iso_duration(s) || is_go_duration(s);
	case FORMAT_EMAIL:
		return is_email(s);
	case FORMAT_HOSTNAME:
		return name_is_hostname(s);
	case FORMAT_IPV4:
		return address_is_ipv4(s, false);
	case FORMAT_IPV6:
		return address_is_ipv6(s, false);
	case FORMAT_MAC:
		return address_is_mac(s);
	case FORMAT_QUANTITY:
		return quantity_read(s, NULL);
	case FORMAT_TIME:
		return eat_time(&s) && s.n == 0;
	case FORMAT_URI:
		return is_uri(s);
	case FORMAT_UUID:
		return format_has_shape(s, "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx");
	default:
		return true;
	}
}

bool
format_fits(enum format f, const struct val *v)
{
	int64_t n;

	if (v->kind == VAL_STRING)
		return fits_string(f, val_text(v));
	if (v->kind != VAL_INT || (f != FORMAT_INT32 && f != FORMAT_INT64))
		return true;
	return num_int(val_text(v), &n) &&
	    (f == FORMAT_INT64 || (n >= INT32_MIN && n <= INT32_MAX));
}
