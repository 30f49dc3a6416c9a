/* Finds texts that go-yaml 2 does not read as strings: its words, timestamps, numbers and base
   60. */
#include <string.h>

#include "tmpl/go/go_num.h"
#include "tmpl/go/to_yaml.h"

/* The longest text that can be a number or a timestamp. Longer ones are only checked for floats,
   which may have any number of digits. */
enum { NUMBER_MAX = 4096 };

static bool
is_word(str s)
{
	static const char words[][6] = {"y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on",
	    "On", "ON", "n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF",
	    "~", "null", "Null", "NULL", ".nan", ".NaN", ".NAN", ".inf", ".Inf", ".INF", "+.inf",
	    "+.Inf", "+.INF", "-.inf", "-.Inf", "-.INF"};
	size_t i;

	for (i = 0; s.n <= 5 && i < sizeof words / sizeof words[0]; i++)
		if (words[i][0] == s.p[0] && words[i][s.n] == '\0' &&
		    memcmp(words[i], s.p, s.n) == 0)
			return true;
	return false;
}

/* Reads a number of one or two digits at *i, at most max. */
static bool
small(str s, size_t *i, int max, int *value)
{
	size_t begin = *i;

	*value = 0;
	while (*i < s.n && *i < begin + 2 && char_is_digit(s.p[*i]))
		*value = *value * 10 + (s.p[(*i)++] - '0');
	return *i > begin && *value <= max;
}

static bool
skip(str s, size_t *i, char c)
{
	return *i < s.n && s.p[*i] == c && ++*i;
}

