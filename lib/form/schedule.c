/* Reads a schedule:

       schedule = minute hour day month weekday     with white space between
                | "@yearly" | "@annually" | "@monthly" | "@weekly" | "@daily" | "@midnight"
                | "@hourly" | "@every " Go's duration
       field    = [range] *("," [range])
       range    = ("*" | "?" | value ["-" value]) ["/" number]
       value    = number | name of a month or weekday

   A hyphen and any text may follow * and ?, and are ignored. A number may begin with +. */
#include "form/schedule.h"

#include <stdint.h>
#include <strings.h>

#include "base/num.h"
#include "base/regex.h"
#include "form/format.h"

enum { NAME_LENGTH = 3 };

/* The fields in their order. The first of the names has the value low. */
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
enum { FIELDS = sizeof fields / sizeof fields[0] };

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

	return regex_in("^@(?:yearly|annually|monthly|weekly|daily|midnight|hourly|every (.*))$", s,
		   0, &m) &&
	    (!m.group[1].p || format_go_duration(m.group[1]));
}

const char *
schedule_wants(str s)
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
