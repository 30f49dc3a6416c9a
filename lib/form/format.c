/* Checks formats by a table. Most are one pattern, the others have a function. Schedules have a
   message for each mistake. */
#include "form/format.h"

#include <math.h>
#include <strings.h>

#include "base/arena.h"
#include "base/basenc.h"
#include "base/num.h"
#include "base/regex.h"
#include "data/val.h"
#include "form/quantity.h"
#include "net/ip.h"
#include "net/url.h"

/* Parts of patterns. */
#define X "[\\da-fA-F]"
#define LEAP_YEAR "(?:\\d\\d(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)"
#define DATE                                                                                       \
	"(?:\\d{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\\d|3[01])|"                                \
	"(?:0[469]|11)-(?:0[1-9]|[12]\\d|30)|02-(?:0[1-9]|1\\d|2[0-8]))|" LEAP_YEAR "-02-29)"
#define CLOCK "(?:[01]\\d|2[0-3]):[0-5]\\d"
#define TIME CLOCK ":(?:[0-5]\\d|60)(?:\\.\\d+)?(?:[Zz]|[+-]" CLOCK ")"
#define OCTET "(?:\\d|[1-9]\\d|1\\d\\d|2[0-4]\\d|25[0-5])"
#define UUID(version, variant) "^" X "{8}-?" X "{4}-?" version X "{3}-?" variant X "{3}-?" X "{12}$"
/* Letters and symbols of any script. In a name of one label only the second character may be a
   dash, even if it is the last. */
#define HOST "[\\d\\pL\\pS"
#define HOSTNAME "^(?:" HOST "]-?" HOST "]*|(?:" HOST "](?:" HOST "-]*" HOST "])?\\.)+\\pL{2,})$"

/* A label of a DNS name; a host name (RFC 1123), with letters of either case. */
#define DNS_LABEL "[a-z\\d](?:[a-z\\d-]*[a-z\\d])?"
#define HOST_LABEL "[A-Za-z\\d](?:[A-Za-z\\d-]{0,61}[A-Za-z\\d])?"
#define HOST_1123 "(?!.{254})(?:" HOST_LABEL "\\.)*" HOST_LABEL "$"

/* What net.ParseMAC of Go 1.26 accepts: the separators may be missing. */
#define MAC                                                                                        \
	"^(?:" X "{2}([:-])" X "{2}(?:\\1" X "{2}){4}(?:(?:\\1" X "{2}){2}(?:(?:\\1" X             \
	"{2}){12})?)?|" X "{4}(?:\\." X "{4}){2}(?:\\." X "{4}(?:(?:\\." X "{4}){6})?)?|" X        \
	"{12}(?:" X "{4}(?:" X "{24})?)?)$"

/* ISO 8601 (RFC 3339 appendix A), or Go's duration with days and weeks. */
#define DURATION                                                                                   \
	"^(?:P(?=[\\dT])(?:\\d+Y)?(?:\\d+M)?(?:\\d+W)?(?:\\d+D)?"                                  \
	"(?:T(?=\\d)(?:\\d+H)?(?:\\d+M)?(?:\\d+S)?)?|"                                             \
	"[-+]?(?:0|(?:(?:\\d+\\.?\\d*|\\.\\d+)(?:ns|us|\u00b5s|ms|s|m|h|d|w))++))$"

#define SCALA_UNIT                                                                                 \
	"(?i)^(?:ns|nano.*|us|\u00b5s|micro.*|ms|milli.*|s|sec.*|m|min.*|h|hr|hour.*|d|day.*|"     \
	"w|wk|week.*)$"

/* RFC 5322 §3.4 as in Go's mail.ParseAddress: an address with or without a name, comments or a
   group around it. Characters beyond ASCII are letters. Only addresses in brackets are captured. */
