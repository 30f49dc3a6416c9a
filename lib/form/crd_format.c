/* Checks the API server's formats: a table has the formats of one shape, the others have a function
   each. */
#include "form/crd_format.h"

#include "base/num.h"
#include "base/unicode.h"
#include "base/utf8.h"
#include "data/val.h"
#include "form/address.h"
#include "form/email.h"
#include "form/name.h"
#include "form/uri.h"

static const struct {
	const char *name;
	enum format format;
} names[] = {
    {"bsonobjectid", FORMAT_BSON_ID},
    {"byte", FORMAT_BYTE},
    {"cidr", FORMAT_CIDR},
    {"creditcard", FORMAT_CREDIT_CARD},
    {"date", FORMAT_DATE},
    {"datetime", FORMAT_DATE_TIME},
    {"duration", FORMAT_DURATION},
    {"email", FORMAT_EMAIL},
    {"hexcolor", FORMAT_HEX_COLOR},
    {"hostname", FORMAT_HOSTNAME},
    {"int32", FORMAT_INT32},
    {"int64", FORMAT_INT64},
    {"ipv4", FORMAT_IPV4},
    {"ipv6", FORMAT_IPV6},
    {"isbn", FORMAT_ISBN},
    {"isbn10", FORMAT_ISBN10},
    {"isbn13", FORMAT_ISBN13},
    {"k8slongname", FORMAT_LONG_NAME},
    {"k8sshortname", FORMAT_SHORT_NAME},
    {"mac", FORMAT_MAC},
    {"rgbcolor", FORMAT_RGB_COLOR},
    {"ssn", FORMAT_SSN},
    {"uri", FORMAT_URI},
    {"uuid", FORMAT_UUID},
    {"uuid3", FORMAT_UUID3},
    {"uuid4", FORMAT_UUID4},
    {"uuid5", FORMAT_UUID5},
};

enum format
crd_format_named(str name)
{
	enum { NAME_MAX_BYTES = 16 };
	char text[NAME_MAX_BYTES];
	str plain = {text, 0};
	size_t i;

	for (i = 0; i < name.n; i++) {
		if (name.p[i] == '-')
			continue;
		if (plain.n == NAME_MAX_BYTES)
			return FORMAT_NONE;
		text[plain.n++] = name.p[i];
	}
	for (i = 0; i < sizeof names / sizeof names[0]; i++)
		if (str_is(plain, names[i].name))
			return names[i].format;
	return FORMAT_NONE;
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
is_letter(char c)
{
	return (c | 32) >= 'a' && (c | 32) <= 'z';
}

/* Go's \s. */
static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r';
}

static bool
eat(str *s, char c)
{
	if (s->n == 0 || s->p[0] != c)
		return false;
	*s = str_from(*s, 1);
	return true;
}

/* One or more groups of four characters of base64; = may pad the last group. */
static bool
is_base64(str s)
{
	size_t i, data = s.n;

	while (data > 0 && s.n - data < 2 && s.p[data - 1] == '=')
		data--;
	for (i = 0; i < data; i++)
		if (!is_letter(s.p[i]) && !is_digit(s.p[i]) && s.p[i] != '+' && s.p[i] != '/')
			return false;
	return s.n > 0 && s.n % 4 == 0;
}

/* z, or an offset like +01:00, of any digits. */
static bool
is_zone(str s)
{
	if (s.n == 1)
		return (s.p[0] | 32) == 'z';
	return s.n == 6 && (s.p[0] == '+' || s.p[0] == '-') && is_digit(s.p[1]) &&
	    is_digit(s.p[2]) && s.p[3] == ':' && is_digit(s.p[4]) && is_digit(s.p[5]);
}

/* RFC 3339, with three differences: seconds end at 59, any character may come before the fraction,
   and everything after a second letter t is ignored. */
