/* Finds texts that go-yaml 2 writes in quotes though it has no other type for them than the string:
   timestamps and numbers of base 60. data/scalar.h knows the other types. */
#include "base/num.h"
#include "base/regex.h"
#include "data/scalar.h"
#include "tmpl/go/to_yaml.h"

/* yyyy-m-d, yyyy-m-dTh:m:s[.f]Z|±hh:mm, yyyy-m-d h:m:s[.f] */
static bool
is_timestamp(str s)
{
#define TIME "(?:[01]?[0-9]|2[0-3]):[0-5]?[0-9]:[0-5]?[0-9](?:[.,][0-9]+)?"
	static const char pattern[] = "^([0-9]{4})-(0?[1-9]|1[0-2])-(0?[1-9]|[12][0-9]|3[01])"
				      "(?:[Tt]" TIME "(?:Z|[+-][0-9]{2}:[0-9]{2})| " TIME ")?$";
	static struct regex *compiled;
	struct regex_match m;
	int64_t year, month, day;

	/* Most texts with a hyphen are not dates; then the pattern is not compiled. */
	if (s.n < 8 || s.p[4] != '-' || str_digits(s, 0) != 4 ||
	    !regex_in(&compiled, pattern, s, 0, &m))
		return false;
	num_int(m.group[1], &year);
	num_int(m.group[2], &month);
	num_int(m.group[3], &day);
	if (month == 2)
		return day <= 28 + ((year % 4 == 0 && year % 100 != 0) || year % 400 == 0);
	return day <= 30 || (month != 4 && month != 6 && month != 9 && month != 11);
}

static bool
is_base60(str s)
{
	static struct regex *compiled;

	return memchr(s.p, ':', s.n) &&
	    regex_in(&compiled, "^[-+]?\\d[\\d_]*(?::[0-5]?\\d)+(?:\\.[\\d_]*)?$", s, 0, NULL);
}

bool
to_yaml_plain(struct arena *a, str s)
{
	enum val_kind kind;
	str text;

	if (scalar_is_string(s))
		return true;
	if (scalar_plain(a, s, &kind, &text) || kind != VAL_STRING)
		return false;
	return !is_timestamp(s) && !is_base60(s);
}
