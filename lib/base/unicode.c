/* Searches the tables of unicode_table.c, with short cuts for ASCII. */
#include "base/unicode.h"

enum { ALTERNATE = 0x110000, RUNE_MAX = 0x10ffff };

enum unicode_class
unicode_class(uint32_t rune)
{
	size_t low = 0, high = unicode_runs_n;

	if (rune > RUNE_MAX)
		return UNICODE_OTHER;
	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;

		if (unicode_runs[middle] >> 4 <= rune)
			low = middle;
		else
			high = middle;
	}
	if ((unicode_runs[low] & 15) == UNICODE_PAIRS)
		return (rune - (unicode_runs[low] >> 4)) % 2 ? UNICODE_LOWER : UNICODE_UPPER;
	return (enum unicode_class)(unicode_runs[low] & 15);
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
change(uint32_t rune, bool lower)
{
	size_t low = 0, high = unicode_cases_n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const int32_t *r = unicode_cases[middle];

		if (rune < (uint32_t)r[0])
			high = middle;
		else if (rune > (uint32_t)r[1])
			low = middle + 1;
		else if (r[2] == ALTERNATE)
			/* From r[0] on, each upper case letter is followed by its lower case
			   letter. */
			return (uint32_t)r[0] + (((rune - (uint32_t)r[0]) & ~(uint32_t)1) | lower);
		else
			return (uint32_t)((int32_t)rune + r[2 + lower]);
	}
	return rune;
}

uint32_t
unicode_upper(uint32_t rune)
{
	if (rune < 0x80)
		return rune >= 'a' && rune <= 'z' ? rune - 0x20 : rune;
	return change(rune, false);
}

uint32_t
unicode_lower(uint32_t rune)
{
	if (rune < 0x80)
		return rune >= 'A' && rune <= 'Z' ? rune + 0x20 : rune;
	return change(rune, true);
}

uint32_t
unicode_title(uint32_t rune)
{
	size_t i;

	for (i = 0; i < unicode_titles_n; i++)
		if (rune >= (uint32_t)unicode_titles[i][0] &&
		    rune <= (uint32_t)unicode_titles[i][1])
			return (uint32_t)((int32_t)rune + unicode_titles[i][2]);
	return unicode_upper(rune);
}
