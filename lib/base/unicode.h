/* The class of a character and its upper, lower and title case, without a locale. */
#ifndef BASE_UNICODE_H
#define BASE_UNICODE_H

#include <stdbool.h>
#include <stdint.h>

/* The general categories of Unicode that matter here: Lu, Ll, Lt, other L, Nd, other N, P, M and S,
   White_Space. UNICODE_OTHER is the rest (controls, formats, unassigned). */
enum unicode_class {
	UNICODE_OTHER,
	UNICODE_UPPER,
	UNICODE_LOWER,
	UNICODE_TITLE,
	UNICODE_LETTER,
	UNICODE_DIGIT,
	UNICODE_NUMBER,
	UNICODE_PUNCT,
	UNICODE_GRAPHIC,
	UNICODE_SPACE,
	UNICODE_PAIRS /* in the tables only: upper and lower case letters alternate */
};

enum unicode_class unicode_class(uint32_t rune);
bool unicode_is_letter(uint32_t rune);
bool unicode_is_space(uint32_t rune);

/* unicode_is_print is true for letters, marks, numbers, punctuation, symbols and the ASCII
   space. */
bool unicode_is_print(uint32_t rune);

/* The simple case mappings, of one character to one. */
uint32_t unicode_upper(uint32_t rune);
uint32_t unicode_lower(uint32_t rune);
uint32_t unicode_title(uint32_t rune);

#endif
