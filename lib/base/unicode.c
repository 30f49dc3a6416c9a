/* Looks characters up in utf8proc. The comments say where Go's package unicode differs from it. */
#include "base/unicode.h"

#include <string.h>
#include <utf8proc.h>

const char *
unicode_category(uint32_t rune)
{
	return utf8proc_category_string((utf8proc_int32_t)rune);
}

bool
unicode_is_letter(uint32_t rune)
{
	return *unicode_category(rune) == 'L';
}

bool
unicode_is_digit(uint32_t rune)
{
	return strcmp(unicode_category(rune), "Nd") == 0;
}

/* In Go, some control characters are spaces, too. */
bool
unicode_is_space(uint32_t rune)
{
	return (rune >= '\t' && rune <= '\r') || rune == 0x85 || *unicode_category(rune) == 'Z';
}

bool
unicode_is_print(uint32_t rune)
{
	return rune == ' ' || strchr("LMNPS", *unicode_category(rune));
}

/* In Go, the capital of ß is ß itself; in utf8proc it is ẞ. */
uint32_t
unicode_upper(uint32_t rune)
{
	return rune == 0xdf ? rune : (uint32_t)utf8proc_toupper((utf8proc_int32_t)rune);
}

uint32_t
unicode_lower(uint32_t rune)
{
	return (uint32_t)utf8proc_tolower((utf8proc_int32_t)rune);
}

uint32_t
unicode_title(uint32_t rune)
{
	return rune == 0xdf ? rune : (uint32_t)utf8proc_totitle((utf8proc_int32_t)rune);
}