#define ATOM "[^\\x00- \\x7f()<>\\[\\]:;@\\\\,\"."
#define DOTTED ATOM "]++(?:\\." ATOM "]++)*+"
#define QUOTABLE "\\x00-\\x08\\x0a-\\x1f\\x7f"
#define SPEC "(?&b)(?:(?!\"\")(?&quoted)|(?&dotted))@(?&b)(?:(?&dotted)|\\[([^\\]]*)\\])"
#define MAILBOX "(?&b)(?:" SPEC "(?&b)(?&comment)?+|(?:(?=<)|(?&phrase))<" SPEC ">)(?&comments)"
#define EMAIL                                                                                      \
	"(?(DEFINE)(?<b>[ \\t]*+)"                                                                 \
	"(?<comment>\\((?:[^()\\\\]|\\\\(?s:.)|(?&comment))*+\\))"                                 \
	"(?<comments>(?&b)(?:(?&comment)(?&b))*+)"                                                 \
	"(?<quoted>\"(?:[^" QUOTABLE "\"\\\\]|\\\\[^" QUOTABLE "])*+\")"                           \
	"(?<dotted>" DOTTED ")"                                                                    \
	"(?<word>(?&quoted)|(?:" ATOM "]|\\.)++)"                                                  \
	"(?<phrase>(?&b)(?&word)(?:(?&comments)(?&word))*+(?&comments)))"                          \
	"^(?:" MAILBOX "|(?&phrase):" MAILBOX ";(?&comments))$"

/* The pattern of each format by the rules of FORMAT_SCHEMA and of FORMAT_SERVER: "" if a function
   checks the format, NULL if the rules do not have it. */
static const struct {
	const char *name, *wants, *pattern[2];
} table[] = {
    [FORMAT_NONE] = {"", "anything", {"", ""}},
    [FORMAT_BYTE] = {"byte", "base64", {"", ""}},
    [FORMAT_CIDR] = {"cidr", "an IP network like 10.0.4.0/24", {"", ""}},
    /* The server allows seconds up to 59 and any character before the fraction. It ignores what
       follows a second letter t. */
    [FORMAT_DATE_TIME] = {"datetime", "a date and time like 2026-02-08T04:24:29Z",
	{"^" DATE "[Tt]" TIME "$",
	    "^" DATE "[Tt]" CLOCK
	    ":[0-5]\\d(?:[^\\nTt]\\d+)?(?:[Zz]|[+-]\\d\\d:\\d\\d)(?:[Tt]|$)"}},
    [FORMAT_DURATION] = {"duration", "a duration like 1h30m or PT90M", {DURATION, ""}},
    [FORMAT_EMAIL] = {"email", "an e-mail address", {"^(?!.{65}.*@)" DOTTED "@" HOST_1123, ""}},
    [FORMAT_HOSTNAME] = {"hostname", "a host name", {"^" HOST_1123, ""}},
    [FORMAT_INT32] = {"int32", "an integer from -2147483648 to 2147483647", {"", ""}},
    [FORMAT_INT64] = {"int64", "an integer from -9223372036854775808 to 9223372036854775807",
	{"", ""}},
    [FORMAT_IPV4] = {"ipv4", "an IPv4 address", {"", ""}},
    [FORMAT_IPV6] = {"ipv6", "an IPv6 address", {"", ""}},
    [FORMAT_QUANTITY] = {"quantity", "a quantity like 500m, 1.5 or 2Gi", {"", NULL}},
    [FORMAT_URI] = {"uri", "a URI with a scheme",
	{"^[A-Za-z][A-Za-z\\d+.-]*:(?:[^\\x00- \\x7f\"<>\\\\^`{|}%]++|%" X "{2})*+$", ""}},
    [FORMAT_CREDIT_CARD] = {"creditcard", "a credit card number",
	{NULL,
	    "^(?:4\\d{12}(?:\\d{3})?|5[1-5]\\d{14}|6(?:011|5\\d\\d)\\d{12}|3[47]\\d{13}|"
	    "3(?:0[0-5]|[68]\\d)\\d{11}|(?:2131|1800)\\d{11}|35\\d{14})$"}},
    [FORMAT_FLOAT] = {"float", "a number that fits 32 bits, at most 3.4028235e+38", {NULL, ""}},
    [FORMAT_ISBN] = {"isbn", "an ISBN", {NULL, ""}},
    [FORMAT_ISBN10] = {"isbn10", "an ISBN of 10 digits", {NULL, "^\\d{9}[\\dX]$"}},
    [FORMAT_ISBN13] = {"isbn13", "an ISBN of 13 digits", {NULL, "^\\d{13}$"}},
    /* Formats without an enumerator. */
    {"date", "a date like 2026-02-08", {"^" DATE "$", "^" DATE "$"}},
    {"mac", "a MAC address", {MAC, MAC}},
    {"time", "a time like 04:24:29Z", {"^" TIME "$", NULL}},
    {"uuid", "a UUID", {"^" X "{8}-(?:" X "{4}-){3}" X "{12}$", UUID(X, X)}},
    {"bsonobjectid", "24 hexadecimal digits", {NULL, "^" X "{24}$"}},
    {"hexcolor", "a color like #c0ffee", {NULL, "^#?(?:" X "{3}){1,2}$"}},
    {"rgbcolor", "a color like rgb(192, 255, 238)",
	{NULL, "^rgb\\((?:\\s*" OCTET "\\s*,){2}\\s*" OCTET "\\s*\\)$"}},
    {"k8slongname", "a DNS name in lower case, at most 253 characters",
	{NULL, "^(?!.{254})" DNS_LABEL "(?:\\." DNS_LABEL ")*$"}},
    {"k8sshortname", "a DNS label in lower case, at most 63 characters",
	{NULL, "^(?!.{64})" DNS_LABEL "$"}},
    {"ssn", "a number like 123-45-6789", {NULL, "^\\d{3}[- ]\\d{2}[- ]\\d{4}$"}},
    {"uuid3", "a UUID of version 3", {NULL, UUID("3", X)}},
    {"uuid4", "a UUID of version 4", {NULL, UUID("4", "[89abAB]")}},
    {"uuid5", "a UUID of version 5", {NULL, UUID("5", "[89abAB]")}},
};