static bool
is_date_time(str s)
{
	static const char form[] = "00:00:00", limit[] = "23:59:59";
	bool fraction;
	uint32_t rune;
	size_t i, t;

	if (!format_eat_date(&s) || (!eat(&s, 'T') && !eat(&s, 't')))
		return false;
	for (t = 0; t < s.n && (s.p[t] | 32) != 't'; t++)
		;
	s.n = t;
	for (i = 0; i < 8; i++)
		if (i >= s.n || (form[i] == ':' ? s.p[i] != ':' : !is_digit(s.p[i])))
			return false;
	for (i = 0; i < 8; i += 3)
		if (s.p[i] > limit[i] || (s.p[i] == limit[i] && s.p[i + 1] > limit[i + 1]))
			return false;
	s = str_from(s, 8);
	if (s.n == 0 || is_zone(s))
		return s.n > 0;
	i = utf8_next(s, &rune);
	fraction = rune != '\n' && i < s.n && is_digit(s.p[i]);
	while (i < s.n && is_digit(s.p[i]))
		i++;
	return fraction && is_zone(str_from(s, i));
}

/* Cuts digits off s and returns how many; *big: their value does not fit into 64 bits. */
static size_t
eat_digits(str *s, bool *big)
{
	size_t n = 0;
	int64_t value;

	while (n < s->n && is_digit(s->p[n]))
		n++;
	*big = n > 18 && !num_int(str_sub(*s, 0, n), &value);
	*s = str_from(*s, n);
	return n;
}

/* 1h30m, -1.5s: time.ParseDuration. */
static bool
is_go_duration(str s)
{
	static const str units[] = {{"ns", 2}, {"us", 2}, {"\xc2\xb5s", 3}, {"\xce\xbcs", 3},
	    {"ms", 2}, {"s", 1}, {"m", 1}, {"h", 1}};
	size_t i, n;
	bool big, ignored;

	if (!eat(&s, '-'))
		eat(&s, '+');
	if (str_is(s, "0"))
		return true;
	if (s.n == 0)
		return false;
	while (s.n > 0) {
		n = eat_digits(&s, &big);
		if (eat(&s, '.'))
			n += eat_digits(&s, &ignored);
		for (i = 0; i < sizeof units / sizeof units[0]; i++)
			if (str_starts(s, units[i]))
				break;
		if (n == 0 || big || i == sizeof units / sizeof units[0])
			return false;
		s = str_from(s, units[i].n);
		/* A unit ends where a number begins. */
		if (s.n > 0 && !is_digit(s.p[0]) && s.p[0] != '.')
			return false;
	}
	return true;
}

/* The units of Scala's durations; a star means that any text may follow. */
static bool
is_unit(str s)
{
	static const char *const units[] = {"ns", "nano*", "us", "\xc2\xb5s", "micro*", "ms",
	    "milli*", "s", "sec*", "m", "min*", "h", "hr", "hour*", "d", "day*", "w", "wk",
	    "week*"};
	size_t u, i;

	for (u = 0; u < sizeof units / sizeof units[0]; u++) {
		str unit = str_of(units[u]);
		bool open = str_ends(unit, STR("*"));

		unit.n -= open;
		if (open ? s.n < unit.n : s.n != unit.n)
			continue;
		for (i = 0; i < unit.n; i++)
			if (s.p[i] != unit.p[i] &&
			    (!is_letter(s.p[i]) || (s.p[i] | 32) != unit.p[i]))
				break;
		if (i == unit.n)
			return true;
	}
	return false;
}

/* Whether the text contains a duration like "5 minutes". */
static bool
has_scala_duration(str s)
{
	bool found = false, big;

	while (s.n > 0) {
		size_t n = 0;

		if (eat_digits(&s, &big) == 0) {
			s = str_from(s, 1);
			continue;
		}
		while (s.n > 0 && is_blank(s.p[0]))
			s = str_from(s, 1);
		while (
		    n < s.n && (is_letter(s.p[n]) || str_starts(str_from(s, n), STR("\xc2\xb5"))))
			n += is_letter(s.p[n]) ? 1 : 2;
		if (n > 0 && big)
			return false;
		found = found || is_unit(str_sub(s, 0, n));
		s = str_from(s, n);
	}
	return found;
}

/* The server accepts letters and symbols of any script in a host name. */
static bool
is_host_rune(uint32_t rune)
{
	return (rune >= '0' && rune <= '9') || unicode_is_letter(rune) ||
	    unicode_class(rune) == UNICODE_SYMBOL;
}

/* One label: host characters, and dashes that are not at its ends. In a name of one label (alone) a
   dash may be the second character only, even at the end. */
