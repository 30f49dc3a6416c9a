/* Functions for spans of time, as Go's time.Duration: nanoseconds in an int64, written
   "1h2m3.5s". */
#include <inttypes.h>

#include "base/buf.h"
#include "form/format.h"
#include "tmpl/funcs/funcs.h"
#include "tmpl/go/text.h"

#define SECOND UINT64_C(1000000000)

static const struct {
	uint64_t ns;
	const char *name;
} units[] = {{1, "ns"}, {1000, "\xC2\xB5s"}, {1000000, "ms"}, {SECOND, "s"}, {60 * SECOND, "m"},
    {3600 * SECOND, "h"}, {86400 * SECOND, "d"}, {2592000 * SECOND, "mo"},
    {31536000 * SECOND, "y"}};
enum { SECONDS = 3, YEARS = 8 };

/* duration SECONDS, as Go's Duration.String writes it. More than an int64 of nanoseconds wraps
   around. Accepts int64 and text; any other value, also Go's int, becomes 0. */
FUNC(do_duration)
{
	struct buf b = {.arena = a};
	int64_t seconds = v[0].kind == VALUE_INT && !v[0].literal ? v[0].as.i : 0;
	uint64_t ns, minutes, unit;
	size_t u = SECONDS;

	if (v[0].kind == VALUE_STRING)
		text_int(v[0].s, 10, &seconds);
	ns = (uint64_t)seconds * SECOND;
	if (ns > INT64_MAX) {
		buf_addc(&b, '-');
		ns = 0 - ns;
	}
	minutes = ns / (60 * SECOND);
	if (minutes >= 60)
		buf_printf(&b, "%" PRIu64 "h", minutes / 60);
	if (minutes > 0)
		buf_printf(&b, "%" PRIu64 "m", minutes % 60);
	while (ns > 0 && ns < units[u].ns)
		u--;
	unit = units[u].ns;
	buf_printf(
	    &b, "%" PRIu64 ".%09" PRIu64, ns % (60 * SECOND) / unit, ns % unit * (SECOND / unit));
	while (b.p[b.n - 1] == '0')
		b.n--;
	b.n -= b.p[b.n - 1] == '.';
	buf_add(&b, str_of(units[u].name));
	return value_string(buf_str(&b));
}

/* durationRound SPAN prints SPAN in the largest shorter unit, rounded down, without a sign. */
FUNC(do_duration_round)
{
	uint64_t ns = 0;
	size_t u = YEARS;

	if (v[0].kind == VALUE_STRING && !format_duration(v[0].s, &ns))
		ns = 0;
	else if (v[0].kind == VALUE_INT && !v[0].literal)
		ns = v[0].as.i < 0 ? 0 - (uint64_t)v[0].as.i : (uint64_t)v[0].as.i;
	while (u > SECONDS && ns <= units[u].ns)
		u--;
	return value_string(str_of(buf_format(
	    a, "%" PRIu64 "%s", ns > units[u].ns ? ns / units[u].ns : 0, units[u].name)));
}

const struct func funcs_time[] = {
    {"duration", "a", 0, do_duration, 0},
    {"durationRound", "a", 0, do_duration_round, 0},
    {0},
};