static int
days_in(int month, int year)
{
	if (month == 2)
		return 28 + ((year % 4 == 0 && year % 100 != 0) || year % 400 == 0);
	return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

static bool
is_zone(str s)
{
	return str_is(s, "Z") ||
	    (s.n == 6 && (s.p[0] == '+' || s.p[0] == '-') && char_is_digit(s.p[1]) &&
		char_is_digit(s.p[2]) && s.p[3] == ':' && char_is_digit(s.p[4]) &&
		char_is_digit(s.p[5]));
}

/* yyyy-m-d, yyyy-m-dTh:m:s[.f]Z|±hh:mm, yyyy-m-d h:m:s[.f] */
static bool
is_timestamp(str s)
{
	int year, month, day, part;
	size_t i = 5;
	char between;

	if (s.n < 8 || str_digits(s, 0) != 4 || s.p[4] != '-')
		return false;
	year = (s.p[0] - '0') * 1000 + (s.p[1] - '0') * 100 + (s.p[2] - '0') * 10 + (s.p[3] - '0');
	if (!small(s, &i, 12, &month) || month < 1 || !skip(s, &i, '-'))
		return false;
	if (!small(s, &i, days_in(month, year), &day) || day < 1)
		return false;
	if (i == s.n)
		return true;
	between = s.p[i++];
	if (between != 'T' && between != 't' && between != ' ')
		return false;
	if (!small(s, &i, 23, &part) || !skip(s, &i, ':') || !small(s, &i, 59, &part) ||
	    !skip(s, &i, ':') || !small(s, &i, 59, &part))
		return false;
	if (i + 1 < s.n && (s.p[i] == '.' || s.p[i] == ',') && char_is_digit(s.p[i + 1]))
		i = str_digits(s, i + 1);
	return between == ' ' ? i == s.n : is_zone(str_from(s, i));
}

/* [-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)? that is in range. */
static bool
is_float(str s)
{
	size_t i = s.n > 0 && (s.p[0] == '-' || s.p[0] == '+'), begin = i, end;
	bool zero = true;

	end = str_digits(s, i);
	if (end < s.n && s.p[end] == '.') {
		i = end + 1;
		end = str_digits(s, i);
		if (end == i && i == begin + 1)
			return false;
	} else if (end == begin) {
		return false;
	}
	for (i = begin; i < end; i++)
		zero = zero && (s.p[i] == '0' || s.p[i] == '.');
	if (end < s.n && (s.p[end] == 'e' || s.p[end] == 'E')) {
		i = end + 1;
		i += i < s.n && (s.p[i] == '-' || s.p[i] == '+');
		end = str_digits(s, i);
		if (end == i)
			return false;
	}
	if (end != s.n)
		return false;
	/* go_num_double returns 0 for a number that is out of range, too small or zero. */
	return zero || go_num_double(s) > 0 || go_num_double(s) < 0 || str_find(s, STR("-")) < s.n;
}

/* Copies s without its underscores. Returns false if s is too long for text, or with
   between_digits if an underscore is elsewhere. */
static bool
strip(char text[NUMBER_MAX], str s, bool between_digits, str *plain)
{
	size_t i;

	*plain = (str){text, 0};
	if (s.n > NUMBER_MAX)
		return false;
	for (i = 0; i < s.n; i++) {
		if (s.p[i] != '_')
			text[plain->n++] = s.p[i];
		else if (between_digits &&
		    (i == 0 || !char_is_digit(s.p[i - 1]) || i + 1 == s.n ||
			!char_is_digit(s.p[i + 1])))
			return false;
	}
	return true;
}

static bool
is_uint(str s)
{
	int64_t ignored;
	str half;

	/* An unsigned 64-bit number fits into int64 without its last bit or digit. */
	if (s.n < 2)
		return false;
	half = str_sub(s, 0, s.n - 1);
	if (s.p[0] == '0')
		return s.n == 18 && (s.p[1] | 0x20) == 'x' && go_num_int(half, 0, &ignored);
	return s.n <= 20 && str_digits(s, 0) == s.n &&
	    (s.n < 20 || str_cmp(s, STR("18446744073709551615")) <= 0);
}

static bool
is_number(str s)
{
	char text[NUMBER_MAX];
	int64_t ignored;
	str plain;

	if (!strip(text, s, false, &plain))
		return is_float(s);
	if (go_num_int(plain, 0, &ignored) || is_uint(plain) || is_float(plain))
		return true;
	return str_starts(plain, STR("0b")) && go_num_int(str_from(plain, 2), 2, &ignored);
}

/* [-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\.[0-9_]*)? */
static bool
is_base60(str s)
{
	size_t i = s.n > 0 && (s.p[0] == '-' || s.p[0] == '+'), parts = 0;

	if (i == s.n || !char_is_digit(s.p[i]))
		return false;
	while (i < s.n && (char_is_digit(s.p[i]) || s.p[i] == '_'))
		i++;
	for (; i + 1 < s.n && s.p[i] == ':' && char_is_digit(s.p[i + 1]); parts++) {
		bool two = i + 2 < s.n && char_is_digit(s.p[i + 2]);

		if (two && s.p[i + 1] > '5')
			return false;
		i += two ? 3 : 2;
	}
	if (i < s.n && s.p[i] == '.')
		for (i++; i < s.n && (char_is_digit(s.p[i]) || s.p[i] == '_');)
			i++;
	return parts > 0 && i == s.n;
}

/* go-yaml reads a number that begins with a point as a Go float, with underscores between
   digits. */
static bool
is_fraction(str s)
{
	char text[NUMBER_MAX];
	str plain;

	return is_float(s) || (strip(text, s, true, &plain) && is_float(plain));
}

/* A text with a unit, as 250m and 64Mi, is not a number or timestamp. */
static bool
ends_in_unit(str s)
{
	return s.p[s.n - 1] > 'f' && s.p[s.n - 1] <= 'z';
}

bool
to_yaml_plain(str s)
{
	char first = s.n ? s.p[0] : '\0';

	if (s.n == 0)
		return false;
	if (char_is_digit(first))
		return ends_in_unit(s) || (!is_timestamp(s) && !is_number(s) && !is_base60(s));
	if (first == '+' || first == '-')
		return !is_word(s) && !is_number(s) && !is_base60(s);
	if (first == '.')
		return !is_word(s) && !is_fraction(s);
	return !(memchr("yYnNtTfFoO~", first, 11) && is_word(s));
}
