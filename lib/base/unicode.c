/* Searches the tables of unicode_table.h, with short cuts for ASCII. They are unpacked when the
   first other character comes. */
#include "base/unicode.h"

#include <stddef.h>

#include "base/unicode_table.h"

enum { CLASSES = UNICODE_PAIRS + 1 };

/* What to add to a character for its upper, lower and title case. All are 0 if upper and lower case
   letters alternate. */
enum change { UPPER, LOWER, TITLE };

/* The characters from first to last have a class, or the same changes. */
struct range {
	uint32_t first, last;
	enum unicode_class class;
	int32_t change[TITLE + 1];
};

/* A range takes at least one byte in packed_runs, five in packed_cases. */
static struct range runs[sizeof packed_runs], cases[sizeof packed_cases / 5];
static size_t runs_n, cases_n;

/* Reads a number in mixed base: leading digits from '@' to '[', a last digit from ']' to '~'. */
static uint32_t
next(const char **p)
{
	uint32_t n = 0;

	for (; **p < ']'; ++*p)
		n = n * ('[' - '@' + 1) + (uint32_t)(**p - '@');
	return n * ('~' - ']' + 1) + (uint32_t)(*(*p)++ - ']');
}

/* Reads a number with a sign, packed as 0, -1, 1, -2… */
static int32_t
next_signed(const char **p)
{
	int32_t n = (int32_t)next(p);

	return n % 2 ? -(n + 1) / 2 : n / 2;
}

static void
unpack(void)
{
	uint32_t first = 0, n;
	struct range *r;
	const char *p;

	for (p = packed_runs; *p; first = r->last + 1) {
		r = &runs[runs_n++];
		n = next(&p);
		*r = (struct range){
		    first, first + n / CLASSES, (enum unicode_class)(n % CLASSES), {0}};
	}
	first = 0;
	for (p = packed_cases; *p; first = r->last) {
		r = &cases[cases_n++];
		r->first = first + next(&p);
		r->last = r->first + next(&p);
		r->change[UPPER] = next_signed(&p);
		r->change[LOWER] = next_signed(&p);
		r->change[TITLE] = r->change[UPPER] + next_signed(&p);
	}
}

/* Returns the range of a rune, or NULL. */
static const struct range *
find(const struct range *ranges, const size_t *n, uint32_t rune)
{
	size_t low = 0, high;

	if (runs_n == 0)
		unpack();
	for (high = *n; low < high;) {
		size_t middle = low + (high - low) / 2;

		if (rune < ranges[middle].first)
			high = middle;
		else if (rune > ranges[middle].last)
			low = middle + 1;
		else
			return &ranges[middle];
	}
	return NULL;
}

enum unicode_class
unicode_class(uint32_t rune)
{
	const struct range *r = find(runs, &runs_n, rune);

	if (!r)
		return UNICODE_OTHER;
	if (r->class == UNICODE_PAIRS)
		return (rune - r->first) % 2 ? UNICODE_LOWER : UNICODE_UPPER;
	return r->class;
}

bool
unicode_is_letter(uint32_t rune)
{
	enum unicode_class class;

	if (rune < 0x80)
		return (rune | 0x20) >= 'a' && (rune | 0x20) <= 'z';
	class = unicode_class(rune);
	return class >= UNICODE_UPPER && class <= UNICODE_LETTER;
}

bool
unicode_is_space(uint32_t rune)
{
	if (rune < 0x80)
		return rune == ' ' || (rune >= '\t' && rune <= '\r');
	return unicode_class(rune) == UNICODE_SPACE;
}

bool
unicode_is_print(uint32_t rune)
{
	enum unicode_class class;

	if (rune < 0x7f)
		return rune >= ' ';
	class = unicode_class(rune);
	return class != UNICODE_OTHER && class != UNICODE_SPACE;
}

static uint32_t
change(uint32_t rune, enum change to)
{
	const struct range *r = find(cases, &cases_n, rune);

	if (!r)
		return rune;
	if (r->change[UPPER] || r->change[LOWER])
		return (uint32_t)((int32_t)rune + r->change[to]);
	/* From first on, each upper case letter is followed by its lower case letter. */
	return ((rune - r->first) & ~(uint32_t)1) + r->first + (to == LOWER);
}

uint32_t
unicode_upper(uint32_t rune)
{
	if (rune < 0x80)
		return rune >= 'a' && rune <= 'z' ? rune - 0x20 : rune;
	return change(rune, UPPER);
}

uint32_t
unicode_lower(uint32_t rune)
{
	if (rune < 0x80)
		return rune >= 'A' && rune <= 'Z' ? rune + 0x20 : rune;
	return change(rune, LOWER);
}

uint32_t
unicode_title(uint32_t rune)
{
	return change(rune, TITLE);
}