static bool
is_host_label(str s, bool alone)
{
	size_t i = 0, n = 0;
	bool dash = true;
	uint32_t rune;

	if (s.n > 63)
		return false;
	while (i < s.n) {
		i += utf8_next(str_from(s, i), &rune);
		if (rune == '-' ? n == 0 || (alone && n > 1) : !is_host_rune(rune))
			return false;
		dash = rune == '-';
		n++;
	}
	return alone ? n > 0 : n > 0 && !dash;
}

/* The last label of several: two letters or more. */
static bool
is_top_label(str s)
{
	size_t i = 0, n = 0;
	uint32_t rune;

	for (; i < s.n; n++) {
		i += utf8_next(str_from(s, i), &rune);
		if (!unicode_is_letter(rune))
			return false;
	}
	return n >= 2 && s.n <= 63;
}

static bool
is_hostname(str s)
{
	size_t dot;

	if (s.n > 255)
		return false;
	if (str_find(s, STR(".")) == s.n)
		return is_host_label(s, true);
	while ((dot = str_find(s, STR("."))) < s.n) {
		if (!is_host_label(str_sub(s, 0, dot), false))
			return false;
		s = str_from(s, dot + 1);
	}
	return is_top_label(s);
}

/* Copies the digits and X of s to to, at most max + 1, without the characters that skip accepts;
   false if s contains other characters, or more. */
static bool
pick_digits(str s, bool (*skip)(char), char *to, size_t max, size_t *n)
{
	size_t i;

	for (i = *n = 0; i < s.n; i++) {
		if (skip(s.p[i]))
			continue;
		if (*n > max || (!is_digit(s.p[i]) && s.p[i] != 'X'))
			return false;
		to[(*n)++] = s.p[i];
	}
	return true;
}

static bool
is_blank_or_dash(char c)
{
	return is_blank(c) || c == '-';
}

static bool
is_isbn10(str s)
{
	enum { LENGTH = 10 };
	char digit[LENGTH + 1];
	size_t n, i;
	unsigned sum = 0;

	if (!pick_digits(s, is_blank_or_dash, digit, LENGTH, &n) || n != LENGTH)
		return false;
	for (i = 0; i < LENGTH; i++) {
		if (digit[i] == 'X' && i + 1 < LENGTH)
			return false;
		sum += (unsigned)(i + 1) * (digit[i] == 'X' ? 10u : (unsigned)(digit[i] - '0'));
	}
	return sum % 11 == 0;
}

static bool
is_isbn13(str s)
{
	enum { LENGTH = 13 };
	char digit[LENGTH + 1];
	size_t n, i;
	unsigned sum = 0;

	if (!pick_digits(s, is_blank_or_dash, digit, LENGTH, &n) || n != LENGTH)
		return false;
	for (i = 0; i < LENGTH; i++) {
		if (digit[i] == 'X')
			return false;
		sum += (i % 2 ? 3u : 1u) * (unsigned)(digit[i] - '0');
	}
	return sum % 10 == 0;
}

static bool
is_not_digit(char c)
{
	return !is_digit(c);
}

/* The prefixes and lengths of Visa, MasterCard, Discover, American Express, Diners Club and JCB. */
static bool
is_card_prefix(str s)
{
	char a = s.p[0], b = s.p[1], c = s.p[2];

	if (s.n == 13)
		return a == '4';
	if (s.n == 14)
		return a == '3' && ((b == '0' && c <= '5') || b == '6' || b == '8');
	if (s.n == 15)
		return (a == '3' && (b == '4' || b == '7')) || str_starts(s, STR("2131")) ||
		    str_starts(s, STR("1800"));
	return s.n == 16 &&
	    (a == '4' || (a == '5' && b >= '1' && b <= '5') || str_starts(s, STR("6011")) ||
		str_starts(s, STR("65")) || str_starts(s, STR("35")));
}

/* Luhn's sum over the digits; other characters are ignored. */
static bool
is_credit_card(str s)
{
	enum { LENGTH_MAX = 16 };
	char digit[LENGTH_MAX + 1];
	unsigned sum = 0, value;
	size_t n, i;

	if (!pick_digits(s, is_not_digit, digit, LENGTH_MAX, &n) || n < 13 ||
	    !is_card_prefix((str){digit, n}))
		return false;
	for (i = 0; i < n; i++) {
		value = (unsigned)(digit[n - 1 - i] - '0') * (i % 2 ? 2u : 1u);
		sum += value > 9 ? value - 9 : value;
	}
	return sum % 10 == 0;
}

