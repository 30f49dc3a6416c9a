/* Functions for spans of time, as Go's time.Duration: nanoseconds in an int64, written
   "1h2m3.5s". */
#include "base/arena.h"
#include "base/buf.h"
#include "form/format.h"
#include "tmpl/funcs/funcs.h"
#include "tmpl/go/text.h"

static const uint64_t SECOND = 1000000000;

struct unit {
	uint64_t ns;
	const char *name;
};

/* The units of durations below a minute. */
static const struct unit units[] = {
    {1, "ns"}, {1000, "\xC2\xB5s"}, {1000000, "ms"}, {1000000000, "s"}};
enum { SECONDS = 3 }; /* index in units; duration goes on to smaller units */

/* Writes value in unit u: the number without trailing zeros, then the unit's name. */
static void
add_fraction(struct buf *b, uint64_t value, const struct unit *u)
{
	uint64_t rest = value % u->ns;

	buf_uint(b, value / u->ns);
	if (rest > 0)
		buf_addc(b, '.');
	for (; rest > 0; rest = rest * 10 % u->ns)
		buf_addc(b, (char)('0' + rest * 10 / u->ns));
	buf_add(b, str_of(u->name));
}

/* duration SECONDS, as Go's Duration.String writes it. More than an int64 of nanoseconds wraps
   around. Accepts int64 and text; any other value, also Go's int, becomes 0. */
FUNC(do_duration)
{
	const struct unit *u = &units[SECONDS];
	struct buf b = {.arena = a};
	int64_t seconds = v[0].kind == VALUE_INT && !v[0].literal ? v[0].as.i : 0;
	uint64_t ns, minutes;

	if (v[0].kind == VALUE_STRING)
		text_int(v[0].s, 10, &seconds);
	ns = (uint64_t)seconds * SECOND;
	if (ns > INT64_MAX) {
		buf_addc(&b, '-');
		ns = 0 - ns;
	}
	minutes = ns / (60 * SECOND);
	if (minutes >= 60)
		buf_printf(&b, "%lluh", (unsigned long long)(minutes / 60));
	if (minutes > 0)
		buf_printf(&b, "%llum", (unsigned long long)(minutes % 60));
	while (ns > 0 && ns < u->ns)
		u--;
	add_fraction(&b, ns % (60 * SECOND), u);
	return value_string(buf_str(&b));
}

/* durationRound SPAN prints SPAN in the largest shorter unit, rounded down, without a sign. */
FUNC(do_duration_round)
{
	static const struct unit large[] = {{31536000, "y"}, {2592000, "mo"}, {86400, "d"},
	    {3600, "h"}, {60, "m"}, {1, "s"}, {0, NULL}};
	const struct unit *u = large;
	struct buf b = {.arena = a};
	uint64_t ns = 0;

	if (v[0].kind == VALUE_STRING && !format_duration(v[0].s, &ns))
		ns = 0;
	else if (v[0].kind == VALUE_INT && !v[0].literal)
		ns = v[0].as.i < 0 ? 0 - (uint64_t)v[0].as.i : (uint64_t)v[0].as.i;
	while (u->name && ns <= u->ns * SECOND)
		u++;
	buf_uint(&b, u->name ? ns / (u->ns * SECOND) : 0);
	buf_add(&b, str_of(u->name ? u->name : "s"));
	return value_string(buf_str(&b));
}

const struct func funcs_time[] = {
    {"duration", "a", 0, do_duration, 0},
    {"durationRound", "a", 0, do_duration_round, 0},
    {0},
};
