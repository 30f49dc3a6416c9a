/* Functions for spans of time, as Go's time.Duration: nanoseconds in an int64, written
   "1h2m3.5s". */
#include "base/arena.h"
#include "base/buf.h"
#include "tmpl/funcs/args.h"
#include "tmpl/go/go_num.h"

static const uint64_t SECOND = 1000000000, SPAN_MAX = UINT64_C(1) << 63;

struct unit {
	uint64_t ns;
	const char *name;
};

static const struct unit units[] = {{1, "ns"}, {1000, "us"}, {1000, "\xC2\xB5s"},
    {1000, "\xCE\xBCs"}, {1000000, "ms"}, {1000000000, "s"}, {60000000000, "m"},
    {3600000000000, "h"}};

static bool
is_digit(str s, size_t i)
{
	return i < s.n && s.p[i] >= '0' && s.p[i] <= '9';
}

/* Takes the digits of a number from *s: a whole number, or after the point a fraction of scale.
   Drops digits that are too many. Returns false if the number is too large. */
static bool
take_digits(str *s, uint64_t *value, double *scale, bool *any)
{
	size_t i;
	bool full = false;

	*value = 0;
	*scale = 1;
	for (i = 0; is_digit(*s, i); i++) {
		uint64_t d = (uint64_t)(s->p[i] - '0');

		full = full || *value > (SPAN_MAX - 1) / 10 || *value * 10 + d > SPAN_MAX;
		if (full)
			continue;
		*value = *value * 10 + d;
		*scale *= 10;
	}
	*any = *any || i > 0;
	*s = str_from(*s, i);
	return !full;
}

/* Takes a number with its unit from *s and adds it to *sum. Returns false if it is malformed or
   too large. */
static bool
take_part(str *s, uint64_t *sum)
{
	uint64_t whole, fraction = 0;
	const struct unit *u = units, *end = units + sizeof units / sizeof units[0];
	double scale, ignored;
	bool any = false;
	size_t n = 0;

	if (!take_digits(s, &whole, &ignored, &any))
		return false;
	if (str_starts(*s, STR("."))) {
		*s = str_from(*s, 1);
		take_digits(s, &fraction, &scale, &any);
	}
	while (n < s->n && s->p[n] != '.' && !is_digit(*s, n))
		n++;
	while (u < end && !str_is(str_sub(*s, 0, n), u->name))
		u++;
	if (!any || u == end || whole > SPAN_MAX / u->ns)
		return false;
	*s = str_from(*s, n);
	whole *= u->ns;
	if (fraction > 0)
		whole += (uint64_t)((double)fraction * ((double)u->ns / scale));
	*sum += whole;
	return whole <= SPAN_MAX && *sum <= SPAN_MAX;
}

/* Parses a span as time.ParseDuration does. Returns 0 at an error. */
static int64_t
parse(str s)
{
	bool negative = str_starts(s, STR("-"));
	uint64_t sum = 0;

	if (negative || str_starts(s, STR("+")))
		s = str_from(s, 1);
	if (s.n == 0 || str_is(s, "0"))
		return 0;
	while (s.n > 0)
		if (!take_part(&s, &sum))
			return 0;
	if (negative)
		return sum == SPAN_MAX ? INT64_MIN : -(int64_t)sum;
	return sum == SPAN_MAX ? 0 : (int64_t)sum;
}

static uint64_t
magnitude(int64_t span)
{
	return span < 0 ? 0 - (uint64_t)span : (uint64_t)span;
}

/* Adds a number of units with its fraction, without trailing zeros. */
static void
add_fraction(struct buf *b, uint64_t value, uint64_t unit, const char *name)
{
	uint64_t rest = value % unit;

	buf_printf(b, "%llu", (unsigned long long)(value / unit));
	if (rest > 0)
		buf_addc(b, '.');
	for (; rest > 0; rest = rest * 10 % unit)
		buf_addc(b, (char)('0' + rest * 10 / unit));
	buf_add(b, str_of(name));
}

/* Writes a span as Go's Duration.String does. */
static str
show(struct arena *a, int64_t span)
{
	struct buf b = {.arena = a};
	uint64_t ns = magnitude(span), minutes = ns / (60 * SECOND);

	if (span < 0)
		buf_addc(&b, '-');
	if (ns > 0 && ns < SECOND) {
		if (ns < 1000)
			add_fraction(&b, ns, 1, "ns");
		else
			add_fraction(&b, ns, ns < 1000000 ? 1000 : 1000000,
			    ns < 1000000 ? "\xC2\xB5s" : "ms");
		return buf_str(&b);
	}
	if (minutes >= 60)
		buf_printf(&b, "%lluh", (unsigned long long)(minutes / 60));
	if (minutes > 0)
		buf_printf(&b, "%llum", (unsigned long long)(minutes % 60));
	add_fraction(&b, ns % (60 * SECOND), SECOND, "s");
	return buf_str(&b);
}

/* Converts an int64 or a text; Go's int and other values become 0. */
static int64_t
number(struct value v, int64_t (*of_text)(str s))
{
	if (v.kind == VALUE_STRING)
		return of_text(v.s);
	return v.kind == VALUE_INT && !v.literal ? v.as.i : 0;
}

static int64_t
seconds(str s)
{
	int64_t n;

	go_num_int(s, 10, &n);
	return n;
}

/* duration SECONDS: more than an int64 of nanoseconds wraps around, as in Go. */
FUNC(do_duration)
{
	uint64_t ns = (uint64_t)number(v[0], seconds) * SECOND;
	int64_t span = ns > INT64_MAX ? -(int64_t)(UINT64_MAX - ns) - 1 : (int64_t)ns;

	return value_string(show(func_arena(x), span));
}

/* durationRound SPAN: rounds to the largest unit. */
FUNC(do_duration_round)
{
	static const struct unit large[] = {
	    {31536000, "y"}, {2592000, "mo"}, {86400, "d"}, {3600, "h"}, {60, "m"}, {1, "s"}};
	uint64_t ns = magnitude(number(v[0], parse));
	struct buf b = {.arena = func_arena(x)};
	size_t i;

	for (i = 0; i < sizeof large / sizeof large[0]; i++)
		if (ns > large[i].ns * SECOND) {
			buf_printf(&b, "%llu%s", (unsigned long long)(ns / (large[i].ns * SECOND)),
			    large[i].name);
			return value_string(buf_str(&b));
		}
	return value_string(STR("0s"));
}

const struct func funcs_time[] = {
    {"duration", 1, 1, 0, do_duration},
    {"durationRound", 1, 1, 0, do_duration_round},
    {0},
};