enum { FORMATS = sizeof table / sizeof *table };

enum format
format_named(enum format_rules rules, str name)
{
	struct arena a = {0};
	size_t f = FORMATS;

	name = arena_without(&a, name, STR("-"));
	while (--f > 0 && !(table[f].pattern[rules] && str_is(name, table[f].name)))
		;
	arena_free(&a);
	return (enum format)f;
}

const char *
format_wants(enum format f)
{
	return table[f].wants;
}

bool
format_duration(str s, uint64_t *ns)
{
	static const struct unit {
		uint64_t ns;
		const char *name;
	} units[] = {{1, "ns"}, {1000, "us"}, {1000, "\u00b5s"}, {1000, "\u03bcs"}, {1000000, "ms"},
	    {1000000000, "s"}, {60000000000, "m"}, {3600000000000, "h"}, {0, NULL}};
	static const uint64_t max = UINT64_C(1) << 63;
	bool negative = str_starts(s, STR("-"));
	struct regex_match m = {.end = negative || str_starts(s, STR("+"))};
	uint64_t whole, fraction;
	const struct unit *u;

	*ns = 0;
	if (m.end == s.n || str_is(str_from(s, m.end), "0"))
		return m.end < s.n;
	while (m.end < s.n) {
		/* More than 18 decimals do not change the sum. */
		if (!regex_in(
			"\\G(?=\\.?\\d)(\\d*)(?:\\.(\\d{0,18})\\d*)?([^.\\d]+)", s, m.end, &m))
			return false;
		for (u = units; u->name && !str_is(m.group[3], u->name); u++)
			continue;
		whole = fraction = 0;
		if (!u->name || (m.group[1].n > 0 && !num_uint(m.group[1], 10, &whole)) ||
		    whole > max / u->ns)
			return false;
		num_uint(m.group[2], 10, &fraction);
		whole = whole * u->ns +
		    (uint64_t)((double)fraction * ((double)u->ns / pow(10, (double)m.group[2].n)));
		*ns += whole;
		if (whole > max || *ns > max)
			return false;
	}
	return negative || *ns < max;
}

/* Returns whether s is Go's duration, or else contains a Scala duration, like "5 minutes", but no
   number past 64 bits. */
static bool
is_server_duration(str s)
{
	struct regex_match m;
	bool found = false;
	size_t from = 0;
	uint64_t ns;
	int64_t n;

	if (format_duration(s, &ns))
		return true;
	while (regex_in("(\\d+)\\s*([A-Za-z\u00b5]+)", s, from, &m)) {
		if (!num_int(m.group[1], &n))
			return false;
		found = found || regex_in(SCALA_UNIT, m.group[2], 0, NULL);
		from = m.end;
	}
	return found;
}

/* Returns s without the leading zeros of its numbers, in a. The server reads addresses as Go before
   1.17 did. */