static void
skip_blanks(str *s)
{
	while (s->n > 0 && is_blank(s->p[0]))
		*s = str_from(*s, 1);
}

static bool
is_rgb(str s)
{
	int i;

	if (!str_starts(s, STR("rgb(")))
		return false;
	s = str_from(s, 4);
	for (i = 0; i < 3; i++) {
		size_t n = 0;
		int64_t value;

		if (i > 0 && !eat(&s, ','))
			return false;
		skip_blanks(&s);
		while (n < s.n && n < 4 && is_digit(s.p[n]))
			n++;
		if (n == 0 || (n > 1 && s.p[0] == '0') || !num_int(str_sub(s, 0, n), &value) ||
		    value > 255)
			return false;
		s = str_from(s, n);
		skip_blanks(&s);
	}
	return str_is(s, ")");
}

/* Formats that are one shape, or one of several; see format_has_shape. */
static const struct {
	enum format format;
	const char *shape;
} shapes[] = {
    {FORMAT_BSON_ID, "xxxxxxxxxxxxxxxxxxxxxxxx"},
    {FORMAT_HEX_COLOR, "#?xxx"},
    {FORMAT_HEX_COLOR, "#?xxxxxx"},
    {FORMAT_SSN, "000_00_0000"},
    {FORMAT_UUID, "xxxxxxxx-?xxxx-?xxxx-?xxxx-?xxxxxxxxxxxx"},
    {FORMAT_UUID3, "xxxxxxxx-?xxxx-?3xxx-?xxxx-?xxxxxxxxxxxx"},
    {FORMAT_UUID4, "xxxxxxxx-?xxxx-?4xxx-?vxxx-?xxxxxxxxxxxx"},
    {FORMAT_UUID5, "xxxxxxxx-?xxxx-?5xxx-?vxxx-?xxxxxxxxxxxx"},
};

static bool
fits_shape(enum format f, str s)
{
	size_t i;

	for (i = 0; i < sizeof shapes / sizeof shapes[0]; i++)
		if (shapes[i].format == f && format_has_shape(s, shapes[i].shape))
			return true;
	return false;
}

static bool
has_char(str s, const char *c)
{
	return str_find(s, str_of(c)) < s.n;
}

static bool
fits(enum format f, str s)
{
	switch (f) {
	case FORMAT_BYTE:
		return is_base64(s);
	case FORMAT_CIDR:
		return address_is_cidr(s, true);
	case FORMAT_CREDIT_CARD:
		return is_credit_card(s);
	case FORMAT_DATE:
		return format_eat_date(&s) && s.n == 0;
	case FORMAT_DATE_TIME:
		return is_date_time(s);
	case FORMAT_DURATION:
		return is_go_duration(s) || has_scala_duration(s);
	case FORMAT_EMAIL:
		return email_is_address(s);
	case FORMAT_HOSTNAME:
		return is_hostname(s);
	case FORMAT_IPV4:
		return has_char(s, ".") && (address_is_ipv4(s, true) || address_is_ipv6(s, true));
	case FORMAT_IPV6:
		return address_is_ipv6(s, false);
	case FORMAT_ISBN:
		return is_isbn10(s) || is_isbn13(s);
	case FORMAT_ISBN10:
		return is_isbn10(s);
	case FORMAT_ISBN13:
		return is_isbn13(s);
	case FORMAT_LONG_NAME:
		return name_fits(NAME_SUBDOMAIN, s);
	case FORMAT_MAC:
		return address_is_mac(s);
	case FORMAT_RGB_COLOR:
		return is_rgb(s);
	case FORMAT_SHORT_NAME:
		return name_fits(NAME_LABEL, s);
	case FORMAT_URI:
		return uri_is_request(s);
	case FORMAT_BSON_ID:
	case FORMAT_HEX_COLOR:
	case FORMAT_SSN:
	case FORMAT_UUID:
	case FORMAT_UUID3:
	case FORMAT_UUID4:
	case FORMAT_UUID5:
		return fits_shape(f, s);
	default:
		return true;
	}
}

bool
crd_format_fits(enum format f, const struct val *v)
{
	return v->kind == VAL_STRING ? fits(f, val_text(v)) : format_fits(f, v);
}
