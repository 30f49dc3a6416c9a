/* Converts text to integers and floats as Go's strconv does. */
#include "tmpl/go/go_num.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/end.h"
#include "base/num.h"
#include "base/regex.h"

/* Returns whether each underscore is between digits, or between a prefix and a digit. */
static bool
underscores_fit(str s)
{
	static const char pattern[] =
	    "(?i)^[-+]?(?:0x(?:_(?=[\\da-f]))?(?:[^_]|(?<=[\\da-f])_(?=[\\da-f]))*+|"
	    "(?:0[bo](?:_(?=\\d))?)?(?:[^_]|(?<=\\d)_(?=\\d))*+)$";
	static struct regex *compiled;

	return s.n == 0 || !memchr(s.p, '_', s.n) || regex_in(&compiled, pattern, s, 0, NULL);
}

/* Takes "0x", "0o", "0b" or "0" off *s. */
static unsigned
base_of(str *s)
{
	char letter = s->n > 1 && s->p[0] == '0' ? char_lower(s->p[1]) : '\0';
	unsigned base = !letter ? 10 : letter == 'x' ? 16 : letter == 'b' ? 2 : 8;

	if (letter)
		*s = str_from(*s, memchr("xbo", letter, 3) ? 2 : 1);
	return base;
}

bool
go_num_int(str s, unsigned base, int64_t *out)
{
	bool negative = s.n > 0 && s.p[0] == '-', prefixed = base == 0, fits = true;
	uint64_t v = 0, limit = (uint64_t)INT64_MAX + negative;
	str whole = s;
	size_t i;

	*out = 0;
	if (negative || (s.n > 0 && s.p[0] == '+'))
		s = str_from(s, 1);
	if (prefixed)
		base = base_of(&s);
	if (s.n == 0 || (prefixed && !underscores_fit(whole)))
		return false;
	for (i = 0; i < s.n; i++) {
		unsigned d = char_value(s.p[i]);

		if (s.p[i] == '_' && prefixed)
			continue;
		if (d >= base)
			return false;
		fits = fits && v <= (limit - d) / base;
		v = v * base + d;
	}
	v = fits ? v : limit;
	*out = negative ? (int64_t)(0 - v) : (int64_t)v;
	return fits;
}

/* Parses a NUL-terminated text without underscores. strtod reads more than Go: blanks at the
   beginning, nan(...), and hexadecimal floats without an exponent. Go refuses numbers out of range,
   but reads "Inf". */
static bool
parse_double(const char *text, size_t n, double *out)
{
	char *end;

	if (n == 0 || strpbrk(text, "( \t\n\v\f\r") ||
	    (strpbrk(text, "xX") && !strpbrk(text, "pP")))
		return false;
	*out = strtod(text, &end);
	return end == text + n && (!isinf(*out) || strpbrk(text, "nN"));
}

bool
go_num_double(str s, double *out)
{
	char *text;
	size_t i, n = 0;
	bool good;

	if (num_double(s, out))
		return true;
	if (!(text = malloc(s.n + 1)))
		end_memory();
	for (i = 0; i < s.n; i++)
		if (s.p[i] != '_')
			text[n++] = s.p[i];
	text[n] = '\0';
	good = underscores_fit(s) && parse_double(text, n, out);
	free(text);
	if (!good)
		*out = 0;
	return good;
}