static str
without_zeros(struct arena *a, str s)
{
	char *p = arena_take(a, s.n);
	bool inside = false;
	size_t i, n = 0;

	for (i = 0; i < s.n; i++) {
		if (!inside && s.p[i] == '0' && i + 1 < s.n && char_is_hex(s.p[i + 1]))
			continue;
		p[n++] = s.p[i];
		inside = char_is_hex(s.p[i]);
	}
	return (str){p, n};
}

static bool
is_address(str s, unsigned bytes)
{
	struct ip ip;

	return !ip_parse(s, &ip) && ip.n == bytes;
}

static bool
is_server_email(str s)
{
	struct regex_match m;
	struct ip ip;
	size_t i;

	if (!regex_in(EMAIL, s, 0, &m))
		return false;
	for (i = 1; i < m.groups; i++)
		if (m.group[i].p && ip_parse(m.group[i], &ip))
			return false;
	return true;
}

static bool
is_server_hostname(str s)
{
	enum { LABEL_MAX = 63, HOST_MAX = 255 };
	str rest = s;

	if (s.n > HOST_MAX || !regex_in(HOSTNAME, s, 0, NULL))
		return false;
	while (rest.n > 0)
		if (str_split(&rest, '.').n > LABEL_MAX)
			return false;
	return true;
}

/* Checks an ISBN or a credit card by its pattern and its check digit (a card: Luhn's sum). */
static bool
is_checked_number(enum format f, str s)
{
	enum { DIGITS_MAX = 16 };
	char text[DIGITS_MAX];
	unsigned sum = 0, n = 0, i;
	size_t at;

	for (at = 0; at < s.n; at++) {
		char c = s.p[at];

		/* Between its digits a card may have anything, an ISBN only dashes and RE2's \s. */
		if (!char_is_digit(c) &&
		    (f == FORMAT_CREDIT_CARD || (c && strchr("- \t\n\f\r", c))))
			continue;
		if (n == DIGITS_MAX)
			return false;
		text[n++] = c;
	}
	if (!regex_in(table[f].pattern[FORMAT_SERVER], (str){text, n}, 0, NULL))
		return false;
	for (i = 0; i < n; i++) {
		unsigned digit = text[i] == 'X' ? 10 : (unsigned)(text[i] - '0');

		if (f == FORMAT_ISBN10)
			sum += (i + 1) * digit;
		else if (f == FORMAT_ISBN13)
			sum += i % 2 ? 3 * digit : digit;
		else
			sum += (n - i) % 2 ? digit : digit * 2 - (digit > 4 ? 9 : 0);
	}
	return sum % (f == FORMAT_ISBN10 ? 11 : 10) == 0;
}

/* Checks a format without a pattern. */
static bool
fits_rule(struct arena *a, enum format f, str s, bool server)
{
	struct ip_net net;
	struct url url;
	size_t bad;
	str plain;

	switch (f) {
	case FORMAT_BYTE:
		return basenc_decode(a, s, 6, &plain, &bad) &&
		    (!server || regex_in("^[^\\r\\n]+$", s, 0, NULL));
	case FORMAT_CIDR:
		return !ip_net_parse(server ? without_zeros(a, s) : s, &net);
	case FORMAT_DURATION:
		return is_server_duration(s);
	case FORMAT_EMAIL:
		return is_server_email(s);
	case FORMAT_HOSTNAME:
		return is_server_hostname(s);
	case FORMAT_IPV4:
		plain = server ? without_zeros(a, s) : s;
		return is_address(plain, 4) ||
		    (server && str_find(s, STR(".")) < s.n && is_address(plain, 16));
	case FORMAT_IPV6:
		return is_address(s, 16);
	case FORMAT_QUANTITY:
		return quantity_fits(s);
	case FORMAT_ISBN:
		return is_checked_number(FORMAT_ISBN10, s) || is_checked_number(FORMAT_ISBN13, s);
	case FORMAT_URI:
		return !url_parse(a, s, true, &url); /* absolute, or an absolute path */
	default:
		return true;
	}
}

bool
format_fits(enum format_rules rules, enum format f, const struct val *v)
{
	struct arena a = {0};
	bool good;
	int64_t n;
	double d;

	/* A double at least half an ulp above FLT_MAX becomes infinity as a float. */
	if (v->kind != VAL_STRING && f == FORMAT_FLOAT)
		return !num_double(val_text(v), &d) || fabs(d) < 0x1.ffffffp127;
	if (v->kind == VAL_INT && (f == FORMAT_INT32 || f == FORMAT_INT64))
		return num_int(val_text(v), &n) &&
		    (f == FORMAT_INT64 || (n >= INT32_MIN && n <= INT32_MAX));
	if (v->kind != VAL_STRING)
		return true;
	if (f == FORMAT_CREDIT_CARD || f == FORMAT_ISBN10 || f == FORMAT_ISBN13)
		return is_checked_number(f, val_text(v));
	if (table[f].pattern[rules][0])
		return regex_in(table[f].pattern[rules], val_text(v), 0, NULL);
	good = fits_rule(&a, f, val_text(v), rules == FORMAT_SERVER);
	arena_free(&a);
	return good;
}

/* Schedules:

       schedule = minute hour day month weekday     with white space between
                | "@yearly" | "@annually" | "@monthly" | "@weekly" | "@daily" | "@midnight"
                | "@hourly" | "@every " Go's duration
       field    = [range] *("," [range])
       range    = ("*" | "?" | value ["-" value]) ["/" number]
       value    = number | name of a month or weekday

   A hyphen and any text may follow * and ?, and are ignored. A number may begin with +. The first
   of a field's names has the value `low`. */
static const struct field {
	int64_t low, high;
	const char *names, *wants;
} fields[] = {
    {0, 59, "", "have minutes from 0 to 59 in its first field"},
    {0, 23, "", "have hours from 0 to 23 in its second field"},
    {1, 31, "", "have days from 1 to 31 in its third field"},
    {1, 12, "janfebmaraprmayjunjulaugsepoctnovdec",
	"have months from 1 to 12, or jan to dec, in its fourth field"},
    {0, 6, "sunmontuewedthufrisat", "have weekdays from 0 to 6, or sun to sat, in its fifth field"},
};
enum { FIELDS = sizeof fields / sizeof fields[0], NAME_LENGTH = 3 };

static bool
is_number(str s, int64_t *n)
{
	return s.n > 0 && s.p[0] != '-' && num_int(s, n);
}

static bool
is_value(const struct field *f, str s, int64_t *n)
{
	const char *name;

	for (name = f->names; s.n == NAME_LENGTH && *name; name += NAME_LENGTH)
		if (strncasecmp(name, s.p, NAME_LENGTH) == 0) {
			*n = f->low + (name - f->names) / NAME_LENGTH;
			return true;
		}
	return is_number(s, n);
}

static bool
is_range(const struct field *f, str range)
{
	str step = range, values = str_split(&step, '/'), last = values,
	    first = str_split(&last, '-');
	bool stepped = values.n < range.n, single = first.n == values.n;
	int64_t from = f->low, to = f->high, n;

	if (!str_is(first, "*") && !str_is(first, "?")) {
		if (!is_value(f, first, &from) || !(single || is_value(f, last, &to)))
			return false;
		if (single && !stepped)
			to = from;
	}
	return from >= f->low && from <= to && to <= f->high &&
	    (!stepped || (is_number(step, &n) && n > 0));
}

static bool
is_field(const struct field *f, str list)
{
	str range;

	while (list.n > 0) {
		range = str_split(&list, ',');
		if (range.n > 0 && !is_range(f, range))
			return false;
	}
	return true;
}

static bool
is_descriptor(str s)
{
	struct regex_match m;
	uint64_t ns;

	return regex_in("^@(?:yearly|annually|monthly|weekly|daily|midnight|hourly|every (.*))$", s,
		   0, &m) &&
	    (!m.group[1].p || format_duration(m.group[1], &ns));
}

const char *
format_schedule_wants(str s)
{
	static const char form[] =
	    "be five fields (minute, hour, day, month, weekday), for example 17 * * * *, or "
	    "@hourly, @daily, @weekly, @monthly, @yearly or @every DURATION";
	const char *wants = NULL;
	struct regex_match word;
	size_t from = 0, n = 0;

	if (str_find(s, STR("TZ")) < s.n)
		return "name no time zone: use the field timeZone";
	if (str_starts(s, STR("@")))
		return is_descriptor(s) ? NULL : form;
	for (; regex_in("[^ \\t\\r\\n]+", s, from, &word); from = word.end, n++)
		if (n < FIELDS && !wants && !is_field(&fields[n], word.group[0]))
			wants = fields[n].wants;
	return n == FIELDS ? wants : form;
}
